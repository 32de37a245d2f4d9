import Foundation
import Kernel
import Moderation
import Postgres
import Site

/// Gives a profile to its clinician's account: from then on they keep it themselves.
public struct LinkAccount: Sendable {
    private let kernel: Kernel
    private let claims: [any ClaimSource]

    public init(kernel: Kernel) {
        self.init(kernel: kernel, claims: [])
    }

    /// `claims` tell what a draft that was begun by mistake claims already.
    init(kernel: Kernel, claims: [any ClaimSource]) {
        self.kernel = kernel
        self.claims = claims
    }

    /// Links in a transaction of its own.
    public func run(_ slug: Slug, to account: AccountID, by actor: AuditActor) async throws {
        try await kernel.database.transaction { transaction in
            try await link(slug, to: account, by: actor, in: transaction)
        }
    }

    /// Links inside the transaction that makes the account, so that there is neither without the other.
    ///
    /// - Throws: `Refusal.notFound` when no provider has the slug, `FormIssues` when the profile or the account is
    ///   linked already.
    public func link(
        _ slug: Slug, to account: AccountID, by actor: AuditActor, in transaction: Transaction
    ) async throws {
        let found = try await transaction.first(
            Linked.self,
            """
            SELECT provider_id, account_id
            FROM providers.provider
            WHERE slug = \(slug)
            FOR NO KEY UPDATE
            """)
        guard let found else { throw Refusal.notFound }
        guard found.accountID == nil || found.accountID == account else {
            throw FormIssues("provider", .other("“\(slug)” belongs to another account already."))
        }
        if found.accountID == nil { try await setAside(account, by: actor, in: transaction) }
        do {
            try await transaction.savepoint {
                try await transaction.execute(
                    """
                    UPDATE providers.provider
                    SET account_id = \(account), version = version + 1
                    WHERE provider_id = \(found.providerID)
                    """)
            }
        } catch let error as PostgresError where error.constraint == "provider_account_unique" {
            throw FormIssues("provider", .other("This account has a profile already."))
        }
        try await transaction.audit(
            AuditEntry("providers.linked", on: "provider", found.providerID), by: actor)
    }

    /// A profile that the account began by mistake becomes nobody's, when no reader has ever seen it and nothing is
    /// claimed in it. What was written in there stays, and its review is off.
    private func setAside(_ account: AccountID, by actor: AuditActor, in transaction: Transaction)
        async throws
    {
        let begun = try await transaction.value(
            ProviderID.self,
            """
            SELECT provider_id
            FROM providers.provider
            WHERE account_id = \(account)
              AND NOT EXISTS (
                SELECT
                FROM providers.publication
                WHERE publication.provider_id = provider.provider_id
              )
            FOR NO KEY UPDATE
            """)
        guard let begun else { return }
        for source in claims where try await !source.titles(of: begun, in: transaction).isEmpty {
            throw FormIssues(
                "provider",
                .other(
                    "They have claimed credentials in the profile that they began. Ask them to remove those first."
                ))
        }
        try await transaction.execute(
            """
            UPDATE providers.provider
            SET account_id = NULL, version = version + 1
            WHERE provider_id = \(begun)
            """)
        try await WithdrawReview(type: ProfileReview.typeID, subjectID: begun.rawValue).run(in: transaction)
        try await transaction.audit(AuditEntry("providers.set-aside", on: "provider", begun), by: actor)
    }

    private struct Linked: Decodable, Sendable {
        let providerID: ProviderID
        let accountID: AccountID?
    }
}
