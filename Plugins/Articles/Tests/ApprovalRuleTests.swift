import Accounts
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import TestSupport
import Testing
import Topics

@testable import Articles

let articlePlugins: [any Plugin.Type] = [
    AccountsPlugin.self, ModerationPlugin.self, SitePlugin.self, TopicsPlugin.self, ArticlesPlugin.self,
]

@Suite("What the database keeps about approvals", .stet(with: articlePlugins))
struct ApprovalRuleTests {
    private let article = ArticleID(rawValue: UUID())
    private let revision = ArticleRevisionID(rawValue: UUID())

    private func write(by writer: Actor, clinical: Bool = false) async throws {
        let category = CategoryID(rawValue: UUID())
        try await TestStet.current.database.transaction { transaction in
            try await transaction.execute(
                """
                INSERT INTO articles.category (category_id, slug, name, needs_clinical_review)
                VALUES (\(category), 'sleep', 'Sleep', \(clinical))
                """)
            try await transaction.execute(
                "INSERT INTO articles.article (article_id, slug) VALUES (\(article), 'lying-awake')")
            try await transaction.execute(
                """
                INSERT INTO articles.revision (
                  revision_id, article_id, number, title, category_id, document, body, text, word_count,
                  description, words, created_by, source
                )
                VALUES (
                  \(revision), \(article), 1, 'Lying awake', \(category), '{}', '[]', '', 0, '', '',
                  \(writer.accountID), 'console'
                )
                """)
        }
    }

    @discardableResult
    private func approve(_ stage: String, by actor: Actor) async throws -> ApprovalID {
        let id = ApprovalID(rawValue: UUID())
        _ = try await TestStet.current.database.transaction { transaction in
            try await transaction.execute(
                """
                INSERT INTO articles.approval (approval_id, article_id, revision_id, stage, approved_by)
                VALUES (\(id), \(article), \(revision), \(stage), \(actor.accountID))
                """)
        }
        return id
    }

    private func publish(_ approval: ApprovalID) async throws {
        _ = try await TestStet.current.database.transaction { transaction in
            try await transaction.execute(
                """
                INSERT INTO articles.publication (
                  publication_id, article_id, revision_id, visible, published_at, approval_id
                )
                VALUES (
                  gen_random_uuid(), \(article), \(revision), tstzrange(clock_timestamp(), NULL),
                  clock_timestamp(), \(approval)
                )
                """)
        }
    }

    private func refusal(_ body: () async throws -> Void) async -> String? {
        do {
            try await body()
            return nil
        } catch let error as PostgresError {
            return error.constraint
        } catch {
            return "\(error)"
        }
    }

    @Test("nobody approves what they wrote, from no account of theirs")
    func ownRevision() async throws {
        let writer = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let again = try await TestStet.current.secondAccount(of: writer, [.editor])
        let other = try await TestStet.current.person("Ines Marlow", [.editor])
        try await write(by: writer)

        let own = await refusal { try await approve("editorial", by: writer) }
        let second = await refusal { try await approve("editorial", by: again) }
        let others = await refusal { try await approve("editorial", by: other) }

        #expect(own == "approval_never_ones_own")
        #expect(second == "approval_never_ones_own")
        #expect(others == nil)
    }

    @Test("a clinical approval alone publishes nothing")
    func clinicalAlone() async throws {
        let writer = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let reviewer = try await TestStet.current.person("Ada Quill", [.reviewer])
        try await write(by: writer)
        let approval = try await approve("clinical", by: reviewer)

        let refused = await refusal { try await publish(approval) }

        #expect(refused == "publication_approved_as_is")
    }

    @Test("where the category asks for a clinical review, an editor's approval is not enough")
    func clinicalMissing() async throws {
        let writer = try await TestStet.current.person("Ruth Abernathy", [.editor])
        let other = try await TestStet.current.person("Ines Marlow", [.editor])
        let reviewer = try await TestStet.current.person("Ada Quill", [.reviewer])
        try await write(by: writer, clinical: true)
        let approval = try await approve("editorial", by: other)

        let without = await refusal { try await publish(approval) }
        try await approve("clinical", by: reviewer)
        let with = await refusal { try await publish(approval) }

        #expect(without == "publication_reviewed_clinically")
        #expect(with == nil)
    }
}
