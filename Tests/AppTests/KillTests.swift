import Accounts
import Foundation
import Kernel
import Postgres
import Providers
import Site
import Synchronization
import TestSupport
import Testing

@testable import App

@Suite("A server that is killed", .timeLimit(.minutes(20)))
struct KillTests {
    private static let wanted = 100
    /// The server is killed each time when so much more was acknowledged.
    private static let killedAfter = 50

    @Test("whatever it acknowledged of 100 saves and 100 decisions is there afterwards, and nothing is twice")
    func killed() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            let crew = try await Crew(stet)
            defer { crew.server.stop() }
            var kills = 0
            while crew.saves.count < Self.wanted || crew.decisions.count < Self.wanted {
                try await crew.comeBack()
                let goal = crew.acknowledged + Self.killedAfter
                try await crew.work(until: Self.wanted) {
                    // In the midst of what the others are at.
                    if crew.acknowledged >= goal { crew.server.stop() }
                }
                crew.server.stop()
                kills += 1
            }

            try await crew.server.start()
            let ready = try await crew.server.get("/readyz")
            let saves = try await crew.storedSaves()
            let decisions = try await crew.storedDecisions()
            let chain = try await Command.run(["audit", "verify"], stet.environment())

            #expect(kills >= 3)
            #expect(ready.status == 200)
            #expect(crew.saves.filter { saves[$0] != 1 } == [])
            #expect(crew.decisions.filter { decisions[$0] != 1 } == [])
            #expect(saves.filter { $0.value > 1 } == [:])
            #expect(decisions.filter { $0.value > 1 } == [:])
            #expect(chain.code == 0)
        }
    }
}

/// A clinician and moderators at a server, and what it acknowledged to them.
private final class Crew: Sendable {
    let server: Server
    private let stet: TestStet
    private let clinician: LoopbackBrowser
    private let moderators: [LoopbackBrowser]
    private let ledger = Mutex(Ledger())

    private struct Ledger {
        var tried = 0
        var saves: [String] = []
        var decisions: [String] = []
    }

    private static let profile = "/console/me/profile"

    init(_ stet: TestStet) async throws {
        self.stet = stet
        let server = try Server(stet)
        self.server = server
        try await Self.importPeople(stet)
        try await server.start()
        let (browser, account) = try await LoopbackBrowser.person(
            "Person 0", [.clinician], on: server.port, kernel: stet.kernel)
        clinician = browser
        try await LinkAccount(kernel: stet.kernel).run(
            try #require(Slug("person-0")), to: account, by: .program("test"))
        moderators = try await LoopbackBrowser.moderators(4, on: server.port, kernel: stet.kernel)
        server.stop()
    }

    /// People who wait for a decision, more than are decided.
    private static func importPeople(_ stet: TestStet) async throws {
        let header =
            "name,credentials,street,city,state,postal_code,remote_only,years_in_practice,topics,bio,slug"
        let lines = (0..<200).map { number in
            "Person \(number),,1 Main Street,Springfield,IL,62701,no,5,Grief,We meet in my office.,person-\(number)"
        }
        let file = ([header] + lines).joined(separator: "\r\n")
        let report = try await ProviderImport(kernel: stet.kernel, claims: stet.composition.extensions())
            .run(.data(Data(file.utf8), name: "people.csv"))
        try #require(report.isWritten)
    }

    // MARK: What was acknowledged

    var saves: [String] { ledger.withLock { $0.saves } }
    var decisions: [String] { ledger.withLock { $0.decisions } }
    var acknowledged: Int { ledger.withLock { $0.saves.count + $0.decisions.count } }

    // MARK: Work

    /// Starts the server, and everybody goes on in the browser that they have.
    func comeBack() async throws {
        try await server.start()
        for browser in [clinician] + moderators { try browser.reconnect(to: server.port) }
    }

    /// Everybody works until there is enough, or the server is gone.
    func work(until wanted: Int, acknowledged: @escaping @Sendable () -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { [self] in
                try await onThread { [self] in
                    while saves.count < wanted, let text = try? save() {
                        ledger.withLock { $0.saves.append(text) }
                        acknowledged()
                    }
                }
            }
            for browser in moderators {
                group.addTask { [self] in
                    try await onThread { [self] in
                        while decisions.count < wanted, let item = try? decide(browser) {
                            ledger.withLock { $0.decisions.append(item) }
                            acknowledged()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Saves a text that no other save has, and returns it; nil when it was refused.
    private func save() throws -> String? {
        let number = ledger.withLock { ledger in
            ledger.tried += 1
            return ledger.tried
        }
        let text = "This is text number \(number)."
        let version = try clinician.read(Self.profile, form: "profile")
        let answer = try clinician.post(
            Self.profile,
            [
                ("version", String(version)), ("then", "save"), ("name", "Person 0"), ("bio", text),
                ("topics", "Grief"), ("remote_only", "yes"), ("states", "IL"), ("start_year", "2018"),
            ])
        return answer.status == 303 ? text : nil
    }

    /// Decides about the next item, and returns its id; nil when there is none, or it was refused.
    private func decide(_ browser: LoopbackBrowser) throws -> String? {
        guard let path = try browser.claimNext() else { return nil }
        let version = try browser.read(path)
        return try browser.decide(path, version: version) ? String(path.suffix(36)) : nil
    }

    // MARK: What is there

    private struct Stored: Decodable, Sendable {
        let name: String
        let times: Int
    }

    func storedSaves() async throws -> [String: Int] {
        try await counted(
            """
            SELECT revision.bio_text AS name, count(*) AS times
            FROM providers.revision
            JOIN providers.provider USING (provider_id)
            WHERE provider.slug = 'person-0'
            GROUP BY revision.bio_text
            """)
    }

    func storedDecisions() async throws -> [String: Int] {
        try await counted(
            """
            SELECT review_item_id::text AS name, count(*) AS times
            FROM moderation.decision
            GROUP BY review_item_id
            """)
    }

    private func counted(_ sql: SQL) async throws -> [String: Int] {
        let rows = try await stet.owner.all(Stored.self, sql)
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.name, $0.times) })
    }
}
