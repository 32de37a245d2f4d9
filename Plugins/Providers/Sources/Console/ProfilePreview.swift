import Console
import Foundation
import Kernel
import Postgres
import Site
import Topics

/// What readers see of a profile now, and what they would see of it as it is being written.
struct ProfilePreview: Sendable {
    let draft: ProfileView
    /// Nil while readers see nothing.
    let live: ProfileView?

    /// Reads badges and the public profile as the site does, in one snapshot of its own role.
    init(
        _ stored: StoredProfile, _ profile: ProfileInput, topics index: TopicIndex, badges: [any BadgeSource],
        kernel: Kernel
    ) async throws {
        var profile = profile
        if profile.name.isEmpty { profile.name = stored.name }
        let site = SiteFacts(settings: kernel.settings)
        let question = PublicProfile.Question(stored.slug, badges: badges)
        let (answer, held) = try await kernel.site.snapshot { snapshot in
            var batch = Batch()
            let asked = question.add(to: &batch)
            let held = badges.map { batch.add($0.holding(of: "SELECT \(stored.providerID)::uuid")) }
            let results = try await snapshot.run(batch)
            return (try asked.answer(results), try held.flatMap { try results[$0] })
        }
        let chosen = profile.topics.compactMap { index.topic(named: $0) }.map {
            PublicProfile.Topic(slug: $0.slug, label: $0.label, name: $0.name, hasPage: false, crisisTier: 0)
        }
        let shown = PublicProfile.Live(profile, slug: stored.slug)
        let standing = TitleStanding(titles: profile.titles, held: held)
        draft = ProfileView(
            shown, standing,
            sentence: shown.sentence(standing, topics: chosen, at: kernel.clock.now(), site: site),
            topics: chosen, site: site, prefix: "draft-",
            photos: PhotoRoutes.consolePath)
        live = answer.profile.map { live in
            ProfileView(
                live, answer.standing,
                sentence: live.sentence(
                    answer.standing, topics: answer.topics, at: kernel.clock.now(), site: site),
                topics: answer.topics, site: site, prefix: "public-",
                photos: PhotoRoutes.consolePath)
        }
    }
}

/// The preview and the list beside it, redrawn while somebody writes.
struct DraftPart: Page {
    static let template = "providers/draft"

    let draft: ProfileView
    let before: BeforeSubmitting
}

/// What a profile still lacks, above the button that submits it.
struct BeforeSubmitting: Sendable {
    struct CheckLine: Sendable {
        let text: String
        let isDone: Bool
    }

    let checks: [CheckLine]
    let hasProblems: Bool
    /// What could not be read, in the words that a save would answer.
    let problems: [String]

    init(_ profile: ProfileInput, _ issues: FormIssues) {
        checks = [
            CheckLine(text: "A name", isDone: !profile.name.isEmpty),
            CheckLine(text: "A text about you", isDone: !profile.bio.isEmpty),
            CheckLine(text: "City and state, or remote only", isDone: profile.saysWhere),
            CheckLine(text: "At least one topic", isDone: !profile.topics.isEmpty),
            CheckLine(text: "A phone number, an email or a website", isDone: profile.isReachable),
        ]
        // What is only missing stands in the list above.
        problems = issues.issues.filter { !["city", "state", "name"].contains($0.field) }.map(\.message)
        hasProblems = !problems.isEmpty
    }
}
