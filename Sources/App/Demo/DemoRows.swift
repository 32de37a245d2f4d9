import Articles
import DemoData
import Foundation
import Kernel
import Postgres

/// The tables that the demo fills, in the order in which their rows go in.
///
/// Verifications come before publications: the listing follows both, and so it is written once.
enum DemoTable: CaseIterable {
    case person, account, role
    case topic, topicRevision, topicPublication
    case category, author, article, articleRevision, topicOfArticle, approval, articlePublication
    case provider, revision, title, topicOfRevision, likeness
    case credential, finding, verification
    case publication
    case reviewItem, decision

    var copy: SQL {
        switch self {
        case .person: "COPY accounts.person (person_id, created_at) FROM STDIN"
        case .account:
            """
            COPY accounts.account (
              account_id, person_id, email, display_name, password_hash, time_zone, created_at
            )
            FROM STDIN
            """
        case .role: "COPY accounts.account_role (account_id, role, granted_at) FROM STDIN"
        case .topic:
            "COPY topics.topic (topic_id, slug, name, label, aliases, created_at) FROM STDIN"
        case .topicRevision:
            """
            COPY topics.revision (
              revision_id, topic_id, number, crisis_tier, dek, document, html, text, word_count, description,
              structured_data, contents, created_at, source
            )
            FROM STDIN
            """
        case .topicPublication:
            """
            COPY topics.publication (
              publication_id, topic_id, revision_id, visible, approved_by, created_at
            )
            FROM STDIN
            """
        case .category:
            """
            COPY articles.category (category_id, slug, name, description, needs_clinical_review, created_at)
            FROM STDIN
            """
        case .author:
            """
            COPY articles.author (author_id, slug, name, credentials, bio, account_id, created_at)
            FROM STDIN
            """
        case .article: "COPY articles.article (article_id, slug, created_at) FROM STDIN"
        case .articleRevision: "COPY articles.loading (\(sql: Self.revisionColumns)) FROM STDIN"
        case .topicOfArticle:
            "COPY articles.revision_topic (revision_id, topic_id, position) FROM STDIN"
        case .approval:
            """
            COPY articles.approval (
              approval_id, article_id, revision_id, stage, approved_by, approved_at
            )
            FROM STDIN
            """
        case .articlePublication:
            """
            COPY articles.publication (
              publication_id, article_id, revision_id, visible, published_at, approval_id, local_start, zone,
              created_at
            )
            FROM STDIN
            """
        case .provider:
            """
            COPY providers.provider (
              provider_id, slug, account_id, version, edited_by_clinician_at, created_at
            )
            FROM STDIN
            """
        case .revision:
            """
            COPY providers.revision (
              revision_id, provider_id, number, name, given_name, family_name, pronouns, npi, phone, email,
              website, languages, modalities, fee_from, fee_to, sliding_scale, insurance, new_clients,
              remote_only, street, city, state, postal_code, states, start_year, bio, bio_html, bio_text,
              created_by, created_at, source
            )
            FROM STDIN
            """
        case .title:
            "COPY providers.revision_title (revision_id, position, name, abbreviation, mark) FROM STDIN"
        case .topicOfRevision: "COPY providers.revision_topic (revision_id, position, topic_id) FROM STDIN"
        case .likeness:
            "COPY providers.likeness (provider_id, name, postal_code, npi, phone, bands) FROM STDIN"
        case .credential:
            """
            COPY credentials.credential (
              credential_id, provider_id, credential_type_id, name, abbreviation, mark, state, number,
              claimed_expires_on, created_at, created_by, source
            )
            FROM STDIN
            """
        case .finding:
            """
            COPY credentials.finding (
              finding_id, credential_id, result, source, source_url, method, checked_on, raw_status,
              expires_on, compared, note, account_id, at, person_id, claimed_type_id, claimed_name, claimed_state,
              claimed_number
            )
            FROM STDIN
            """
        case .verification:
            """
            COPY credentials.verification (
              verification_id, credential_id, finding_id, valid, result, checked_on, source, source_url,
              verified_by, approved_by, policy, reason, created_at, provider_id, verified_person, approved_person,
              credential_type_id, name, abbreviation, mark, state, number
            )
            FROM STDIN
            """
        case .publication:
            """
            COPY providers.publication (
              publication_id, provider_id, revision_id, visible, approved_by, created_at
            )
            FROM STDIN
            """
        case .reviewItem:
            """
            COPY moderation.review_item (
              review_item_id, type, subject_id, owner_id, title, summary, risk, due_at, state, stage, needs,
              version, payload, opened_at, opened_by, first_person, decided_at
            )
            FROM STDIN
            """
        case .decision:
            """
            COPY moderation.decision (
              decision_id, review_item_id, stage, action, reason_code, reason, account_id, person_id, at,
              item_version
            )
            FROM STDIN
            """
        }
    }
}

extension DemoTable {
    /// A revision but for its words, which the database makes of the others.
    private static let revisionColumns: SQL = """
        revision_id, article_id, number, title, dek, lang, category_id, author_id, document, body, text, headings,
        terms, word_count, description, "references", disclaimer, created_by, created_at, source
        """

    /// What comes before and behind a COPY into a table on the way.
    fileprivate var detour: (before: [SQL], after: [SQL])? {
        guard self == .articleRevision else { return nil }
        let words = ArticleRendering.words(
            title: "title", dek: "dek", headings: "array_to_string(headings, ' ')", text: "text")
        return (
            [
                """
                CREATE TABLE articles.loading AS
                SELECT \(sql: Self.revisionColumns)
                FROM articles.revision
                WITH NO DATA
                """
            ],
            [
                """
                INSERT INTO articles.revision (\(sql: Self.revisionColumns), words)
                SELECT \(sql: Self.revisionColumns), \(sql: words)
                FROM articles.loading
                """,
                "DROP TABLE articles.loading",
            ]
        )
    }
}

/// Rows on their way into tables, in pieces of a size that one visit to the connection takes.
struct DemoRows: Sendable {
    private static let pieceSize = 65_536
    private var pieces: [DemoTable: [[UInt8]]] = [:]
    private(set) var counts: [DemoTable: Int] = [:]
    /// Everything between spaces in what readers see of the clinicians.
    private(set) var words: Set<String> = []

    mutating func add(_ table: DemoTable, _ columns: [(any DemoColumn)?]) {
        let row = CopyText.row(columns.map { $0?.copyText })
        counts[table, default: 0] += 1
        var rows = pieces.removeValue(forKey: table) ?? []
        if let last = rows.indices.last, rows[last].count < Self.pieceSize {
            rows[last] += row
        } else {
            rows.append(row)
        }
        pieces[table] = rows
    }

    mutating func note(wordsOf text: String) {
        for word in text.utf8.split(whereSeparator: { $0 <= UInt8(ascii: " ") }) {
            words.insert(String(Substring(word)))
        }
    }

    func write(in transaction: Transaction) async throws {
        for table in DemoTable.allCases {
            guard let pieces = pieces[table] else { continue }
            let detour = table.detour
            for statement in detour?.before ?? [] { try await transaction.execute(statement) }
            try await transaction.copyIn(table.copy, bytes: Pieces(pieces: pieces))
            for statement in detour?.after ?? [] { try await transaction.execute(statement) }
        }
    }

    private struct Pieces: AsyncSequence, Sendable {
        let pieces: [[UInt8]]

        func makeAsyncIterator() -> Iterator { Iterator(rest: pieces[...]) }

        struct Iterator: AsyncIteratorProtocol {
            var rest: ArraySlice<[UInt8]>

            mutating func next() async -> [UInt8]? { rest.popFirst() }
        }
    }
}

/// What can stand in a column of a COPY.
protocol DemoColumn {
    var copyText: String { get }
}

extension String: DemoColumn { var copyText: String { self } }
extension Int: DemoColumn { var copyText: String { String(self) } }
extension Bool: DemoColumn { var copyText: String { self ? "t" : "f" } }
extension UUID: DemoColumn { var copyText: String { uuidString } }
extension Instant: DemoColumn { var copyText: String { description } }
extension DemoDay: DemoColumn { var copyText: String { description } }
extension PostgresJSON: DemoColumn { var copyText: String { text } }
extension PostgresRange<Instant>: DemoColumn { var copyText: String { description } }

extension Int64: DemoColumn { var copyText: String { String(self) } }

extension Array: DemoColumn where Element: DemoColumn {
    /// As an array of PostgreSQL, every element in quotes.
    var copyText: String {
        let elements = map { element in
            "\"" + element.copyText.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
        }
        return "{" + elements.joined(separator: ",") + "}"
    }
}

/// Draws the ids of what belongs together, the same for the same seed and instant.
struct DemoIDs {
    /// Whose ids they are; a clinician's number says nothing about a topic's.
    enum Owner {
        case provider(Int), imported(Int), review(Int), topic(Int), account(Int)
        case category(Int), author(Int), article(Int)
        case advertiser(Int)

        var index: Int {
            switch self {
            case .provider(let index): index
            case .imported(let index): 1 << 40 | index
            case .review(let index): 2 << 40 | index
            case .topic(let index): 3 << 40 | index
            case .account(let index): 4 << 40 | index
            case .category(let index): 5 << 40 | index
            case .author(let index): 6 << 40 | index
            case .article(let index): 7 << 40 | index
            case .advertiser(let index): 8 << 40 | index
            }
        }
    }

    private var chance: Chance

    init(seed: UInt64, of owner: Owner) {
        chance = Chance(seed: seed, index: owner.index, purpose: .ids)
    }

    /// An id whose order is that of the instants.
    mutating func next(at instant: Instant) -> UUID {
        IDs.version7(at: instant, high: chance.next(), low: chance.next())
    }
}
