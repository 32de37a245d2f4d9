import DemoData
import Signals
import Testing

@Suite("Signals about clean profiles")
struct CleanProfileTests {
    private static let profiles = (0..<300).map { ProfileText(DemoData.some.provider($0)) }
    private static let signals = profiles.map(\.signals)

    @Test("nothing blocks one")
    func noneBlocks() {
        let blocking = Self.signals.joined().filter { $0.severity == .block }

        #expect(blocking.map(\.explanation) == [])
    }

    @Test("fewer than three bios in a hundred ask for a look")
    func fewAskForReview() {
        let asking = Self.signals.filter { signals in
            signals.contains { $0.severity >= .review && [.bio, .name].contains($0.field) }
        }

        #expect(asking.count < 9, "\(asking.joined().map(\.explanation))")
    }

    @Test("beside the text only titles without a license ask for one")
    func onlyTitles() {
        let rules = Self.signals.joined().filter { $0.severity >= .review && $0.field != .bio }.map(\.rule)

        #expect(Set(rules).isSubset(of: ["title-without-license", "ambiguous-abbreviation"]))
    }

    @Test("few of them share a band, so that few are compared")
    func fewCandidates() {
        var byBand: [Int64: Int] = [:]
        for profile in Self.profiles {
            for band in MinHash(profile.text)?.bands ?? [] { byBand[band, default: 0] += 1 }
        }

        let pairs = byBand.values.reduce(0) { $0 + $1 * ($1 - 1) / 2 }

        #expect(pairs < Self.profiles.count)
    }
}
