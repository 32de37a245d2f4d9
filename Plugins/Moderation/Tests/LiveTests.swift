import Accounts
import Console
import Foundation
import HTTPTypes
import Kernel
import Logging
import Postgres
import ServiceLifecycle
import TestSupport
import Testing

@testable import Moderation

@Suite("What open screens are told", .stet(with: Bench.plugins), .timeLimit(.minutes(3)))
struct LiveTests {
    private var news: QueueNews {
        get throws {
            let service = try TestStet.current.composition.extensions(of: QueueNewsService.self).first
            return try #require(service).news
        }
    }

    /// The words of the next message; nil when the stream has ended.
    private func next(_ messages: inout QueueNews.Messages.AsyncIterator) async -> String? {
        guard case .event(let data, _) = await messages.next() else { return nil }
        return data
    }

    // MARK: Claims

    @Test("a claim is told to others as held and to its claimer as theirs, and then that it is free")
    func claims() async throws {
        let (bench, news) = (try Bench(), try news)
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo"))
        let (first, second) = (try await bench.open("First"), try await bench.open("Second"))
        let (toInes, toTheo) = (news.subscribe(ines.accountID), news.subscribe(theo.accountID))
        var (hers, his) = (toInes.messages.makeAsyncIterator(), toTheo.messages.makeAsyncIterator())

        try await bench.claiming.run(first, by: ines)
        try await news.look()
        let claimed = [await next(&hers), await next(&his)]
        try await ReleaseReview(kernel: bench.stet.kernel).run(first, by: ines)
        try await news.look()
        let released = [await next(&hers), await next(&his)]
        try await bench.claiming.run(second, by: theo)
        try await news.look()
        try await bench.passLease()
        try await news.look()
        let ranOut = [await next(&hers), await next(&hers)]

        #expect(claimed == ["\(first) mine", "\(first) held"])
        #expect(released == ["\(first) free", "\(first) free"])
        #expect(ranOut == ["\(second) held", "\(second) free"])
    }

    @Test("whoever lost an item to another is told that it is held")
    func takenOver() async throws {
        let (bench, news) = (try Bench(), try news)
        let ines = try await bench.person("Ines")
        let theo = try await bench.person("Theo", [.moderator, .approver])
        let id = try await bench.open("First")
        try await bench.claiming.run(id, by: ines)
        let toInes = news.subscribe(ines.accountID)
        var hers = toInes.messages.makeAsyncIterator()
        try await news.look()

        _ = try await bench.claiming.takeOver(id, by: theo)
        try await news.look()

        #expect(await next(&hers) == "\(id) mine")
        #expect(await next(&hers) == "\(id) held")
    }

    @Test("nobody listening, nobody looks")
    func idle() async throws {
        let (bench, news) = (try Bench(), try news)
        let following = Task { await news.followClaims(every: .milliseconds(1)) }
        defer { following.cancel() }
        let ines = try await bench.person("Ines")
        let before = bench.stet.database.metrics.statements

        // Fifty looks would have come in this time; a machine that is slow only makes it easier to pass.
        try await Task.sleep(for: .milliseconds(50))
        let silent = bench.stet.database.metrics.statements
        let subscription = news.subscribe(ines.accountID)
        try await eventually { bench.stet.database.metrics.statements > silent }
        subscription.end()
        try await eventually { news.screens == 0 }

        #expect(silent == before)
    }

    // MARK: Decisions

    @Test("decisions are told as they are taken: first ones, last ones, and those taken back")
    func decisions() async throws {
        let (bench, news) = (try Bench(), try news)
        let ines = try await bench.person("Ines")
        let theo = try await bench.person("Theo", [.approver])
        let id = try await bench.open("First", payload: .init(takesTwo: true))
        let following = Task { await news.followDecisions() }
        defer { following.cancel() }
        try await eventually { news.isListening }
        let subscription = news.subscribe(theo.accountID)
        var messages = subscription.messages.makeAsyncIterator()

        _ = try await bench.decide(id, by: ines)
        _ = try await bench.decide(id, seen: 2, by: theo)
        _ = try await bench.undo(id, seen: 3, by: theo)

        let told = [await next(&messages), await next(&messages), await next(&messages)]
        #expect(told == ["\(id) advanced", "\(id) decided", "\(id) reopened"])
    }

    @Test("what was decided while the connection was lost is told when it is back")
    func lostConnection() async throws {
        let (bench, news) = (try Bench(), try news)
        let ines = try await bench.person("Ines")
        let (first, second) = (try await bench.open("First"), try await bench.open("Second"))
        let following = Task { await news.followDecisions() }
        defer { following.cancel() }
        try await eventually { news.isListening }
        let subscription = news.subscribe(ines.accountID)
        var messages = subscription.messages.makeAsyncIterator()
        _ = try await bench.decide(first, by: ines)
        let before = await next(&messages)

        try await bench.stet.whileDatabaseIsDown {
            try await eventually { !news.isListening }
        }
        try await eventually { (try? await bench.decide(second, by: ines)) != nil }

        #expect(before == "\(first) decided")
        var told: String?
        repeat { told = await next(&messages) } while told == "\(first) decided"
        #expect(told == "\(second) decided")
        try await eventually { news.isListening }
    }

    @Test("while no notification comes, decisions are looked for as claims are")
    func deaf() async throws {
        let (bench, news) = (try Bench(), try news)
        let ines = try await bench.person("Ines")
        let id = try await bench.open("First")
        let subscription = news.subscribe(ines.accountID)
        var messages = subscription.messages.makeAsyncIterator()
        try await bench.stet.whileDatabaseIsDown {
            let following = Task { await news.followDecisions() }
            try await eventually { !news.isListening }
            following.cancel()
        }

        try await eventually { (try? await bench.decide(id, by: ines)) != nil }
        try await news.look()

        #expect(await next(&messages) == "\(id) decided")
    }

    @Test("a message names the item and how it stands, and nobody")
    func nobodyNamed() async throws {
        let bench = try Bench()
        let ines = try await bench.person("Ines Carvalho")
        let id = try await bench.open("Ana Whitfield")
        var events = bench.stet.database.notifications(on: ["stet_queue"]).makeAsyncIterator()
        _ = await events.next()

        _ = try await bench.decide(id, by: ines)

        guard case .notification(_, let payload) = await events.next() else {
            Issue.record("expected a notification")
            return
        }
        #expect(payload == "\(id) decided")
    }

    @Test("a screen is told what happened between its drawing and its listening")
    func gap() async throws {
        let (bench, news) = (try Bench(), try news)
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo"))
        let (held, decided) = (try await bench.open("Held"), try await bench.open("Decided"))
        let drawn = bench.stet.clock.now()
        try await bench.claiming.run(held, by: ines)
        _ = try await bench.decide(decided, by: ines)

        let toTheo = try await news.current(for: theo.accountID, since: drawn)
        let toInes = try await news.current(for: ines.accountID, since: drawn)
        let muchLater = try await news.current(for: ines.accountID, since: drawn + .seconds(3_600))

        #expect(toTheo.map(\.words) == ["\(held) held", "\(decided) decided"])
        #expect(toInes.map(\.words) == ["\(held) mine", "\(decided) decided"])
        #expect(muchLater.map(\.words) == ["\(held) mine"])
    }

    // MARK: Streams

    @Test("whoever reads too slowly is cut off, and the others hear everything")
    func slowReader() async throws {
        let (bench, news) = (try Bench(), try news)
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo"))
        let slow = news.subscribe(ines.accountID)
        for _ in 0...QueueNews.capacity { news.beat() }
        let quick = news.subscribe(theo.accountID)
        var his = quick.messages.makeAsyncIterator()

        news.beat()
        var heard = 0
        for await _ in slow.messages { heard += 1 }

        #expect(heard == QueueNews.capacity)
        #expect(await his.next() == .beat)
        #expect(news.screens == 1)
    }

    @Test("one screen too many of one person ends their oldest, and nobody else's")
    func tooMany() async throws {
        let (bench, news) = (try Bench(), try news)
        let (ines, theo) = (try await bench.person("Ines"), try await bench.person("Theo"))
        let his = news.subscribe(theo.accountID)
        let hers = (0...QueueNews.streamsEach).map { _ in news.subscribe(ines.accountID) }

        var toOldest: [EventStream.Message] = []
        for await message in hers[0].messages { toOldest.append(message) }

        #expect(toOldest == [.enough])
        #expect(news.screens == QueueNews.streamsEach + 1)
        his.end()
    }

    private static let listening: HTTPFields = [.accept: "text/event-stream"]

    @Test(
        "the stream is for those who may see the queue, and a page leads to the list",
        arguments: Role.allCases)
    func access(role: Role) async throws {
        let (bench, news) = (try Bench(), try news)
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Somebody", [role])
            let asPage = try await client.get(QueueNews.path)
            let stranger = try await web.visitor().get(QueueNews.path, headers: Self.listening)

            if Permission.seeQueue.roles.contains(role) {
                async let stream = client.get(QueueNews.path, headers: Self.listening)
                try await eventually { news.screens == 1 }
                news.close()
                let answer = try await stream
                #expect(answer.status == .ok)
                #expect(answer.headers[.contentType] == "text/event-stream")
                #expect(answer.headers[.cacheControl] == "no-store")
                #expect(asPage.location == "/console/queue")
            } else {
                #expect(try await client.get(QueueNews.path, headers: Self.listening).status == .forbidden)
                #expect(asPage.status == .forbidden)
            }
            #expect(stranger.location?.hasPrefix("/console/sign-in") == true)
        }
    }

    @Test("a stream begins with what the screen missed, and ends soon after its person signs out")
    func signOut() async throws {
        let (bench, news) = (try Bench(), try news)
        let (ines, id) = (try await bench.person("Ines"), try await bench.open("First"))
        try await bench.claiming.run(id, by: ines)
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Theo", [.moderator])
            async let stream = client.get(QueueNews.path, headers: Self.listening)
            try await eventually { news.screens == 1 }

            news.beat()
            try await client.post("/console/sign-out")
            news.beat()
            let body = try await stream.body

            #expect(body.hasPrefix("retry: 3000\n\nid: "))
            #expect(body.contains("data: \(id) held\n\n"))
        }
        #expect(news.screens == 0)
    }

    @Test("a server that shuts down waits for no stream")
    func shutdown() async throws {
        let (bench, news) = (try Bench(), try news)
        try await bench.stet.serve { web in
            let (client, _) = try await web.person("Theo", [.moderator])
            let serving = Serving { _ = try await client.get(QueueNews.path, headers: Self.listening) }
            let group = ServiceGroup(
                services: [serving], logger: bench.stet.kernel.logger)
            async let run: Void = group.run()
            try await eventually { news.screens == 1 }

            await group.triggerGracefulShutdown()

            try await run
        }
        #expect(news.screens == 0)
    }

    private struct Serving: Service {
        let body: @Sendable () async throws -> Void

        func run() async throws { try await body() }
    }
}

extension EventStream.Message {
    fileprivate var words: String {
        if case .event(let data, _) = self { return data }
        return ""
    }
}
