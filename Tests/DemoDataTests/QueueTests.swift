import Foundation
import Testing

@testable import DemoData

@Suite("Demo queue")
struct QueueTests {
    private let queue = demo.queue

    @Test("every claim that waits has a case, and the whole range is there")
    func range() {
        let waiting = people.indices.filter { index in
            people[index].credentials.contains { if case .waiting = $0.standing { true } else { false } }
        }

        let claimed = queue.filter { $0.credential == 0 && demo.claimCase($0.provider ?? 0) == $0 }

        #expect(Set(claimed.compactMap(\.provider)) == Set(waiting))
        #expect(Set(queue.map(\.kind)) == Set(DemoCase.Kind.allCases))
        #expect((40...55).contains(queue.count))
        #expect(Set(queue.map(\.risk)) == [0, 1, 2])
        #expect(queue == DemoData(seed: 7, providers: 300, now: noon).queue)
    }

    @Test("some are overdue, some due within hours, and none opened later than now")
    func due() {
        let offsets = queue.map { $0.dueOffset(from: noon) }

        #expect(offsets.contains { $0 < 0 } && offsets.contains { (0...14_400).contains($0) })
        #expect(offsets.contains { $0 > 86_400 * 2 })
        #expect(queue.allSatisfy { $0.opened < noon && $0.opened < $0.due })
    }

    @Test("nobody is in two open cases about one thing")
    func unique() {
        let subjects = queue.filter { $0.provider != nil && $0.imported == nil }
            .map { "\($0.provider ?? 0) \($0.credential ?? -1)" }

        #expect(Set(subjects).count == subjects.count)
    }

    @Test("a second stage knows who did the first")
    func stages() {
        let second = queue.filter { $0.stage == 2 }

        #expect(!second.isEmpty)
        #expect(second.allSatisfy { $0.firstPerson == "moderator@stet.example" && $0.register != nil })
        #expect(queue.allSatisfy { $0.stage == 2 || $0.firstPerson == nil })
    }

    @Test("an edit shows before and after, and they differ")
    func edits() {
        let edits = queue.filter { $0.kind == .profileEdit }

        #expect(edits.count == 5)
        for change in edits.flatMap(\.changes) { #expect(change.before != change.after) }
    }

    @Test("every account has an address of its own, and both clinicians have something waiting")
    func accounts() {
        let accounts = demo.accounts

        #expect(Set(accounts.map(\.email)).count == 11)
        let owners = accounts.compactMap(\.provider)
        #expect(owners.count == 2)
        for owner in owners { #expect(queue.contains { $0.provider == owner }) }
        #expect(accounts.filter { $0.provider != nil }.allSatisfy { $0.role == "clinician" })
    }

    @Test("few clinicians, or none, make a short queue", arguments: [0, 1, 30])
    func small(count: Int) {
        let data = DemoData(seed: 7, providers: count, now: noon)

        #expect(data.queue.allSatisfy { $0.provider ?? -1 < count })
        #expect(data.accounts.count == 11)
    }
}
