import Foundation

extension DemoData {
    /// How many clinicians, from the first on, `queue` speaks of.
    public static let queuedProviders = 300

    /// Everything that waits, the most pressing first: a case for each claim that waits among the first 300
    /// clinicians, and renewals, adverse results, edits, imports and duplicates beside them.
    ///
    /// More clinicians do not make it longer; `claimCase(_:)` answers for those beyond `queuedProviders`.
    public var queue: [DemoCase] {
        let known = 0..<min(providers, Self.queuedProviders)
        let verified = known.filter { standing($0) == .verified(within: nil) }
        let lapsing = known.filter { [.verified(within: 12), .verified(within: 30)].contains(standing($0)) }
        var cases = known.compactMap { claimCase($0) }
        cases += lapsing.prefix(3).map { renewal($0) }
        cases += editors.enumerated().map { edit($0.element, number: $0.offset) }
        cases += verified.dropFirst(8).prefix(1).map { adverseRecheck($0) }
        cases += verified.dropFirst(9).prefix(2).enumerated().map { duplicate($0.element, $0.offset) }
        if providers > 0 {
            cases += (0..<3).map { imported(providers + $0, number: $0) }
        }
        return cases.sorted { ($0.urgency, $0.title, $0.summary) < ($1.urgency, $1.title, $1.summary) }
    }

    /// The accounts to look around with. Both clinicians own a profile of which something waits.
    public var accounts: [DemoAccount] {
        let known = 0..<min(providers, Self.queuedProviders)
        let second = known.first { standing($0) == .waiting(.firstLicense) }
        return [
            clinician("clinician@stet.example", owner: editors.first, otherwise: "Robin Avery"),
            clinician("clinician2@stet.example", owner: second, otherwise: "Jules Marlow"),
        ] + DemoAccount.staff
    }

    private func clinician(_ email: String, owner: Int?, otherwise: String) -> DemoAccount {
        DemoAccount(
            email: email, displayName: owner.map { provider($0).name } ?? otherwise, role: "clinician",
            provider: owner)
    }

    /// Those who have changed their profiles: verified, with an office.
    private var editors: [Int] {
        let known = 0..<min(providers, Self.queuedProviders)
        let verified = known.filter { standing($0) == .verified(within: nil) }
        return Array(verified.prefix(8).filter { !provider($0).remoteOnly }.prefix(5))
    }

    private func renewal(_ index: Int) -> DemoCase {
        let provider = provider(index)
        let claim = provider.credentials[0]
        var chance = Chance(seed: seed, index: index, purpose: .queue)
        let ends = claim.claimedExpiry ?? today
        let days = ends.number - today.number
        var draft = CaseDraft(.renewal, risk: days < 13 ? 1 : 0, "")
        draft.title = provider.name
        draft.summary = "\(claim.abbreviation ?? claim.name), \(provider.stateName), "
        draft.summary += "lapses in \(days) \(days == 1 ? "day" : "days"). "
        if chance.happens(60) {
            draft.register = register(provider, claim, expires: ends + 730)
            draft.summary += "The register shows a renewal until \((ends + 730).spoken)."
        } else {
            draft.summary += "The register shows no renewal yet."
        }
        return draft.finished(provider: index, credential: 0, now: now, chance: &chance)
    }

    private func adverseRecheck(_ index: Int) -> DemoCase {
        let provider = provider(index)
        let claim = provider.credentials[0]
        var chance = Chance(seed: seed, index: index, purpose: .queue)
        var draft = CaseDraft(.adverseResult, risk: 2, "Monthly check: ")
        draft.title = provider.name
        draft.summary += "the register now shows \(claim.abbreviation ?? claim.name), "
        draft.summary += "\(provider.stateName), as suspended. The badge is still public."
        draft.register = register(
            provider, claim, status: "Suspended", discipline: "Interim suspension; a hearing is set.")
        draft.urgent = true
        return draft.finished(provider: index, credential: 0, now: now, chance: &chance)
    }

    private func edit(_ index: Int, number: Int) -> DemoCase {
        let provider = provider(index)
        var chance = Chance(seed: seed, index: index, purpose: .queue)
        var draft = CaseDraft(.profileEdit, risk: 0, "")
        draft.title = provider.name
        let bio = provider.bioMarkdown
        switch number {
        case 0:
            draft.summary = "Bio: a paragraph about an evening group."
            let group = """
                From January there is a small evening group for people who are new to \(provider.city ?? "town"): \
                six chairs, eight Tuesdays, no slides. Ask about it even if groups are not your thing.
                """
            draft.changes = [DemoChange(field: "bio", before: bio, after: "\(bio)\n\n\(group)")]
        case 1:
            let street = provider.street ?? ""
            let moved = street.split(separator: " ").dropFirst().joined(separator: " ")
            draft.summary = "Address: moves to another house on \(moved)."
            draft.changes = [DemoChange(field: "street", before: street, after: "28 \(moved)")]
        case 2:
            draft.summary = "Bio: promises results."
            draft.risk = 2
            let promise = "I guarantee results within six sessions, or the seventh is free."
            draft.changes = [DemoChange(field: "bio", before: bio, after: "\(bio)\n\n\(promise)")]
            draft.note = "Rule: no promises of a cure or a result."
        case 3:
            draft.summary = "Name: a second surname. The license is still under the first."
            draft.risk = 1
            draft.changes = [
                DemoChange(field: "name", before: provider.name, after: "\(provider.name)-Ellery")
            ]
        default:
            let added = provider.topics.contains("self-harm") ? "eating-concerns" : "self-harm"
            draft.summary =
                "Topics: adds \(added.replacing("-", with: " ")). The bio says nothing about it yet."
            draft.risk = 1
            draft.changes = [
                DemoChange(
                    field: "topics", before: provider.topics.joined(separator: "; "),
                    after: (provider.topics + [added]).joined(separator: "; "))
            ]
        }
        return draft.finished(provider: index, credential: nil, now: now, chance: &chance)
    }

    private func imported(_ index: Int, number: Int) -> DemoCase {
        let profile = provider(index)
        var chance = Chance(seed: seed, index: index, purpose: .queue)
        let summaries = [
            "New profile from spring-list.csv, line 14. It names a license that nobody has checked.",
            "New profile from spring-list.csv, line 31. The claimed license is not checked yet.",
            "New profile from partner-export.csv, line 7. Ask where the file came from before it goes public.",
        ]
        var draft = CaseDraft(.importedProfile, risk: number == 2 ? 1 : 0, summaries[number])
        draft.title = profile.name
        return draft.finished(provider: nil, imported: profile, credential: nil, now: now, chance: &chance)
    }

    private func duplicate(_ index: Int, _ number: Int) -> DemoCase {
        let profile = provider(index)
        var chance = Chance(seed: seed, index: index, purpose: .queue)
        let names = profile.name.split(separator: " ")
        let initial = names.first.map { "\($0.prefix(1))." } ?? ""
        let short = ([initial] + names.dropFirst().map(String.init)).joined(separator: " ")
        let twin = profile.renamed(number == 0 ? short : "\(profile.name) Jr.")
        var draft = CaseDraft(.probableDuplicate, risk: 1, "")
        draft.title = twin.name
        draft.summary =
            number == 0
            ? "Looks like \(profile.name), who is public: same license number, same bio."
            : "Shares number and address with \(profile.name). The same person, or a relative in one office?"
        return draft.finished(provider: index, imported: twin, credential: nil, now: now, chance: &chance)
    }
}

extension DemoCase {
    /// The order of the queue: each step of risk counts as twelve hours.
    fileprivate var urgency: Date { due - Double(risk) * 43_200 }
}

extension DemoProvider {
    fileprivate func renamed(_ name: String) -> DemoProvider {
        var renamed = self
        renamed.name = name
        renamed.slug = name.folded
        return renamed
    }

    /// The profile as an edit would leave it. Its slug stays, as it does for anybody who changes their name.
    public func changed(by changes: [DemoChange]) -> DemoProvider {
        var changed = self
        for change in changes {
            switch change.field {
            case "name": changed.name = change.after
            case "street": changed.street = change.after
            case "bio": changed.bioMarkdown = change.after
            case "topics": changed.topics = change.after.components(separatedBy: "; ")
            default: break
            }
        }
        return changed
    }
}
