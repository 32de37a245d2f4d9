import Kernel
import Postgres

/// Writes down what a person saw when they looked a credential up. Nothing is ever changed about it.
struct RecordFinding {
    let kernel: Kernel

    /// Records a finding beside any review; something that waits for nobody comes into the queue by it.
    ///
    /// - Throws: `Refusal.notFound` for a claim that was taken back, `Refusal.forbidden` about one's own.
    func run(_ id: CredentialID, _ form: Form, by actor: Actor) async throws {
        let policy = CredentialPolicy(kernel.settings)
        try await kernel.database.transaction { transaction in
            let queries = CredentialQueries(reader: transaction)
            let credential = try await queries.locked(id)
            try assertNotOwn(credential, actor)
            guard credential.withdrawnAt == nil else { throw Refusal.notFound }
            let today = Validity.day(of: try await queries.now(), in: policy.zone)
            let input = try FindingInput(
                form, of: credential.stated, purpose: .note, today: today, policy: policy)
            guard let result = FindingResult(rawValue: form["result"]) else {
                throw FormIssues("result", .notOneOf("what came of it"))
            }
            try await record(input, result, about: credential, by: actor, in: transaction)
            try await RenewCredential(kernel: kernel).open(
                credential, because: .found(result), by: actor.accountID, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "credentials.found", on: "credential", id,
                    after: try PostgresJSON(encoding: ["result": result.rawValue, "source": input.source])),
                by: .person(actor, as: actor.role(for: .verifyCredentials)))
        }
    }

    /// The row itself, in the transaction of a decision; the earlier row where the person writes down again what they
    /// wrote before, which is no second look.
    ///
    /// - Throws: `FormIssues` when something else is written down for a day on which they looked before.
    @discardableResult
    func record(
        _ input: FindingInput, _ result: FindingResult, about credential: Credential, by actor: Actor,
        in transaction: Transaction
    ) async throws -> FindingID {
        if let earlier = try await earlier(than: input, about: credential, by: actor, in: transaction),
            earlier.result == result
        {
            return earlier.findingID
        }
        let compared = try PostgresJSON(encoding: input.compared(with: credential))
        let id: FindingID = kernel.ids.next()
        // What was claimed, and who the person is, the database fills in itself.
        try await transaction.execute(
            """
            INSERT INTO credentials.finding (
              finding_id, credential_id, result, source, source_class, source_url, method, checked_on, raw_status,
              expires_on, compared, note, account_id
            )
            VALUES (
              \(id), \(credential.credentialID), \(result), \(input.source), \(input.method.sourceClass),
              \(input.sourceURL), \(input.method), \(input.checkedOn), \(input.rawStatus ?? input.status.word),
              \(input.expiresOn), \(compared), \(input.restrictions), \(actor.accountID)
            )
            """)
        return id
    }

    /// The person's own finding that holds the same entries as of the same day.
    private func earlier(
        than input: FindingInput, about credential: Credential, by actor: Actor, in transaction: Transaction
    ) async throws -> Finding? {
        let findings = try await transaction.fetch(CredentialQueries.findings(of: credential.credentialID))
        let ofThatDay = findings.filter {
            $0.isCurrent && $0.accountID == actor.accountID && $0.checkedOn == input.checkedOn
        }
        if let same = ofThatDay.first(where: { $0.holds(input) }) { return same }
        let zone = CredentialPolicy(kernel.settings).zone
        let today = Validity.day(of: try await CredentialQueries(reader: transaction).now(), in: zone)
        if let last = ofThatDay.first, Validity.day(of: last.at, in: zone) < today {
            throw FormIssues(
                "checked_on",
                .other("You wrote something else for this day. Enter the day on which you looked again."))
        }
        return nil
    }

    private func assertNotOwn(_ credential: Credential, _ actor: Actor) throws(Refusal) {
        if credential.isOwn(of: actor) { throw .forbidden(.verifyCredentials) }
    }
}
