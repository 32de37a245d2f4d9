import Console
import Foundation
import Kernel
import Postgres
import ServiceLifecycle
import Synchronization

/// Tells open screens what becomes of items while somebody looks: decided, claimed, given back.
///
/// Decisions come as notifications. Claims do not notify, since that would make commits wait for each other; one
/// query a process looks for them every second or two, and only while a screen is open.
final class QueueNews: Sendable {
    static let path = "/console/queue/events"
    private static let channel = "stet_queue"
    /// As many screens of one person are told; opening another ends the oldest.
    static let streamsEach = 4
    /// Whoever reads slower than this many messages is cut off, comes again and is told what they missed.
    static let capacity = 256
    /// How long after the fact a missed message is still told; older screens should be loaded again.
    private static let memory = Duration.seconds(15 * 60)
    /// Between the clocks of two machines, and between a commit and the word of it.
    private static let margin = Duration.seconds(30)

    /// What a screen is told of an item, without a word about anybody.
    enum Standing: String, Sendable {
        case free, held, mine, decided, advanced, reopened, withdrawn
    }

    typealias Messages = AsyncStream<EventStream.Message>

    private struct Screen {
        let account: AccountID
        let continuation: Messages.Continuation
    }

    private struct State {
        var number = 0
        var screens: [Int: Screen] = [:]
        var holders: [ReviewItemID: AccountID] = [:]
        /// Since when no notification comes, at first since ever; nil while they do.
        var deafSince: Instant? = Instant(microseconds: 0)
    }

    private let kernel: Kernel
    private let state = Mutex(State())
    /// Wakes the look for claims when the first screen opens.
    private let opened = AsyncStream<Void>.makeStream(bufferingPolicy: .bufferingNewest(1))

    init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// Whether decisions are heard of as they are taken. While they are not, they are looked for as claims are.
    var isListening: Bool { deafSince == nil }

    private var deafSince: Instant? { state.withLock { $0.deafSince } }

    // MARK: Screens

    /// One open screen's messages, and how to end them.
    struct Subscription: Sendable {
        let messages: Messages
        let end: @Sendable () -> Void
    }

    func subscribe(_ account: AccountID) -> Subscription {
        let (messages, continuation) = Messages.makeStream(bufferingPolicy: .bufferingOldest(Self.capacity))
        let (number, surplus) = state.withLock { state in
            state.number += 1
            state.screens[state.number] = Screen(account: account, continuation: continuation)
            let own = state.screens.filter { $0.value.account == account }.sorted { $0.key < $1.key }
            return (state.number, own.dropLast(Self.streamsEach).map(\.value))
        }
        for screen in surplus {
            screen.continuation.yield(.enough)
            screen.continuation.finish()
        }
        continuation.onTermination = { [weak self] _ in self?.remove(number) }
        opened.continuation.yield()
        return Subscription(messages: messages, end: { continuation.finish() })
    }

    private func remove(_ number: Int) {
        state.withLock { state in
            state.screens[number] = nil
            if state.screens.isEmpty { state.holders = [:] }
        }
    }

    /// How many screens are told.
    var screens: Int { state.withLock { $0.screens.count } }

    /// Ends every stream.
    func close() {
        for screen in state.withLock({ Array($0.screens.values) }) { screen.continuation.finish() }
    }

    // MARK: Telling

    private func tell(_ message: (AccountID) -> EventStream.Message) {
        for screen in state.withLock({ Array($0.screens.values) }) {
            if case .dropped = screen.continuation.yield(message(screen.account)) {
                screen.continuation.finish()
            }
        }
    }

    private func tell(_ id: ReviewItemID, _ standing: Standing) {
        let message = message(id, standing)
        tell { _ in message }
    }

    private func tell(_ id: ReviewItemID, heldBy holder: AccountID) {
        let (held, mine) = (message(id, .held), message(id, .mine))
        tell { $0 == holder ? mine : held }
    }

    private func message(_ id: ReviewItemID, _ standing: Standing) -> EventStream.Message {
        .event(data: "\(id) \(standing.rawValue)", id: String(kernel.clock.now().microseconds))
    }

    /// Lets every stream look whether it may stay open.
    func beat() {
        tell { _ in .beat }
    }

    // MARK: What a screen missed

    private struct Held: Decodable, Sendable {
        let reviewItemID: ReviewItemID
        let claimedBy: AccountID
    }

    private struct Stood: Decodable, Sendable {
        let reviewItemID: ReviewItemID
        let state: ReviewItem.State

        var standing: Standing {
            switch state {
            case .open: .free
            case .decided: .decided
            case .withdrawn: .withdrawn
            }
        }
    }

    private static let held = Query.all(
        Held.self,
        """
        SELECT review_item_id, claimed_by
        FROM moderation.review_item
        WHERE state = 'open' AND claimed_by IS NOT NULL AND claimed_until > clock_timestamp()
        ORDER BY review_item_id
        """)

    private func decided(since: Instant) -> Query<[Stood]> {
        let oldest = kernel.clock.now() - Self.memory
        return .all(
            Stood.self,
            """
            SELECT review_item_id, state
            FROM moderation.review_item
            WHERE state = 'decided' AND decided_at > \(max(since - Self.margin, oldest))
            ORDER BY decided_at DESC, review_item_id DESC
            LIMIT 200
            """)
    }

    /// What stands now that a screen drawn at `since` may not show.
    func current(for account: AccountID, since: Instant) async throws -> [EventStream.Message] {
        let (held, decided) = try await kernel.database.fetch(Self.held, decided(since: since))
        return held.map { message($0.reviewItemID, $0.claimedBy == account ? .mine : .held) }
            + decided.map { message($0.reviewItemID, $0.standing) }
    }

    // MARK: Looking and listening

    /// Follows decisions until the task is cancelled.
    func followDecisions() async {
        for await event in kernel.database.notifications(on: [Self.channel]) {
            switch event {
            case .listening:
                do {
                    try await tellDecided()
                    state.withLock { $0.deafSince = nil }
                } catch {
                    kernel.logger.warning("decisions not seen", metadata: ["error": "\(error)"])
                }
            case .notification(_, let payload): tell(payload)
            case .lost(let error):
                let now = kernel.clock.now()
                state.withLock { $0.deafSince = $0.deafSince ?? now }
                kernel.logger.warning(
                    "decisions are looked for until notifications are back", metadata: ["error": "\(error)"])
            }
        }
    }

    private func tell(_ payload: String) {
        let words = payload.split(separator: " ")
        guard words.count == 2, let id = ReviewItemID(String(words[0])),
            let standing = Standing(rawValue: String(words[1]))
        else { return }
        tell(id, standing)
    }

    /// Tells what was decided while nothing was heard.
    private func tellDecided() async throws {
        guard screens > 0, let since = deafSince else { return }
        let now = kernel.clock.now()
        for item in try await kernel.database.fetch(decided(since: since)) {
            tell(item.reviewItemID, item.standing)
        }
        state.withLock { if $0.deafSince != nil { $0.deafSince = now } }
    }

    /// Looks for claims while screens are open, until the task is cancelled.
    func followClaims(every interval: Duration = .milliseconds(1_500), beatEvery looks: Int = 10) async {
        for await _ in opened.stream {
            var count = 0
            while screens > 0, !Task.isCancelled {
                do {
                    try await look()
                } catch {
                    kernel.logger.warning("claims not seen", metadata: ["error": "\(error)"])
                }
                count += 1
                if count.isMultiple(of: looks) { beat() }
                try? await Task.sleep(for: interval)
            }
        }
    }

    /// Compares who holds what with the last look, and tells the difference.
    func look() async throws {
        try await tellDecided()
        let rows = try await kernel.database.fetch(Self.held)
        let now = Dictionary(
            rows.map { ($0.reviewItemID, $0.claimedBy) }, uniquingKeysWith: { first, _ in first })
        let before = state.withLock { state in
            defer { state.holders = now }
            return state.holders
        }
        for row in rows where before[row.reviewItemID] != row.claimedBy {
            tell(row.reviewItemID, heldBy: row.claimedBy)
        }
        let gone = before.keys.filter { now[$0] == nil }
        guard !gone.isEmpty else { return }
        let stood = try await kernel.database.all(
            Stood.self,
            """
            SELECT review_item_id, state
            FROM moderation.review_item
            WHERE review_item_id = ANY (\(gone))
            ORDER BY review_item_id
            """)
        for item in stood { tell(item.reviewItemID, item.standing) }
    }
}

/// Keeps the queue's news going while the program serves.
struct QueueNewsService: BackgroundService {
    let news: QueueNews

    func run() async throws {
        await cancelWhenGracefulShutdown {
            async let decisions: Void = news.followDecisions()
            await news.followClaims()
            await decisions
        }
        news.close()
    }
}
