import Foundation

extension DemoData {
    /// The open case of a clinician whose first credential is `.waiting`; nil for everybody else.
    ///
    /// A function of seed, instant and index only, like the clinician.
    public func claimCase(_ index: Int) -> DemoCase? {
        guard case .waiting(let waiting) = standing(index) else { return nil }
        let provider = provider(index)
        guard let claim = provider.credentials.first else { return nil }
        var chance = Chance(seed: seed, index: index, purpose: .queue)
        var draft = draft(of: waiting, provider: provider, claim: claim, chance: &chance)
        draft.title = provider.name
        if case .waiting(let since) = claim.standing {
            draft.opened = min(since.date + 54_000, now - 900)
        }
        return draft.finished(provider: index, credential: 0, now: now, chance: &chance)
    }

    private func draft(
        of waiting: Standing.Waiting, provider: DemoProvider, claim: DemoCredential, chance: inout Chance
    ) -> CaseDraft {
        let title = "\(claim.abbreviation ?? claim.name), \(provider.stateName)"
        switch waiting {
        case .firstLicense: return firstLicense(title, provider, claim, &chance)
        case .highRisk:
            var draft = CaseDraft(.firstLicense, risk: 2, "First license: \(title). ")
            draft.summary += "Two people of this name are on the register; this entry has a second "
            draft.summary += "given name. Make sure that it is the right one."
            draft.register = register(provider, claim, middle: "JOAN")
            draft.urgent = true
            return draft
        case .associate:
            var draft = CaseDraft(.firstLicense, risk: 1, "Associate license: \(title). ")
            draft.summary += "The profile does not say who supervises."
            draft.register = register(provider, claim, status: "Current, associate")
            return draft
        case .ambiguousTitle:
            var draft = CaseDraft(.ambiguousTitle, risk: 1, "CSW, \(provider.stateName). ")
            draft.summary +=
                Self.meaningsOfCSW[provider.state]
                ?? "We know no title of these letters on the register here. Ask what they stand for."
            return draft
        case .adverse: return adverse(title, provider, claim, &chance)
        case .changesRequested:
            var draft = CaseDraft(.changesRequested, risk: 0, "\(title): the number is missing. ")
            draft.summary += "Changes were asked for, and no answer has come yet."
            draft.note = """
                We looked for you on the register by name and found three people. Add your license number, \
                as it stands on your certificate, and we will look again.
                """
            return draft
        case .certification:
            var draft = CaseDraft(.certification, risk: 0, "\(claim.name). ")
            draft.summary += "A certification, not a license: "
            draft.summary +=
                chance.happens(50)
                ? "the registry is public, look there." : "the issuer answers by phone and by letter."
            return draft
        }
    }

    private func firstLicense(
        _ title: String, _ provider: DemoProvider, _ claim: DemoCredential, _ chance: inout Chance
    ) -> CaseDraft {
        var draft = CaseDraft(.firstLicense, risk: 0, "First license: \(title). ")
        switch chance.number(below: 6) {
        case 0:
            draft.summary += "The register agrees in every field."
            draft.register = register(provider, claim)
        case 1:
            draft.summary += "The register says that it ends a year earlier than claimed."
            draft.risk = 1
            draft.register = register(provider, claim, expires: claim.claimedExpiry.map { $0 - 365 })
        case 2:
            draft.summary += "The register writes the name with a middle initial."
            draft.register = register(provider, claim, middle: chance.pick(["A.", "L.", "M.", "R."]))
        case 3:
            draft.summary += "The last digit of the number differs; all else agrees."
            draft.risk = 1
            let number = claim.number ?? ""
            let last = number.last?.wholeNumberValue ?? 0
            draft.register = register(provider, claim, number: "\(number.dropLast())\((last + 1) % 10)")
        case 4:
            draft.summary += "Nobody has looked at the register yet."
        default:
            draft.summary += "Nobody has looked yet; the claim came without a document."
            draft.risk = 1
        }
        return draft
    }

    private func adverse(
        _ title: String, _ provider: DemoProvider, _ claim: DemoCredential, _ chance: inout Chance
    ) -> CaseDraft {
        let findings = [
            ("Current, on probation", "Probation for three years; practice is monitored.", "on probation"),
            ("Inactive", nil, "inactive since last year"),
            ("Current, with conditions", "May not supervise associates until further order.", "restricted"),
        ]
        let (status, discipline, words) = chance.pick(findings)
        var draft = CaseDraft(.adverseResult, risk: 2, "\(title): the register shows it \(words)")
        draft.register = register(provider, claim, status: status, discipline: discipline)
        draft.firstPerson = "moderator@stet.example"
        draft.note = "Read on the register this morning. I suggest that we refuse it."
        draft.urgent = true
        return draft
    }

    /// What the register says where it agrees, except for what is given.
    func register(
        _ provider: DemoProvider, _ claim: DemoCredential, status: String = "Current, active",
        expires: DemoDay? = nil, number: String? = nil, middle: String? = nil, discipline: String? = nil
    ) -> DemoRegisterEntry {
        let names = provider.name.split(separator: " ").map(String.init)
        let family = names.last ?? provider.name
        let given = (names.dropLast() + (middle.map { [$0] } ?? [])).joined(separator: " ")
        return DemoRegisterEntry(
            source: StateRules.all[claim.state ?? provider.state]?.register ?? "Licensing board search",
            name: "\(family), \(given)".uppercased(),
            number: number ?? claim.number ?? "",
            status: status,
            expires: expires ?? claim.claimedExpiry,
            discipline: discipline)
    }

    private static let meaningsOfCSW = [
        "KY": "In Kentucky the letters mean a master’s level that does clinical work only under supervision.",
        "UT": "In Utah the letters mean a master’s level that does clinical work only under supervision.",
        "WI": "In Wisconsin the letters mean Certified Social Worker, which is not the clinical license.",
    ]
}

/// A case while it is being put together.
struct CaseDraft {
    var kind: DemoCase.Kind
    var title = ""
    var summary: String
    var risk: Int
    var urgent = false
    /// Nil for the usual three days before it is due.
    var opened: Date?
    var firstPerson: String?
    var register: DemoRegisterEntry?
    var changes: [DemoChange] = []
    var note: String?

    init(_ kind: DemoCase.Kind, risk: Int, _ summary: String) {
        self.kind = kind
        self.risk = risk
        self.summary = summary
    }

    /// Due within hours where it is urgent, otherwise anywhere from overdue to next week.
    func finished(
        provider: Int?, imported: DemoProvider? = nil, credential: Int?, now: Date, chance: inout Chance
    ) -> DemoCase {
        let minutes =
            switch chance.number(below: 100) {
            case 0..<14: -chance.number(in: 20...900)
            case 14..<40: chance.number(in: 25...240)
            case 40..<65: chance.number(in: 300...1_500)
            default: urgent ? chance.number(in: 60...480) : chance.number(in: 1_600...9_000)
            }
        // What is due later than in three days came in less than a day ago.
        let waited = max(4_320 - minutes, chance.number(in: 15...1_200))
        let began = opened ?? now - Double(waited * 60)
        let due = max(now + Double(minutes * 60), began + 7_200)
        return DemoCase(
            kind: kind, provider: provider, imported: imported, title: title, summary: summary, risk: risk,
            opened: began, due: due,
            stage: firstPerson == nil ? 1 : 2, firstPerson: firstPerson, credential: credential,
            register: register, changes: changes, note: note)
    }
}
