import Documents
import Foundation
import Kernel
import Site
import Topics

/// A profile's fields as somebody wrote them, in a form or in a file.
struct ProfileFields: Sendable, Equatable {
    var name = ""
    var givenName = ""
    var familyName = ""
    var otherNames: [String] = []
    var pronouns = ""
    /// The picture's digest; empty for none.
    var photo = ""
    var npi = ""
    var phone = ""
    var phonePrivate = false
    var email = ""
    var emailPrivate = false
    var website = ""
    var languages: [String] = []
    var modalities: [String] = []
    /// Whole dollars.
    var feeFrom = ""
    var feeTo = ""
    var slidingScale = false
    var insurance: [String] = []
    /// `yes`, `waitlist`, `no` or nothing.
    var newClients = ""
    var remoteOnly = false
    var street = ""
    var streetPrivate = false
    var city = ""
    var state = ""
    var postalCode = ""
    /// Further offices in their order; empty ones in between are left out.
    var offices: [OfficeFields] = []
    var states: [String] = []
    /// The year in which the person began to practice.
    var startYear = ""
    /// Markdown.
    var bio = ""
    /// The same as the editor's JSON, where the browser ran it; then the Markdown is not looked at.
    var bioJSON: String?
    var titles: [ClaimedTitle] = []
    /// What a form names as a credential and is none of the person's.
    var unknownTitles: [String] = []
    /// Names, slugs or aliases.
    var topics: [String] = []
}

/// A further office as somebody wrote it.
struct OfficeFields: Sendable, Equatable {
    /// With the first one.
    static let most = 6

    var street = ""
    var streetPrivate = false
    var city = ""
    var state = ""
    var postalCode = ""
    var phone = ""

    var isEmpty: Bool { [street, city, state, postalCode, phone].allSatisfy { $0.oneLine.isEmpty } }

    /// What a field of the office at a place is called: `office2_city`.
    static func name(_ field: String, of position: Int) -> String { "office\(position)_\(field)" }
}

extension ProfileFields {
    /// Reads the editor's form. A list comes as several values, as one text, or as both.
    ///
    /// `titles` are those to choose from; of the form come their names in the order of the profile.
    init(_ form: Form, titles choices: [ClaimedTitle]) {
        name = form["name"]
        givenName = form["given_name"]
        familyName = form["family_name"]
        otherNames = form.list("other_names")
        pronouns = form["pronouns"]
        photo = form["photo"]
        npi = form["npi"]
        phone = form["phone"]
        phonePrivate = form["phone_private"] == "yes"
        email = form["email"]
        emailPrivate = form["email_private"] == "yes"
        website = form["website"]
        languages = form.list("languages", commas: true)
        modalities = form.list("modalities")
        feeFrom = form["fee_from"]
        feeTo = form["fee_to"]
        slidingScale = form["sliding_scale"] == "yes"
        insurance = form.list("insurance")
        newClients = form["new_clients"]
        remoteOnly = form["remote_only"] == "yes"
        street = form["street"]
        streetPrivate = form["street_private"] == "yes"
        city = form["city"]
        state = form["state"]
        postalCode = form["postal_code"]
        offices = (2...OfficeFields.most).map { position in
            func field(_ name: String) -> String { form[OfficeFields.name(name, of: position)] }
            return OfficeFields(
                street: field("street"), streetPrivate: field("street_private") == "yes", city: field("city"),
                state: field("state"), postalCode: field("postal_code"), phone: field("phone"))
        }
        states = form.list("states", commas: true)
        startYear = form["start_year"]
        bio = form["bio"]
        bioJSON = form["bio_json"].isEmpty ? nil : form["bio_json"]
        topics = form.list("topics")
        for name in form.list("titles") {
            guard let title = choices.first(where: { $0.display == name }) else {
                unknownTitles.append(name)
                continue
            }
            if !titles.contains(title) { titles.append(title) }
        }
    }

    /// The fields of a profile that was checked once, as its editor shows them.
    init(_ profile: ProfileInput) {
        name = profile.name
        givenName = profile.givenName ?? ""
        familyName = profile.familyName ?? ""
        otherNames = profile.otherNames
        pronouns = profile.pronouns ?? ""
        photo = profile.photoID ?? ""
        npi = profile.npi?.rawValue ?? ""
        phone = profile.phone?.rawValue ?? ""
        phonePrivate = profile.phonePrivate
        email = profile.email ?? ""
        emailPrivate = profile.emailPrivate
        website = profile.website ?? ""
        languages = profile.languages
        modalities = profile.modalities
        feeFrom = profile.fee.map { String($0.from) } ?? ""
        feeTo = profile.fee.flatMap { $0.to == $0.from ? nil : String($0.to) } ?? ""
        slidingScale = profile.slidingScale
        insurance = profile.insurance
        newClients = profile.newClients?.rawValue ?? ""
        remoteOnly = profile.remoteOnly
        street = profile.street ?? ""
        streetPrivate = profile.streetPrivate
        city = profile.city ?? ""
        state = profile.state?.rawValue ?? ""
        postalCode = profile.postalCode ?? ""
        offices = profile.offices.map { office in
            OfficeFields(
                street: office.street ?? "", streetPrivate: office.streetPrivate, city: office.city ?? "",
                state: office.state?.rawValue ?? "", postalCode: office.postalCode ?? "",
                phone: office.phone?.rawValue ?? "")
        }
        states = profile.states.map(\.name)
        startYear = profile.startYear.map { String($0) } ?? ""
        bio = profile.bio.markdown.trimmingCharacters(in: .newlines)
        titles = profile.titles
        topics = profile.topics
    }

    /// The bio as a document, whichever way it came; nil where it cannot be read, and where there is none.
    var bioDocument: Document? {
        // What it may hold and how much is told beside the field; here it is only shown again.
        let document = try? bioJSON.map { try Document(json: $0) } ?? Document(markdown: bio, schema: .bio)
        return document.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The bio as Markdown: for the plain field, and to compare.
    var bioText: String {
        bioJSON == nil ? bio : bioDocument?.markdown.trimmingCharacters(in: .newlines) ?? bio
    }
}

extension Form {
    /// The values of a field that holds several, each on a line of its own or apart by semicolons.
    fileprivate func list(_ name: String, commas: Bool = false) -> [String] {
        let separators = commas ? ";," : ";"
        return all(name).flatMap { text in
            // Browsers end lines with two scalars, which are one character and neither of the two.
            text.split { $0.isNewline || separators.contains($0) }.map { String($0).oneLine }
        }.filter { !$0.isEmpty }
    }
}
