import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@Suite("stet audit", .timeLimit(.minutes(10)))
struct AuditCommandTests {
    @Test("an entry that was changed by hand is named, and a whole chain is said to be whole")
    func changed() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            for number in 1...3 {
                try await stet.database.transaction { transaction in
                    try await transaction.audit(
                        AuditEntry("test.done", on: "thing", number, reason: "Number \(number)"),
                        by: .program("test"))
                }
            }
            let environment = try stet.environment()
            let before = try await Command.run(["audit", "verify"], environment)
            let second = try await stet.owner.value(
                UUID.self, "SELECT audit_entry_id FROM kernel.audit_link WHERE sequence = 2")
            try await stet.owner.script(
                """
                ALTER TABLE kernel.audit_entry DISABLE TRIGGER guard_record;
                UPDATE kernel.audit_entry
                SET reason = 'Nothing happened'
                WHERE audit_entry_id = (SELECT audit_entry_id FROM kernel.audit_link WHERE sequence = 2);
                ALTER TABLE kernel.audit_entry ENABLE TRIGGER guard_record;
                """)

            let after = try await Command.run(["audit", "verify"], environment)

            #expect(before.code == 0)
            #expect(before.output == "3 links, all whole.\n")
            #expect(after.code == 1)
            let id = try #require(second).uuidString.lowercased()
            #expect(after.output.hasPrefix("Broken at link 2, entry \(id): "))
        }
    }
}
