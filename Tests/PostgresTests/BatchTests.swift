import Postgres
import Testing

@Suite("A batch gathers statements for one round trip")
struct BatchTests {
    @Test("each ticket takes out its own result")
    func tickets() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            var batch = Batch()
            let number = batch.add(.value(Int.self, "SELECT \(1)"))
            let words = batch.add(.values(String.self, "SELECT unnest(\(["a", "b"]))"))

            let counted = try await StatementCounter.counting { try await database.run(batch) }

            #expect(try counted.result[number] == 1)
            #expect(try counted.result[words] == ["a", "b"])
            #expect(counted.roundTrips == 1)
        }
    }

    @Test("an empty batch asks nothing")
    func empty() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let counted = try await StatementCounter.counting { try await database.run(Batch()) }
            #expect(counted.roundTrips == 0)
        }
    }
}
