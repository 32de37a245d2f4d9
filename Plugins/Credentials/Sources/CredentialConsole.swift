import Console
import Hummingbird
import Kernel
import Moderation
import Postgres

/// The screens of those who check credentials.
struct CredentialConsole: Sendable {
    let kernel: Kernel

    private static let pageSize = 50

    @Sendable func list(_ request: Request, _ visit: Visit) async throws -> Reply {
        func asked(_ name: String) -> String { request.fields[name] }
        let filter = CredentialFilter(
            search: String(asked("q").prefix(200)), standing: .init(rawValue: asked("state")) ?? .all,
            kind: CredentialKind(rawValue: asked("kind")))
        let key = PageKey<CredentialKey>(asked("after"))?.key
        let (lines, count) = try await kernel.database.fetch(
            CredentialQueries.list(filter, after: key, limit: Self.pageSize + 1),
            CredentialQueries.count(filter, most: CredentialsPage.most))
        let shown = Array(lines.prefix(Self.pageSize))
        let last = lines.count > Self.pageSize ? shown.last : nil
        return .page(
            CredentialsPage(
                visit, filter: filter, lines: shown, count: count ?? 0,
                after: key == nil ? nil : asked("after"),
                next: last.map { PageKey(CredentialKey(at: $0.verifiedUntil, id: $0.credentialID)).text }))
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let id = try id(visit)
        let credential = try await CredentialQueries(reader: kernel.database).credential(id)
        let item = try await ReviewQueries(reader: kernel.database).openItem(
            type: CredentialReview.typeID, subject: id.rawValue)
        let proposal = item.flatMap(CredentialReview(kernel: kernel).proposal)
        let file = try await CredentialFile(
            credential, proposal: proposal, files: kernel.evidenceFiles, in: kernel.database)
        let reviewed = try await kernel.database.fetch(CredentialQueries.review(of: id))
        let view = CredentialView(file: file, policy: CredentialPolicy(kernel.settings), visit: visit)
        return .page(CredentialPage(visit, view: view, item: item, reviewed: reviewed, actor: actor))
    }

    @Sendable func back(_ request: Request, _ visit: Visit) async throws -> Reply {
        .seeOther(CredentialPath.credential(try id(visit)))
    }

    @Sendable func find(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await RecordFinding(kernel: kernel).run(id, visit.form, by: try visit.requireActor())
        return .seeOther(
            CredentialPath.credential(id), flash: "Recorded. It waits in the queue for a decision.")
    }

    @Sendable func revoke(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await RevokeVerification(kernel: kernel).run(
            id, seen: Int(visit.form["version"]) ?? 0, reason: visit.form["reason"],
            by: try visit.requireActor())
        return .seeOther(CredentialPath.credential(id), flash: "Ended. Readers see no badge any more.")
    }

    @Sendable func reopen(_ request: Request, _ visit: Visit) async throws -> Reply {
        let path = try await RenewCredential(kernel: kernel).reopen(id(visit), by: try visit.requireActor())
        return .seeOther(path, flash: "It waits in the queue. Claim it to look it up.")
    }

    private func id(_ visit: Visit) throws(Refusal) -> CredentialID {
        guard let id = CredentialID(visit.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }
}

/// The screens of a clinician about what they hold.
struct MyCredentialConsole: Sendable {
    let kernel: Kernel

    @Sendable func list(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let policy = CredentialPolicy(kernel.settings)
        guard let own = try await CredentialQueries(reader: kernel.database).provider(of: actor.accountID)
        else {
            return .page(
                MyCredentialsPage(visit, hasProfile: false, credentials: [], reviewed: [], policy: policy))
        }
        let (claims, reviewed) = try await kernel.database.fetch(
            CredentialQueries.claims(of: own.providerID), CredentialQueries.reviews(of: own.providerID))
        return .page(
            MyCredentialsPage(
                visit, hasProfile: true, credentials: claims, reviewed: reviewed, policy: policy))
    }

    @Sendable func newForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let own = try await CredentialQueries(reader: kernel.database).provider(of: actor.accountID)
        guard own != nil else { return .seeOther(CredentialPath.mine) }
        return try await form(request, visit, claim: nil)
    }

    /// The form of the kind that was chosen, or the choice.
    private func form(_ request: Request, _ visit: Visit, claim: Credential?) async throws -> Reply {
        let account = try visit.requireActor().accountID
        let (types, held) = try await kernel.database.fetch(
            CredentialQueries.types, CredentialQueries.heldEvidence(of: account))
        let stored = claim.map { $0.credentialTypeID ?? ClaimInput.other }
        let asked = request.fields.raw("kind")
        let chosen = visit.form.raw("kind") ?? asked ?? stored ?? ""
        guard let kind = ClaimPage.Choice(chosen, of: types) else {
            return .page(ClaimKindPage(visit, claim: claim, types: types))
        }
        var evidence = held
        if let claim {
            evidence =
                try await kernel.database.fetch(CredentialQueries.evidence(for: claim.credentialID)) + held
        }
        return .page(
            ClaimPage(
                visit, claim: claim, kind: kind, evidence: evidence,
                megabytes: kernel.evidenceKeys.isThere ? kernel.settings[.uploadLimit] : nil,
                policy: CredentialPolicy(kernel.settings)))
    }

    @Sendable func add(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let sent = try await HoldEvidence(kernel: kernel).run(visit.uploads, by: actor)
        try await ClaimCredential(kernel: kernel).add(
            visit.form, EvidenceChoice(visit.form, sent: sent.kept), besides: sent.issues, by: actor)
        return .seeOther(
            CredentialPath.mine,
            flash: "Submitted. Readers see it after review, usually within a working day.")
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await form(request, visit, claim: try await own(visit))
    }

    @Sendable func update(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        _ = try await own(visit)
        let sent = try await HoldEvidence(kernel: kernel).run(visit.uploads, by: actor)
        try await ClaimCredential(kernel: kernel).update(
            id(visit), seen: Int(visit.form["version"]) ?? 0, visit.form,
            EvidenceChoice(visit.form, sent: sent.kept), besides: sent.issues, by: actor)
        return .seeOther(
            CredentialPath.mine,
            flash: "Submitted. Readers see it after review, usually within a working day.")
    }

    @Sendable func removeForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(RemoveClaimPage(visit, claim: try await own(visit)))
    }

    @Sendable func remove(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await ClaimCredential(kernel: kernel).withdraw(
            id(visit), seen: Int(visit.form["version"]) ?? 0, by: try visit.requireActor())
        return .seeOther(CredentialPath.mine, flash: "Removed. Readers see nothing of it any more.")
    }

    private func own(_ visit: Visit) async throws -> Credential {
        let actor = try visit.requireActor()
        let queries = CredentialQueries(reader: kernel.database)
        let claim = try await queries.credential(id(visit))
        guard let own = try await queries.provider(of: actor.accountID), own.providerID == claim.providerID,
            claim.withdrawnAt == nil
        else { throw Refusal.notFound }
        return claim
    }

    private func id(_ visit: Visit) throws(Refusal) -> CredentialID {
        guard let id = CredentialID(visit.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }
}
