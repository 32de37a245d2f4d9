import Foundation
import Site

/// A person as structured data (schema.org/Person). Only credentials that were checked are in it.
struct PersonData: Encodable {
    private struct Address: Encodable {
        let street: String?
        let city: String?
        let state: String?
        let postalCode: String?

        private enum Keys: String, CodingKey {
            case type = "@type"
            case street = "streetAddress"
            case city = "addressLocality"
            case state = "addressRegion"
            case postalCode, addressCountry
        }

        func encode(to encoder: any Encoder) throws {
            var address = encoder.container(keyedBy: Keys.self)
            try address.encode("PostalAddress", forKey: .type)
            try address.encodeIfPresent(street, forKey: .street)
            try address.encodeIfPresent(city, forKey: .city)
            try address.encodeIfPresent(state, forKey: .state)
            try address.encodeIfPresent(postalCode, forKey: .postalCode)
            try address.encode("US", forKey: .addressCountry)
        }
    }

    private struct Credential: Encodable {
        let name: String
        let category: String

        private enum Keys: String, CodingKey {
            case type = "@type"
            case name
            case category = "credentialCategory"
        }

        func encode(to encoder: any Encoder) throws {
            var credential = encoder.container(keyedBy: Keys.self)
            try credential.encode("EducationalOccupationalCredential", forKey: .type)
            try credential.encode(name, forKey: .name)
            try credential.encode(category, forKey: .category)
        }
    }

    private enum Keys: String, CodingKey {
        case context = "@context"
        case type = "@type"
        case name, url, jobTitle, telephone, sameAs, address, knowsLanguage, hasCredential
    }

    private let profile: PublicProfile.Live
    private let standing: TitleStanding
    private let url: String

    init(_ profile: PublicProfile.Live, _ standing: TitleStanding, url: String) {
        self.profile = profile
        self.standing = standing
        self.url = url
    }

    func encode(to encoder: any Encoder) throws {
        var person = encoder.container(keyedBy: Keys.self)
        try person.encode("https://schema.org", forKey: .context)
        try person.encode("Person", forKey: .type)
        try person.encode(profile.name, forKey: .name)
        try person.encode(url, forKey: .url)
        try person.encodeIfPresent(standing.checked.first?.name, forKey: .jobTitle)
        try person.encodeIfPresent(profile.phone?.dial, forKey: .telephone)
        try person.encodeIfPresent(profile.website, forKey: .sameAs)
        if !profile.remoteOnly, profile.city != nil || profile.state != nil {
            try person.encode(
                Address(
                    street: profile.street, city: profile.city, state: profile.state?.rawValue,
                    postalCode: profile.postalCode), forKey: .address)
        }
        if !profile.languages.isEmpty { try person.encode(profile.languages, forKey: .knowsLanguage) }
        let credentials = standing.checked.map { held in
            Credential(
                name: held.display, category: held.isLicense ? "license" : held.kind.replacing("_", with: " ")
            )
        }
        if !credentials.isEmpty { try person.encode(credentials, forKey: .hasCredential) }
    }
}
