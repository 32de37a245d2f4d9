import Kernel
import Moderation
import Postgres

extension CredentialReview {
    func canUndo(_ action: String) -> Bool { true }

    /// Ends the verification that the decision began. What held before holds again until its own end, unless the
    /// claim is no longer what was looked up then. The look-up itself stays in the record.
    func undo(
        _ decision: ReviewDecision, of item: ReviewItem, by actor: Actor, in transaction: Transaction
    ) async throws -> ReviewUndo {
        // The first stage finds the item as it came, without what was proposed to the second person.
        let payload = decision.stage == 1 ? PostgresJSON(text: "{}") : nil
        let credential = try await CredentialQueries(reader: transaction).locked(
            CredentialID(rawValue: item.subjectID))
        guard credential.withdrawnAt == nil else { throw changedSince(credential) }
        guard let changed = decision.effectiveAt else {
            return ReviewUndo(message: "Taken back. Readers saw no difference.", payload: payload)
        }
        try await assertLast(credential, since: changed, in: transaction)
        let verifying = VerifyCredential(kernel: kernel)
        if let former = try await former(of: credential, until: changed, in: transaction) {
            let held = try await verifying.verify(
                credential, by: former.finding,
                .init(verifiedBy: former.row.verifiedBy, approvedBy: former.row.approvedBy),
                reason: former.row.reason, actor: actor, in: transaction)
            let until = Validity.text(of: held.until, in: CredentialPolicy(kernel.settings).zone)
            return ReviewUndo(
                message: "Taken back. What held before holds again, until \(until).", payload: payload)
        }
        let ended = try await verifying.endHolding(of: credential, in: transaction)
        try await verifying.publish(ended, of: credential, in: transaction)
        if let record = try ended.record {
            try await transaction.audit(
                AuditEntry(
                    "credentials.revoked", on: "credential", credential.credentialID, after: record,
                    reason: "undone"),
                by: .person(
                    actor, as: actor.role(for: .approveCredentials) ?? actor.role(for: .verifyCredentials)))
        }
        return ReviewUndo(message: "Taken back. Readers see no badge for it.", payload: payload)
    }

    /// What holds began with the decision, or nothing holds since it.
    private func assertLast(
        _ credential: Credential, since changed: Instant, in transaction: Transaction
    ) async throws {
        let isLast = try await transaction.value(
            Bool.self,
            """
            SELECT bool_and(upper(valid) <= \(changed) OR (lower(valid) = \(changed) AND valid @> clock_timestamp()))
            FROM credentials.verification
            WHERE credential_id = \(credential.credentialID) AND valid IS NOT NULL
            """)
        guard isLast != false else { throw changedSince(credential) }
    }

    private func changedSince(_ credential: Credential) -> Refusal {
        .wrongState(
            message: "This credential was changed again since. Look at it as it is now.",
            now: CredentialPath.credential(credential.credentialID))
    }

    private struct Row: Decodable, Sendable {
        let findingID: FindingID
        let verifiedBy: AccountID
        let approvedBy: AccountID?
        let reason: String?
    }

    /// What the decision ended; nil when that was nothing, has lapsed meanwhile, or would badge a changed claim.
    private func former(
        of credential: Credential, until changed: Instant, in transaction: Transaction
    ) async throws -> (row: Row, finding: Finding)? {
        let row = try await transaction.first(
            Row.self,
            """
            SELECT finding_id, verified_by, approved_by, reason
            FROM credentials.verification
            WHERE credential_id = \(credential.credentialID) AND upper(valid) = \(changed)
            """)
        guard let row else { return nil }
        let queries = CredentialQueries(reader: transaction)
        let finding = try await queries.finding(row.findingID)
        let end = Validity.end(
            expiresOn: finding.expiresOn, checkedOn: finding.checkedOn,
            policy: CredentialPolicy(kernel.settings))
        guard finding.isCurrent, end > (try await queries.now()) else { return nil }
        return (row, finding)
    }
}
