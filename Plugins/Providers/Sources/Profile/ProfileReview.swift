import Console
import Documents
import Foundation
import Kernel
import Moderation
import Postgres
import Signals
import Topics

/// The review of a profile: what a clinician or a file says becomes public when a moderator approves it.
///
/// The subject is the provider, so that a later submission takes the place of the one that waits; the item keeps
/// which revision is meant.
struct ProfileReview: ReviewableType {
    static let typeID = "provider_revision"

    /// What an item keeps: the revision that is to become public.
    struct Payload: Codable, Sendable {
        let revisionID: ProfileRevisionID
    }

    let kernel: Kernel

    var id: String { Self.typeID }
    var name: String { "Profile" }
    var needs: Permission { .reviewProfiles }

    /// The item for a revision that waits; the signals that it raised decide how much depends on it.
    static func waiting(
        _ provider: ProviderID, _ revision: ProfileRevisionID, name: String, isNew: Bool,
        signals: SignalTally,
        _ policy: ProfilePolicy
    ) throws -> OpenReview {
        OpenReview(
            type: typeID, subjectID: provider.rawValue, ownerID: provider.rawValue, title: name,
            summary: [isNew ? "New profile" : "Profile edit", signals.words].compactMap { $0 }
                .joined(separator: ": "),
            risk: signals.risk(atLeast: isNew ? .medium : .low),
            dueIn: policy.due(isNew: isNew), needs: .reviewProfiles,
            payload: try PostgresJSON(encoding: Payload(revisionID: revision)))
    }

    func actions(for item: ReviewItem, actor: Actor, in reader: any Reader) async throws -> [ReviewAction] {
        guard actor.may(.reviewProfiles) else { return [] }
        let payload = try item.payload.decode(Payload.self)
        let own = try await ProviderQueries(reader: reader).persons(behind: payload.revisionID)
        guard !own.contains(actor.personID) else { return [] }
        let isLive = try await isLive(payload.revisionID, in: reader)
        let isBlocked = try await SignalQueries(reader: reader).isBlocked(payload.revisionID)
        return [
            isBlocked
                ? ReviewAction(
                    "approve", "Approve all the same",
                    hint: "A rule blocks this. Approve it only with a reason why it may stand.",
                    needsReason: true)
                : ReviewAction(
                    "approve", "Approve",
                    hint: isLive ? nil : "Once you approve it, readers see it.", isPrimary: true),
            ReviewAction(
                "request_changes", "Request changes", needsReason: true, reasons: Self.reasons,
                isPrimary: isBlocked),
            ReviewAction(
                "reject", "Reject",
                hint: isLive
                    ? "Readers see it already. Reject it, and it is off the site; what they saw before comes back."
                    : nil,
                needsReason: true, reasons: Self.reasons),
        ]
    }

    /// Why a profile goes back; the clinician reads the same words.
    static let reasons = [
        ReviewReason("placeholder", "The text is a placeholder, or not about this person"),
        ReviewReason("name", "The name does not match the text or the license"),
        ReviewReason("claims", "It promises results, or claims a title that nobody checked"),
        ReviewReason("contact", "The address or the contact details look wrong"),
        ReviewReason("duplicate", "This person has another profile here"),
        ReviewReason("other", "Something else"),
    ]

    func perform(
        _ action: String, on item: ReviewItem, by actor: Actor, form: Form, in transaction: Transaction
    ) async throws -> ReviewOutcome {
        let id = ProviderID(rawValue: item.subjectID)
        let revision = try item.payload.decode(Payload.self).revisionID
        let queries = ProviderQueries(reader: transaction)
        let stored = try await queries.locked(id, in: transaction)
        guard try await !queries.persons(behind: revision).contains(actor.personID) else {
            throw Refusal.forbidden(.reviewProfiles)
        }
        try await RecordOutcomes(ids: kernel.ids).run(
            action == "approve" ? .overridden : .accepted, of: revision,
            reason: form["reason"].isEmpty ? nil : form["reason"], by: actor.accountID, in: transaction)
        switch action {
        case "approve":
            guard stored.liveRevisionID != revision else {
                return .decided(message: "Approved. Readers saw it already.")
            }
            let publishing = PublishProfile(kernel: kernel)
            let from = try await publishing.publish(
                [id: revision], approver: actor.accountID, reason: nil, in: transaction)
            try await publishing.tell(
                id, revision, from, by: .person(actor, as: actor.role(for: .reviewProfiles)), in: transaction)
            return .decided(message: "Approved. Readers see it now.", from: from)
        case "reject" where stored.liveRevisionID == revision:
            return try await takeOff(id, by: actor, because: form["reason"], in: transaction)
        case "reject": return .decided(message: "Rejected. What is public stays as it is.")
        default: return .decided(message: "Sent back with your reason.")
        }
    }

    /// Whether readers see it already: an import can publish what is to be reviewed after that.
    private func isLive(_ revision: ProfileRevisionID, in reader: any Reader) async throws -> Bool {
        try await reader.value(
            Bool.self,
            """
            SELECT EXISTS (
              SELECT
              FROM providers.publication
              WHERE revision_id = \(revision) AND visible @> clock_timestamp()
            )
            """) ?? false
    }

    /// Ends what readers see; what it replaced comes back, where there was something.
    private func takeOff(
        _ id: ProviderID, by actor: Actor, because reason: String, in transaction: Transaction
    ) async throws -> ReviewOutcome {
        let publishing = PublishProfile(kernel: kernel)
        let auditor = AuditActor.person(actor, as: actor.role(for: .reviewProfiles))
        let reason = reason.isEmpty ? "rejected" : reason
        if let former = try await replaced(by: id, in: transaction) {
            let from = try await publishing.publish(
                [id: former.revisionID], approver: former.approvedBy, reason: former.overrideReason,
                in: transaction)
            try await publishing.tell(
                id, former.revisionID, from, reason: reason, by: auditor, in: transaction)
            return .decided(message: "Rejected. Readers see what they saw before it.", from: from)
        }
        let from = try await publishing.end([id], in: transaction)
        try await transaction.audit(
            AuditEntry("providers.withdrawn", on: "provider", id, reason: reason), by: auditor)
        try await transaction.publish(ProfileWithdrawn(providerID: id))
        return .decided(message: "Rejected. The profile is off the site.", from: from)
    }

    func exhibit(of item: ReviewItem, visit: Visit, in reader: any Reader) async throws -> Exhibit {
        let id = ProviderID(rawValue: item.subjectID)
        let payload = try item.payload.decode(Payload.self)
        let index = try await TopicIndex.load(in: reader)
        let revisions = ProfileRevisions(reader: reader)
        guard let proposed = try await revisions.revision(payload.revisionID) else { throw Refusal.notFound }
        let live = try await revisions.live(of: id)
        let texts = ProfileTexts(proposed, index)
        let changes = live.map { texts.changes(since: ProfileTexts($0, index)) } ?? []
        let signals = try await SignalQueries(reader: reader).signals(in: payload.revisionID)
        let profile = ProfileText(proposed, topics: index)
        var parts: [any Page] = []
        if !signals.isEmpty {
            parts.append(SignalsPart("Signals", signals.map { SignalsPart.Line($0, in: profile) }))
        }
        if live != nil, !changes.isEmpty {
            parts.append(ChangesPart("Public now, and proposed", rows: changes))
        }
        if let photo = proposed.photoID, photo != live?.photoID {
            parts.append(PhotoPart(proposed: photo, live: live?.photoID))
        }
        let marks = signals.filter { $0.field == .bio && $0.other == nil }.map(\.span)
        parts.append(TextPart("About, as proposed", bodyHTML: proposed.bio.html(marking: marks).text))
        parts.append(FactsPart("Everything else, as proposed", texts.facts))
        if !proposed.titles.isEmpty {
            let titles = proposed.titles.map { Fact($0.display, "Claimed; checked on its own") }
            parts.append(FactsPart("Titles", titles))
        }
        return Exhibit(
            body: parts[0], more: Array(parts.dropFirst()), checklist: checklist(proposed),
            path: "/console/providers/\(id)",
            about: AboutSubject(
                proposed.name,
                lines: [
                    live == nil ? "Readers see nothing of this person yet." : "Readers see a profile now."
                ],
                links: live == nil ? [] : [Link("Public page", to: "/providers/\(proposed.slug)")]))
    }

    private func checklist(_ proposed: StoredProfile) -> [ChecklistEntry] {
        let hasPlace = proposed.remoteOnly || (proposed.city != nil && proposed.state != nil)
        return [
            ChecklistEntry("Has a text about the person", isDone: !proposed.bio.isEmpty),
            ChecklistEntry("Says where they work", isDone: hasPlace),
            ChecklistEntry("Names at least one topic", isDone: !proposed.topics.isEmpty),
            ChecklistEntry("Gives an NPI with a right check digit", isDone: proposed.npi != nil),
            ChecklistEntry("Can be reached", isDone: ProfileInput(proposed).isReachable),
        ]
    }
}

/// Reads single revisions of profiles, in the form of `StoredProfile`.
struct ProfileRevisions {
    let reader: any Reader

    func revision(_ id: ProfileRevisionID) async throws -> StoredProfile? {
        try await first("latest.revision_id = \(id)")
    }

    /// What readers see now; nil while they see nothing.
    func live(of provider: ProviderID) async throws -> StoredProfile? {
        try await first("provider.provider_id = \(provider) AND latest.revision_id = live.revision_id")
    }

    private func first(_ condition: SQL) async throws -> StoredProfile? {
        try await reader.first(
            StoredProfile.self,
            """
            SELECT \(sql: StoredProfile.columns)
            FROM providers.provider
            JOIN providers.revision AS latest ON latest.provider_id = provider.provider_id
            LEFT JOIN providers.publication AS live
              ON live.provider_id = provider.provider_id AND live.visible @> clock_timestamp()
            WHERE \(sql: condition)
            """)
    }
}

extension ProfileTexts {
    init(_ stored: StoredProfile, _ index: TopicIndex) {
        self.init(ProfileInput(stored, topics: index.names(of: stored.topics)))
    }

    /// What differs from an earlier version, word by word.
    func changes(since earlier: ProfileTexts) -> [ChangeRow] {
        zip(earlier.all, all).compactMap { old, new in
            // A picture is told by its digest, which tells a person nothing.
            let (old, text) =
                new.name == "photo" && old.text != new.text
                ? (old.text.isEmpty ? "none" : "the earlier one", new.text.isEmpty ? "none" : "a new one")
                : (old.words, new.words)
            return ChangeRow(new.label, from: old, to: text)
        }
    }

    /// The fields other than the text, without empty ones.
    var facts: [Fact] {
        all.filter { !["bio", "photo"].contains($0.name) && !$0.text.isEmpty }
            .map { Fact($0.label, $0.words.replacing("\n", with: "; ")) }
    }
}
