/// What someone trained as.
enum Discipline: Sendable {
    case family, social, counselor, psychologist, nurse, behavior, general, associate

    /// What they may list; nil for everything.
    var topics: [String]? {
        switch self {
        case .behavior: ["parenting", "anger", "sleep", "life-transitions"]
        case .general: ["life-transitions", "burnout", "grief", "anxiety", "parenting", "couples"]
        default: nil
        }
    }
}

/// Where someone stands with us.
enum Standing: Hashable, Sendable {
    /// Their license is verified; `within` says in how many days it lapses, where that is soon.
    case verified(within: Int?)
    case lapsed
    case revoked
    case waiting(Waiting)
    case certifiedOnly
    case certificationUnchecked
    case licenseUnchecked
    case licenseRefused

    enum Waiting: Hashable, Sendable {
        case firstLicense, highRisk, associate, ambiguousTitle, adverse, changesRequested, certification
    }

    /// The standing of a place among a hundred.
    init(place: Int) {
        switch place {
        case 0..<2: self = .verified(within: 12)
        case 2..<6: self = .verified(within: 30)
        case 6..<12: self = .verified(within: 60)
        case 12..<62: self = .verified(within: nil)
        case 62..<70: self = .lapsed
        case 70..<73: self = .revoked
        case 73..<78: self = .waiting(.firstLicense)
        case 78: self = .waiting(.highRisk)
        case 79: self = .waiting(.associate)
        case 80: self = .waiting(.ambiguousTitle)
        case 81: self = .waiting(.adverse)
        case 82: self = .waiting(.changesRequested)
        case 83..<85: self = .waiting(.certification)
        case 85..<91: self = .certifiedOnly
        case 91..<95: self = .certificationUnchecked
        case 95..<98: self = .licenseUnchecked
        default: self = .licenseRefused
        }
    }
}

/// Gives someone titles and credentials that fit their state and where they stand.
struct CredentialWriter {
    enum Extra { case nothing, secondState, certification }

    let discipline: Discipline
    let titles: [DemoTitle]
    let credentials: [DemoCredential]
    /// Those of the credentials, or the state they live in.
    let states: [String]
    let startYear: Int

    init(data: DemoData, index: Int, place: Place, remoteOnly: Bool) {
        var chance = Chance(seed: data.seed, index: index, purpose: .credentials)
        let standing = data.standing(index)
        let (discipline, license) = Self.license(standing, state: place.state, chance: &chance)
        self.discipline = discipline
        let today = data.today
        startYear =
            discipline == .associate
            ? today.year - chance.number(in: 1...4) : today.year - chance.number(in: 2...34)
        let primary = Self.credential(
            license, in: place.state, standing: standing, today: today, chance: &chance)
        var credentials = [primary]
        var states = [place.state]
        // A license under supervision holds in one state, and a certification in all of them.
        if primary.state != nil, discipline != .associate {
            switch data.extra(index) {
            case .nothing: break
            case .secondState:
                let other = chance.pick(Self.neighbors[place.state] ?? ["WA"])
                let second = Self.license(of: discipline, in: other)
                credentials.append(
                    Self.credential(
                        second, in: other, standing: standing.beside, isFirst: false, today: today,
                        chance: &chance))
                states.append(other)
            case .certification:
                let extra = chance.pick(Self.extras(discipline))
                credentials.append(
                    Self.credential(
                        extra, in: place.state, standing: .certifiedOnly, today: today, chance: &chance))
            }
        }
        self.credentials = credentials
        self.states = states
        var titles: [DemoTitle] = []
        for credential in credentials where !titles.contains(where: { $0.name == credential.name }) {
            titles.append(DemoTitle(name: credential.name, abbreviation: credential.abbreviation))
        }
        if discipline == .psychologist {
            titles.append(
                chance.happens(55)
                    ? DemoTitle(name: "Doctor of Psychology", abbreviation: "PsyD")
                    : DemoTitle(name: "Doctor of Philosophy", abbreviation: "PhD"))
        }
        self.titles = titles
    }

    private static func license(
        _ standing: Standing, state: String, chance: inout Chance
    ) -> (Discipline, License) {
        let rules = StateRules.all[state]
        switch standing {
        case .waiting(.certification), .certifiedOnly:
            let choice = chance.pick([License.behaviorAnalyst, .groupPsychotherapist, .certifiedCounselor])
            return (choice == .behaviorAnalyst ? .behavior : .general, choice)
        case .certificationUnchecked:
            return (.general, chance.pick([.hypnotherapist, .educationSpecialist, .diplomate]))
        case .waiting(.ambiguousTitle): return (.social, .certifiedSocialWorker)
        case .waiting(.associate):
            if let associate = rules?.associate { return (.associate, associate) }
        case .verified where rules?.associate != nil && chance.happens(14):
            if let associate = rules?.associate { return (.associate, associate) }
        default: break
        }
        let draw = chance.number(below: 100)
        let discipline: Discipline =
            switch draw {
            case 0..<28: .family
            case 28..<56 where rules?.socialWorker != nil: .social
            case 28..<83: .counselor
            case 83..<94: .psychologist
            default: .nurse
            }
        return (discipline, license(of: discipline, in: state))
    }

    private static func license(of discipline: Discipline, in state: String) -> License {
        guard let rules = StateRules.all[state] else { return .psychologist }
        switch discipline {
        case .family: return rules.family
        case .social: return rules.socialWorker ?? rules.counselor
        case .psychologist: return .psychologist
        case .nurse: return .nurse
        case .associate: return rules.associate ?? rules.family
        default: return rules.counselor
        }
    }

    private static func extras(_ discipline: Discipline) -> [License] {
        switch discipline {
        case .social: [.groupPsychotherapist, .diplomate]
        case .family: [.groupPsychotherapist, .playTherapist]
        case .counselor: [.certifiedCounselor, .groupPsychotherapist, .playTherapist]
        default: [.groupPsychotherapist]
        }
    }

    private static func credential(
        _ license: License, in state: String, standing: Standing, isFirst: Bool = true, today: DemoDay,
        chance: inout Chance
    ) -> DemoCredential {
        let certifications: Set = ["cgp", "bcba", "ncc", "rpt", "dcsw", "eds", "hypnotherapist"]
        let isLicense = !certifications.contains(license.typeID)
        let source = license.registry ?? StateRules.all[state]?.register ?? "Licensing board search"
        let (claimed, result) = outcome(
            standing, certified: license.registry != nil, source: source, today: today, chance: &chance)
        let numbered = isLicense || license.registry != nil
        return DemoCredential(
            typeID: license.typeID(in: state),
            name: license.name,
            abbreviation: license.abbreviation,
            state: isLicense ? state : nil,
            number: numbered && standing != .waiting(.changesRequested)
                ? license.number(in: state, chance: &chance) : nil,
            claimedExpiry: numbered ? claimed : nil,
            standing: result,
            needsSecondPerson: isLicense && isFirst || standing == .revoked)
    }

    private static func outcome(
        _ standing: Standing, certified: Bool, source: String, today: DemoDay, chance: inout Chance
    ) -> (claimed: DemoDay, DemoCredential.Standing) {
        let checked = today - chance.number(in: 1...118)
        let later = today + chance.number(in: 62...700)
        switch standing {
        case .verified(let within):
            let ranges = [12: 1...12, 30: 13...30, 60: 31...60]
            let expiry = within.flatMap { ranges[$0] }.map { today + chance.number(in: $0) } ?? later
            // A check is good for a year even where the license lasts longer.
            return (expiry, .verified(checkedOn: checked, until: min(expiry, checked + 365), source: source))
        case .lapsed:
            let ended = today - chance.number(in: 1...200)
            let before = ended - chance.number(in: 30...300)
            return (ended, .expired(checkedOn: before, on: ended, source: source))
        case .revoked:
            let ended = today - chance.number(in: 3...300)
            let reason = chance.pick(Self.revocations)
            return (
                later,
                .revoked(
                    checkedOn: ended - chance.number(in: 40...300), on: ended, source: source, reason: reason)
            )
        case .waiting: return (later, .waiting(since: today - chance.number(in: 0...6)))
        case .certifiedOnly where certified:
            let until = min(later, checked + 365)
            return (later, .verified(checkedOn: checked, until: until, source: source))
        case .certifiedOnly, .certificationUnchecked, .licenseUnchecked: return (later, .unchecked)
        case .licenseRefused:
            let (result, reason) = chance.pick(Self.refusals)
            return (later, .refused(on: checked, result: result, source: source, reason: reason))
        }
    }

    private static let revocations = [
        "The board lists the license as surrendered.",
        "The board suspended the license; its order is public.",
        "The board revoked the license after a hearing.",
    ]

    private static let refusals: [(DemoCredential.Refusal, String)] = [
        (.notFound, "The register knows no license of this number, and the clinician sent no other."),
        (.mismatch, "The number belongs to a person of another name."),
        (.adverse, "The register lists the license as inactive."),
    ]

    /// A state nearby, for those who hold a second license.
    private static let neighbors: [String: [String]] = [
        "CA": ["OR", "AZ"], "WA": ["OR"], "OR": ["WA", "CA"], "NY": ["NJ", "VT", "MA"], "TX": ["NM", "LA"],
        "IL": ["WI", "MO"], "FL": ["GA"], "MA": ["VT", "NY"], "CO": ["UT", "NM"], "VA": ["MD", "NC"],
        "OH": ["KY", "PA", "MI"], "PA": ["NJ", "OH"], "GA": ["FL", "TN"], "NC": ["VA", "TN"],
        "MI": ["OH", "WI"], "MN": ["WI"], "AZ": ["NM", "UT"], "MD": ["VA", "PA"], "NJ": ["NY", "PA"],
        "WI": ["MN", "IL"], "KY": ["OH", "TN"], "UT": ["CO", "AZ"], "TN": ["KY", "GA"], "MO": ["IL"],
        "LA": ["TX"], "NM": ["AZ", "CO"], "VT": ["NY", "MA"],
    ]
}

extension Standing {
    /// What holds for a second license of the same person: nothing waits twice, and what ended, ended here.
    fileprivate var beside: Standing {
        switch self {
        case .verified: .verified(within: nil)
        case .waiting, .licenseUnchecked, .licenseRefused: .licenseUnchecked
        default: self
        }
    }
}
