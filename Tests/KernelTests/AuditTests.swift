import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@Suite("The audit chain", .stet(with: []))
struct AuditTests {
    private struct Break: Decodable, Sendable {
        let sequence: Int?
        let auditEntryID: UUID
    }

    private func firstBreak(_ stet: TestStet) async throws -> Break? {
        try await stet.database.first(
            Break.self, "SELECT sequence, audit_entry_id FROM kernel.audit_verify()")
    }

    private func write(_ count: Int, _ stet: TestStet) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for number in 0..<count {
                group.addTask {
                    try await stet.database.transaction { transaction in
                        try await transaction.audit(
                            AuditEntry("test.done", on: "thing", number, reason: "number \(number)"),
                            by: .program("test"))
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    @Test("entries of concurrent transactions form one whole chain")
    func concurrent() async throws {
        let stet = try TestStet.current

        try await write(40, stet)

        let sequences = try await stet.database.values(
            Int.self, "SELECT sequence FROM kernel.audit_link ORDER BY sequence")
        #expect(sequences == Array(1...40))
        #expect(try await firstBreak(stet) == nil)
    }

    @Test("an entry changed by hand is named")
    func changed() async throws {
        let stet = try TestStet.current
        try await write(5, stet)
        let third = try await stet.owner.value(
            UUID.self, "SELECT audit_entry_id FROM kernel.audit_link WHERE sequence = 3")

        try await stet.owner.script(
            """
            ALTER TABLE kernel.audit_entry DISABLE TRIGGER guard_record;
            UPDATE kernel.audit_entry SET reason = 'nothing happened'
            WHERE audit_entry_id = (SELECT audit_entry_id FROM kernel.audit_link WHERE sequence = 3);
            ALTER TABLE kernel.audit_entry ENABLE TRIGGER guard_record;
            """)

        let found = try await firstBreak(stet)
        #expect(found?.sequence == 3)
        #expect(found?.auditEntryID == third)
    }

    @Test(
        "the running program can neither change nor delete an entry",
        arguments: [
            "UPDATE kernel.audit_entry SET reason = ''", "DELETE FROM kernel.audit_entry",
            "TRUNCATE kernel.audit_entry", "DELETE FROM kernel.audit_link",
            "INSERT INTO kernel.audit_link VALUES (9, gen_random_uuid(), sha256('x'))",
        ])
    func appendOnly(statement: String) async throws {
        let stet = try TestStet.current
        try await write(1, stet)

        await #expect(throws: PostgresError.self) { try await stet.database.script(statement) }
    }
}
