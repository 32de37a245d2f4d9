import Documents
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

/// Saves a profile as a new revision, and asks for its review when its author is done.
struct SaveProfile {
    let kernel: Kernel

    /// Saves the profile of `id` as `actor`, who saw `version` of it.
    ///
    /// - Throws: `Refusal.notFound` for what is another's, `Refusal.changedSince` when somebody saved in between,
    ///   `FormIssues` for topics that do not exist.
    func run(
        _ id: ProviderID, seen version: Int, _ input: ProfileInput, _ intent: SaveIntent, path: String,
        by actor: Actor
    ) async throws {
        try await kernel.database.transaction { transaction in
            let stored = try await ProviderQueries(reader: transaction).locked(id, in: transaction)
            let isOwn = stored.accountID == actor.accountID && actor.may(.editOwnProfile)
            guard isOwn || actor.may(.editProviders) else { throw Refusal.notFound }
            let index = try await TopicIndex.load(in: transaction)
            guard stored.version == version else {
                throw conflict(stored, input, intent, index, path: path)
            }
            // Titles are claimed elsewhere, each with its proof; a profile carries them along.
            var input = input
            input.titles = stored.titles
            let topics = try known(input.topics, in: index)
            if stored.equals(input, topics: topics) {
                if intent == .submit {
                    try await submit(
                        stored, stored.revisionID, ProfileText(stored, topics: index), by: actor, path,
                        in: transaction)
                }
                return
            }
            let revision = try await write(
                input, topics, of: stored, isOwn: isOwn, by: actor, in: transaction)
            if intent == .submit {
                try await submit(stored, revision, ProfileText(input), by: actor, path, in: transaction)
            }
        }
    }

    private func known(_ names: [String], in index: TopicIndex) throws(FormIssues) -> [TopicID] {
        var issues = FormIssues()
        var topics: [TopicID] = []
        for name in names {
            guard let topic = index.topic(named: name) else {
                issues.add(
                    "topics", .other("“\(name)” is not one of our topics. Use their names, one a line."))
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
                topics: topics, streetPrivate: stored.streetPrivate, author: actor.accountID,
                source: "console")
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
        _ stored: StoredProfile, _ revision: ProfileRevisionID, _ profile: ProfileText, by actor: Actor,
        _ path: String, in transaction: Transaction
    ) async throws {
        guard stored.liveRevisionID != revision else {
            throw Refusal.wrongState(
                message: "Readers see this profile already. Nothing to review.", now: path)
        }
        let checked = RecordSignals.Revision(
            revisionID: revision, providerID: stored.providerID, profile: profile)
        let signals = try await RecordSignals().run([checked], in: transaction)[revision] ?? []
        try FormIssues(blocking: signals).throwIfAny()
        try await ProfileReview.waiting(
            stored.providerID, revision, name: profile.name ?? stored.name, isNew: !stored.wasPublic,
            signals: SignalTally(signals)
        ).run(by: actor.accountID, ids: kernel.ids, in: transaction)
    }

    private func conflict(
        _ stored: StoredProfile, _ mine: ProfileInput, _ intent: SaveIntent, _ index: TopicIndex, path: String
    ) -> Refusal {
        let theirs = ProfileTexts(stored, index)
        let sent = ProfileTexts(mine)
        var fields = zip(sent.all, theirs.all).map { mine, theirs in
            Conflict.Field(name: mine.name, label: mine.label, mine: mine.text, theirs: theirs.text)
        }
        fields.append(.init(name: "then", label: "Then", mine: intent.rawValue, theirs: intent.rawValue))
        return .changedSince(
            Conflict(subject: "this profile", by: nil, path: path, version: stored.version, fields: fields))
    }
}

/// What the audit log keeps of a profile: which revision it is. Its words stay in there.
struct ProfileRecord: Encodable {
    let revision: ProfileRevisionID

    var json: PostgresJSON {
        get throws { try PostgresJSON(encoding: self) }
    }
}

/// A profile's fields as texts, in the form of the editor: for its fields, and to compare two versions.
struct ProfileTexts: Sendable {
    struct Field: Sendable {
        let name: String
        let label: String
        let text: String
    }

    let all: [Field]

    init(_ stored: StoredProfile, _ index: TopicIndex) {
        let names = Dictionary(
            index.topics.map { ($0.topicID, $0.name) }, uniquingKeysWith: { first, _ in first })
        self.init(
            name: stored.name, bio: stored.bio, topics: stored.topics.compactMap { names[$0] },
            startYear: stored.startYear, languages: stored.languages, remoteOnly: stored.remoteOnly,
            states: stored.states, street: stored.street, city: stored.city, state: stored.state,
            postalCode: stored.postalCode, phone: stored.phone, website: stored.website, npi: stored.npi)
    }

    init(_ input: ProfileInput) {
        self.init(
            name: input.name, bio: input.bio, topics: input.topics, startYear: input.startYear,
            languages: input.languages, remoteOnly: input.remoteOnly, states: input.states,
            street: input.street,
            city: input.city, state: input.state, postalCode: input.postalCode, phone: input.phone,
            website: input.website, npi: input.npi)
    }

    private init(
        name: String, bio: Document, topics: [String], startYear: Int?, languages: [String], remoteOnly: Bool,
        states: [USState], street: String?, city: String?, state: USState?, postalCode: String?,
        phone: Phone?,
        website: String?, npi: NPI?
    ) {
        all = [
            Field(name: "name", label: "Name", text: name),
            Field(name: "bio", label: "About you", text: bio.markdown.trimmingCharacters(in: .newlines)),
            Field(name: "topics", label: "Topics", text: topics.joined(separator: "\n")),
            Field(name: "start_year", label: "In practice since", text: startYear.map { String($0) } ?? ""),
            Field(name: "languages", label: "Languages", text: languages.joined(separator: "; ")),
            Field(name: "remote_only", label: "Remote only", text: remoteOnly ? "yes" : ""),
            Field(name: "states", label: "States served", text: states.map(\.name).joined(separator: "; ")),
            Field(name: "street", label: "Street", text: street ?? ""),
            Field(name: "city", label: "City", text: city ?? ""),
            Field(name: "state", label: "State", text: state?.rawValue ?? ""),
            Field(name: "postal_code", label: "ZIP code", text: postalCode ?? ""),
            Field(name: "phone", label: "Phone", text: phone?.rawValue ?? ""),
            Field(name: "website", label: "Website", text: website ?? ""),
            Field(name: "npi", label: "NPI", text: npi?.rawValue ?? ""),
        ]
    }

    subscript(name: String) -> String { all.first { $0.name == name }?.text ?? "" }
}
