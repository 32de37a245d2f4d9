import Console
import Foundation
import Kernel
import Postgres
import Site
import Topics

/// What leads to a page: texts of articles that readers have or will have, and pins.
struct InboundReferences: Sendable {
    /// The page in question.
    enum Target: Sendable {
        case article(ArticleID)
        case topic(TopicID)
        /// A page of another kind, as `/providers/ana-whitfield`.
        case path(String)
    }

    /// One thing that leads there.
    struct Source: Decodable, Sendable, Equatable {
        enum Way: String, Codable, Sendable {
            /// A link in the text.
            case text
            /// Pinned below the article.
            case pin
        }

        let articleID: ArticleID
        let title: String
        let way: Way
        let begins: Instant
        let ends: Instant?
        let isNow: Bool
    }

    /// So many are listed; all are counted.
    static let most = 50

    let sources: [Source]
    let count: Int

    /// What leads to a page now and in the scheduled future, what does now first. One round trip.
    static func inbound(of target: Target, in reader: any Reader) async throws -> InboundReferences {
        let found = found(target)
        let (sources, count) = try await reader.fetch(
            Query.all(
                Source.self,
                """
                SELECT
                  found.article_id,
                  (
                    SELECT revision.title
                    FROM articles.revision
                    WHERE revision.article_id = found.article_id
                    ORDER BY revision.number DESC
                    LIMIT 1
                  ) AS title,
                  found.way,
                  found.begins,
                  found.ends,
                  found.begins <= clock_timestamp() AS is_now
                FROM (\(sql: found)) AS found
                ORDER BY found.begins <= clock_timestamp() DESC, found.begins, found.article_id, found.way
                LIMIT \(most)
                """),
            Query.value(Int.self, "SELECT count(*) FROM (\(sql: found)) AS found"))
        return InboundReferences(sources: sources, count: count ?? 0)
    }

    private static func found(_ target: Target) -> SQL {
        let isMeant: SQL
        switch target {
        case .article(let id):
            isMeant = """
                (
                  reference.kind = 'article' AND reference.target_id = \(id)
                  OR reference.path = (SELECT '/articles/' || slug FROM articles.article WHERE article_id = \(id))
                ) AND publication.article_id <> \(id)
                """
        case .topic(let id):
            isMeant = """
                (
                  reference.kind = 'topic' AND reference.target_id = \(id)
                  OR reference.path = (SELECT '/topics/' || slug FROM topics.topic WHERE topic_id = \(id))
                )
                """
        case .path(let path): isMeant = "reference.path = \(path)"
        }
        let texts: SQL = """
            SELECT
              publication.article_id, 'text' AS way, lower(publication.visible) AS begins,
              upper(publication.visible) AS ends
            FROM articles.reference
            JOIN articles.publication USING (revision_id)
            WHERE \(sql: isMeant)
              AND (upper_inf(publication.visible) OR upper(publication.visible) > clock_timestamp())
            """
        guard case .article(let id) = target else { return texts }
        return """
            \(sql: texts)
            UNION ALL
            SELECT pin.article_id, 'pin', lower(pin.visible), upper(pin.visible)
            FROM articles.related_pin AS pin
            WHERE pin.target_id = \(id) AND (upper_inf(pin.visible) OR upper(pin.visible) > clock_timestamp())
            """
    }
}

/// What leads to a page, in words; a part of every screen that asks.
struct InboundList: Sendable {
    struct Line: Sendable {
        let sourceTitle: String
        let sourceURL: String
        let sourceWay: String
        let sourceWhen: String
    }

    let inboundHeading: String
    let hasInbound: Bool
    let inbound: [Line]
    /// How many more there are than are listed; nil for none.
    let inboundMore: String?

    init(_ found: InboundReferences, for visit: Visit) {
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        switch found.count {
        case 0: inboundHeading = "No article leads here, now or as scheduled"
        case 1: inboundHeading = "One link leads here"
        default:
            inboundHeading =
                "\(found.count.formatted(.number.locale(.init(identifier: "en_US")))) links lead here"
        }
        hasInbound = !found.sources.isEmpty
        inbound = found.sources.map { source in
            var when = source.isNow ? "now" : "from \(words.full(source.begins))"
            if let ends = source.ends { when += ", until \(words.full(ends))" }
            return Line(
                sourceTitle: source.title, sourceURL: "/console/articles/\(source.articleID)",
                sourceWay: source.way == .text ? "In its text" : "As a related article", sourceWhen: when)
        }
        let more = found.count - found.sources.count
        inboundMore =
            more > 0 ? "And \(more.formatted(.number.locale(.init(identifier: "en_US")))) more." : nil
    }
}

/// What leads to an article, on a screen of its own.
struct InboundPage: Page {
    static let template = "articles/inbound"

    let shell: Shell
    let backURL: String
    let list: InboundList

    init(_ visit: Visit, subject: RelatedSubject, found: InboundReferences) {
        shell = Shell(visit, title: "What leads to “\(subject.title)”")
        backURL = "/console/articles/\(subject.articleID)"
        list = InboundList(found, for: visit)
    }
}
