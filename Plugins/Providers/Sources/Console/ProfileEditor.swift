import Console
import Foundation
import Hummingbird
import Kernel
import Moderation
import Postgres
import Signals
import Site
import Topics

/// The editor of a profile: a clinician's own, and any of them for those who look after all.
struct ProfileEditor: Sendable {
    let kernel: Kernel
    let badges: Additions<any BadgeSource>
    let claims: [any ClaimSource]

    static let ownPath = "/console/me/profile"

    // MARK: Screens

    @Sendable func own(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let queries = ProviderQueries(reader: kernel.database)
        guard let stored = try await queries.profile(of: actor.accountID) else {
            return .page(BeginProfilePage(visit, namesakes: try await queries.namesakes(of: actor.name)))
        }
        return try await page(stored, visit, path: Self.ownPath)
    }

    @Sendable func begin(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await BeginProfile(kernel: kernel).run(
            visit.form["name"], thisYear: thisYear, path: Self.ownPath, by: try visit.requireActor())
        return .seeOther(
            Self.ownPath,
            flash: "This is your profile. Nobody sees it until you submit it and we have read it.")
    }

    @Sendable func saveOwn(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await take(try await ownProfile(visit), visit, path: Self.ownPath)
    }

    @Sendable func previewOwn(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await preview(try await ownProfile(visit), visit)
    }

    @Sendable func signalsOwn(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await signals(try await ownProfile(visit), visit, path: Self.ownPath)
    }

    @Sendable func withdrawOwn(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await WithdrawProfileReview(kernel: kernel).run(
            try await ownProfile(visit).providerID, path: Self.ownPath, by: try visit.requireActor())
        return .seeOther(Self.ownPath, flash: "Taken back. Nobody reviews it until you submit it again.")
    }

    @Sendable func other(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await page(try await otherProfile(visit), visit, path: try Self.path(visit))
    }

    @Sendable func saveOther(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await take(try await otherProfile(visit), visit, path: try Self.path(visit))
    }

    @Sendable func previewOther(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await preview(try await otherProfile(visit), visit)
    }

    @Sendable func signalsOther(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await signals(try await otherProfile(visit), visit, path: try Self.path(visit))
    }

    private static func path(_ visit: Visit) throws -> String {
        "/console/providers/\(try ProviderConsole.id(visit))/edit"
    }

    /// The profile that the visitor's account owns; who has none, has nothing to save.
    private func ownProfile(_ visit: Visit) async throws -> StoredProfile {
        let actor = try visit.requireActor()
        let found = try await ProviderQueries(reader: kernel.database).profile(of: actor.accountID)
        guard let found else { throw Refusal.notFound }
        return found
    }

    private func otherProfile(_ visit: Visit) async throws -> StoredProfile {
        try await ProviderQueries(reader: kernel.database).profile(try ProviderConsole.id(visit))
    }

    // MARK: Drawing

    /// The editor with what is stored, or with what was sent when that comes back.
    private func page(_ stored: StoredProfile, _ visit: Visit, path: String) async throws -> Reply {
        let reader = kernel.database
        let index = try await TopicIndex.load(in: reader)
        let titles = try await titles(of: stored)
        let isSaved = !visit.form.has("name")
        let fields =
            isSaved
            ? ProfileFields(ProfileInput(stored, topics: index.names(of: stored.topics)))
            : Self.moved(sent(visit, stored, titles), visit.form["then"])
        let written = unfinished(fields)
        let review = try await LatestReview.of(stored.providerID, in: reader)
        let pace = try await ReviewPace.usual(
            isNew: !stored.wasPublic, ProfilePolicy(kernel.settings), in: reader)
        let live = try await ProfileRevisions(reader: reader).live(of: stored.providerID)
        return .page(
            ProfileEditorPage(
                visit, stored: stored, fields: fields, isSaved: isSaved,
                live: live.map { ProfileTexts($0, index) }, titles: titles, topics: index,
                preview: try await ProfilePreview(
                    stored, written.profile, topics: index, badges: badges.all, kernel: kernel),
                problems: written,
                standing: ProfileStanding(stored, review, pace, isOwn: path == Self.ownPath, visit),
                path: path))
    }

    /// What readers would see of what was sent, and what is missing. Nothing is kept.
    private func preview(_ stored: StoredProfile, _ visit: Visit) async throws -> Reply {
        let index = try await TopicIndex.load(in: kernel.database)
        let (profile, issues) = unfinished(sent(visit, stored, try await titles(of: stored)))
        let preview = try await ProfilePreview(
            stored, profile, topics: index, badges: badges.all, kernel: kernel)
        return .page(DraftPart(draft: preview.draft, before: BeforeSubmitting(profile, issues)))
    }

    /// What rules find in what was sent. Nothing is kept.
    private func signals(_ stored: StoredProfile, _ visit: Visit, path: String) async throws -> Reply {
        let fields = sent(visit, stored, try await titles(of: stored))
        return .page(ProfileSignalsPart(ProfileText(fields), editedAt: path))
    }

    /// What was sent. A form that does not ask for credentials leaves them as they are.
    private func sent(_ visit: Visit, _ stored: StoredProfile, _ titles: [ClaimedTitle]) -> ProfileFields {
        var fields = ProfileFields(visit.form, titles: titles)
        if !visit.form.has("titles") { fields.titles = stored.titles }
        // Boxes come in the order of their list: what was chosen before keeps its own.
        fields.modalities = Self.ordered(fields.modalities, as: stored.modalities)
        fields.languages = Self.ordered(fields.languages, as: stored.languages)
        fields.insurance = Self.ordered(fields.insurance, as: stored.insurance)
        return fields
    }

    private static func ordered(_ sent: [String], as stored: [String]) -> [String] {
        stored.filter(sent.contains) + sent.filter { !stored.contains($0) }
    }

    /// What may stand in the headline: claims, and what stands there already.
    private func titles(of stored: StoredProfile) async throws -> [ClaimedTitle] {
        var titles = stored.titles
        for source in claims {
            for title in try await source.titles(of: stored.providerID, in: kernel.database)
            where !titles.contains(where: { $0.name.lowercased() == title.name.lowercased() }) {
                titles.append(title)
            }
        }
        return titles
    }

    // MARK: Saving

    /// Saves, submits, or shows the form again with a row more or in another order: these work without script.
    private func take(_ stored: StoredProfile, _ visit: Visit, path: String) async throws -> Reply {
        guard let intent = SaveIntent(rawValue: visit.form["then"].isEmpty ? "save" : visit.form["then"])
        else {
            return try await page(stored, visit, path: path)
        }
        var fields = sent(visit, stored, try await titles(of: stored))
        if visit.form.has("photo_remove") { fields.photo = "" }
        var input = try ProfileInput(fields, intent == .submit ? .whole : .draft, thisYear: thisYear)
        // After the rest was read: a form that comes back keeps no picture.
        let photo = try await KeepPhoto(kernel: kernel).draw(visit.uploads)
        if let photo { input.photoID = photo.digest }
        let outcome = try await SaveProfile(kernel: kernel).run(
            stored.providerID, seen: Int(visit.form["version"]) ?? 0, input, photo: photo, intent, path: path,
            by: try visit.requireActor())
        return .seeOther(path, flash: try await flash(outcome, stored))
    }

    private func flash(_ outcome: SaveOutcome, _ stored: StoredProfile) async throws -> String {
        switch outcome {
        case .saved: return "Saved as a draft. Readers see no change."
        case .unchanged: return "Nothing was different, so nothing was saved."
        case .waitsAlready: return "This waits for review already."
        case .submitted:
            let pace = try await ReviewPace.usual(
                isNew: !stored.wasPublic, ProfilePolicy(kernel.settings), in: kernel.database)
            return "Saved. Readers see it after review, usually \(pace.words)."
        }
    }

    private func unfinished(_ fields: ProfileFields) -> (profile: ProfileInput, issues: FormIssues) {
        ProfileInput.unfinished(fields, thisYear: thisYear)
    }

    private var thisYear: Int {
        Practice.year(of: kernel.clock.now(), in: SiteFacts(settings: kernel.settings).dates.zone)
    }

    /// The fields after a button that only rearranges them: `up:topics:Grief` moves that topic up by one place. It
    /// names what it means, because what was unticked above it is not in the form.
    private static func moved(_ fields: ProfileFields, _ button: String) -> ProfileFields {
        var fields = fields
        let parts = button.split(separator: ":", maxSplits: 2).map { String($0) }
        guard parts.count == 3, parts[0] == "up" else { return fields }
        switch parts[1] {
        case "titles": fields.titles.moveUp { $0.display == parts[2] }
        case "topics": fields.topics.moveUp { $0 == parts[2] }
        default: break
        }
        return fields
    }
}

extension Array {
    /// Lets the first element that matches change places with the one before it.
    fileprivate mutating func moveUp(_ matches: (Element) -> Bool) {
        guard let place = firstIndex(where: matches), place > startIndex else { return }
        swapAt(place, place - 1)
    }
}
