import DemoData
import Documents
import Foundation
import Kernel
import Postgres
import Providers
import Signals
import Site

extension DemoRows {
    /// Clinicians, and of those beyond the first few hundred also what waits.
    init(clinicians range: Range<Int>, in plan: DemoPlan) throws {
        for index in range {
            let profile = DemoProfile(plan.data.provider(index), at: index, in: plan)
            try add(profile, at: index, in: plan)
            // Beyond those that the queue of the demo knows.
            if index >= DemoData.queuedProviders, let waiting = plan.data.claimCase(index) {
                try add(waiting, about: profile, number: index, in: plan)
            }
        }
    }

    /// A clinician of the directory: public, with what was checked and what waits.
    private mutating func add(_ profile: DemoProfile, at index: Int, in plan: DemoPlan) throws {
        let edit = plan.edits[index]
        add(
            .provider,
            [
                profile.providerID, profile.provider.slug, plan.owners[index]?.accountID, edit == nil ? 1 : 2,
                edit.map { Instant($0.opened) }, profile.joined,
            ])
        let bio = try Document(markdown: profile.provider.bioMarkdown, schema: .bio)
        try add(
            profile.provider, bio, as: profile.revisionID, number: 1, of: profile.providerID, by: nil,
            at: profile.joined, source: "demo", in: plan)
        add(likenessOf: profile, bio)
        note(wordsOf: profile.provider.name)
        if !profile.provider.remoteOnly, let city = profile.provider.city { note(wordsOf: city) }
        note(wordsOf: bio.text)
        for claim in profile.claims { try add(claim, of: profile, source: "demo", in: plan) }
        add(
            .publication,
            [
                profile.publicationID, profile.providerID, profile.revisionID,
                PostgresRange(from: profile.listed),
                plan.staff.moderator.accountID, profile.listed,
            ])
    }

    /// A whole profile as it was saved once.
    mutating func add(
        _ provider: DemoProvider, _ bio: Document, as revision: UUID, number: Int, of id: UUID,
        by account: UUID?, at instant: Instant, source: String, in plan: DemoPlan
    ) throws {
        add(
            .revision,
            [
                revision, id, number, provider.name, provider.givenName, provider.familyName,
                provider.pronouns, provider.npi, provider.phone, provider.practice.email, provider.website,
                provider.languages, provider.practice.modalities, provider.practice.feeFrom,
                provider.practice.feeTo, provider.practice.slidingScale, provider.practice.insurance,
                provider.practice.newClients, provider.remoteOnly, provider.street, provider.city,
                provider.state,
                provider.postalCode, provider.statesServed, provider.startYear, bio.json, bio.html().text,
                bio.text, account, instant, source,
            ])
        for (position, title) in provider.titles.enumerated() {
            add(
                .title,
                [
                    revision, position + 1, title.name, title.abbreviation,
                    Self.mark(title.name, title.abbreviation),
                ])
        }
        for (position, slug) in provider.topics.enumerated() {
            add(.topicOfRevision, [revision, position + 1, plan.topics[slug]])
        }
    }

    /// By what a profile is found when another one resembles it.
    mutating func add(likenessOf profile: DemoProfile, _ bio: Document) {
        let provider = profile.provider
        let print = ProfilePrint(
            ProfileText(
                bio.text, name: provider.name,
                place: ProfileText.Place(postalCode: provider.postalCode, remoteOnly: provider.remoteOnly),
                npi: provider.npi, phone: provider.phone))
        add(
            .likeness,
            [profile.providerID, print.name, print.postalCode, print.npi, print.phone, print.bands])
    }

    /// What a credential is matched to a title by: the abbreviation or, without one, the slug of the name.
    static func mark(_ name: String, _ abbreviation: String?) -> String {
        abbreviation ?? Slug(folding: name)?.rawValue ?? name
    }
}
