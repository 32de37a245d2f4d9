import Console
import Documents
import Foundation
import Kernel
import Topics

struct ProfileEditorPage: Page {
    static let template = "providers/editor"

    let shell: Shell
    let saved: Pill?
    let standing: ProfileStanding
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let version: String
    let form: EditorForm
    let draft: ProfileView
    let isPublic: Bool
    let live: ProfileView?
    let hasChanges: Bool
    let changes: [ChangeRow]
    let before: BeforeSubmitting

    /// `fields` are what is stored or, where `isSaved` is false, what was sent and not kept.
    init(
        _ visit: Visit, stored: StoredProfile, fields: ProfileFields, isSaved: Bool, live: ProfileTexts?,
        titles: [ClaimedTitle], topics index: TopicIndex, preview: ProfilePreview,
        problems: (profile: ProfileInput, issues: FormIssues), standing: ProfileStanding, path: String
    ) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: path == ProfileEditor.ownPath ? "My profile" : stored.name)
        if isSaved {
            let words = TimeText(zone: visit.actor?.zone ?? .gmt)
            saved = Pill(.calm, "saved \(words.relative(stored.savedAt, now: visit.now))")
        } else {
            saved = Pill(.warn, "not saved")
        }
        self.standing = standing
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        action = path
        version = String(stored.version)
        form = EditorForm(
            visit, fields, titles: titles, topics: index, hasOffice: visit.form["then"] == "add-office",
            isOwn: path == ProfileEditor.ownPath)
        draft = preview.draft
        isPublic = preview.live != nil
        self.live = preview.live
        changes = live.map { ProfileTexts(fields).changes(since: $0) } ?? []
        hasChanges = !changes.isEmpty
        before = BeforeSubmitting(problems.profile, problems.issues)
    }
}

/// The fields of the editor, in the order of the screen.
struct EditorForm: Sendable {
    /// A credential in its place of the headline.
    struct TitleRow: Sendable {
        let display: String
        let isShown: Bool
        /// The button's value that moves it up; nil for the first.
        let upValue: String?
    }

    struct OfficeForm: Sendable {
        let heading: String
        let street: TextField
        let city: TextField
        let state: SelectField
        let postalCode: TextField
        let officePhone: TextField
        let streetPrivate: CheckField
    }

    let name: TextField
    let givenName: TextField
    let familyName: TextField
    let pronouns: TextField
    let titlesEffect: String
    let photo: String
    let photoURL: String?
    let photoRemove: CheckField?
    let photoIssue: String?
    let hasTitles: Bool
    let titleRows: [TitleRow]
    let titleIssue: String?
    /// Where clinicians add credentials; nil for somebody else.
    let credentialsURL: String?
    let bio: TextArea
    /// For the editor: the document's JSON; empty where there is none, or where only Markdown can be mended.
    let bioDocument: String
    let topics: TextArea
    let topicNames: String
    let modalities: PickField
    let languages: PickField
    let startYear: TextField
    let newClients: SelectField
    let feeFrom: TextField
    let feeTo: TextField
    let slidingScale: CheckField
    let insurance: PickField
    let remoteOnly: CheckField
    let states: PickField
    let street: TextField
    let streetPrivate: CheckField
    let city: TextField
    let state: SelectField
    let postalCode: TextField
    let hasOffices: Bool
    let offices: [OfficeForm]
    let mayAddOffice: Bool
    let phone: TextField
    let phonePrivate: CheckField
    let email: TextField
    let emailPrivate: CheckField
    let website: TextField
    let otherNames: TextField
    let npi: TextField

    init(
        _ visit: Visit, _ fields: ProfileFields, titles: [ClaimedTitle], topics index: TopicIndex,
        hasOffice: Bool, isOwn: Bool
    ) {
        let effect = "reviewed first"
        titlesEffect = effect
        func list(_ texts: [String]) -> String { texts.joined(separator: "; ") }
        let words = FieldWords(visit, effect: effect)
        name = visit.text(
            "name", "Name as readers see it", fields.name, autocomplete: "name", isRequired: true,
            effect: effect)
        givenName = words.text("given_name", "Given name", fields.givenName, autocomplete: "given-name")
        familyName = words.text("family_name", "Family name", fields.familyName, autocomplete: "family-name")
        pronouns = words.text("pronouns", "Pronouns", fields.pronouns, hint: "As she/her, they/them.")
        photo = fields.photo
        photoURL = fields.photo.isEmpty ? nil : PhotoRoutes.consolePath + fields.photo
        photoRemove =
            fields.photo.isEmpty ? nil : visit.check("photo_remove", "Show no photo", hint: nil)
        photoIssue = visit.issues[KeepPhoto.rule.field] ?? visit.issues["photo"]
        let others = titles.filter { !fields.titles.contains($0) }
        titleRows =
            fields.titles.enumerated().map { place, title in
                TitleRow(
                    display: title.display, isShown: true,
                    upValue: place == 0 ? nil : "title-up:\(place + 1)")
            } + others.map { TitleRow(display: $0.display, isShown: false, upValue: nil) }
        hasTitles = !titleRows.isEmpty
        titleIssue = visit.issues["titles"]
        credentialsURL = isOwn ? "/console/me/credentials" : nil
        bio = visit.area(
            "bio", "Introduction", fields.bioText, rows: 12, maxLength: DocumentSchema.bio.maxCharacters,
            effect: effect,
            hint:
                "Write as you would speak to somebody who looks for help. Lists show its first 155 characters."
        )
        bioDocument = fields.bioDocument?.json ?? ""
        topics = visit.area(
            "topics", "Topics", fields.topics.joined(separator: "\n"), rows: 4, effect: effect,
            hint: "One a line, the most important first.")
        topicNames = index.topics.map(\.name).joined(separator: ", ")
        modalities = PickField(
            visit, "modalities", "Approaches", fields.modalities, from: ReferenceList.modalities,
            effect: effect, other: "Other approaches, apart by semicolons")
        languages = PickField(
            visit, "languages", "Languages", fields.languages, from: ReferenceList.languages, effect: effect,
            other: "Other languages, apart by semicolons")
        startYear = words.text(
            "start_year", "In practice since", fields.startYear, hint: "A year, like 2018.")
        newClients = visit.select(
            "new_clients", "Do you take new clients?", fields.newClients,
            options: [("", "Not said")] + NewClients.allCases.map { ($0.rawValue, $0.choice) },
            effect: effect)
        feeFrom = words.text("fee_from", "Fee for a session", fields.feeFrom, hint: "In dollars, like 140.")
        feeTo = words.text(
            "fee_to", "Highest fee", fields.feeTo, hint: "Only where you have more than one.")
        slidingScale = visit.check("sliding_scale", "I offer a sliding scale", fields.slidingScale)
        insurance = PickField(
            visit, "insurance", "Insurance", fields.insurance, from: ReferenceList.insurance, effect: effect,
            other: "Other plans, apart by semicolons")
        remoteOnly = visit.check("remote_only", "I work remotely only", fields.remoteOnly)
        states = PickField(
            visit, "states", "States served online", fields.states,
            options: USState.all.map(\.name), effect: effect,
            hint: "Where you are licensed to see people online.")
        street = words.text("street", "Street", fields.street, autocomplete: "address-line1")
        streetPrivate = visit.check(
            "street_private", "Keep the street private", fields.streetPrivate,
            hint: "Readers see city and state only.")
        city = words.text("city", "City", fields.city, autocomplete: "address-level2")
        state = visit.select(
            "state", "State", fields.state, options: Self.stateOptions, effect: effect)
        postalCode = words.text("postal_code", "ZIP code", fields.postalCode, autocomplete: "postal-code")
        var shown = fields.offices
        while let last = shown.last, last.isEmpty { shown.removeLast() }
        if hasOffice, shown.count < OfficeFields.most - 1 { shown.append(OfficeFields()) }
        offices = shown.enumerated().map { Self.office($1, position: $0 + 2, visit, words) }
        hasOffices = !offices.isEmpty
        mayAddOffice = shown.count < OfficeFields.most - 1
        phone = words.text("phone", "Phone", fields.phone, kind: "tel", autocomplete: "tel")
        phonePrivate = visit.check("phone_private", "Keep it private", fields.phonePrivate)
        email = words.text("email", "Email", fields.email, kind: "email", autocomplete: "email")
        emailPrivate = visit.check(
            "email_private", "Keep it private", fields.emailPrivate || fields.email.isEmpty)
        website = words.text("website", "Website", fields.website, kind: "url", autocomplete: "url")
        otherNames = visit.text(
            "other_names", "Other names", list(fields.otherNames), effect: "never public",
            hint: "Names that your license may be under, apart by semicolons.")
        npi = visit.text(
            "npi", "NPI", fields.npi, effect: "never public",
            hint: "Ten digits. Leave it empty when you have none.")
    }

    private static let stateOptions = [("", "Choose")] + USState.all.map { ($0.rawValue, $0.name) }

    private static func office(
        _ fields: OfficeFields, position: Int, _ visit: Visit, _ words: FieldWords
    ) -> OfficeForm {
        func name(_ field: String) -> String { OfficeFields.name(field, of: position) }
        return OfficeForm(
            heading: "Office \(position)",
            street: words.text(name("street"), "Street", fields.street),
            city: words.text(name("city"), "City", fields.city),
            state: visit.select(
                name("state"), "State", fields.state, options: stateOptions, effect: words.effect),
            postalCode: words.text(name("postal_code"), "ZIP code", fields.postalCode),
            officePhone: words.text(
                name("phone"), "Phone of this office", fields.phone, kind: "tel"),
            streetPrivate: visit.check(
                name("street_private"), "Keep this street private", fields.streetPrivate))
    }
}

/// Makes lines to type in that all say the same about saving.
private struct FieldWords {
    let visit: Visit
    let effect: String

    init(_ visit: Visit, effect: String) {
        self.visit = visit
        self.effect = effect
    }

    func text(
        _ name: String, _ label: String, _ value: String, kind: String = "text", autocomplete: String = "off",
        hint: String? = nil
    ) -> TextField {
        visit.text(
            name, label, value, kind: kind, autocomplete: autocomplete, effect: effect, hint: hint)
    }
}

/// Several values of a list: shown in a line, chosen in a box that opens below it.
struct PickField: Sendable {
    let name: String
    let label: String
    let effect: String
    let hasChosen: Bool
    let chosen: [String]
    let options: [Choice]
    let otherLabel: String?
    /// What was chosen beside the list.
    let other: String
    let issue: String?
    let hint: String?

    init(
        _ visit: Visit, _ name: String, _ label: String, _ chosen: [String], options: [String],
        effect: String, other: String? = nil, hint: String? = nil
    ) {
        self.name = name
        self.label = label
        self.effect = effect
        self.chosen = chosen
        hasChosen = !chosen.isEmpty
        let wanted = Set(chosen)
        self.options = options.map { Choice($0, $0, isSelected: wanted.contains($0)) }
        otherLabel = other
        let known = Set(options)
        self.other = chosen.filter { !known.contains($0) }.joined(separator: "; ")
        issue = visit.issues[name]
        self.hint = hint
    }

    init(
        _ visit: Visit, _ name: String, _ label: String, _ chosen: [String], from list: ReferenceList,
        effect: String, other: String
    ) {
        self.init(
            visit, name, label, chosen.map { list.name(for: $0) }, options: list.entries.map(\.name),
            effect: effect, other: other)
    }
}
