import Console
import Documents
import Foundation
import Kernel
import Signals
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
            path: path)
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
    let photo: String
    let photoURL: String?
    let photoRemove: CheckField?
    let photoIssue: String?
    let titles: RankedField
    let bio: TextArea
    /// For the editor: the document's JSON; empty where there is none, or where only Markdown can be mended.
    let bioDocument: String
    /// What rules find in what stands there.
    let found: ProfileSignalsPart
    let topics: RankedField
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
        _ visit: Visit, _ fields: ProfileFields, titles choices: [ClaimedTitle], topics index: TopicIndex,
        hasOffice: Bool, path: String
    ) {
        func list(_ texts: [String]) -> String { texts.joined(separator: "; ") }
        name = visit.text(
            "name", "Name as readers see it", fields.name, autocomplete: "name", isRequired: true)
        givenName = visit.text("given_name", "Given name", fields.givenName, autocomplete: "given-name")
        familyName = visit.text("family_name", "Family name", fields.familyName, autocomplete: "family-name")
        pronouns = visit.text(
            "pronouns", "Pronouns", fields.pronouns, hint: "For example she/her or they/them.")
        photo = fields.photo
        photoURL = fields.photo.isEmpty ? nil : PhotoRoutes.consolePath + fields.photo
        photoRemove =
            fields.photo.isEmpty ? nil : visit.check("photo_remove", "Show no photo", hint: nil)
        photoIssue = visit.issues[KeepPhoto.rule.field] ?? visit.issues["photo"]
        titles = RankedField(
            visit, "titles", "Headline credentials", chosen: fields.titles.map(\.display),
            others: choices.filter { !fields.titles.contains($0) }.map(\.display),
            hint: "What we checked always stands under the name, licenses first.",
            elsewhereURL: path == ProfileEditor.ownPath ? "/console/me/credentials" : nil)
        bio = visit.area(
            "bio", "Introduction", fields.bioText, rows: 12, maxLength: DocumentSchema.bio.maxCharacters,
            hint:
                "Write as you would speak to somebody who looks for help. Lists show its first 155 characters."
        )
        bioDocument = fields.bioDocument?.json ?? ""
        found = ProfileSignalsPart(ProfileText(fields), editedAt: path)
        topics = RankedField(
            visit, "topics", "Topics", chosen: fields.topics, from: index.topics.map(\.name),
            none: fields.topics.isEmpty ? "None chosen" : "More topics", hint: "The most important first.")
        modalities = PickField(
            visit, "modalities", "Approaches", fields.modalities, from: ReferenceList.modalities,
            other: "Other approaches, separated by semicolons")
        languages = PickField(
            visit, "languages", "Languages", fields.languages, from: ReferenceList.languages,
            other: "Other languages, separated by semicolons")
        startYear = visit.text(
            "start_year", "In practice since", fields.startYear, hint: "A year, like 2018.")
        newClients = visit.select(
            "new_clients", "New clients", fields.newClients,
            options: [("", "Not said")] + NewClients.allCases.map { ($0.rawValue, $0.choice) })
        feeFrom = visit.text("fee_from", "Fee for a session", fields.feeFrom, hint: "In dollars, like 140.")
        feeTo = visit.text("fee_to", "Highest fee", fields.feeTo, hint: "Only where there is more than one.")
        slidingScale = visit.check("sliding_scale", "Offers a sliding scale", fields.slidingScale)
        insurance = PickField(
            visit, "insurance", "Insurance", fields.insurance, from: ReferenceList.insurance,
            other: "Other plans, separated by semicolons")
        remoteOnly = visit.check("remote_only", "Works remotely only", fields.remoteOnly)
        states = PickField(
            visit, "states", "States served online", fields.states, options: USState.all.map(\.name),
            hint: "Where a license lets people be seen online.")
        street = visit.text("street", "Street", fields.street, autocomplete: "address-line1")
        streetPrivate = visit.check(
            "street_private", "Keep the street private", fields.streetPrivate,
            hint: "Readers see city and state only.")
        city = visit.text("city", "City", fields.city, autocomplete: "address-level2")
        state = visit.select("state", "State", fields.state, options: Self.stateOptions)
        postalCode = visit.text("postal_code", "ZIP code", fields.postalCode, autocomplete: "postal-code")
        var shown = fields.offices
        while let last = shown.last, last.isEmpty { shown.removeLast() }
        if hasOffice, shown.count < OfficeFields.most - 1 { shown.append(OfficeFields()) }
        offices = shown.enumerated().map { Self.office($1, position: $0 + 2, visit) }
        hasOffices = !offices.isEmpty
        mayAddOffice = shown.count < OfficeFields.most - 1
        phone = visit.text("phone", "Phone", fields.phone, kind: "tel", autocomplete: "tel")
        phonePrivate = visit.check("phone_private", "Keep it private", fields.phonePrivate)
        email = visit.text("email", "Email", fields.email, kind: "email", autocomplete: "email")
        emailPrivate = visit.check(
            "email_private", "Keep it private", fields.emailPrivate || fields.email.isEmpty)
        website = visit.text("website", "Website", fields.website, kind: "url", autocomplete: "url")
        otherNames = visit.text(
            "other_names", "Other names", list(fields.otherNames), effect: "never public",
            hint: "Names that your license may be under, separated by semicolons.")
        npi = visit.text(
            "npi", "National Provider Identifier (NPI)", fields.npi, effect: "never public",
            hint: "Ten digits. Leave it empty where there is none.")
    }

    private static let stateOptions = [("", "Choose")] + USState.all.map { ($0.rawValue, $0.name) }

    private static func office(_ fields: OfficeFields, position: Int, _ visit: Visit) -> OfficeForm {
        func name(_ field: String) -> String { OfficeFields.name(field, of: position) }
        return OfficeForm(
            heading: "Office \(position)",
            street: visit.text(name("street"), "Street", fields.street),
            city: visit.text(name("city"), "City", fields.city),
            state: visit.select(name("state"), "State", fields.state, options: stateOptions),
            postalCode: visit.text(name("postal_code"), "ZIP code", fields.postalCode),
            officePhone: visit.text(name("phone"), "Phone of this office", fields.phone, kind: "tel"),
            streetPrivate: visit.check(
                name("street_private"), "Keep this street private", fields.streetPrivate))
    }
}

/// Several values whose order counts: those that are chosen in their order, and the rest to choose from.
struct RankedField: Sendable {
    struct Row: Sendable {
        let display: String
        let isShown: Bool
        /// The button's value that moves it up; nil for what is not chosen.
        let upValue: String?
    }

    let name: String
    let label: String
    let hasRows: Bool
    let rows: [Row]
    /// What a box with many more values says while nothing in it is chosen; nil without such a box.
    let moreLabel: String?
    let options: [Choice]
    let issue: String?
    let hint: String
    /// Where clinicians add to the values; nil for somebody else, and where the list is ours.
    let elsewhereURL: String?

    /// All values in view: `others` are those that are not chosen.
    init(
        _ visit: Visit, _ name: String, _ label: String, chosen: [String], others: [String], hint: String,
        elsewhereURL: String?
    ) {
        self.init(
            visit, name, label, chosen, others: others, options: [], moreLabel: nil, hint: hint,
            elsewhereURL: elsewhereURL)
    }

    /// What is not chosen stands in a box that opens below.
    init(
        _ visit: Visit, _ name: String, _ label: String, chosen: [String], from all: [String], none: String,
        hint: String
    ) {
        let wanted = Set(chosen)
        self.init(
            visit, name, label, chosen, others: [],
            options: all.filter { !wanted.contains($0) }.map { Choice($0, $0) }, moreLabel: none, hint: hint,
            elsewhereURL: nil)
    }

    private init(
        _ visit: Visit, _ name: String, _ label: String, _ chosen: [String], others: [String],
        options: [Choice], moreLabel: String?, hint: String, elsewhereURL: String?
    ) {
        self.name = name
        self.label = label
        rows =
            chosen.map { Row(display: $0, isShown: true, upValue: "up:\(name):\($0)") }
            + others.map { Row(display: $0, isShown: false, upValue: nil) }
        hasRows = !rows.isEmpty
        self.options = options
        self.moreLabel = options.isEmpty ? nil : moreLabel
        issue = visit.issues[name]
        self.hint = hint
        self.elsewhereURL = elsewhereURL
    }
}

/// Several values of a list: shown in a line, chosen in a box that opens below it.
struct PickField: Sendable {
    let name: String
    let label: String
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
        other: String? = nil, hint: String? = nil
    ) {
        self.name = name
        self.label = label
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
        other: String
    ) {
        self.init(
            visit, name, label, chosen.map { list.name(for: $0) }, options: list.entries.map(\.name),
            other: other)
    }
}
