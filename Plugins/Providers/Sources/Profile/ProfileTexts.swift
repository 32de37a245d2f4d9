import Foundation
import Kernel

/// A profile's fields as texts under the names that the editor gives them: to compare two versions of a profile, and
/// to send either of them again.
struct ProfileTexts: Sendable {
    struct Field: Sendable {
        let name: String
        let label: String
        let text: String

        /// The text as people read it, where it is a program's.
        var words: String {
            switch name {
            case "new_clients": NewClients(rawValue: text)?.choice ?? text
            case "fee_from", "fee_to": text.isEmpty ? text : "$\(text)"
            case "state": USState(rawValue: text)?.name ?? text
            case "sliding_scale", "remote_only",
                _ where name.hasSuffix("_private"):
                text.isEmpty ? text : "Yes"
            default: text
            }
        }
    }

    let all: [Field]

    init(_ profile: ProfileInput) {
        self.init(ProfileFields(profile))
    }

    init(_ fields: ProfileFields) {
        func flag(_ isSet: Bool) -> String { isSet ? "yes" : "" }
        func list(_ texts: [String]) -> String { texts.joined(separator: "; ") }
        all =
            [
                Field(name: "name", label: "Name", text: fields.name),
                Field(name: "given_name", label: "Given name", text: fields.givenName),
                Field(name: "family_name", label: "Family name", text: fields.familyName),
                Field(name: "pronouns", label: "Pronouns", text: fields.pronouns),
                Field(name: "photo", label: "Photo", text: fields.photo),
                Field(name: "titles", label: "Credentials", text: list(fields.titles.map(\.display))),
                Field(name: "bio", label: "Introduction", text: fields.bioText),
                Field(name: "topics", label: "Topics", text: fields.topics.joined(separator: "\n")),
                Field(name: "modalities", label: "Approaches", text: list(fields.modalities)),
                Field(name: "languages", label: "Languages", text: list(fields.languages)),
                Field(name: "start_year", label: "In practice since", text: fields.startYear),
                Field(name: "new_clients", label: "New clients", text: fields.newClients),
                Field(name: "fee_from", label: "Fee", text: fields.feeFrom),
                Field(name: "fee_to", label: "Highest fee", text: fields.feeTo),
                Field(name: "sliding_scale", label: "Sliding scale", text: flag(fields.slidingScale)),
                Field(name: "insurance", label: "Insurance", text: list(fields.insurance)),
                Field(name: "remote_only", label: "Remote only", text: flag(fields.remoteOnly)),
                Field(name: "states", label: "States served", text: list(fields.states)),
                Field(name: "street", label: "Street", text: fields.street),
                Field(name: "city", label: "City", text: fields.city),
                Field(name: "state", label: "State", text: fields.state),
                Field(name: "postal_code", label: "ZIP code", text: fields.postalCode),
                Field(name: "street_private", label: "Street kept private", text: flag(fields.streetPrivate)),
            ] + Self.offices(fields.offices) + [
                Field(name: "phone", label: "Phone", text: fields.phone),
                Field(name: "phone_private", label: "Phone kept private", text: flag(fields.phonePrivate)),
                Field(name: "email", label: "Email", text: fields.email),
                Field(name: "email_private", label: "Email kept private", text: flag(fields.emailPrivate)),
                Field(name: "website", label: "Website", text: fields.website),
                Field(name: "other_names", label: "Other names", text: list(fields.otherNames)),
                Field(name: "npi", label: "NPI", text: fields.npi),
            ]
    }

    /// Every place for an office, so that the fields of two profiles always stand side by side.
    private static func offices(_ offices: [OfficeFields]) -> [Field] {
        (2...OfficeFields.most).flatMap { position in
            let office = offices.count > position - 2 ? offices[position - 2] : OfficeFields()
            return [
                ("street", "street", office.street), ("city", "city", office.city),
                ("state", "state", office.state), ("postal_code", "ZIP code", office.postalCode),
                ("street_private", "street kept private", office.streetPrivate ? "yes" : ""),
                ("phone", "phone", office.phone),
            ].map { name, label, text in
                Field(
                    name: OfficeFields.name(name, of: position), label: "Office \(position): \(label)",
                    text: text)
            }
        }
    }

    subscript(name: String) -> String { all.first { $0.name == name }?.text ?? "" }
}
