import Foundation
import Kernel
import Postgres
import Site

/// Somebody who signs articles, as the console sees them.
struct AuthorRow: Decodable, Sendable {
    let authorID: AuthorID
    let slug: Slug
    let name: String
    /// Letters behind the name, as the author gives them.
    let credentials: String
    let bio: String
    /// The address of the account that signs as this author; nil where there is none.
    let accountEmail: String?
    let version: Int
}

/// What an author is called, checked.
struct AuthorInput: Sendable, Equatable {
    let name: String
    let slug: Slug
    let credentials: String
    let bio: String
    /// The address of the account that signs as this author; empty for none.
    let email: String

    /// The slug is made from the name where it is empty.
    ///
    /// - Throws: `FormIssues` with every field that needs another look.
    init(name: String, slug: String = "", credentials: String = "", bio: String = "", email: String = "")
        throws(FormIssues)
    {
        var issues = FormIssues()
        let name = oneLine(name)
        let credentials = oneLine(credentials)
        let bio = oneLine(bio)
        if name.isEmpty { issues.add("name", .missing("a name")) }
        if name.count > 120 { issues.add("name", .tooLong("a name", max: 120)) }
        if credentials.count > 120 { issues.add("credentials", .tooLong("credentials", max: 120)) }
        if bio.count > 1_200 { issues.add("bio", .tooLong("a text about the author", max: 1_200)) }
        let place = slug.isEmpty ? Slug(folding: name) : Slug(slug)
        if place == nil, !name.isEmpty {
            issues.add("slug", .other("Enter an address of lower-case letters, digits and single hyphens."))
        }
        guard issues.isEmpty, let place else { throw issues }
        self.name = name
        self.slug = place
        self.credentials = credentials
        self.bio = bio
        self.email = email.lowercased()
    }
}

/// Reads and writes authors. Pages show them as they are today.
struct Authors {
    let kernel: Kernel

    static func all(in reader: any Reader) async throws -> [AuthorRow] {
        try await reader.all(
            AuthorRow.self,
            """
            SELECT
              author.author_id,
              author.slug,
              author.name,
              author.credentials,
              author.bio,
              account.email AS account_email,
              author.version
            FROM articles.author
            LEFT JOIN accounts.account USING (account_id)
            ORDER BY lower(author.name), author.author_id
            """)
    }

    func add(_ input: AuthorInput, by actor: Actor) async throws -> AuthorID {
        try await kernel.database.transaction { transaction in
            try await insert(
                input, by: .person(actor, as: actor.role(for: .editArticles)), in: transaction)
        }
    }

    /// - Throws: `Refusal.changedSince` when somebody else saved in between.
    func change(_ id: AuthorID, seen version: Int, to input: AuthorInput, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let all = try await Self.all(in: transaction)
            guard let before = all.first(where: { $0.authorID == id }) else { throw Refusal.notFound }
            let account = try await account(input.email, in: transaction)
            let changed = try await Self.namingTaken(in: transaction) {
                try await transaction.execute(
                    """
                    UPDATE articles.author
                    SET slug = \(input.slug),
                        name = \(input.name),
                        credentials = \(input.credentials),
                        bio = \(input.bio),
                        account_id = \(account),
                        version = version + 1
                    WHERE author_id = \(id) AND version = \(version)
                    """)
            }
            guard changed == 1 else { throw conflict(before, input) }
            try await transaction.audit(
                AuditEntry(
                    "articles.author-changed", on: "author", id,
                    before: try PostgresJSON(encoding: Record(name: before.name, slug: before.slug)),
                    after: try PostgresJSON(encoding: Record(name: input.name, slug: input.slug))),
                by: .person(actor, as: actor.role(for: .editArticles)))
        }
    }

    func insert(
        _ input: AuthorInput, by actor: AuditActor, in transaction: Transaction
    ) async throws -> AuthorID {
        let id: AuthorID = kernel.ids.next()
        let account = try await account(input.email, in: transaction)
        try await Self.namingTaken(in: transaction) {
            try await transaction.execute(
                """
                INSERT INTO articles.author (author_id, slug, name, credentials, bio, account_id)
                VALUES (
                  \(id), \(input.slug), \(input.name), \(input.credentials), \(input.bio), \(account)
                )
                """)
        }
        try await transaction.audit(
            AuditEntry(
                "articles.author-added", on: "author", id,
                after: try PostgresJSON(encoding: Record(name: input.name, slug: input.slug))),
            by: actor)
        return id
    }

    private func account(_ email: String, in transaction: Transaction) async throws -> AccountID? {
        guard !email.isEmpty else { return nil }
        let found = try await transaction.value(
            AccountID.self,
            """
            SELECT account_id
            FROM accounts.account
            WHERE lower(email) = \(email)
            """)
        guard let found else {
            throw FormIssues("email", .other("No account has this address. Leave it empty for none."))
        }
        return found
    }

    @discardableResult
    private static func namingTaken(
        in transaction: Transaction, _ body: () async throws -> Int
    ) async throws -> Int {
        do {
            return try await transaction.savepoint(body)
        } catch let error as PostgresError where error.constraint == "author_slug_unique" {
            throw FormIssues("slug", .other("Another author has this address. Choose another one."))
        } catch let error as PostgresError where error.constraint == "author_account_once" {
            throw FormIssues("email", .other("This account signs as another author."))
        }
    }

    private func conflict(_ stored: AuthorRow, _ sent: AuthorInput) -> Refusal {
        .changedSince(
            Conflict(
                subject: "this author", by: nil, path: "/console/articles/authors/\(stored.authorID)",
                version: stored.version,
                fields: [
                    .init(name: "name", label: "Name", mine: sent.name, theirs: stored.name),
                    .init(
                        name: "slug", label: "Address", mine: sent.slug.rawValue,
                        theirs: stored.slug.rawValue),
                    .init(
                        name: "credentials", label: "Credentials", mine: sent.credentials,
                        theirs: stored.credentials),
                    .init(name: "bio", label: "About", mine: sent.bio, theirs: stored.bio),
                    .init(
                        name: "email", label: "Account", mine: sent.email, theirs: stored.accountEmail ?? ""),
                ]))
    }

    private struct Record: Encodable {
        let name: String
        let slug: Slug
    }
}
