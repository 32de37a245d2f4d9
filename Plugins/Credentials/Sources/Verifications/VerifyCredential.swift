import Foundation
import Kernel
import Postgres

/// Writes the final word about a claim, in the transaction of the last decision.
struct VerifyCredential {
    let kernel: Kernel

    /// Who looked, and who confirmed it.
    struct Signatures: Sendable {
        let verifiedBy: AccountID
        /// Nil where the policy asks for one person.
        let approvedBy: AccountID?
    }

    /// Makes the credential verified from now on, until the register's last day or until the look-up is too old.
    ///
    /// - Throws: `FormIssues` when that end is past, or the claim is no longer what was looked up.
    func verify(
        _ credential: Credential, by finding: Finding, _ signatures: Signatures, reason: String?,
        actor: Actor,
        in transaction: Transaction
    ) async throws -> Period {
        let policy = CredentialPolicy(kernel.settings)
        let replaced = try await endHolding(of: credential, in: transaction)
        let now = replaced.at
        let end = Validity.end(expiresOn: finding.expiresOn, checkedOn: finding.checkedOn, policy: policy)
        guard end > now else {
            throw FormIssues("", .other("What was looked up has ended meanwhile. Look it up again."))
        }
        let id: VerificationID = kernel.ids.next()
        try await insert(
            id, credential, finding, PostgresRange(from: now, to: end), finding.result, signatures, reason,
            in: transaction)
        try await transaction.publish(
            CredentialVerified(
                credentialID: credential.credentialID, verificationID: id, providerID: credential.providerID,
                until: end))
        try await transaction.publish(
            CredentialLapses(
                credentialID: credential.credentialID, verificationID: id, providerID: credential.providerID),
            due: end)
        try await audit(
            "credentials.verified", credential,
            Record(result: finding.result, validUntil: end, endedAt: replaced.endedAt),
            reason, actor, in: transaction)
        return Period(from: now, until: end)
    }

    /// From when and until when a verification holds.
    struct Period: Sendable {
        let from: Instant
        let until: Instant
    }

    /// Notes that a check failed. What held until now ends, unless the check could tell nothing.
    ///
    /// - Returns: when that ended; nil when nothing did.
    func refuse(
        _ credential: Credential, by finding: Finding, result: FindingResult, _ signatures: Signatures,
        reason: String?, actor: Actor, in transaction: Transaction
    ) async throws -> Instant? {
        var endedAt: Instant?
        if result != .inconclusive {
            let ended = try await endHolding(of: credential, in: transaction)
            try await publish(ended, of: credential, in: transaction)
            endedAt = ended.endedAt
        }
        try await audit(
            "credentials.refused", credential, Record(result: result, validUntil: nil, endedAt: endedAt),
            reason,
            actor, in: transaction)
        // A title that nobody has recognized has no kind that a record could name; the finding is the record.
        guard let kind = credential.kind, credential.state != nil || !kind.needsState else { return endedAt }
        try await insert(
            kernel.ids.next(), credential, finding, nil, result, signatures, reason, in: transaction)
        return endedAt
    }

    private struct Record: Encodable, Sendable {
        let result: FindingResult
        let validUntil: Instant?
        /// When what held before ended with it; nil where nothing did.
        let endedAt: Instant?

        enum CodingKeys: String, CodingKey {
            case result
            case validUntil = "valid_until"
            case endedAt = "ended_at"
        }
    }

    private func audit(
        _ action: String, _ credential: Credential, _ record: Record, _ reason: String?, _ actor: Actor,
        in transaction: Transaction
    ) async throws {
        let role = actor.role(for: .approveCredentials) ?? actor.role(for: .verifyCredentials)
        try await transaction.audit(
            AuditEntry(
                action, on: "credential", credential.credentialID, after: try PostgresJSON(encoding: record),
                reason: reason),
            by: .person(actor, as: role))
    }

    /// What `endHolding` did.
    struct Ended: Sendable {
        /// The instant from which on nothing holds.
        let at: Instant
        let verifications: [VerificationID]

        /// The same where something held until then; nil where nothing did.
        var endedAt: Instant? { verifications.isEmpty ? nil : at }

        /// What the audit log keeps of it, by which history finds who ended it.
        var record: PostgresJSON? {
            get throws { try endedAt.map { try PostgresJSON(encoding: ["ended_at": $0]) } }
        }
    }

    /// Ends what holds now. The caller has locked the claim, so that the clock is read after every earlier change.
    func endHolding(of credential: Credential, in transaction: Transaction) async throws -> Ended {
        let now = try await transaction.value(
            Instant.self,
            """
            SELECT greatest(clock_timestamp(), max(lower(valid)) + interval '1 microsecond')
            FROM credentials.verification
            WHERE credential_id = \(credential.credentialID)
            """)
        guard let now else { throw Refusal.notFound }
        let ended = try await transaction.rows(
            """
            UPDATE credentials.verification
            SET valid = tstzrange(lower(valid), \(now))
            WHERE credential_id = \(credential.credentialID) AND valid @> \(now)
            RETURNING verification_id
            """)
        try await transaction.execute(
            """
            UPDATE credentials.credential
            SET version = version + 1
            WHERE credential_id = \(credential.credentialID)
            """)
        return Ended(at: now, verifications: try ended.map { try $0.decode(VerificationID.self, at: 0) })
    }

    func publish(_ ended: Ended, of credential: Credential, in transaction: Transaction) async throws {
        for id in ended.verifications {
            try await transaction.publish(
                VerificationEnded(
                    credentialID: credential.credentialID, verificationID: id,
                    providerID: credential.providerID))
        }
    }

    private func insert(
        _ id: VerificationID, _ credential: Credential, _ finding: Finding, _ valid: PostgresRange<Instant>?,
        _ result: FindingResult, _ signatures: Signatures, _ reason: String?, in transaction: Transaction
    ) async throws {
        do {
            // Whose it is, what was claimed and who the persons are, the database fills in itself.
            try await transaction.execute(
                """
                INSERT INTO credentials.verification (
                  verification_id, credential_id, finding_id, valid, result, checked_on, source, source_url,
                  verified_by, approved_by, policy, reason
                )
                VALUES (
                  \(id), \(credential.credentialID), \(finding.findingID), \(valid), \(result),
                  \(finding.checkedOn), \(finding.source), \(finding.sourceURL), \(signatures.verifiedBy),
                  \(signatures.approvedBy), \(signatures.approvedBy == nil ? "one" : "two"), \(reason)
                )
                """)
        } catch let error as PostgresError {
            throw Self.issues(for: error) ?? error
        }
    }

    /// The rules that the database keeps, in words for whoever decides.
    private static func issues(for error: PostgresError) -> FormIssues? {
        let sentence: String? =
            switch error.constraint {
            case "verification_claim_unchanged":
                "The claim was changed after it was looked up. Look it up again."
            case "verification_claim_not_withdrawn":
                "The claim was taken back, so there is nothing to verify."
            case "verification_type_given": "Choose what kind of credential this is, then verify it."
            case "verification_title_verifiable":
                "Nobody issues this title, so nobody can confirm it. Reject it."
            case "verification_state_given": "Choose the state that issued it, then verify it."
            case "verification_status_in_force": "The register says that it is not in force. Reject it."
            case "verification_override_explained": "Write why it holds although the register differs."
            case "verification_four_eyes": "The same person cannot look it up and confirm it."
            default: nil
            }
        return sentence.map { FormIssues("", .other($0)) }
    }
}
