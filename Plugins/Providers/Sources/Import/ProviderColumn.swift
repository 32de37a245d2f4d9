import Kernel

/// A column of a providers' file.
enum ProviderColumn: Hashable, Sendable {
    case profile(ProfileColumn)
    /// Of a further office, counted from 2: the first one stands in columns of the profile itself.
    case office(Int, OfficeColumn)

    init?(_ name: String) {
        if let column = ProfileColumn(rawValue: name) {
            self = .profile(column)
        } else if let column = Self.offices(upTo: OfficeFields.most).first(where: { $0.name == name }) {
            self = column
        } else {
            return nil
        }
    }

    var name: String {
        switch self {
        case .profile(let column): column.rawValue
        case .office(let position, let column): OfficeFields.name(column.rawValue, of: position)
        }
    }

    /// The columns of all further offices up to a number.
    static func offices(upTo most: Int) -> [ProviderColumn] {
        guard most >= 2 else { return [] }
        return (2...most).flatMap { position in OfficeColumn.allCases.map { .office(position, $0) } }
    }

    static let required: [ProviderColumn] = ProfileColumn.required.map(ProviderColumn.profile)
    /// Those of the profile; offices may follow.
    static let optional: [ProviderColumn] = ProfileColumn.optional.map(ProviderColumn.profile)

    static let expected = """
        Expected the header \(required.map(\.name).joined(separator: ",")) and, if you like, \
        \(optional.map(\.name).joined(separator: ",")), and for further offices \
        \(offices(upTo: 2).map(\.name).joined(separator: ",")), up to office\(OfficeFields.most).
        """
}

/// A column that says something about the profile as a whole.
enum ProfileColumn: String, CaseIterable, Sendable {
    case name, credentials, street, city, state
    case postalCode = "postal_code"
    case remoteOnly = "remote_only"
    case yearsInPractice = "years_in_practice"
    case topics, bio
    case slug, npi, phone, website, languages, states
    /// The same as `yearsInPractice` in a way that no New Year changes; it counts where both are there.
    case startYear = "start_year"
    case givenName = "given_name"
    case familyName = "family_name"
    case otherNames = "other_names"
    case pronouns
    case phonePrivate = "phone_private"
    case email
    case emailPrivate = "email_private"
    case streetPrivate = "street_private"
    case modalities
    case feeFrom = "fee_from"
    case feeTo = "fee_to"
    case slidingScale = "sliding_scale"
    case insurance
    case newClients = "new_clients"

    static let required: [ProfileColumn] = [
        .name, .credentials, .street, .city, .state, .postalCode, .remoteOnly, .yearsInPractice, .topics,
        .bio,
    ]
    static let optional: [ProfileColumn] = allCases.filter { !required.contains($0) }

    /// The column without which this one says nothing; nil where it stands alone.
    var companion: ProfileColumn? {
        switch self {
        case .phonePrivate: .phone
        case .emailPrivate: .email
        case .feeTo: .feeFrom
        default: nil
        }
    }
}

/// A column that says something about a further office.
enum OfficeColumn: String, CaseIterable, Sendable {
    case street, city, state
    case postalCode = "postal_code"
    case streetPrivate = "street_private"
    case phone
}

extension ProviderImport {
    /// What each optional column of a file holds, for the command that takes the file: lines of at most 80 characters.
    public static let optionalColumns = """
        slug               the last part of the page's address, else made of the name
        npi                ten digits
        phone, website     as readers use them
        phone_private      yes keeps the phone number from readers
        email              kept from readers unless email_private says no
        street_private     yes shows readers city and state only
        languages, modalities, insurance
                           names, apart by semicolons
        states             where people are seen online, apart by semicolons
        start_year         when practice began; counts before years_in_practice
        given_name, family_name, pronouns
                           as readers see them
        other_names        names of a license, apart by semicolons; never public
        fee_from, fee_to   whole dollars for a session
        sliding_scale      yes or no
        new_clients        yes, waitlist or no
        office2_street, office2_city, office2_state, office2_postal_code,
        office2_street_private, office2_phone
                           a second office, and so on up to office\(OfficeFields.most)
        """
}
