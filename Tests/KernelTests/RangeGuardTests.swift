import Kernel
import Postgres
import TestSupport
import Testing

@Suite("The past of a public range", .stet(with: []))
struct RangeGuardTests {
    /// A table as plugins have them.
    private func table(_ stet: TestStet) async throws {
        try await stet.owner.script(
            """
            CREATE TABLE kernel.fact (
              fact_id int NOT NULL,
              owner_id int NOT NULL DEFAULT 1,
              visible tstzrange NOT NULL,
              CONSTRAINT fact_pkey PRIMARY KEY (fact_id),
              CONSTRAINT fact_visible_period CHECK (kernel.is_period(visible)),
              CONSTRAINT fact_one_live EXCLUDE USING gist (owner_id WITH =, visible WITH &&)
            );
            SELECT kernel.guard('kernel.fact', 'visible');
            """)
    }

    /// A fact that began twenty seconds ago, by the owner's way for history.
    private func begun(_ stet: TestStet) async throws {
        try await table(stet)
        try await stet.owner.transaction { transaction in
            try await transaction.script(
                """
                SET LOCAL stet.history = 'on';
                INSERT INTO kernel.fact VALUES (1, 1, tstzrange(clock_timestamp() - interval '20 s', NULL));
                """)
        }
    }

    @Test("a range that begins in the past is refused")
    func beginsInThePast() async throws {
        let stet = try TestStet.current
        try await table(stet)

        await expectRefusal(by: "fact_past_is_settled") {
            try await stet.owner.script(
                "INSERT INTO kernel.fact VALUES (1, 1, tstzrange(now() - interval '1 minute', NULL))")
        }
    }

    @Test(
        "ranges of another shape are refused",
        arguments: [
            "'empty'::tstzrange", "tstzrange(NULL, now() + interval '1 day')",
            "tstzrange(now(), 'infinity')", "tstzrange(now(), now() + interval '1 day', '[]')",
            "tstzrange(now(), now() + interval '1 day', '()')",
        ])
    func shapes(range: String) async throws {
        let stet = try TestStet.current
        try await table(stet)

        await #expect(throws: PostgresError.self) {
            try await stet.owner.script("INSERT INTO kernel.fact VALUES (1, 1, \(range))")
        }
    }

    @Test("a range that ends before it begins is refused")
    func endsBeforeItBegins() async throws {
        let stet = try TestStet.current
        try await table(stet)

        await #expect(throws: PostgresError.self) {
            try await stet.owner.script(
                "INSERT INTO kernel.fact VALUES (1, 1, tstzrange(now() + interval '2 h', now() + interval '1 h'))"
            )
        }
    }

    @Test("a range that has begun may be ended now, and stays ended")
    func ended() async throws {
        let stet = try TestStet.current
        try await begun(stet)
        try await stet.owner.script(
            "UPDATE kernel.fact SET visible = tstzrange(lower(visible), clock_timestamp())")
        try await stet.owner.script("SELECT pg_sleep(0.01)")

        // Within the grace it could be reopened; what is long over cannot.
        try await stet.owner.transaction { transaction in
            try await transaction.script(
                """
                SET LOCAL stet.history = 'on';
                INSERT INTO kernel.fact
                VALUES (2, 2, tstzrange(now() - interval '2 h', now() - interval '1 h'));
                """)
        }
        await expectRefusal(by: "fact_past_is_settled") {
            try await stet.owner.script(
                "UPDATE kernel.fact SET visible = tstzrange(lower(visible), NULL) WHERE fact_id = 2")
        }
    }

    @Test(
        "a range that has begun keeps its beginning, its row and everything else in it",
        arguments: [
            "UPDATE kernel.fact SET visible = tstzrange(lower(visible) - interval '1 s', NULL)",
            "UPDATE kernel.fact SET visible = tstzrange(clock_timestamp(), NULL)",
            "UPDATE kernel.fact SET visible = 'empty'", "UPDATE kernel.fact SET owner_id = 7",
            "DELETE FROM kernel.fact", "TRUNCATE kernel.fact",
        ])
    func settled(statement: String) async throws {
        let stet = try TestStet.current
        try await begun(stet)

        await #expect(throws: PostgresError.self) { try await stet.owner.script(statement) }
    }

    @Test("a range that has not begun may be moved and deleted")
    func coming() async throws {
        let stet = try TestStet.current
        try await table(stet)

        try await stet.owner.script(
            """
            INSERT INTO kernel.fact VALUES (1, 1, tstzrange(now() + interval '1 h', NULL));
            UPDATE kernel.fact SET visible = tstzrange(now() + interval '2 h', now() + interval '3 h');
            DELETE FROM kernel.fact;
            """)
    }

    @Test("two live rows of one owner are impossible")
    func oneLive() async throws {
        let stet = try TestStet.current
        try await begun(stet)

        await expectRefusal(by: "fact_one_live") {
            try await stet.owner.script(
                "INSERT INTO kernel.fact VALUES (2, 1, tstzrange(clock_timestamp(), NULL))")
        }
    }

    @Test("only the preview's role travels in time")
    func asOf() async throws {
        let stet = try TestStet.current
        let then = "2030-01-01 00:00:00+00"
        let ask: SQL = "SELECT kernel.as_of() = '2030-01-01 00:00:00+00'::timestamptz"

        let preview = try await stet.kernel.preview.snapshot(settings: [("stet.as_of", then)]) {
            try await $0.value(Bool.self, ask)
        }
        let site = try await stet.kernel.site.snapshot(settings: [("stet.as_of", then)]) {
            try await $0.value(Bool.self, ask)
        }
        let empty = try await stet.kernel.preview.snapshot(settings: [("stet.as_of", "")]) {
            try await $0.value(Bool.self, "SELECT kernel.as_of() = now()")
        }

        #expect(preview == true)
        #expect(site == false)
        #expect(empty == true)
    }
}

/// Expects the body to be refused by the constraint of this name.
private func expectRefusal(
    by constraint: String, sourceLocation: SourceLocation = #_sourceLocation, _ body: () async throws -> Void
) async {
    do {
        try await body()
        Issue.record("was taken", sourceLocation: sourceLocation)
    } catch let error as PostgresError {
        #expect(error.constraint == constraint, sourceLocation: sourceLocation)
    } catch {
        Issue.record(error, sourceLocation: sourceLocation)
    }
}
