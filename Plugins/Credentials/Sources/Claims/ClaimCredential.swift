import Foundation
import Kernel
import Moderation
import Postgres
import Providers

/// A clinician says what they hold; a moderator looks it up before readers see anything of it.
struct ClaimCredential {
    let kernel: Kernel

    /// Adds a claim to one's own profile.
    ///
    /// - Throws: `FormIssues`, also when it is claimed already; `Refusal.notFound` without a profile.
    func add(
        _ form: Form, _ evidence: EvidenceChoice = .none, besides issues: FormIssues = FormIssues(),
        by actor: Actor
    ) async throws {
        try await kernel.database.transaction { transaction in
            let queries = CredentialQueries(reader: transaction)
            guard let provider = try await queries.provider(of: actor.accountID) else {
                throw Refusal.notFound
            }
            let input = try await input(form, besides: issues, queries)
            let id: CredentialID = kernel.ids.next()
            try await mapped {
                try await transaction.execute(
                    """
                    INSERT INTO credentials.credential (
                      credential_id, provider_id, credential_type_id, name, abbreviation, mark, state, number,
                      claimed_expires_on, supervisor, institution, completed_year, created_by, source
                    )
                    VALUES (
                      \(id), \(provider.providerID), \(input.typeID), \(input.title.name),
                      \(input.title.abbreviation), \(input.title.mark), \(input.state), \(input.number),
                      \(input.expiresOn), \(input.supervisor), \(input.institution), \(input.completedYear),
                      \(actor.accountID), 'console'
                    )
                    """)
            }
            try await JoinEvidence().run(evidence, to: id, by: actor, in: transaction)
            let credential = try await queries.credential(id)
            try await RenewCredential(kernel: kernel).open(
                credential, because: .claimed, by: actor.accountID, in: transaction)
            try await transaction.audit(
                AuditEntry("credentials.claimed", on: "credential", id, after: try credential.record),
                by: .person(actor, as: actor.role(for: .claimCredentials)))
        }
    }

    /// Changes one's own claim; it is looked up anew. What is verified keeps its badge meanwhile, as it was checked.
    ///
    /// - Throws: `FormIssues`, `Refusal.notFound` for another person's, `Refusal.changedSince`.
    func update(
        _ id: CredentialID, seen version: Int, _ form: Form, _ evidence: EvidenceChoice = .none,
        besides issues: FormIssues = FormIssues(), by actor: Actor
    ) async throws {
        try await kernel.database.transaction { transaction in
            let queries = CredentialQueries(reader: transaction)
            let before = try await own(id, of: actor, queries)
            let input = try await input(form, besides: issues, queries)
            guard before.version == version else { throw conflict(before, form) }
            if before.isVerified, !input.isSameTitle(as: before) {
                throw FormIssues(
                    "kind",
                    .other(
                        "This is verified as it stands. Add another credential for another title or state."))
            }
            try await mapped {
                try await transaction.execute(
                    """
                    UPDATE credentials.credential
                    SET credential_type_id = \(input.typeID),
                        name = \(input.title.name),
                        abbreviation = \(input.title.abbreviation),
                        mark = \(input.title.mark),
                        state = \(input.state),
                        number = \(input.number),
                        claimed_expires_on = \(input.expiresOn),
                        supervisor = \(input.supervisor),
                        institution = \(input.institution),
                        completed_year = \(input.completedYear),
                        version = version + 1
                    WHERE credential_id = \(id)
                    """)
            }
            try await JoinEvidence().run(evidence, to: id, by: actor, in: transaction)
            let after = try await queries.credential(id)
            try await RenewCredential(kernel: kernel).open(
                after, because: .claimed, by: actor.accountID, in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "credentials.claim-changed", on: "credential", id, before: try before.record,
                    after: try after.record),
                by: .person(actor, as: actor.role(for: .claimCredentials)))
        }
    }

    /// Takes one's own claim back, its badge with it, at once.
    ///
    /// - Throws: `Refusal.notFound` for another person's, `Refusal.changedSince`.
    func withdraw(_ id: CredentialID, seen version: Int, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let queries = CredentialQueries(reader: transaction)
            let credential = try await own(id, of: actor, queries)
            guard credential.version == version else {
                throw Refusal.changedSince(
                    Conflict(
                        subject: "this credential", by: nil, path: "\(CredentialPath.mine)/\(id)/remove",
                        version: credential.version, fields: []))
            }
            let verifying = VerifyCredential(kernel: kernel)
            let ended = try await verifying.endHolding(of: credential, in: transaction)
            try await verifying.publish(ended, of: credential, in: transaction)
            try await transaction.execute(
                """
                UPDATE credentials.credential
                SET withdrawn_at = clock_timestamp()
                WHERE credential_id = \(id)
                """)
            try await JoinEvidence().removeAll(of: id, in: transaction)
            try await WithdrawReview(type: CredentialReview.typeID, subjectID: id.rawValue).run(
                in: transaction)
            try await transaction.audit(
                AuditEntry(
                    "credentials.withdrawn", on: "credential", id, before: try credential.record,
                    after: try ended.record),
                by: .person(actor, as: actor.role(for: .claimCredentials)))
        }
    }

    /// One's own claim, locked. Another person's does not exist for them.
    private func own(
        _ id: CredentialID, of actor: Actor, _ queries: CredentialQueries
    ) async throws -> Credential {
        guard let provider = try await queries.provider(of: actor.accountID) else { throw Refusal.notFound }
        let credential = try await queries.locked(id)
        guard credential.providerID == provider.providerID, credential.withdrawnAt == nil else {
            throw Refusal.notFound
        }
        return credential
    }

    /// What the form says, when it and everything `besides` it is as it should be.
    private func input(
        _ form: Form, besides found: FormIssues, _ queries: CredentialQueries
    ) async throws -> ClaimInput {
        let zone = CredentialPolicy(kernel.settings).zone
        let today = Validity.day(of: try await queries.now(), in: zone)
        let types = try await queries.reader.fetch(CredentialQueries.types)
        do {
            let input = try ClaimInput(form, types: types, today: today)
            try found.throwIfAny()
            return input
        } catch {
            var issues = error
            if issues != found { issues.add(contentsOf: found) }
            throw issues
        }
    }

    private func mapped(_ body: () async throws -> Void) async throws {
        do {
            try await body()
        } catch let error as PostgresError where error.constraint == "credential_one_claim" {
            throw FormIssues("kind", .other("You have claimed this already. Change that claim instead."))
        }
    }

    private func conflict(_ stored: Credential, _ form: Form) -> Refusal {
        func field(_ name: String, _ label: String, _ theirs: String?) -> Conflict.Field {
            Conflict.Field(name: name, label: label, mine: form[name], theirs: theirs ?? "")
        }
        return .changedSince(
            Conflict(
                subject: "this credential", by: nil, path: "\(CredentialPath.mine)/\(stored.credentialID)",
                version: stored.version,
                fields: [
                    field("kind", "Kind", stored.credentialTypeID ?? ClaimInput.other),
                    field("title", "Title", stored.credentialTypeID == nil ? stored.name : form["title"]),
                    field(
                        "abbreviation", "Abbreviation",
                        stored.credentialTypeID == nil ? stored.abbreviation : form["abbreviation"]),
                    field("state", "State", stored.state),
                    field("number", "Number", stored.number),
                    field("expires", "Expires", stored.claimedExpiresOn?.description),
                    field("supervisor", "Supervisor", stored.supervisor),
                    field("institution", "Institution", stored.institution),
                    field("completed_year", "Year", stored.completedYear.map { String($0) }),
                ]))
    }
}

extension ClaimInput {
    /// Whether it is about the same title of the same state, so that what was verified is still what is claimed.
    fileprivate func isSameTitle(as credential: Credential) -> Bool {
        typeID == credential.credentialTypeID && state == credential.state
            && (typeID != nil || title.name == credential.name)
    }
}

extension Credential {
    private struct Record: Encodable, Sendable {
        let type: String?
        let name: String
        let state: String?
        let number: String?
        let expiresOn: String?
        let supervisor: String?
        let institution: String?
        let completedYear: Int?
    }

    /// What the audit log keeps of a claim.
    var record: PostgresJSON {
        get throws {
            try PostgresJSON(
                encoding: Record(
                    type: credentialTypeID, name: name, state: state, number: number,
                    expiresOn: claimedExpiresOn?.description, supervisor: supervisor,
                    institution: institution, completedYear: completedYear))
        }
    }
}
