/// How made-up clinicians work: approaches, fees, plans, whether they take new clients.
enum Practices {
    static func practice(
        of discipline: Discipline, host: String, index: Int, seed: UInt64
    ) -> DemoPractice {
        var chance = Chance(seed: seed, index: index, purpose: .practice)
        let modalities = chance.shuffled(approaches(discipline)).prefix(chance.number(in: 1...4))
        let low = chance.number(in: 9...22) * 10
        let saysFee = chance.happens(80)
        let high = chance.happens(35) ? low + chance.number(in: 2...6) * 10 : low
        let slides = chance.happens(30)
        let plans = chance.happens(65) ? chance.shuffled(plans).prefix(chance.number(in: 1...5)).sorted() : []
        let newClients = [nil, "yes", "yes", "yes", "yes", "yes", "yes", "waitlist", "waitlist", "no"]
        return DemoPractice(
            modalities: Array(modalities), feeFrom: saysFee ? low : nil, feeTo: saysFee ? high : nil,
            slidingScale: slides, insurance: plans, newClients: chance.pick(newClients),
            email: chance.happens(25) ? "hello@\(host)" : nil)
    }

    static func pronouns(_ pronoun: Pronoun, index: Int, seed: UInt64) -> String? {
        // A little apart from the others, so that who names pronouns has nothing to do with what they charge.
        var chance = Chance(seed: seed &+ 1, index: index, purpose: .practice)
        switch pronoun {
        case .she: return chance.happens(45) ? "she/her" : nil
        case .he: return chance.happens(45) ? "he/him" : nil
        case .they: return chance.happens(90) ? "they/them" : nil
        }
    }

    private static func approaches(_ discipline: Discipline) -> [String] {
        switch discipline {
        case .nurse: ["Medication management", "Motivational interviewing", "Person-centered therapy"]
        case .family:
            [
                "Emotionally focused therapy (EFT)", "Family systems therapy", "Gottman method",
                "Attachment-based therapy", "Narrative therapy", "Internal family systems (IFS)",
            ]
        default:
            [
                "Acceptance and commitment therapy (ACT)", "Cognitive behavioral therapy (CBT)",
                "Compassion-focused therapy (CFT)", "Dialectical behavior therapy (DBT)",
                "Exposure and response prevention (ERP)", "Interpersonal therapy (IPT)",
                "Mindfulness-based cognitive therapy (MBCT)", "Psychodynamic therapy", "Schema therapy",
                "Solution-focused brief therapy (SFBT)",
            ]
        }
    }

    private static let plans = [
        "Aetna", "Blue Cross Blue Shield", "Cigna", "Humana", "Kaiser Permanente", "Medicare", "Optum",
        "TRICARE", "UnitedHealthcare",
    ]
}
