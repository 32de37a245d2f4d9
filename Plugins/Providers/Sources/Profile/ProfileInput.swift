import Documents
import Foundation
import Kernel
import Site

/// A whole profile, checked.
struct ProfileInput: Sendable, Equatable {
    /// As readers see it.
    var name: String
    var givenName: String?
    var familyName: String?
    /// Names that a license may be under; readers never see them.
    var otherNames: [String]
    var pronouns: String?
    /// The picture's digest; nil for none.
    var photoID: String?
    var npi: NPI?
    var phone: Phone?
    var phonePrivate: Bool
    var email: String?
    var emailPrivate: Bool
    var website: String?
    var languages: [String]
    var modalities: [String]
    var fee: Fee?
    var slidingScale: Bool
    var insurance: [String]
    /// Nil where the profile does not say.
    var newClients: NewClients?
    var remoteOnly: Bool
    var street: String?
    var streetPrivate: Bool
    var city: String?
    var state: USState?
    var postalCode: String?
    /// Further offices, in their order.
    var offices: [Office]
    var states: [USState]
    var startYear: Int?
    var bio: Document
    var titles: [ClaimedTitle]
    var topics: [String]

    /// How much of a profile must be there.
    enum Completeness {
        case draft
        /// Enough to show to readers: a person without an office says so, everybody else names city and state.
        case whole
    }

    /// - Throws: `FormIssues` with every field that needs another look.
    init(_ fields: ProfileFields, _ completeness: Completeness, thisYear: Int) throws(FormIssues) {
        var checks = ProfileChecks()
        self.init(fields, completeness, thisYear: thisYear, &checks)
        try checks.issues.throwIfAny()
    }

    /// What there is of a profile while somebody writes it: what cannot be read yet is left out, and told.
    static func unfinished(_ fields: ProfileFields, thisYear: Int) -> (
        profile: ProfileInput, issues: FormIssues
    ) {
        var checks = ProfileChecks()
        let profile = ProfileInput(fields, .whole, thisYear: thisYear, &checks)
        return (profile, checks.issues)
    }

    private init(
        _ fields: ProfileFields, _ completeness: Completeness, thisYear: Int, _ checks: inout ProfileChecks
    ) {
        name = checks.line(fields.name, "name", "a name", max: 200) ?? ""
        if name.isEmpty { checks.issues.add("name", .missing("a name")) }
        givenName = checks.line(fields.givenName, "given_name", "a given name", max: 100)
        familyName = checks.line(fields.familyName, "family_name", "a family name", max: 100)
        otherNames = checks.lines(fields.otherNames, "other_names", "a name", max: 200, most: 10)
        pronouns = checks.line(fields.pronouns, "pronouns", "pronouns", max: 40)
        photoID = fields.photo.isEmpty ? nil : fields.photo
        npi = checks.npi(fields.npi)
        phone = checks.phone(fields.phone, "phone")
        phonePrivate = phone != nil && fields.phonePrivate
        email = checks.email(fields.email)
        emailPrivate = email != nil && fields.emailPrivate
        website = checks.website(fields.website)
        languages = checks.lines(
            fields.languages.map(ReferenceList.languages.name(for:)), "languages", "a language", max: 60,
            most: 20)
        modalities = checks.lines(
            fields.modalities.map(ReferenceList.modalities.name(for:)), "modalities", "an approach", max: 80,
            most: 20)
        fee = checks.fee(from: fields.feeFrom, to: fields.feeTo)
        slidingScale = fields.slidingScale
        insurance = checks.lines(
            fields.insurance.map(ReferenceList.insurance.name(for:)), "insurance", "a plan", max: 80, most: 40
        )
        newClients = checks.newClients(fields.newClients)
        remoteOnly = fields.remoteOnly
        street = checks.line(fields.street, "street", "a street", max: 200)
        streetPrivate = street != nil && fields.streetPrivate
        city = checks.line(fields.city, "city", "a city", max: 100)
        state = checks.state(fields.state, "state")
        postalCode = checks.postalCode(fields.postalCode, "postal_code")
        offices = checks.offices(fields.offices, completeness, isShown: !fields.remoteOnly)
        states = checks.states(fields.states)
        startYear = checks.startYear(fields.startYear, thisYear: thisYear)
        bio = checks.bio(fields.bioJSON, markdown: fields.bio)
        titles = fields.titles
        for title in fields.unknownTitles {
            checks.issues.add(
                "titles",
                .other(
                    "“\(title.prefix(80))” is none of your credentials. Add it under My credentials first."))
        }
        topics = checks.lines(fields.topics, "topics", "a topic", max: 120, most: 20)
        if completeness == .whole, !remoteOnly {
            if city == nil {
                checks.issues.add("city", .missing("a city, or say that you work remotely only"))
            }
            if state == nil, fields.state.oneLine.isEmpty {
                checks.issues.add("state", .missing("a state, or say that you work remotely only"))
            }
        }
    }

    /// A stored profile, its topics by these names.
    init(_ stored: StoredProfile, topics names: [String] = []) {
        name = stored.name
        givenName = stored.givenName
        familyName = stored.familyName
        otherNames = stored.otherNames
        pronouns = stored.pronouns
        photoID = stored.photoID
        npi = stored.npi
        phone = stored.phone
        phonePrivate = stored.phonePrivate
        email = stored.email
        emailPrivate = stored.emailPrivate
        website = stored.website
        languages = stored.languages
        modalities = stored.modalities
        fee = Fee(from: stored.feeFrom, to: stored.feeTo)
        slidingScale = stored.slidingScale
        insurance = stored.insurance
        newClients = stored.newClients
        remoteOnly = stored.remoteOnly
        street = stored.street
        streetPrivate = stored.streetPrivate
        city = stored.city
        state = stored.state
        postalCode = stored.postalCode
        offices = stored.offices
        states = stored.states
        startYear = stored.startYear
        bio = stored.bio
        titles = stored.titles
        topics = names
    }

    /// Whether readers find a way to write or call.
    var isReachable: Bool {
        (phone != nil && !phonePrivate) || (email != nil && !emailPrivate) || website != nil
    }

    /// Whether readers are told where they would go, or that they stay at home.
    var saysWhere: Bool { remoteOnly || (city != nil && state != nil) }
}

/// A place where somebody sees people, beside the first.
struct Office: Hashable, Sendable, Codable {
    var street: String?
    var city: String?
    var state: USState?
    var postalCode: String?
    /// Nil where it is the profile's own.
    var phone: Phone?
    /// Readers see city and state only.
    var streetPrivate: Bool
}

/// What a session costs, in whole dollars.
struct Fee: Hashable, Sendable {
    static let most = 10_000

    let from: Int
    let to: Int

    /// Nil unless both ends are known.
    init?(from: Int?, to: Int?) {
        guard let from, let to else { return nil }
        (self.from, self.to) = (from, to)
    }

    /// `$140 a session`, `$90 to $160 a session`.
    var text: String {
        if to == 0 { return "No fee" }
        return from == to ? "$\(from) a session" : "$\(from) to $\(to) a session"
    }
}

/// Whether somebody takes new clients.
enum NewClients: String, Sendable, Codable, CaseIterable {
    case yes, waitlist, no

    /// In an editor's words.
    var choice: String {
        switch self {
        case .yes: "Yes"
        case .waitlist: "There is a waitlist"
        case .no: "Not now"
        }
    }

    /// In a reader's words.
    var sentence: String {
        switch self {
        case .yes: "Takes new clients"
        case .waitlist: "Keeps a waitlist for new clients"
        case .no: "Takes no new clients now"
        }
    }
}
