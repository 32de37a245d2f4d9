import Postgres

/// What a title is. Only a state's license authorizes to practice; everything else decorates.
public enum CredentialKind: String, Sendable, Codable, CaseIterable, PostgresCodable {
    case stateLicense = "state_license"
    case associateLicense = "associate_license"
    case stateCertification = "state_certification"
    case nationalCertification = "national_certification"
    case degree
    case membership
    case unregulatedTitle = "unregulated_title"

    /// How the queue and forms call it.
    var word: String {
        switch self {
        case .stateLicense: "License"
        case .associateLicense: "Associate license"
        case .stateCertification: "State certification"
        case .nationalCertification: "Certification"
        case .degree: "Degree"
        case .membership: "Membership"
        case .unregulatedTitle: "Title without a license"
        }
    }

    /// Whether it permits to practice, alone or under supervision.
    var isLicense: Bool { self == .stateLicense || self == .associateLicense }

    /// Whether a state issues it, so that it means nothing without one.
    var needsState: Bool { isLicense || self == .stateCertification }

    /// Whether it cannot be told from others without its number.
    var needsNumber: Bool { needsState }

    /// Whether the register says when it ends.
    var needsExpiry: Bool { isLicense }

    /// Whether it has an end that whoever holds it knows.
    var asksExpiry: Bool {
        switch self {
        case .stateLicense, .associateLicense, .stateCertification, .nationalCertification, .membership: true
        case .degree, .unregulatedTitle: false
        }
    }

    /// Whether its register knows it by a number.
    var asksNumber: Bool { asksExpiry }

    /// Whether it permits to practice only under somebody, who must be named.
    var needsSupervisor: Bool { self == .associateLicense }

    /// Whether it is known by who awarded it and when.
    var needsInstitution: Bool { self == .degree }

    /// How the number is called on paper.
    var numberLabel: String {
        switch self {
        case .stateLicense, .associateLicense: "License number"
        case .stateCertification, .nationalCertification: "Certificate or registry number"
        case .membership: "Member number"
        case .degree, .unregulatedTitle: "Number"
        }
    }

    /// Who is asked about it, as the first thing to do.
    var lookUp: String {
        switch self {
        case .stateLicense, .associateLicense: "Board’s register looked up"
        case .stateCertification, .nationalCertification: "Issuer’s registry looked up"
        case .degree: "Institution or clearinghouse asked"
        case .membership: "Association asked"
        case .unregulatedTitle: "Nobody to ask"
        }
    }

    /// Whether anybody issues it at all.
    var isVerifiable: Bool { self != .unregulatedTitle }
}

/// A kind of title, as the reference data describe it.
struct CredentialType: Decodable, Sendable {
    let credentialTypeID: String
    let abbreviation: String?
    let name: String
    let kind: CredentialKind
    let issuer: String
    let note: String
    /// Where the title exists; empty where that is not limited or not known.
    let states: [String]
    /// How numbers usually look; a mismatch is a warning and no more.
    let numberPattern: String?
    let verifyURL: String?

    /// `Licensed Marriage and Family Therapist (LMFT)`.
    var title: String { abbreviation.map { "\(name) (\($0))" } ?? name }

    static let columns: SQL = """
        credential_type.credential_type_id,
        credential_type.abbreviation,
        credential_type.name,
        credential_type.kind,
        credential_type.issuer,
        credential_type.note,
        credential_type.states,
        credential_type.number_pattern,
        credential_type.verify_url
        """
}

/// Where licenses of a state are looked up.
struct Board: Decodable, Sendable {
    let name: String
    /// Nil where nobody is sure of the address.
    let verifyURL: String?
}
