import Foundation
import Kernel
import Postgres
import Site
import Topics

/// Finds what stands below an article, in one statement that every role which sees public views may ask.
///
/// A suggestion's score is 0.65 text + 0.15 shared topics (Jaccard) + 0.10 same category + 0.10 freshness, which halves
/// in 180 days. Text is the cosine of the two articles as vectors of words; `articles.weighed_words` weighs them. Scores are rounded, so that the order of a sum decides nothing, and equal ones go by id.
struct RelatedSearch: Sendable {
    /// The article in question.
    enum Subject: Sendable {
        /// As readers have it; a subquery of one column, its id.
        case live(SQL)
        /// As it was last saved.
        case saved(SavedWords)
    }

    /// What is looked at.
    enum Breadth: Sendable {
        /// What readers are shown: the candidates are the articles that share most of what is telling about this one,
        /// and the latest ones about its topics.
        case shown
        /// Every other public article, with why it is not shown.
        case all
    }

    /// Above this two texts are taken for the same one. Distinct news stories about one event stay below 0.4 in the
    /// corpus that Tests/Corpus measures with; a copy with every tenth word changed lies above 0.9.
    static let nearDuplicate = 0.9
    /// So many of one category stand in a list at most, unless an editor pins more.
    static let mostOfOneCategory = 3
    /// So many words of the article are looked for, its most telling ones.
    static let tellingWords = 25

    let subject: Subject
    let limit: Int
    let breadth: Breadth

    init(_ subject: Subject, limit: Int, breadth: Breadth = .shown) {
        self.subject = subject
        self.limit = limit
        self.breadth = breadth
    }

    /// The list in its order: pins, then suggestions. With `.all` whatever is not shown follows by its score.
    var sql: SQL {
        """
        WITH
        \(sql: own),
        \(sql: words),
        \(sql: candidates),
        \(sql: kinship),
        \(sql: judgement)
        SELECT
          place.article_id,
          listing.slug,
          listing.title,
          listing.dek,
          category.name AS category_name,
          listing.published_at,
          place.related_pin_id,
          place.text_score,
          place.score,
          coalesce(place.topics, '{}') AS topics,
          coalesce(common.words, '{}') AS words,
          place.kept_out
        FROM (
          SELECT
            0 AS part, position::bigint AS place, related_pin_id, pin.article_id, pin.document_id, text_score, score,
            topics, NULL::text AS kept_out
          FROM pin
          LEFT JOIN judged USING (document_id)
          UNION ALL
          SELECT
            CASE WHEN kept_out IS NULL THEN 1 ELSE 2 END, place, NULL, article_id, document_id, text_score, score,
            topics, kept_out
          FROM placed
          WHERE \(sql: breadth == .all ? "true" : "kept_out IS NULL")
        ) AS place
        JOIN articles.public_article_listing AS listing USING (article_id)
        JOIN articles.public_category AS category USING (category_id)
        LEFT JOIN LATERAL (
          SELECT array_agg(written ORDER BY pull DESC, lexeme) AS words
          FROM (
            SELECT lexeme, written, pull
            FROM shared
            WHERE shared.document_id = place.document_id
            ORDER BY pull DESC, lexeme
            LIMIT 3
          ) AS strongest
        ) AS common ON true
        ORDER BY place.part, place.place, place.related_pin_id
        """
    }

    // MARK: The article

    /// The article itself, its topics and its pins.
    private var own: SQL {
        let article: SQL
        let topics: SQL
        switch subject {
        case .live(let id):
            article = """
                SELECT article_id, document_id AS own_document, lang, category_id, lexemes, weights, written
                FROM articles.public_document
                JOIN articles.public_document_words USING (document_id)
                WHERE article_id = (\(sql: id))
                """
            topics = """
                SELECT topic_id
                FROM articles.public_document_topic
                WHERE document_id = (SELECT own_document FROM own)
                """
        case .saved(let words):
            article = """
                SELECT
                  \(words.articleID)::uuid AS article_id,
                  0 AS own_document,
                  \(words.lang)::text AS lang,
                  \(words.categoryID)::uuid AS category_id,
                  \(words.lexemes)::text[] AS lexemes,
                  \(words.weights)::real[] AS weights,
                  \(words.written)::text[] AS written
                """
            topics = "SELECT unnest(\(words.topics)::uuid[]) AS topic_id"
        }
        return """
            own AS MATERIALIZED (
              \(sql: article)
            ),
            own_topic AS MATERIALIZED (
              \(sql: topics)
            ),
            pin AS MATERIALIZED (
              SELECT
                document.document_id, document.article_id, document.category_id, held.position, held.related_pin_id
              FROM own
              JOIN articles.public_related_pin AS held USING (article_id)
              JOIN articles.public_document AS document ON document.article_id = held.target_id
            )
            """
    }

    /// The article's words with their weights, the heaviest first.
    private var words: SQL {
        """
        term AS MATERIALIZED (
          SELECT word.lexeme, word.weight, word.written, word.place
          FROM own
          CROSS JOIN LATERAL unnest(own.lexemes, own.weights, own.written)
            WITH ORDINALITY AS word (lexeme, weight, written, place)
        ),
        telling AS MATERIALIZED (
          SELECT lexeme, weight
          FROM term
          WHERE place <= \(Self.tellingWords)
          LIMIT \(Self.tellingWords)
        )
        """
    }

    // MARK: Candidates

    /// Thirty that share what is telling, and six of each topic. What is too grave, blocked or one too many of its
    /// category leaves the list later, so there are more than any list shows.
    private var candidates: SQL {
        let chosen: SQL =
            switch breadth {
            case .shown: "SELECT document_id FROM near"
            case .all:
                """
                SELECT document.document_id
                FROM articles.public_document AS document
                CROSS JOIN own
                WHERE document.article_id <> own.article_id
                """
            }
        return """
            near AS MATERIALIZED (
              (
                SELECT posting.document_id
                FROM telling
                JOIN articles.public_posting AS posting USING (lexeme)
                CROSS JOIN own
                WHERE posting.lang = own.lang AND posting.document_id <> own.own_document
                GROUP BY posting.document_id
                ORDER BY round(sum(telling.weight * posting.weight)::numeric, 6) DESC, posting.document_id
                LIMIT 30
              )
              UNION
              SELECT latest.document_id
              FROM own_topic
              CROSS JOIN own
              CROSS JOIN LATERAL (
                SELECT other.document_id
                FROM articles.public_document_topic AS other
                WHERE other.topic_id = own_topic.topic_id
                  AND other.lang = own.lang
                  AND other.document_id <> own.own_document
                ORDER BY other.published_at DESC, other.document_id DESC
                LIMIT 6
              ) AS latest
            ),
            candidate AS MATERIALIZED (
              \(sql: chosen)
            ),
            -- An outer join, which the planner cannot make by comparing every word with every other; it takes the lists
            -- for short. For the same reason the conditions are such that it does not see through them.
            shared AS MATERIALIZED (
              SELECT
                spoken.document_id, term.lexeme, term.written, term.weight::double precision * spoken.weight AS pull
              FROM (
                SELECT candidate.document_id, word.lexeme, word.weight
                FROM candidate
                JOIN articles.public_document_words AS words USING (document_id)
                CROSS JOIN LATERAL unnest(words.lexemes, words.weights) AS word (lexeme, weight)
              ) AS spoken
              FULL JOIN term ON term.lexeme = spoken.lexeme
              WHERE coalesce(spoken.document_id, 0) > 0 AND coalesce(term.place, 0) > 0
            ),
            likeness AS MATERIALIZED (
              SELECT document_id, sum(pull) AS cosine
              FROM shared
              GROUP BY document_id
            )
            """
    }

    /// Topics of the candidates, and how grave they are: 2 where a crisis box is required, 1 where it is advised.
    private var kinship: SQL {
        """
        kin_topic AS MATERIALIZED (
          SELECT document_id, topic_id
          FROM candidate
          JOIN articles.public_document_topic USING (document_id)
        ),
        topic AS MATERIALIZED (
          SELECT topic_id, label, CASE crisis_tier WHEN 0 THEN 0 ELSE 3 - crisis_tier END AS gravity
          FROM topics.public_topic_name
          WHERE topic_id IN (SELECT topic_id FROM kin_topic UNION SELECT topic_id FROM own_topic)
        ),
        measure AS MATERIALIZED (
          SELECT
            (SELECT count(*) FROM own_topic) AS topics,
            coalesce((SELECT max(gravity) FROM topic JOIN own_topic USING (topic_id)), 0) AS gravity
        ),
        kin AS MATERIALIZED (
          SELECT
            kin_topic.document_id,
            count(own_topic.topic_id)::double precision
              / (count(*) + (SELECT topics FROM measure) - count(own_topic.topic_id)) AS share,
            array_agg(topic.label ORDER BY lower(topic.label), topic.topic_id)
              FILTER (WHERE own_topic.topic_id IS NOT NULL) AS labels,
            max(topic.gravity) AS gravity
          FROM kin_topic
          JOIN topic USING (topic_id)
          LEFT JOIN own_topic USING (topic_id)
          GROUP BY kin_topic.document_id
        )
        """
    }

    // MARK: Judgement

    /// Scores, what is kept out and why, and the order.
    private var judgement: SQL {
        """
        weighed AS MATERIALIZED (
          SELECT
            document.document_id,
            document.article_id,
            document.category_id,
            coalesce(kin.labels, '{}') AS topics,
            coalesce(kin.share, 0) AS kinship,
            coalesce(kin.gravity, 0) > measure.gravity AS is_graver,
            document.lang <> own.lang AS is_foreign,
            document.category_id = own.category_id AS is_same_category,
            greatest(
              0, (kernel.as_of() AT TIME ZONE 'UTC')::date - (document.published_at AT TIME ZONE 'UTC')::date
            ) AS days,
            round(coalesce(likeness.cosine, 0)::numeric, 6)::double precision AS text_score
          FROM candidate
          JOIN articles.public_document AS document USING (document_id)
          CROSS JOIN own
          CROSS JOIN measure
          LEFT JOIN likeness USING (document_id)
          LEFT JOIN kin USING (document_id)
        ),
        judged AS MATERIALIZED (
          SELECT
            document_id,
            article_id,
            category_id,
            topics,
            text_score,
            round((
              0.65 * text_score + 0.15 * kinship + CASE WHEN is_same_category THEN 0.10 ELSE 0 END
                + 0.10 * exp(-days * ln(2::double precision) / 180)
            )::numeric, 6)::double precision AS score,
            CASE
              WHEN is_foreign THEN 'language'
              WHEN article_id IN (
                SELECT block.other_id
                FROM articles.public_related_block AS block
                WHERE block.article_id = (SELECT article_id FROM own)
              ) THEN 'blocked'
              WHEN text_score >= \(Self.nearDuplicate) THEN 'duplicate'
              WHEN is_graver THEN 'crisis'
              WHEN document_id NOT IN (SELECT document_id FROM near) THEN 'unrelated'
            END AS kept_out
          FROM weighed
        ),
        counted AS MATERIALIZED (
          SELECT
            document_id, article_id, topics, text_score, score,
            CASE
              WHEN kept_out IS NOT NULL THEN kept_out
              WHEN (SELECT count(*) FROM pin WHERE pin.category_id = judged.category_id)
                + row_number() OVER (
                  PARTITION BY category_id, kept_out IS NULL
                  ORDER BY score DESC, article_id
                ) > \(Self.mostOfOneCategory) THEN 'category'
            END AS kept_out
          FROM judged
          WHERE document_id NOT IN (SELECT document_id FROM pin)
        ),
        placed AS MATERIALIZED (
          SELECT
            document_id, article_id, topics, text_score, score, place,
            CASE
              WHEN kept_out IS NOT NULL THEN kept_out
              WHEN place > \(limit) - (SELECT count(*) FROM pin) THEN 'further'
            END AS kept_out
          FROM (
            SELECT
              document_id, article_id, topics, text_score, score, kept_out,
              row_number() OVER (PARTITION BY kept_out IS NULL ORDER BY score DESC, article_id) AS place
            FROM counted
          ) AS ordered
        )
        """
    }
}

/// One line of a list: a pin, a suggestion, or with `.all` an article that is not shown.
struct FoundArticle: Decodable, Sendable {
    /// Why readers are not shown an article.
    enum KeptOut: String, Codable, Sendable {
        case language, blocked, duplicate, crisis, unrelated, category, further

        /// `in another language`.
        var words: String {
            switch self {
            case .language: "in another language"
            case .blocked: "blocked by an editor"
            case .duplicate: "nearly the same text"
            case .crisis: "graver than this article"
            case .unrelated: "shares too little"
            case .category: "three of its category stand above"
            case .further: "further down"
            }
        }
    }

    let articleID: ArticleID
    let slug: Slug
    let title: String
    let dek: String
    let categoryName: String
    let publishedAt: Instant
    let relatedPinID: RelatedPinID?
    /// Nil for a pin that is no candidate.
    let textScore: Double?
    let score: Double?
    /// The topics that both have, by their words in prose.
    let topics: [String]
    /// The words that both have and that count most.
    let words: [String]
    let keptOut: KeptOut?

    /// `shares: attachment, sleep`; nil for a pin, and where nothing is shared.
    var reason: String? {
        guard relatedPinID == nil else { return nil }
        var named = topics
        for word in words
        where word.count > 2 && !named.contains(where: { $0.lowercased().contains(word.lowercased()) }) {
            // A capital at the beginning is that of a sentence.
            named.append(word.dropFirst().contains(where: \.isUppercase) ? word : word.lowercased())
        }
        return named.isEmpty ? nil : "shares: \(named.prefix(4).joined(separator: ", "))"
    }

    var article: RelatedArticle {
        RelatedArticle(
            articleID: articleID, slug: slug, title: title, dek: dek, categoryName: categoryName,
            publishedAt: publishedAt, isPinned: relatedPinID != nil, reason: reason)
    }
}

/// The words of an article as it was last saved, for one that readers do not have.
struct SavedWords: Decodable, Sendable {
    let articleID: ArticleID
    let lang: String
    let categoryID: CategoryID
    let lexemes: [String]
    let weights: [Float]
    let written: [String]
    let topics: [TopicID]

    /// Those of the article's latest revision; nil when nothing was saved yet.
    static func latest(of article: ArticleID) -> Query<SavedWords?> {
        .first(
            SavedWords.self,
            """
            SELECT
              latest.article_id,
              split_part(latest.lang, '-', 1) AS lang,
              latest.category_id,
              coalesce(array_agg(word.lexeme ORDER BY word.weight DESC, word.lexeme) FILTER (WHERE word.lexeme IS NOT NULL), '{}')
                AS lexemes,
              coalesce(array_agg(word.weight ORDER BY word.weight DESC, word.lexeme) FILTER (WHERE word.lexeme IS NOT NULL), '{}')
                AS weights,
              coalesce(array_agg(word.written ORDER BY word.weight DESC, word.lexeme) FILTER (WHERE word.lexeme IS NOT NULL), '{}')
                AS written,
              ARRAY(
                SELECT revision_topic.topic_id
                FROM articles.revision_topic
                WHERE revision_topic.revision_id = latest.revision_id
                ORDER BY revision_topic.position
              ) AS topics
            FROM (
              SELECT revision_id, article_id, lang, category_id, title, dek, text, words
              FROM articles.revision
              WHERE article_id = \(article)
              ORDER BY number DESC
              LIMIT 1
            ) AS latest
            LEFT JOIN LATERAL articles.weighed_words(
              latest.words, concat_ws(E'\\n', latest.title, latest.dek, latest.text)
            ) AS word ON true
            GROUP BY latest.revision_id, latest.article_id, latest.lang, latest.category_id
            """)
    }
}
