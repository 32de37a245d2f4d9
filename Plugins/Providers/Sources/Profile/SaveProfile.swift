import Foundation
import Kernel
import Moderation
import Postgres
import Signals
import Site
import Topics

/// What becomes of a saved profile.
enum SaveIntent: String, Sendable {
    /// Kept for later.
    case save
    /// Reviewed, and public after that.
    case submit
}

/// What a save came to.
enum SaveOutcome: Sendable {
    case saved
    /// Nothing differs from what was saved before.
    case unchanged
    case submitted
    /// The very same version waits already.
    case waitsAlready
}

/// Saves a profile as a new revision, and asks for its review when its author is done.
///
/// The latest revision is the one draft that a profile has. What readers see stays until a revision is approved.
struct SaveProfile {
    let kernel: Kernel

    /// Saves the profile of `id` as `actor`, who saw `version` of it.
    ///
    /// `photo` is a new one that the profile is to show; nil when the form brought none.
    ///
    /// - Throws: `Refusal.notFound` for what is another's, `Refusal.changedSince` when somebody saved something else
    ///   in between, `FormIssues` for topics and pictures that do not exist.
    func run(
        _ id: ProviderID, seen version: Int, _ input: ProfileInput, photo: KeepPhoto.Pictures? = nil,
        _ intent: SaveIntent, path: String, by actor: Actor
    ) async throws -> SaveOutcome {
        do {
            return try await save(id, seen: version, input, photo, intent, path: path, by: actor)
        } catch let refusal as Refusal {
            guard let photo, case .changedSince = refusal else { throw refusal }
            // Both photos are there to choose from; what nobody chooses is swept.
            try await kernel.database.transaction { transaction in
                try await KeepPhoto.keep(photo, of: id, by: actor, in: transaction)
            }
            throw refusal
        }
    }

    private func save(
        _ id: ProviderID, seen version: Int, _ input: ProfileInput, _ photo: KeepPhoto.Pictures?,
        _ intent: SaveIntent, path: String, by actor: Actor
    ) async throws -> SaveOutcome {
        try await kernel.database.transaction { transaction in
            let stored = try await ProviderQueries(reader: transaction).locked(id, in: transaction)
            let isOwn = stored.accountID == actor.accountID && actor.may(.editOwnProfile)
            guard isOwn || actor.may(.editProviders) else { throw Refusal.notFound }
            let index = try await TopicIndex.load(in: transaction)
            let topics = try known(input.topics, in: index)
            // Pressing a button twice is no conflict: nobody's words are lost.
            let isSame = stored.equals(input, topics: topics)
            guard isSame || stored.version == version else {
                let by = try await author(of: stored, for: actor, in: transaction)
                throw conflict(stored, input, photo, intent, index, by: by, path: path)
            }
            if let photo { try await KeepPhoto.keep(photo, of: id, by: actor, in: transaction) }
            try await assertPhoto(input.photoID, of: id, in: transaction)
            let revision =
                isSame
                ? stored.revisionID
                : try await write(input, topics, of: stored, isOwn: isOwn, by: actor, in: transaction)
            guard intent == .submit else { return isSame ? .unchanged : .saved }
            return try await submit(
                stored, revision, ProfileText(input), name: input.name, isOwn: isOwn, by: actor, path,
                in: transaction)
        }
    }

    private func assertPhoto(_ photo: String?, of id: ProviderID, in transaction: Transaction) async throws {
        guard let photo else { return }
        let isKnown = try await transaction.value(
            Bool.self,
            """
            SELECT EXISTS (
              SELECT
              FROM providers.photo
              WHERE provider_id = \(id) AND photo_id = \(photo)
            )
            """)
        guard isKnown == true else {
            throw FormIssues("photo", .other("This photo is not here any more. Choose it once more."))
        }
    }

    private func known(_ names: [String], in index: TopicIndex) throws(FormIssues) -> [TopicID] {
        var issues = FormIssues()
        var topics: [TopicID] = []
        for name in names {
            guard let topic = index.topic(named: name) else {
                issues.add(
                    "topics", .other("“\(name)” is not one of our topics. Choose from the list."))
                continue
            }
            if !topics.contains(topic.topicID) { topics.append(topic.topicID) }
        }
        try issues.throwIfAny()
        return topics
    }

    private func write(
        _ input: ProfileInput, _ topics: [TopicID], of stored: StoredProfile, isOwn: Bool, by actor: Actor,
        in transaction: Transaction
    ) async throws -> ProfileRevisionID {
        let revision: ProfileRevisionID = kernel.ids.next()
        try await transaction.execute(
            """
            UPDATE providers.provider
            SET version = version + 1,
                edited_by_clinician_at = CASE
                  WHEN \(isOwn) THEN clock_timestamp()
                  ELSE edited_by_clinician_at
                END
            WHERE provider_id = \(stored.providerID)
            """)
        try await transaction.write([
            NewRevision(
                revisionID: revision, providerID: stored.providerID, number: stored.number + 1, input: input,
                topics: topics, author: actor.accountID, source: "console")
        ])
        try await transaction.audit(
            AuditEntry(
                "providers.saved", on: "provider", stored.providerID,
                before: try ProfileRecord(revision: stored.revisionID).json,
                after: try ProfileRecord(revision: revision).json),
            by: .person(actor, as: actor.role(for: isOwn ? .editOwnProfile : .editProviders)))
        return revision
    }

    /// Asks for a review, unless a rule blocks what was written: then the form comes back and nothing is saved.
    private func submit(
        _ stored: StoredProfile, _ revision: ProfileRevisionID, _ profile: ProfileText, name: String,
        isOwn: Bool,
        by actor: Actor, _ path: String, in transaction: Transaction
    ) async throws -> SaveOutcome {
        guard stored.liveRevisionID != revision else {
            throw Refusal.wrongState(
                message: "Readers see this profile already. Nothing to review.", now: path)
        }
        let review = try await LatestReview.of(stored.providerID, in: transaction)
        if let review, review.isOpen, review.revisionID == revision { return .waitsAlready }
        let checked = RecordSignals.Revision(
            revisionID: revision, providerID: stored.providerID, profile: profile)
        let signals = try await RecordSignals().run([checked], in: transaction)[revision] ?? []
        try FormIssues(blocking: signals).throwIfAny()
        try await ProfileReview.waiting(
            stored.providerID, revision, name: name, isNew: !stored.wasPublic,
            signals: SignalTally(signals), ProfilePolicy(kernel.settings)
        ).run(by: actor.accountID, ids: kernel.ids, in: transaction)
        try await transaction.audit(
            AuditEntry(
                "providers.submitted", on: "provider", stored.providerID,
                after: try ProfileRecord(revision: revision).json),
            by: .person(actor, as: actor.role(for: isOwn ? .editOwnProfile : .editProviders)))
        return .submitted
    }

    /// Who wrote what is stored, as the actor calls them; nil when an import did.
    private func author(
        of stored: StoredProfile, for actor: Actor, in transaction: Transaction
    ) async throws -> String? {
        guard stored.createdBy != actor.accountID else { return "You yourself" }
        return try await transaction.value(
            String.self,
            """
            SELECT display_name
            FROM accounts.account
            WHERE account_id = \(stored.createdBy)
            """)
    }

    private func conflict(
        _ stored: StoredProfile, _ mine: ProfileInput, _ photo: KeepPhoto.Pictures?, _ intent: SaveIntent,
        _ index: TopicIndex, by: String?, path: String
    ) -> Refusal {
        let theirs = ProfileTexts(stored, index)
        let sent = ProfileTexts(mine)
        var fields = zip(sent.all, theirs.all).map { mine, theirs in
            Conflict.Field(
                name: mine.name, label: mine.label, mine: mine.text, theirs: theirs.text,
                words: words(mine, theirs, photo))
        }
        fields.append(.init(name: "then", label: "Then", mine: intent.rawValue, theirs: intent.rawValue))
        return .changedSince(
            Conflict(subject: "this profile", by: by, path: path, version: stored.version, fields: fields))
    }
}

extension SaveProfile {
    /// Both versions of a field in words, where its values are those of a program.
    private func words(
        _ mine: ProfileTexts.Field, _ theirs: ProfileTexts.Field, _ photo: KeepPhoto.Pictures?
    ) -> Conflict.Field.Words? {
        func url(_ digest: String) -> String? { digest.isEmpty ? nil : PhotoRoutes.consolePath + digest }
        guard mine.name == "photo" else { return .init(mine: mine.words, theirs: theirs.words) }
        let chosen = photo == nil ? "The photo from when you began" : "The photo that you chose just now"
        return .init(
            mine: mine.text.isEmpty ? "No photo" : chosen,
            theirs: theirs.text.isEmpty ? "No photo" : "The photo that was saved meanwhile",
            minePicture: url(mine.text), theirPicture: url(theirs.text))
    }
}

/// What the audit log keeps of a profile: which revision it is. Its words stay in there.
struct ProfileRecord: Encodable {
    let revision: ProfileRevisionID

    var json: PostgresJSON {
        get throws { try PostgresJSON(encoding: self) }
    }
}

extension TopicIndex {
    /// The names of topics, in the same order.
    func names(of ids: [TopicID]) -> [String] {
        let names = Dictionary(topics.map { ($0.topicID, $0.name) }, uniquingKeysWith: { first, _ in first })
        return ids.compactMap { names[$0] }
    }
}
