import Accounts
import Ads
import Foundation
import Kernel
import Postgres
import Synchronization
import TestSupport
import Testing

@testable import App

@Suite("A server that is killed while browsers tell of ads", .timeLimit(.minutes(20)))
struct BeaconKillTests {
    private static let wanted = 600
    /// The server is killed each time when so many more were acknowledged.
    private static let killedAfter = 150

    @Test("every impression that was acknowledged is there afterwards, and none is twice")
    func killed() async throws {
        try await TestStet.compose(Command.plugins) { stet in
            try await book(stet)
            let server = try Server(stet)
            defer { server.stop() }
            let readers = Readers()
            var kills = 0
            while readers.acknowledged.count < Self.wanted {
                try await server.start()
                try await server.untilFilled()
                let goal = readers.acknowledged.count + Self.killedAfter
                try await readers.read(on: server.port) {
                    // In the midst of what the others are at.
                    if readers.acknowledged.count >= goal { server.stop() }
                }
                server.stop()
                kills += 1
            }

            let stored = try await stet.owner.values(
                UUID.self, "SELECT token_id FROM ads.event WHERE kind = 'impression' AND filtered IS NULL")

            // A token begins with its version; its id is what follows.
            let told = readers.acknowledged.compactMap { token in
                Data(urlSafeBase64: String(token)).map { UUID(bytes: $0.dropFirst().prefix(16)) }
            }
            #expect(kills >= 3)
            #expect(told.count >= Self.wanted)
            #expect(Set(told).subtracting(stored) == [])
            #expect(Set(stored).count == stored.count)
        }
    }

    private func book(_ stet: TestStet) async throws {
        let actor = try await stet.person("Wes Calder", [.ads])
        let kernel = stet.kernel
        let advertiser = try await SaveAdvertiser(kernel: kernel).add(BookingName("Paper"), by: actor)
        let campaign = try await SaveCampaign(kernel: kernel).add(
            BookingName("Winter"), for: advertiser, by: actor)
        let item = try await SaveLineItem(kernel: kernel).add(
            LineItemInput(name: "Diaries", priority: "standard"), to: campaign, by: actor)
        _ = try await SaveCreative(kernel: kernel).add(
            CreativeInput(
                title: "Paper diaries", body: "Bound by hand.", landingURL: "https://example.org", isOn: true,
                hasPicture: false), nil, to: item, by: actor)
        try await RunFlight(kernel: kernel).start(item, from: nil, until: nil, by: actor)
    }
}

extension Server {
    /// Returns when the start page has an ad.
    fileprivate func untilFilled() async throws {
        try await eventually {
            let page = try await get("/")
            return String(decoding: page.body, as: UTF8.self).contains("/seen/")
        }
    }
}

extension UUID {
    fileprivate init(bytes: Data) {
        var uuid = UUID().uuid
        withUnsafeMutableBytes(of: &uuid) { $0.copyBytes(from: bytes) }
        self.init(uuid: uuid)
    }
}

/// Browsers that ask for pages and tell of the ads on them, and the tokens of what was acknowledged.
private final class Readers: Sendable {
    private let tokens = Mutex<[Substring]>([])

    var acknowledged: [Substring] { tokens.withLock { $0 } }

    /// Eight at once, until the server is gone.
    func read(on port: Int, _ told: @escaping @Sendable () -> Void) async throws {
        try await withThrowingTaskGroup(of: Void.self) { group in
            for _ in 0..<8 {
                group.addTask { [self] in
                    try await onThread { [self] in
                        guard let browser = try? LoopbackBrowser(port: port) else { return }
                        while let token = try? tell(browser) {
                            tokens.withLock { $0.append(token) }
                            told()
                        }
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Reads the start page and tells of its ad; nil when that was not acknowledged.
    private func tell(_ browser: LoopbackBrowser) throws -> Substring? {
        let page = try browser.get("/").body
        guard let start = page.range(of: "src=\"/seen/")?.upperBound else { return nil }
        let token = page[start...].prefix { $0 != "\"" }
        return try browser.get("/seen/\(token)").status == 204 ? token : nil
    }
}
