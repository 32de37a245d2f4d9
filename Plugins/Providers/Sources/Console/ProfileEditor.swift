import Console
import Foundation
import Hummingbird
import Kernel
import Moderation
import Postgres
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
        guard let stored = try await ProviderQueries(reader: kernel.database).profile(of: actor.accountID)
        else { return .page(NoProfilePage(visit)) }
        return try await page(stored, visit, path: Self.ownPath)
    }

    @Sendable func saveOwn(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await take(try await ownProfile(visit), visit, path: Self.ownPath)
    }

    @Sendable func previewOwn(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await preview(try await ownProfile(visit), visit)
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
        let saved = ProfileInput(stored, topics: index.names(of: stored.topics))
        let sent = visit.form.has("name") ? ProfileFields(visit.form, titles: titles) : nil
        let review = try await LatestReview.of(stored.providerID, in: reader)
        let pace = try await ReviewPace.usual(
            isNew: !stored.wasPublic, ProfilePolicy(kernel.settings), in: reader)
        let live = try await ProfileRevisions(reader: reader).live(of: stored.providerID)
        return .page(
            ProfileEditorPage(
                visit, stored: stored, fields: Self.moved(sent ?? ProfileFields(saved), visit.form["then"]),
                isSaved: sent == nil, live: live.map { ProfileTexts($0, index) }, titles: titles,
                topics: index,
                preview: try await ProfilePreview(
                    stored, unfinished(sent ?? ProfileFields(saved)).profile, topics: index,
                    badges: badges.all,
                    kernel: kernel),
                problems: unfinished(sent ?? ProfileFields(saved)),
                standing: ProfileStanding(stored, review, pace, isOwn: path == Self.ownPath, visit),
                path: path))
    }

    /// What readers would see of what was sent, and what is missing. Nothing is kept.
    private func preview(_ stored: StoredProfile, _ visit: Visit) async throws -> Reply {
        let index = try await TopicIndex.load(in: kernel.database)
        let (profile, issues) = unfinished(
            ProfileFields(visit.form, titles: try await titles(of: stored)))
        let preview = try await ProfilePreview(
            stored, profile, topics: index, badges: badges.all, kernel: kernel)
        return .page(DraftPart(draft: preview.draft, before: BeforeSubmitting(profile, issues)))
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
        var fields = ProfileFields(visit.form, titles: try await titles(of: stored))
        // Only the editor asks for them; a form without the question leaves them as they are.
        if !visit.form.has("titles") { fields.titles = stored.titles }
        if visit.form.has("photo_remove") { fields.photo = "" }
        let photo = try await KeepPhoto(kernel: kernel).run(
            visit.uploads, for: stored.providerID, by: try visit.requireActor())
        if let photo { fields.photo = photo }
        let input = try ProfileInput(
            fields, intent == .submit ? .whole : .draft, thisYear: thisYear)
        let outcome = try await SaveProfile(kernel: kernel).run(
            stored.providerID, seen: Int(visit.form["version"]) ?? 0, input, intent, path: path,
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

    /// The fields after a button that only rearranges them: `title-up:2` moves the second credential up.
    private static func moved(_ fields: ProfileFields, _ button: String) -> ProfileFields {
        var fields = fields
        let parts = button.split(separator: ":")
        guard parts.count == 2, parts[0] == "title-up", let place = Int(parts[1]),
            (2...max(2, fields.titles.count)).contains(place), place <= fields.titles.count
        else { return fields }
        fields.titles.swapAt(place - 1, place - 2)
        return fields
    }
}
