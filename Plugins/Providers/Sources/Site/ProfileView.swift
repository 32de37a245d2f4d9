import Console
import Foundation
import Kernel
import Site

/// A profile as readers see it, without the page around it: the site draws it, and so does the editor's preview.
struct ProfileView: Sendable {
    struct HeadBadge: Sendable {
        let isLicense: Bool
        let word: String
        let checkedOn: String?
    }

    struct PhoneLink: Sendable {
        let number: String
        let dial: String
    }

    struct WebsiteLink: Sendable {
        let url: String
        let host: String
    }

    struct TopicLink: Sendable {
        let label: String
        let topicURL: String?
    }

    struct Place: Sendable {
        let lines: [String]
        let officePhone: PhoneLink?
    }

    /// Stands before the ids of its headings, so that two of them can stand on one page.
    let prefix: String
    let slug: String
    let fullName: String
    let initials: String
    let photoURL: String?
    let pronouns: String?
    let isVerified: Bool
    let headline: String
    let headBadge: HeadBadge?
    let crisis: CrisisBox?
    let sentence: String?
    let bioHTML: String
    let hasChecked: Bool
    let checked: [CheckedCredential]
    let hasUnchecked: Bool
    let unchecked: [UncheckedCredential]
    let phone: PhoneLink?
    let email: String?
    let website: WebsiteLink?
    let noContact: Bool
    let hasPlaces: Bool
    let places: [Place]
    let remoteNote: String?
    let hasMoney: Bool
    let newClients: String?
    let fee: String?
    let slidingScale: String?
    let hasInsurance: Bool
    let insurance: [String]
    let hasTopics: Bool
    let topics: [TopicLink]
    let hasApproaches: Bool
    let approaches: [String]
    let languages: String?

    init(
        _ profile: PublicProfile.Live, _ standing: TitleStanding, sentence: String,
        topics: [PublicProfile.Topic], site: SiteFacts, prefix: String = "",
        photos: String = PhotoRoutes.publicPath
    ) {
        self.prefix = prefix
        slug = profile.slug.rawValue
        fullName = profile.name
        initials = Console.initials(of: profile.name)
        photoURL = profile.photoID.map { photos + $0 }
        pronouns = profile.pronouns
        isVerified = standing.isVerified
        let titles = standing.verifiedTitles.joined(separator: ", ")
        headline = titles.isEmpty ? profile.place.line : titles
        headBadge = standing.checked.first.map { held in
            HeadBadge(
                isLicense: held.isLicense, word: held.badge,
                checkedOn: CheckedDay.text(held.checkedOn, in: site).map { "on \($0)" })
        }
        // The box that must stand goes before the one that should.
        crisis = topics.map(\.crisisTier).filter { $0 > 0 }.min().flatMap { CrisisBox(tier: $0) }
        self.sentence = sentence.isEmpty ? nil : sentence
        bioHTML = profile.bioHTML
        hasChecked = !standing.checked.isEmpty
        checked = standing.checked.map { CheckedCredential($0, site: site) }
        hasUnchecked = !standing.unchecked.isEmpty
        unchecked = standing.unchecked.map(UncheckedCredential.init)
        phone = profile.phone.map { PhoneLink(number: $0.rawValue, dial: $0.dial) }
        email = profile.email
        website = profile.website.flatMap { WebAddress($0) }.map { WebsiteLink(url: $0.url, host: $0.host) }
        noContact = phone == nil && email == nil && website == nil
        places = profile.places
        hasPlaces = !places.isEmpty
        remoteNote = profile.remoteNote
        newClients = profile.newClients?.sentence
        fee = Fee(from: profile.feeFrom, to: profile.feeTo)?.text
        slidingScale = profile.slidingScale ? "Sliding scale: ask about a lower fee" : nil
        insurance = profile.insurance
        hasInsurance = !insurance.isEmpty
        hasMoney = newClients != nil || fee != nil || slidingScale != nil
        hasTopics = !topics.isEmpty
        self.topics = topics.map { topic in
            TopicLink(label: topic.name, topicURL: topic.hasPage ? "/topics/\(topic.slug)" : nil)
        }
        approaches = profile.modalities
        hasApproaches = !approaches.isEmpty
        languages = profile.languages.isEmpty ? nil : profile.languages.joined(separator: ", ")
    }
}

extension PublicProfile.Live {
    /// The offices as they are written, the first one first; nothing for people without an office.
    fileprivate var places: [ProfileView.Place] {
        guard !remoteOnly else { return [] }
        let first = PublicOffice(street: street, city: city, state: state, postalCode: postalCode, phone: nil)
        return ([first] + offices).filter { !$0.lines.isEmpty }.map { office in
            ProfileView.Place(
                lines: office.lines,
                officePhone: office.phone.map { .init(number: $0.rawValue, dial: $0.dial) })
        }
    }

    /// Whom the person sees online; nil when that is not said.
    fileprivate var remoteNote: String? {
        if remoteOnly { return place.line }
        return states.isEmpty ? nil : "Also online, for people in \(Place.list(states))"
    }

    /// A profile as it would be public, cut to what readers may know.
    init(_ profile: ProfileInput, slug: Slug) {
        self.init(
            slug: slug, name: profile.name, givenName: profile.givenName, familyName: profile.familyName,
            pronouns: profile.pronouns, photoID: profile.photoID,
            phone: profile.phonePrivate ? nil : profile.phone,
            email: profile.emailPrivate ? nil : profile.email,
            website: profile.website, languages: profile.languages, modalities: profile.modalities,
            feeFrom: profile.fee?.from, feeTo: profile.fee?.to, slidingScale: profile.slidingScale,
            insurance: profile.insurance, newClients: profile.newClients, remoteOnly: profile.remoteOnly,
            street: profile.streetPrivate ? nil : profile.street, city: profile.city, state: profile.state,
            postalCode: profile.streetPrivate ? nil : profile.postalCode,
            offices: profile.offices.map(PublicOffice.init), states: profile.states,
            startYear: profile.startYear, bioHTML: profile.bio.html().text, bioText: profile.bio.text)
    }
}

/// A further office as readers may know it.
struct PublicOffice: Decodable, Sendable {
    let street: String?
    let city: String?
    let state: USState?
    let postalCode: String?
    let phone: Phone?

    /// Street, then city, state and ZIP code.
    var lines: [String] {
        let region = [state?.name, postalCode].compactMap { $0 }.joined(separator: " ")
        let town = [city, region.isEmpty ? nil : region].compactMap { $0 }.joined(separator: ", ")
        return [street ?? "", town].filter { !$0.isEmpty }
    }
}

extension PublicOffice {
    init(_ office: Office) {
        self.init(
            street: office.streetPrivate ? nil : office.street, city: office.city, state: office.state,
            postalCode: office.streetPrivate ? nil : office.postalCode, phone: office.phone)
    }
}
