import Foundation
import Testing

@testable import DemoData

@Suite("Demo ads")
struct AdTests {
    private let items = demo.advertisers.flatMap(\.campaigns).flatMap(\.lineItems)

    @Test("there are six advertisers, one of them the house, and every name is its own")
    func advertisers() {
        let campaigns = demo.advertisers.flatMap(\.campaigns)

        #expect(demo.advertisers.count == 6)
        #expect(demo.advertisers.count { $0.isHouse } == 1)
        #expect(Set(demo.advertisers.map(\.slug)).count == 6)
        #expect(Set(campaigns.map(\.slug)).count == campaigns.count)
        #expect(Set(items.map(\.slug)).count == items.count)
    }

    @Test("every band is booked, and only the house books the last")
    func bands() {
        #expect(Set(items.map(\.band)) == Set(DemoLineItem.Band.allCases))
        for advertiser in demo.advertisers {
            for item in advertiser.campaigns.flatMap(\.lineItems) {
                #expect((item.band == .house) == advertiser.isHouse, "\(item.slug)")
                #expect((item.goal == nil) == advertiser.isHouse, "\(item.slug)")
            }
        }
    }

    @Test("flights are over, running, paused and to come, and one is over its goal")
    func flights() {
        let running = items.filter { $0.flight.startsInDays <= 0 && ($0.flight.endsInDays ?? 1) > 0 }

        #expect(items.contains { ($0.flight.endsInDays ?? 1) <= 0 })
        #expect(items.contains { $0.flight.startsInDays > 0 && $0.delivered == 0 })
        #expect(running.contains { $0.isPaused } && running.count { !$0.isPaused } >= 5)
        let over = running.filter { item in item.goal.map { item.delivered > $0 } ?? false }
        #expect(over.count == 1)
        for item in items {
            #expect(item.flight.endsInDays.map { $0 > item.flight.startsInDays } ?? true, "\(item.slug)")
            #expect((1...10).contains(item.weight) && !item.sizes.isEmpty && !item.creatives.isEmpty)
        }
    }

    @Test("they name topics and categories that exist, and none asks for a page about self-harm")
    func scopes() {
        let topics = Set(demo.topics.map(\.slug))
        let categories = Set(demo.categories.map(\.slug))

        for item in items {
            for scope in [item.target, item.exclusion] {
                #expect(topics.isSuperset(of: scope.topics), "\(item.slug)")
                #expect(categories.isSuperset(of: scope.categories), "\(item.slug)")
            }
            #expect(!item.target.topics.contains("self-harm"), "\(item.slug)")
            #expect(Set(item.target.topics).isDisjoint(with: item.exclusion.topics), "\(item.slug)")
        }
        #expect(items.contains { !$0.target.topics.isEmpty })
        #expect(items.contains { !$0.target.categories.isEmpty })
        #expect(items.contains { !$0.target.pages.isEmpty })
        #expect(items.contains { !$0.exclusion.pages.isEmpty })
    }

    @Test("the words fit, promise nothing, and lead to hosts that belong to nobody")
    func creatives() throws {
        for creative in items.flatMap(\.creatives) {
            #expect((5...60).contains(creative.title.count), "\(creative.title)")
            #expect((20...140).contains(creative.text.count), "\(creative.text): \(creative.text.count)")
            let text = "\(creative.title) \(creative.text)".lowercased()
            for phrase in ["cure", "guarantee", "!", "treat", "anxiety", "depress"] {
                #expect(!text.contains(phrase), "\(creative.title): \(phrase)")
            }
            let host = try #require(URL(string: creative.url)?.host())
            #expect(host.hasSuffix(".example") || host.hasSuffix(".example.org"), "\(host)")
            #expect(creative.url.hasPrefix("https://"))
        }
    }
}
