import Kernel
import Postgres

/// Which files a clinician wants beside a claim, of those that the form listed.
struct EvidenceChoice: Sendable {
    /// Ticked in the form, or sent with it.
    let wanted: [EvidenceID]
    /// Listed and not ticked.
    let unwanted: [EvidenceID]

    static let none = EvidenceChoice(wanted: [], unwanted: [])

    private init(wanted: [EvidenceID], unwanted: [EvidenceID]) {
        self.wanted = wanted
        self.unwanted = unwanted
    }

    init(_ form: Form, sent: [EvidenceID]) {
        let ticked = form.all("evidence").compactMap { EvidenceID($0) }
        let listed = form.all("listed").compactMap { EvidenceID($0) }
        wanted = ticked + sent
        unwanted = listed.filter { !ticked.contains($0) }
    }
}

/// Joins files to a claim and takes back those that are not wanted, in the transaction that submits it.
struct JoinEvidence {
    /// Files that a claim may have.
    static let most = 10

    /// - Throws: `FormIssues` for more files than a claim may have.
    func run(_ choice: EvidenceChoice, to id: CredentialID, by actor: Actor, in transaction: Transaction)
        async throws
    {
        // What a look-up has seen stays, whatever was sent.
        try await transaction.execute(
            """
            UPDATE credentials.evidence
            SET removed_at = clock_timestamp()
            WHERE evidence_id = ANY (\(choice.unwanted))
              AND removed_at IS NULL
              AND (credential_id = \(id) OR credential_id IS NULL AND uploaded_by = \(actor.accountID))
              AND NOT EXISTS (
                SELECT
                FROM credentials.finding
                WHERE finding.credential_id = evidence.credential_id AND finding.at > evidence.created_at
              )
            """)
        try await transaction.execute(
            """
            UPDATE credentials.evidence
            SET credential_id = \(id)
            WHERE evidence_id = ANY (\(choice.wanted))
              AND uploaded_by = \(actor.accountID)
              AND credential_id IS NULL
              AND removed_at IS NULL
            """)
        let count = try await transaction.value(
            Int.self,
            """
            SELECT count(*)
            FROM credentials.evidence
            WHERE credential_id = \(id) AND removed_at IS NULL
            """)
        guard count ?? 0 <= Self.most else {
            throw FormIssues(
                HoldEvidence.rule.field,
                .other("A claim takes at most \(Self.most) files. Untick some of them."))
        }
    }

    /// Takes back everything, with a claim that is withdrawn.
    func removeAll(of id: CredentialID, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            UPDATE credentials.evidence
            SET removed_at = clock_timestamp()
            WHERE credential_id = \(id) AND removed_at IS NULL
            """)
    }
}
