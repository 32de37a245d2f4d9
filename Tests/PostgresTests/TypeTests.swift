import Foundation
import Postgres
import Testing

@Suite("Values travel to the server and back unchanged")
struct TypeTests {
    private func returned<Value: PostgresCodable>(_ value: Value) async throws -> Value? {
        try await TestDatabase.with(poolSize: 1) { database in
            try await database.value(Value.self, "SELECT \(value)")
        }
    }

    @Test("integers at the ends of their ranges")
    func integers() async throws {
        #expect(try await returned(Int.min) == Int.min)
        #expect(try await returned(Int64.max) == Int64.max)
        #expect(try await returned(Int32.min) == Int32.min)
        #expect(try await returned(Int16.max) == Int16.max)
    }

    @Test("truth, floating-point numbers and text")
    func simple() async throws {
        #expect(try await returned(true) == true)
        #expect(try await returned(false) == false)
        #expect(try await returned(-0.1) == -0.1)
        #expect(try await returned(Double.infinity) == .infinity)
        #expect(try await returned(Float(1.5)) == 1.5)
        #expect(try await returned("") == "")
        #expect(try await returned("q\"'\\ \u{301}e 🙂\n") == "q\"'\\ \u{301}e 🙂\n")
    }

    @Test("identifiers and bytes")
    func identifiersAndBytes() async throws {
        let id = UUID()
        let bytes = (0...255).map { UInt8($0) }

        #expect(try await returned(id) == id)
        #expect(try await returned(bytes) == bytes)
        #expect(try await returned([UInt8]()) == [])
        #expect(try await returned(Data(bytes)) == Data(bytes))
    }

    @Test("instants keep their microseconds, before 1970 and 2000 too")
    func instants() async throws {
        for text in ["2026-11-21T04:00:00.123456Z", "1969-12-31T23:59:59.999999Z", "1900-02-28T00:00:00Z"] {
            let instant = try #require(Instant(rfc3339: text))

            #expect(try await returned(instant) == instant)
            #expect(instant.description == text)
        }
    }

    @Test("the server reads an instant as the same time")
    func instantText() async throws {
        let instant = try #require(Instant(rfc3339: "2026-11-21T05:30:00.5+01:30"))

        let text = try await TestDatabase.with(poolSize: 1) {
            try await $0.value(String.self, "SELECT (\(instant))::text")
        }

        #expect(text == "2026-11-21 04:00:00.5+00")
    }

    @Test(
        "decimals",
        arguments: [
            "0", "1", "-1", "0.5", "-0.0001", "10000", "99999999", "123456789.000100", "0.00000001",
            "1000000000000.10",
            "NaN", "Infinity", "-Infinity",
            "12345678901234567890123456789012345678901234567890.12345678901234567890",
        ])
    func decimals(text: String) async throws {
        let decimal = try #require(PostgresDecimal(text))

        let (back, shown) = try await TestDatabase.with(poolSize: 1) { database in
            try await database.fetch(
                .value(PostgresDecimal.self, "SELECT \(decimal)"),
                .value(String.self, "SELECT (\(decimal))::text"))
        }

        #expect(back?.text == text)
        #expect(shown == text)
    }

    @Test(
        "dates",
        arguments: ["2026-11-21", "2000-02-29", "1970-01-01", "1582-10-15", "0001-01-01", "9999-12-31"])
    func dates(text: String) async throws {
        let date = try #require(PostgresDate(text))

        let (back, shown) = try await TestDatabase.with(poolSize: 1) { database in
            try await database.fetch(
                .value(PostgresDate.self, "SELECT \(date)"), .value(String.self, "SELECT (\(date))::text"))
        }

        #expect(back == date)
        #expect(shown == text)
        #expect(date.description == text)
    }

    @Test(
        "days that no calendar has are refused",
        arguments: ["2026-02-29", "1900-02-29", "2026-13-01", "26-1-1", "x"])
    func badDates(text: String) {
        #expect(PostgresDate(text) == nil)
        #expect(Instant(rfc3339: text + "T00:00:00Z") == nil)
    }

    @Test("JSON documents")
    func json() async throws {
        struct Card: Codable, Equatable {
            let title: String
            let tags: [String]
        }
        let card = Card(title: "A \"quoted\" word", tags: ["a", "b"])

        let back = try await returned(try PostgresJSON(encoding: card))

        #expect(try back?.decode(Card.self) == card)
    }

    @Test("durations")
    func durations() async throws {
        #expect(try await returned(Duration.milliseconds(-1500)) == .milliseconds(-1500))
        let days = try await TestDatabase.with(poolSize: 1) {
            try await $0.value(Duration.self, "SELECT interval '2 days 1 second'")
        }
        #expect(days == .seconds(2 * 86400 + 1))
    }

    @Test("arrays, empty ones and ones with NULL among them")
    func arrays() async throws {
        let ids = [UUID(), UUID()]

        #expect(try await returned(ids) == ids)
        #expect(try await returned([String]()) == [])
        #expect(try await returned(["a,b", "{}", "NULL", ""]) == ["a,b", "{}", "NULL", ""])
        #expect(try await returned([1, nil, -3]) == [1, nil, -3])
        #expect(try await returned([true, false]) == [true, false])
        #expect(try await returned([1.5]) == [1.5])
        #expect(try await returned([PostgresDate(daysSince1970: 1)]) == [PostgresDate(daysSince1970: 1)])
        #expect(try await returned([Instant(microseconds: 7)]) == [Instant(microseconds: 7)])
    }

    @Test("ranges, with and without bounds")
    func ranges() async throws {
        let from = Instant(microseconds: 1), to = Instant(microseconds: 2_000_000)

        for range in [
            PostgresRange(from: from, to: to), PostgresRange(from: from), PostgresRange(from: nil, to: to),
            PostgresRange(from: nil), .empty,
            PostgresRange(from: from, to: to, lowerInclusive: false, upperInclusive: true),
        ] {
            #expect(try await returned(range) == range)
        }
        #expect(try await returned(PostgresRange(from: 1, to: 5)) == PostgresRange(from: 1, to: 5))
        let dates = PostgresRange(from: PostgresDate(daysSince1970: 0), to: PostgresDate(daysSince1970: 9))
        #expect(try await returned(dates) == dates)
        let decimals = PostgresRange(from: 1, to: Int(9))
        #expect(try await returned([decimals]) == [decimals])
    }

    @Test("NULL is nil, and no value where none may be")
    func nulls() async throws {
        #expect(try await returned(String?.none) == nil)
        #expect(try await returned(UUID?.none) == nil)
        try await TestDatabase.with(poolSize: 1) { database in
            let row = try #require(try await database.rows("SELECT \(Int?.none) AS number").first)
            #expect(throws: PostgresError.self) { try row.decode(Int.self, "number") }
        }
    }

    enum Color: String, PostgresCodable { case red, green }
    struct CardID: RawRepresentable, Hashable, PostgresCodable { let rawValue: UUID }

    @Test("types with a raw value travel as it")
    func rawValues() async throws {
        let id = CardID(rawValue: UUID())

        #expect(try await returned(Color.green) == .green)
        #expect(try await returned([Color.red, .green]) == [.red, .green])
        #expect(try await returned(id) == id)
        #expect(try await returned([id]) == [id])
        await #expect(throws: PostgresError.self) {
            try await TestDatabase.with(poolSize: 1) { try await $0.value(Color.self, "SELECT 'blue'") }
        }
    }

    @Test("a number that does not fit is refused, not cut")
    func overflow() async throws {
        try await TestDatabase.with(poolSize: 1) { database in
            let sum = try await database.value(Int.self, "SELECT sum(x) FROM (VALUES (1::int8), (2)) AS v(x)")
            #expect(sum == 3)
            await #expect(throws: PostgresError.self) { try await database.value(Int16.self, "SELECT 40000") }
        }
    }
}
