/// A made-up clinician with everything that a profile holds.
public struct DemoProvider: Hashable, Sendable {
    public internal(set) var name: String
    /// What the slug of the name would be before "-2"; also the host of the website.
    public internal(set) var slug: String
    public let givenName: String
    public let familyName: String
    /// Nil for about half of them.
    public let pronouns: String?
    /// What they call themselves, the license first. A degree stands here and has no credential.
    public let titles: [DemoTitle]
    /// Nil for those who only meet online, like city and postal code.
    public internal(set) var street: String?
    public let city: String?
    /// Two letters; for those who only meet online, the state of their first credential.
    public let state: String
    public let stateName: String
    public let postalCode: String?
    /// A number of the range kept free for fiction: "(206) 555-0142".
    public let phone: String
    /// Nil for about three in ten.
    public let website: String?
    public let remoteOnly: Bool
    /// Two-letter states that a remote clinician serves; empty for those with an office.
    public let statesServed: [String]
    public let startYear: Int
    /// Slugs of `DemoData.topics`, the most important first.
    public internal(set) var topics: [String]
    /// English names, "English" first.
    public let languages: [String]
    public let practice: DemoPractice
    /// Ten digits with a right check digit; nil for one in twenty, as for people who bill nobody.
    public let npi: String?
    public internal(set) var bioMarkdown: String
    public let credentials: [DemoCredential]
}

/// How somebody works, and for what.
public struct DemoPractice: Hashable, Sendable {
    /// Names of the reference list of approaches.
    public let modalities: [String]
    /// Whole dollars; both are the same where there is one price, and both nil where nothing is said.
    public let feeFrom: Int?
    public let feeTo: Int?
    public let slidingScale: Bool
    /// Names of the reference list of plans.
    public let insurance: [String]
    /// `yes`, `waitlist` or `no`; nil where nothing is said.
    public let newClients: String?
    /// Of a host kept free for fiction; nil for most.
    public let email: String?
}

public struct DemoTitle: Hashable, Sendable {
    public let name: String
    /// Nil where there is none in use, as for "Licensed Psychologist".
    public let abbreviation: String?
}

/// What someone claims, and what came of checking it.
public struct DemoCredential: Hashable, Sendable {
    /// The credential type of that id; nil where the letters have no meaning in the state that we know of.
    public let typeID: String?
    public let name: String
    public let abbreviation: String?
    /// Nil for certifications, which hold in every state.
    public let state: String?
    /// Nil where nothing of the kind is numbered, or where the claim came without.
    public let number: String?
    public let claimedExpiry: DemoDay?
    public let standing: Standing
    /// Whether policy asks for two persons: the first license of someone, and adverse results.
    public let needsSecondPerson: Bool

    public enum Standing: Hashable, Sendable {
        /// Checked by us, and holding now. `until` is the last day.
        case verified(checkedOn: DemoDay, until: DemoDay, source: String)
        /// Checked once, and lapsed since.
        case expired(checkedOn: DemoDay, on: DemoDay, source: String)
        /// Checked once, and ended by us after the board acted.
        case revoked(checkedOn: DemoDay, on: DemoDay, source: String, reason: String)
        /// Claimed, not decided. `DemoData.queue` has a case for each.
        case waiting(since: DemoDay)
        case refused(on: DemoDay, result: Refusal, source: String, reason: String)
        /// Nobody checks it, or nobody has.
        case unchecked
    }

    /// What the register said about a claim that was refused.
    public enum Refusal: Hashable, Sendable {
        case notFound, mismatch, adverse
    }
}
