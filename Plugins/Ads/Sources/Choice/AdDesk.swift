import Foundation
import Kernel
import Logging
import Postgres
import ServiceLifecycle
import Site
import Synchronization

/// What is booked, as this process knows it: read at start, and anew when the database tells of a change. While it
/// cannot tell, nothing is known, and slots stay empty.
///
/// Nothing is read anew when a flight begins or ends: which flights run is a question about an instant.
final class AdDesk: Sendable {
    private let kernel: Kernel
    private let known = Mutex<AdState?>(nil)
    /// The tokens that were counted for goals since the state was read.
    private let counted = Mutex<Set<UUID>>([])
    /// Elements of ads without what is different for each request; they go with the state that they were made for.
    private let skeletons = Mutex<[AdSkeleton.Key: AdSkeleton]>([:])

    /// Goals are looked at so often, because other processes deliver too.
    private static let goalSeconds = 60

    init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// What is booked; nil while it is not known.
    var state: AdState? { known.withLock { $0 } }

    func know(_ state: AdState?) {
        known.withLock { known in
            known = state
            counted.withLock { $0 = [] }
        }
        skeletons.withLock { $0 = [:] }
    }

    /// An impression was counted: its line item is nearer to its goal, once for each token.
    func delivered(_ token: AdToken) {
        known.withLock { state in
            guard let number = state?.book.numbers[token.lineItem], state?.delivered[number] != nil,
                counted.withLock({ $0.insert(token.id).inserted })
            else { return }
            state?.delivered[number, default: 0] += 1
        }
    }

    func skeleton(_ key: AdSkeleton.Key, make: () throws -> AdSkeleton) rethrows -> AdSkeleton {
        if let made = skeletons.withLock({ $0[key] }) { return made }
        let made = try make()
        skeletons.withLock { $0[key] = made }
        return made
    }

    // MARK: Following

    /// Follows the database until the task is cancelled.
    func follow() async {
        let (signals, signal) = AsyncStream.makeStream(of: Void.self, bufferingPolicy: .bufferingNewest(1))
        await withTaskGroup(of: Void.self) { group in
            group.addTask { await self.listen(signal) }
            group.addTask { await self.tick(signal) }
            group.addTask {
                for await _ in signals { await self.load(again: signal) }
            }
            await group.next()
            group.cancelAll()
            signal.finish()
        }
        know(nil)
    }

    private let isListening = Mutex(false)

    private func listen(_ signal: AsyncStream<Void>.Continuation) async {
        for await message in kernel.database.notifications(on: [PublicSite.channel]) {
            switch message {
            case .listening:
                isListening.withLock { $0 = true }
                signal.yield()
            case .notification(_, let table):
                // The names of topics too: line items name them.
                if table.hasPrefix("ads.") || table == "topics.topic" { signal.yield() }
            case .lost(let error):
                isListening.withLock { $0 = false }
                know(nil)
                kernel.logger.warning("no ads until notifications are back", metadata: ["error": "\(error)"])
            }
        }
    }

    private func tick(_ signal: AsyncStream<Void>.Continuation) async {
        while (try? await Task.sleep(for: .seconds(Self.goalSeconds))) != nil {
            if state.map({ !$0.delivered.isEmpty }) ?? true { signal.yield() }
        }
    }

    private func load(again signal: AsyncStream<Void>.Continuation) async {
        do {
            let state = try await LoadAds.state(in: kernel.site)
            // What was read while nobody was listening may be stale already.
            if isListening.withLock({ $0 }) { know(state) }
        } catch {
            know(nil)
            kernel.logger.warning("ads cannot be read", metadata: ["error": "\(error)"])
            try? await Task.sleep(for: .seconds(1))
            signal.yield()
        }
    }
}

/// Keeps the desk's knowledge true while a process serves.
struct AdFollower: BackgroundService {
    let desk: AdDesk

    func run() async throws {
        await cancelWhenGracefulShutdown { await desk.follow() }
    }
}
