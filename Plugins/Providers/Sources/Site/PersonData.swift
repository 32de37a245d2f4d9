import Foundation
import Site

/// A person as structured data (schema.org/Person). Only credentials that were checked are in it.
struct PersonData: Encodable {
    private struct Address: Encodable {
        let office: PublicOffice

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
            try address.encodeIfPresent(office.street, forKey: .street)
            try address.encodeIfPresent(office.city, forKey: .city)
            try address.encodeIfPresent(office.state?.rawValue, forKey: .state)
            try address.encodeIfPresent(office.postalCode, forKey: .postalCode)
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

    /// A language by its name, with its code (BCP 47) where the list has one.
    private struct Language: Encodable {
        let name: String

        private enum Keys: String, CodingKey {
            case type = "@type"
            case name
            case code = "alternateName"
        }

        func encode(to encoder: any Encoder) throws {
            var language = encoder.container(keyedBy: Keys.self)
            try language.encode("Language", forKey: .type)
            try language.encode(name, forKey: .name)
            try language.encodeIfPresent(ReferenceList.languages.entry(name)?.code, forKey: .code)
        }
    }

    private enum Keys: String, CodingKey {
        case context = "@context"
        case type = "@type"
        case name, givenName, familyName, url, image, jobTitle, telephone, email, sameAs, address
        case knowsLanguage, knowsAbout, hasCredential
    }

    private let profile: PublicProfile.Live
    private let standing: TitleStanding
    private let topics: [String]
    private let site: String

    /// `site` is the site's address, without a slash at its end.
    init(_ profile: PublicProfile.Live, _ standing: TitleStanding, topics: [String], site: String) {
        self.profile = profile
        self.standing = standing
        self.topics = topics
        self.site = site
    }

    func encode(to encoder: any Encoder) throws {
        var person = encoder.container(keyedBy: Keys.self)
        try person.encode("https://schema.org", forKey: .context)
        try person.encode("Person", forKey: .type)
        try person.encode(profile.name, forKey: .name)
        try person.encodeIfPresent(profile.givenName, forKey: .givenName)
        try person.encodeIfPresent(profile.familyName, forKey: .familyName)
        try person.encode("\(site)/providers/\(profile.slug)", forKey: .url)
        try person.encodeIfPresent(profile.photoID.map { site + PhotoRoutes.publicPath + $0 }, forKey: .image)
        try person.encodeIfPresent(standing.checked.first?.name, forKey: .jobTitle)
        try person.encodeIfPresent(profile.phone?.dial, forKey: .telephone)
        try person.encodeIfPresent(profile.email, forKey: .email)
        try person.encodeIfPresent(profile.website, forKey: .sameAs)
        let addresses = profile.addressedOffices.map(Address.init)
        // One address stays an object: that is what most readers of such data expect.
        if addresses.count == 1 { try person.encode(addresses[0], forKey: .address) }
        if addresses.count > 1 { try person.encode(addresses, forKey: .address) }
        let languages = profile.languages.map { Language(name: $0) }
        if !languages.isEmpty { try person.encode(languages, forKey: .knowsLanguage) }
        let subjects = topics + profile.modalities
        if !subjects.isEmpty { try person.encode(subjects, forKey: .knowsAbout) }
        let credentials = standing.checked.map { held in
            Credential(
                name: held.display, category: held.isLicense ? "license" : held.kind.replacing("_", with: " ")
            )
        }
        if !credentials.isEmpty { try person.encode(credentials, forKey: .hasCredential) }
    }
}

extension PublicProfile.Live {
    /// The offices whose city or state is known.
    fileprivate var addressedOffices: [PublicOffice] {
        guard !remoteOnly else { return [] }
        let first = PublicOffice(street: street, city: city, state: state, postalCode: postalCode, phone: nil)
        return ([first] + offices).filter { $0.city != nil || $0.state != nil }
    }
}
