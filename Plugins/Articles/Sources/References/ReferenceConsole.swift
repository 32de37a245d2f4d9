import Foundation
import Hummingbird
import Kernel
import Postgres

/// The screen that says what leads to an article.
struct ReferenceConsole: Sendable {
    let kernel: Kernel

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        guard let id = ArticleID(visit.parameters.get("id") ?? ""),
            let subject = try await kernel.database.fetch(RelatedQueries.subject(id))
        else { throw Refusal.notFound }
        let found = try await InboundReferences.inbound(of: .article(id), in: kernel.database)
        return .page(InboundPage(visit, subject: subject, found: found))
    }
}
