import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@Suite("Time")
struct TimeTests {
    private let newYork = TimeZone(identifier: "America/New_York") ?? .gmt

    private func instant(_ text: String) throws -> Instant { try #require(Instant(rfc3339: text)) }

    @Test("a local time is an instant in its zone, in summer and in winter")
    func ordinary() throws {
        let summer = try #require(LocalTime("2026-07-01T09:30"))
        let winter = try #require(LocalTime("2026-01-15"))

        #expect(try summer.instant(in: newYork) == instant("2026-07-01T13:30:00Z"))
        #expect(try winter.instant(in: newYork) == instant("2026-01-15T05:00:00Z"))
    }

    @Test("a time that the clocks skip is refused with the nearest that exist")
    func skipped() throws {
        let time = try #require(LocalTime("2026-03-08T02:30"))

        #expect(
            throws: LocalTimeProblem.doesNotExist(
                before: try instant("2026-03-08T06:59:00Z"), after: try instant("2026-03-08T07:00:00Z"))
        ) { try time.instant(in: newYork) }
    }

    @Test("a time that the clocks show twice asks which")
    func twice() throws {
        let time = try #require(LocalTime("2026-11-01T01:30"))

        #expect(
            throws: LocalTimeProblem.ambiguous(
                first: try instant("2026-11-01T05:30:00Z"), second: try instant("2026-11-01T06:30:00Z"))
        ) { try time.instant(in: newYork) }
    }

    @Test(
        "what is no local time is not read",
        arguments: [
            "", "2026", "2026-13-01", "2026-02-29", "2026-01-01T25:00", "2026-01-01T10:00:00", "२०२६-०१-०१",
        ])
    func unreadable(text: String) {
        #expect(LocalTime(text) == nil)
    }

    @Test("dates read as American readers write them")
    func words() throws {
        let words = TimeText(zone: newYork)
        let date = try instant("2025-07-31T20:05:00Z")

        #expect(words.date(date) == "July 31, 2025")
        #expect(words.time(date) == "4:05 PM")
        #expect(words.full(date) == "Jul 31, 2025, 4:05 PM EDT")
    }

    @Test(
        "a deadline reads by how far away it is",
        arguments: [
            ("2026-11-21T15:00:30Z", "now"), ("2026-11-21T15:40:00Z", "in 40 min"),
            ("2026-11-21T14:20:00Z", "40 min ago"), ("2026-11-21T21:00:00Z", "today 4:00 PM"),
            ("2026-11-23T14:00:00Z", "Mon 9:00 AM"), ("2026-11-10T14:00:00Z", "Nov 10"),
            ("2027-03-31T14:00:00Z", "Mar 31, 2027"),
        ])
    func relative(then: String, expected: String) throws {
        let now = try instant("2026-11-21T15:00:10Z")

        #expect(TimeText(zone: newYork).relative(try instant(then), now: now) == expected)
    }

    @Test("identifiers made later sort later, and say version 7")
    func identifiers() throws {
        let clock = TestClock()
        let ids = IDs(clock: clock)
        let first: AccountID = ids.next()
        clock.advance(by: .seconds(1))
        let second: AccountID = ids.next()

        #expect(first < second)
        #expect(first.description.dropFirst(14).first == "7")
        #expect(AccountID(first.description) == first)
        #expect(AccountID("not an id") == nil)
    }
}
