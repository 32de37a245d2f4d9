import Foundation
import Kernel
import Postgres
import Site

/// A category of articles as the console sees it.
struct CategoryRow: Decodable, Sendable {
    let categoryID: CategoryID
    let slug: Slug
    /// Those it had before, which lead to it.
    let formerSlugs: [Slug]
    let name: String
    let description: String
    let needsClinicalReview: Bool
    let version: Int
    /// How many articles have it in their latest revision.
    let articleCount: Int
}

/// What a category says, checked.
struct CategoryInput: Sendable, Equatable {
    let name: String
    let slug: Slug
    let description: String
    let needsClinicalReview: Bool

    /// The slug is made from the name where it is empty.
    ///
    /// - Throws: `FormIssues` with every field that needs another look.
    init(name: String, slug: String, description: String, needsClinicalReview: Bool) throws(FormIssues) {
        var issues = FormIssues()
        let name = oneLine(name)
        let description = oneLine(description)
        if name.isEmpty { issues.add("name", .missing("a name")) }
        if name.count > 120 { issues.add("name", .tooLong("a name", max: 120)) }
        if description.count > 400 { issues.add("description", .tooLong("a description", max: 400)) }
        let place = slug.isEmpty ? Slug(folding: name) : Slug(slug)
        if place == nil, !name.isEmpty {
            issues.add("slug", .other("Enter an address of lower-case letters, digits and single hyphens."))
        }
        guard issues.isEmpty, let place else { throw issues }
        self.name = name
        self.slug = place
        self.description = description
        self.needsClinicalReview = needsClinicalReview
    }
}

/// Tells whoever books by categories which there are.
struct ArticleCategories: PageCategories {
    func all(in reader: any Reader) async throws -> [PageCategory] {
        try await reader.all(
            PageCategory.self,
            """
            SELECT category_id AS id, slug, name
            FROM articles.category
            ORDER BY lower(name), category_id
            """)
    }
}

/// Reads and writes categories. Pages show them as they are today.
struct Categories {
    let kernel: Kernel

    static func all(in reader: any Reader) async throws -> [CategoryRow] {
        try await reader.all(
            CategoryRow.self,
            """
            SELECT
              category.category_id,
              category.slug,
              ARRAY(
                SELECT past.slug
                FROM articles.category_slug_history AS past
                WHERE past.category_id = category.category_id
                  AND NOT EXISTS (
                    SELECT
                    FROM articles.category AS taken
                    WHERE taken.slug = past.slug
                  )
                ORDER BY past.slug
              ) AS former_slugs,
              category.name,
              category.description,
              category.needs_clinical_review,
              category.version,
              (
                SELECT count(*)
                FROM articles.revision
                WHERE revision.category_id = category.category_id
                  AND revision.number = (
                    SELECT max(latest.number)
                    FROM articles.revision AS latest
                    WHERE latest.article_id = revision.article_id
                  )
              ) AS article_count
            FROM articles.category
            ORDER BY lower(category.name), category.category_id
            """)
    }

    func add(_ input: CategoryInput, by actor: Actor) async throws -> CategoryID {
        try await kernel.database.transaction { transaction in
            try await insert(
                input, by: .person(actor, as: actor.role(for: .editArticles)), in: transaction)
        }
    }

    /// Writes it; an old slug keeps leading here until another category takes it.
    ///
    /// - Throws: `Refusal.changedSince` when somebody else saved in between.
    func change(_ id: CategoryID, seen version: Int, to input: CategoryInput, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let before = try await Self.locked(id, in: transaction)
            guard before.version == version else { throw conflict(before, input) }
            try await Self.namingTaken(in: transaction) {
                try await transaction.execute(
                    """
                    UPDATE articles.category
                    SET slug = \(input.slug),
                        name = \(input.name),
                        description = \(input.description),
                        needs_clinical_review = \(input.needsClinicalReview),
                        version = version + 1
                    WHERE category_id = \(id)
                    """)
            }
            if before.slug != input.slug {
                try await keepAddress(of: before, renamedTo: input.slug, in: transaction)
            }
            try await transaction.audit(
                AuditEntry(
                    "articles.category-changed", on: "category", id,
                    before: try PostgresJSON(encoding: Record(before)),
                    after: try PostgresJSON(encoding: Record(input))),
                by: .person(actor, as: actor.role(for: .editArticles)))
        }
    }

    /// Locks a category until the transaction ends and reads it.
    private static func locked(_ id: CategoryID, in transaction: Transaction) async throws -> CategoryRow {
        _ = try await transaction.rows(
            """
            SELECT category_id
            FROM articles.category
            WHERE category_id = \(id)
            FOR NO KEY UPDATE
            """)
        guard let found = try await all(in: transaction).first(where: { $0.categoryID == id }) else {
            throw Refusal.notFound
        }
        return found
    }

    /// Notes an address as a former one, and takes the new one back where it was one.
    private func keepAddress(
        of before: CategoryRow, renamedTo slug: Slug, in transaction: Transaction
    ) async throws {
        let id = before.categoryID
        try await transaction.execute(
            """
            DELETE FROM articles.category_slug_history
            WHERE slug = \(slug) AND category_id = \(id) OR slug = \(before.slug)
            """)
        try await transaction.execute(
            """
            INSERT INTO articles.category_slug_history (slug, category_id)
            VALUES (\(before.slug), \(id))
            """)
    }

    func insert(
        _ input: CategoryInput, by actor: AuditActor, in transaction: Transaction
    ) async throws -> CategoryID {
        let id: CategoryID = kernel.ids.next()
        try await Self.namingTaken(in: transaction) {
            try await transaction.execute(
                """
                INSERT INTO articles.category (category_id, slug, name, description, needs_clinical_review)
                VALUES (
                  \(id), \(input.slug), \(input.name), \(input.description), \(input.needsClinicalReview)
                )
                """)
        }
        try await transaction.audit(
            AuditEntry(
                "articles.category-added", on: "category", id,
                after: try PostgresJSON(encoding: Record(input))),
            by: actor)
        return id
    }

    private static func namingTaken(
        in transaction: Transaction, _ body: () async throws -> Void
    ) async throws {
        do {
            try await transaction.savepoint(body)
        } catch let error as PostgresError where error.constraint == "category_slug_unique" {
            throw FormIssues("slug", .other("Another category has this address. Choose another one."))
        } catch let error as PostgresError where error.constraint == "category_name_unique" {
            throw FormIssues("name", .other("Another category has this name. Choose another one."))
        }
    }

    private func conflict(_ stored: CategoryRow, _ sent: CategoryInput) -> Refusal {
        let (yes, no) = ("yes", "")
        return .changedSince(
            Conflict(
                subject: "this category", by: nil,
                path: "/console/articles/categories/\(stored.categoryID)", version: stored.version,
                fields: [
                    .init(name: "name", label: "Name", mine: sent.name, theirs: stored.name),
                    .init(
                        name: "slug", label: "Address", mine: sent.slug.rawValue,
                        theirs: stored.slug.rawValue),
                    .init(
                        name: "description", label: "Description", mine: sent.description,
                        theirs: stored.description),
                    .init(
                        name: "clinical", label: "Clinical review", mine: sent.needsClinicalReview ? yes : no,
                        theirs: stored.needsClinicalReview ? yes : no),
                ]))
    }

    private struct Record: Encodable {
        let name: String
        let slug: Slug
        let needsClinicalReview: Bool

        init(_ row: CategoryRow) {
            (name, slug, needsClinicalReview) = (row.name, row.slug, row.needsClinicalReview)
        }

        init(_ input: CategoryInput) {
            (name, slug, needsClinicalReview) = (input.name, input.slug, input.needsClinicalReview)
        }
    }
}
