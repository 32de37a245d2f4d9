import Documents
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import Topics

/// Saves an article as a revision, and hands it to those who review.
struct SaveArticle {
    let kernel: Kernel

    /// Who or what writes a revision.
    enum Source: Sendable {
        case console(Actor)
        case file

        var account: AccountID? {
            if case .console(let actor) = self { actor.accountID } else { nil }
        }

        var name: String {
            if case .console = self { "console" } else { "import" }
        }
    }

    /// What somebody saw when they began to write: the latest revision, and the version of the draft.
    struct Seen: Sendable, Equatable {
        let number: Int
        let draft: Int
    }

    /// What saving led to.
    enum Outcome: Sendable, Equatable {
        case unchanged
        case saved(number: Int)
        /// It waits for whoever decides first.
        case submitted(ReviewStage)
    }

    /// A new article, with its first revision. The address is made from the title where `slug` is nil.
    func add(_ input: ArticleInput, at slug: Slug?, submits: Bool, by actor: Actor) async throws -> ArticleID
    {
        if submits { try input.assertComplete() }
        return try await kernel.database.transaction { transaction in
            let id = try await insert(at: slug, titled: input.title, in: transaction)
            let revision = try await write(
                input, ArticleFacts(), of: id, .console(actor), in: transaction)
            try await transaction.audit(
                AuditEntry("articles.added", on: "article", id, after: try record(input, revision.number)),
                by: .person(actor, as: actor.role(for: .editArticles)))
            if submits {
                _ = try await waitForReview(
                    revision.id, of: id, input, by: actor.accountID, in: transaction)
            }
            return id
        }
    }

    /// A further revision where anything is different; where `submits` is set, the latest one then waits for review.
    ///
    /// - Throws: `Refusal.changedSince` when somebody else saved in between.
    func run(
        _ id: ArticleID, seen: Seen, _ fields: ArticleFields, _ input: ArticleInput, submits: Bool,
        by actor: Actor
    ) async throws -> Outcome {
        if submits { try input.assertComplete() }
        return try await kernel.database.transaction { transaction in
            let before = try await ArticleQueries(reader: transaction).locked(id, in: transaction)
            let drafts = Drafts(kernel: kernel)
            let draft = try await drafts.draft(of: id, in: transaction)
            try await drafts.assertSeen(
                seen, draft, before, sent: fields, at: before.path, in: transaction)
            var revision = (id: before.revisionID, number: before.number)
            if !before.has(input) {
                revision = try await write(
                    input, before.facts.carriedOver, of: id, .console(actor), in: transaction)
                try await transaction.audit(
                    AuditEntry(
                        "articles.saved", on: "article", id,
                        before: try record(try before.input, before.number),
                        after: try record(input, revision.number)),
                    by: .person(actor, as: actor.role(for: .editArticles)))
            }
            // As it is stored, so that what was sent in another form is not taken for unsaved words.
            let stored = ArticleFields(try await ArticleQueries(reader: transaction).article(id))
            try await drafts.keep(stored, of: id, basedOn: revision.number, by: actor, in: transaction)
            guard submits else { return before.has(input) ? .unchanged : .saved(number: revision.number) }
            try assertUndecided(before, revision.id)
            let stage = try await waitForReview(
                revision.id, of: id, input, by: actor.accountID, in: transaction)
            return .submitted(stage)
        }
    }

    private func assertUndecided(_ article: StoredArticle, _ revision: ArticleRevisionID) throws(Refusal) {
        guard article.approvedID == revision else { return }
        throw .wrongState(
            message: "This text is approved already. Publish it, or change it first.", now: article.path)
    }

    // MARK: Steps, for imports too

    /// Makes the article's own row.
    ///
    /// - Throws: `FormIssues` when the address is taken, or none can be made of the title.
    func insert(at slug: Slug?, titled title: String, in transaction: Transaction) async throws -> ArticleID {
        guard let stem = slug ?? Slug(folding: title) else {
            throw FormIssues("slug", .other("Enter an address: none can be made of this title."))
        }
        let wanted = slug.map { [$0] } ?? (1...50).map { stem.numbered($0) }
        let taken = try await transaction.values(
            Slug.self,
            """
            SELECT slug
            FROM articles.article
            WHERE slug = ANY (\(wanted))
            """)
        let id: ArticleID = kernel.ids.next()
        guard let free = wanted.first(where: { !taken.contains($0) }) else { throw Self.slugTaken }
        try await Self.namingTaken(in: transaction) {
            try await transaction.execute(
                "INSERT INTO articles.article (article_id, slug) VALUES (\(id), \(free))")
        }
        return id
    }

    static let slugTaken = FormIssues(
        "slug", .other("Another article has this address. Choose another one."))

    static func namingTaken(in transaction: Transaction, _ body: () async throws -> Void) async throws {
        do {
            try await transaction.savepoint(body)
        } catch let error as PostgresError where error.constraint == "article_slug_unique" {
            throw slugTaken
        }
    }

    /// Writes a revision, with everything that is made of it: the one place where revisions begin.
    func write(
        _ input: ArticleInput, _ facts: ArticleFacts, of id: ArticleID, _ source: Source,
        in transaction: Transaction
    ) async throws -> (id: ArticleRevisionID, number: Int) {
        let revision: ArticleRevisionID = kernel.ids.next()
        let images = try await ImageQueries(reader: transaction).sizes(of: input.document)
        let rendering = ArticleRendering(input.document, dek: input.dek, imageSizes: images)
        let words = ArticleRendering.words(
            title: "\(input.title)", dek: "\(input.dek)",
            headings: "\(rendering.headings.joined(separator: " "))", text: "\(rendering.text)")
        let number = try await transaction.value(
            Int.self,
            """
            INSERT INTO articles.revision (
              revision_id, article_id, number, title, dek, lang, category_id, author_id, document, body, text,
              headings, terms, word_count, description, "references", disclaimer, reviewed_by, reviewed_on,
              published_on, updated_on, front_matter, words, created_by, source
            )
            SELECT
              \(revision), \(id), coalesce(max(number), 0) + 1, \(input.title), \(input.dek), \(input.lang),
              \(input.categoryID), \(input.authorID), \(PostgresJSON(text: input.document.json)),
              \(try PostgresJSON(encoding: rendering.body)), \(rendering.text), \(rendering.headings),
              \(try PostgresJSON(encoding: rendering.terms)), \(rendering.wordCount), \(rendering.description),
              \(try PostgresJSON(encoding: input.references)), \(input.disclaimer),
              \(facts.reviewedBy), \(facts.reviewedOn), \(facts.publishedOn), \(facts.updatedOn),
              \(try PostgresJSON(encoding: facts.frontMatter)),
              \(sql: words), \(source.account), \(source.name)
            FROM articles.revision
            WHERE article_id = \(id)
            RETURNING number
            """)
        try await transaction.execute(
            """
            INSERT INTO articles.revision_topic (revision_id, topic_id, position)
            SELECT \(revision), topic.id, topic.position
            FROM unnest(\(input.topics)) WITH ORDINALITY AS topic (id, position)
            """)
        try await transaction.execute(
            """
            INSERT INTO articles.revision_image (revision_id, image_id)
            SELECT \(revision), image.id
            FROM unnest(\(images.keys.map(\.id))) AS image (id)
            """)
        try await ArticleReferences.record(revision, input.document, in: transaction)
        return (revision, number ?? 1)
    }

    /// Puts a revision into the queue: to a clinical reviewer first where its category asks for one.
    func waitForReview(
        _ revision: ArticleRevisionID, of id: ArticleID, _ input: ArticleInput, by account: AccountID?,
        in transaction: Transaction
    ) async throws -> ReviewStage {
        let about = try await ReviewSubject.of(input, in: transaction)
        let stage: ReviewStage = about.needsClinicalReview ? .clinical : .editorial
        let queries = ReviewQueries(reader: transaction)
        if let open = try await queries.openItem(type: ArticleReview.typeID, subject: id.rawValue),
            open.stage == 1, open.needs != stage.permission.id
        {
            // An item keeps its stages, and this one takes others.
            try await WithdrawReview(type: ArticleReview.typeID, subjectID: id.rawValue).run(in: transaction)
        }
        try await OpenReview(
            type: ArticleReview.typeID, subjectID: id.rawValue, ownerID: nil, title: input.title,
            summary: "\(about.categoryName), \(input.document.wordCount) words",
            risk: about.isInCrisisTier ? .high : .medium, dueIn: .seconds(3 * 86_400),
            needs: stage.permission,
            payload: try PostgresJSON(encoding: ArticleReview.Payload(revisionID: revision))
        ).run(by: account, ids: kernel.ids, in: transaction)
        return stage
    }

    func record(_ input: ArticleInput, _ number: Int) throws -> PostgresJSON {
        try PostgresJSON(
            encoding: ArticleRecord(title: input.title, number: number, words: input.document.wordCount))
    }
}

/// What the queue says about an article.
private struct ReviewSubject: Decodable, Sendable {
    let categoryName: String
    let needsClinicalReview: Bool
    let isInCrisisTier: Bool

    static func of(_ input: ArticleInput, in reader: any Reader) async throws -> ReviewSubject {
        try await reader.one(
            ReviewSubject.self,
            """
            SELECT
              category.name AS category_name,
              category.needs_clinical_review,
              EXISTS (
                SELECT
                FROM topics.revision
                WHERE revision.topic_id = ANY (\(input.topics))
                  AND revision.crisis_tier = 1
                  AND revision.number = (
                    SELECT max(latest.number)
                    FROM topics.revision AS latest
                    WHERE latest.topic_id = revision.topic_id
                  )
              ) AS is_in_crisis_tier
            FROM articles.category
            WHERE category.category_id = \(input.categoryID)
            """)
    }
}
