import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Accounts

@Suite("The audit log on the screen", .stet(with: [AccountsPlugin.self]))
struct AuditScreenTests {
    /// An entry as any plugin writes one.
    private static func record(
        _ action: String, by name: String = "Ruth Abernathy", before: String? = nil, after: String? = nil,
        reason: String? = nil, in stet: TestStet
    ) async throws {
        try await stet.database.transaction { transaction in
            try await transaction.audit(
                AuditEntry(
                    action, on: "topic", "grief", before: before.map { PostgresJSON(text: $0) },
                    after: after.map { PostgresJSON(text: $0) }, reason: reason),
                by: .program(name))
        }
    }

    @Test("auditor and admin read it, nobody else", arguments: Role.allCases)
    func access(role: Role) async throws {
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Somebody", [role])

            let answer = try await client.get("/console/audit")

            #expect(answer.status == ([.auditor, .admin].contains(role) ? .ok : .forbidden))
        }
    }

    @Test("an entry shows who, what, why, and the fields that changed")
    func entry() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (auditor, _) = try await web.person("Olga", [.auditor])
            try await Self.record(
                "topics.published", before: #"{"crisisTier": 2, "name": "Grief"}"#,
                after: #"{"crisisTier": 1, "name": "Grief"}"#, reason: "Reviewed & approved", in: stet)

            let page = try await auditor.get("/console/audit?what=published")

            #expect(page.body.contains("1 entry"))
            #expect(page.body.contains("Ruth Abernathy"))
            #expect(page.body.contains("recorded “topics published” about "))
            #expect(page.body.contains(">grief</span>"))
            #expect(page.body.contains("Reviewed &amp; approved"))
            #expect(page.body.contains("<dt>Crisis tier</dt>"))
            #expect(page.body.contains("<del>2</del><ins>1</ins>"))
            #expect(!page.body.contains("<dt>Name</dt>"))
        }
    }

    @Test("an entry is one sentence with a link to whom it was done, and a day heads what it holds")
    func sentence() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            let (auditor, _) = try await web.person("Olga", [.auditor])
            let ines = try await stet.member("Ines Moreno", [.editor], in: web)
            try await admin.get("/console/accounts/\(ines.id)")
            try await admin.post("/console/accounts/\(ines.id)/suspend")

            let page = try await admin.get("/console/audit?what=suspended").body
            let unlinked = try await auditor.get("/console/audit?what=suspended").body
            let account = try await admin.get("/console/accounts/\(ines.id)").body

            let link = "<a href=\"/console/accounts/\(ines.id)\">Ines Moreno</a>"
            #expect(page.contains("<strong>Ada Admin</strong> suspended \(link)</p>"))
            #expect(page.contains("As admin"))
            #expect(page.contains("<h2>Today, "))
            // Whoever may not see accounts is told the name, and is not led to a page that refuses them.
            #expect(unlinked.contains("<span class=\"log-thing\">Ines Moreno</span>"))
            #expect(account.contains("Suspended this account"))
        }
    }

    @Test("accounts stand in what changed by their names")
    func accountNames() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (auditor, _) = try await web.person("Olga", [.auditor])
            let ines = try await stet.member("Ines Moreno", [.editor], in: web)
            try await Self.record("trial.held", after: "{\"claimedBy\": \"\(ines.id)\"}", in: stet)

            let page = try await auditor.get("/console/audit?what=trial").body

            #expect(page.contains("<dt>Claimed by</dt>\n<dd><ins>Ines Moreno</ins></dd>"))
        }
    }

    @Test("it is narrowed by the words of a deed and by the kind of thing")
    func words() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (auditor, _) = try await web.person("Olga", [.auditor])
            _ = try await stet.member("Ines Moreno", [.editor], in: web)
            try await Self.record("topics.saved", in: stet)

            let deed = try await auditor.get("/console/audit?what=set+the+password+of").body
            let kind = try await auditor.get("/console/audit?kind=account&what=topics").body
            let unknown = try await auditor.get("/console/audit?kind=nonsense&what=topics").body

            // Ines set hers, and so did Olga.
            #expect(deed.contains("2 entries") && deed.contains("Ines Moreno"))
            #expect(kind.contains("0 entries"))
            #expect(unknown.contains("1 entry"))
            #expect(deed.contains("<option value=\"account\">Account</option>"))
        }
    }

    @Test("it is narrowed by who, what and one subject")
    func filters() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (auditor, _) = try await web.person("Olga", [.auditor])
            try await Self.record("topics.saved", in: stet)
            try await Self.record("topics.published", by: "Ben 100%", in: stet)
            func count(_ query: String) async throws -> String? {
                try await auditor.get("/console/audit?\(query)").body
                    .firstMatch(of: /role="status">([^<]+)</).map { String($0.1) }
            }

            #expect(try await count("who=ruth") == "1 entry")
            #expect(try await count("who=100%25") == "1 entry")
            #expect(try await count("who=%25%25%25") == "0 entries")
            #expect(try await count("what=topics+saved") == "1 entry")
            #expect(try await count("about=topic:grief") == "2 entries about one topic")
            #expect(try await count("about=topic:other") == "0 entries about one topic")
        }
    }

    @Test("a day begins and ends by the zone of whoever reads")
    func days() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (auditor, id) = try await web.person("Olga", [.auditor])
            // Two in the morning of July 2 in New York, and half past ten of the evening before.
            for (number, at) in ["2026-07-02T06:00:00Z", "2026-07-02T02:30:00Z"].enumerated() {
                _ = try await stet.owner.rows(
                    """
                    INSERT INTO kernel.audit_entry (
                      audit_entry_id, account_id, actor_name, action, subject_type, subject_id, at
                    )
                    VALUES (gen_random_uuid(), \(id), 'Olga', 'trial.day', 'trial', \(String(number)),
                      \(try #require(Instant(rfc3339: at))))
                    """)
            }

            let second = try await auditor.get("/console/audit?what=trial&from=2026-07-02&to=2026-07-02")
            let both = try await auditor.get("/console/audit?what=trial&from=2026-07-01&to=2026-07-02")
            let nonsense = try await auditor.get("/console/audit?what=trial&from=soon&to=2026-02-30")

            #expect(second.body.contains("1 entry"))
            #expect(both.body.contains("2 entries"))
            #expect(nonsense.body.contains("2 entries"))
        }
    }

    @Test("page by page it shows each entry once, also those of one instant")
    func paging() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (auditor, _) = try await web.person("Olga", [.auditor])
            _ = try await stet.owner.rows(
                """
                INSERT INTO kernel.audit_entry (
                  audit_entry_id, actor_name, action, subject_type, subject_id, at
                )
                SELECT gen_random_uuid(), 'Program', 'trial.many', 'trial', 'number ' || number,
                  timestamptz '2026-07-01Z' + number / 40 * interval '1 microsecond'
                FROM generate_series(1, 130) AS number
                """)
            var path: String? = "/console/audit?what=trial"
            var seen: [String] = []
            var pages = 0

            while let next = path {
                let answer = try await auditor.get(next)
                pages += 1
                seen += answer.body.matches(of: /class="log-thing">(number \d+)</).map { String($0.1) }
                path = answer.body.firstMatch(of: /href="([^"]+)" rel="next"/)
                    .map { String($0.1).replacing("&amp;", with: "&") }
            }

            #expect(pages == 3)
            #expect(seen.count == 130)
            #expect(Set(seen).count == 130)
        }
    }

    @Test("a value that is secret by its name is not shown")
    func secrets() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (auditor, _) = try await web.person("Olga", [.auditor])
            try await Self.record(
                "trial.leak",
                after: #"{"login": {"passwordHash": "$argon2id$leaked"}, "api_token": "leaked"}"#,
                in: stet)

            let page = try await auditor.get("/console/audit?what=leak")

            #expect(page.body.contains("not shown"))
            #expect(!page.body.contains("leaked"))
        }
    }

    @Test("nothing that accounts record holds an address, a password or a link")
    func ownRecords() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let (admin, _) = try await web.person("Ada Admin", [.admin])
            let ines = try await stet.member("Ines", [.editor], in: web)
            try await admin.get("/console/accounts/\(ines.id)")
            try await admin.post("/console/accounts/\(ines.id)/link")
            try await admin.post("/console/accounts/\(ines.id)/suspend")

            let records = try await stet.owner.values(
                String.self, "SELECT audit_entry::text FROM kernel.audit_entry AS audit_entry")

            #expect(records.count >= 6)
            #expect(
                !records.contains { $0.contains("@") || $0.contains("argon2") || $0.contains("welcome/") })
        }
    }
}
