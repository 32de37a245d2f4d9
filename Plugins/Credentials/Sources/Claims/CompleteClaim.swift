import Kernel
import Postgres
import Providers

/// Fills in what a claim lacks and the moderator found out: which title it is, of which state, under which number.
/// What the clinician wrote stays theirs: nothing that is there is changed.
struct CompleteClaim {
    /// - Throws: `FormIssues` for a type or state that is none, or a claim that is there already.
    func run(
        _ claim: Credential, _ form: Form, isVerifying: Bool, in transaction: Transaction
    ) async throws -> Credential {
        var issues = FormIssues()
        let queries = CredentialQueries(reader: transaction)
        let types = claim.kind == nil ? try await transaction.fetch(CredentialQueries.types) : []
        let type = types.first { $0.credentialTypeID == form["claim_type"] }
        if type == nil, claim.kind == nil, isVerifying || !form["claim_type"].isEmpty {
            issues.add("claim_type", .notOneOf("what kind of credential this is"))
        }
        let kind = claim.kind ?? type?.kind
        let state = USState(rawValue: form["claim_state"])
        if claim.state == nil, state == nil, (kind?.needsState ?? false) && isVerifying {
            issues.add("claim_state", .other("Choose the state that issued it."))
        }
        try issues.throwIfAny()

        let newState = claim.state == nil && kind?.needsState ?? true ? state?.rawValue : nil
        guard type != nil || newState != nil else { return claim }
        do {
            try await transaction.execute(
                """
                UPDATE credentials.credential
                SET credential_type_id = coalesce(credential_type_id, \(type?.credentialTypeID)),
                    state = coalesce(state, \(newState)),
                    version = version + 1
                WHERE credential_id = \(claim.credentialID)
                """)
        } catch let error as PostgresError where error.constraint == "credential_one_claim" {
            throw FormIssues(
                "claim_state", .other("This title is claimed for this state already. Decide that claim."))
        }
        return try await queries.credential(claim.credentialID)
    }

    /// The register's number, for a claim that came without one.
    func takeNumber(
        _ input: FindingInput, _ claim: Credential, in transaction: Transaction
    ) async throws -> Credential {
        guard claim.number == nil, !input.number.isEmpty else { return claim }
        try await transaction.execute(
            """
            UPDATE credentials.credential
            SET number = \(input.number), version = version + 1
            WHERE credential_id = \(claim.credentialID)
            """)
        return try await CredentialQueries(reader: transaction).credential(claim.credentialID)
    }
}
