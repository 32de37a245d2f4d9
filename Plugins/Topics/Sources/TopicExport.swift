import Documents
import Foundation
import Kernel
import Postgres
import Site

/// Writes a topic's latest text as the file that `TopicImport` takes: importing it changes nothing.
public struct TopicExport: Sendable {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// The slugs of all topics that have a text, in their order.
    public func slugs() async throws -> [Slug] {
        try await kernel.database.values(
            Slug.self,
            """
            SELECT topic.slug
            FROM topics.topic
            WHERE EXISTS (
              SELECT
              FROM topics.revision
              WHERE revision.topic_id = topic.topic_id
            )
            ORDER BY topic.slug
            """)
    }

    /// - Throws: `Refusal.notFound` when there is no such topic or it has no text.
    public func run(_ slug: Slug) async throws -> String {
        let found = try await TopicQueries(reader: kernel.database).topic(slug: slug)
        guard let topic = found, let document = topic.document else { throw Refusal.notFound }
        var pairs = [
            FrontMatterPair("kind", .text("topic")), FrontMatterPair("title", .text(topic.name)),
            FrontMatterPair("slug", .text(topic.slug.rawValue)), FrontMatterPair("label", .text(topic.label)),
        ]
        if let dek = topic.dek, !dek.isEmpty { pairs.append(FrontMatterPair("dek", .text(dek))) }
        if !topic.aliases.isEmpty {
            pairs.append(FrontMatterPair("aliases", .list(topic.aliases.map { .text($0) })))
        }
        if let tier = topic.crisisTier, tier != .none {
            pairs.append(FrontMatterPair("crisis_tier", .text(String(tier.rawValue))))
        }
        pairs += topic.frontMatter?.pairs ?? []
        return FrontMatter.yaml(pairs) + "\n" + document.markdown
    }
}
