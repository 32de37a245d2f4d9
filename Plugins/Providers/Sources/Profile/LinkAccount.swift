import Foundation
import Kernel
import Postgres
import Site

/// Gives a profile to its clinician's account: from then on they keep it themselves.
public struct LinkAccount: Sendable {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
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

    private struct Linked: Decodable, Sendable {
        let providerID: ProviderID
        let accountID: AccountID?
    }
}
