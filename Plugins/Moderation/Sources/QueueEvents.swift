import Console
import Foundation
import Hummingbird
import Kernel
import Postgres

/// The stream of what becomes of items, for open screens of the queue.
struct QueueEvents: Sendable {
    let kernel: Kernel
    let news: QueueNews
    /// Knows who is still signed in; nil in a program without accounts.
    let sessions: (any SignedInSource)?

    @Sendable func events(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        guard EventStream.isAsked(by: request) else { return .seeOther("/console/queue") }
        let session = request.cookies[ConsoleCookies(settings: kernel.settings).sessionName]?.value
        // Subscribed first: what happens from here on is told, whatever is read below.
        let subscription = news.subscribe(actor.accountID)
        let missed = try await news.current(for: actor.accountID, since: since(request, visit))
        return EventStream(
            missed, then: subscription.messages,
            while: { [sessions] in
                guard let session, let sessions else { return false }
                return try await sessions.actor(session: session, isUse: false)?.may(.seeQueue) ?? false
            },
            end: subscription.end
        ).reply
    }

    /// When the screen was drawn, or the last message came: microseconds, as `since` or a browser's last id say.
    private func since(_ request: Request, _ visit: Visit) -> Instant {
        let told = EventStream.lastID(of: request) ?? request.fields["since"]
        return Int64(told).map { Instant(microseconds: $0) } ?? visit.now
    }
}
