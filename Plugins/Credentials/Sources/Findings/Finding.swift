import Foundation
import Kernel
import Postgres

struct FindingID: Identifier {
    let rawValue: UUID
}

/// How somebody asked.
enum FindingMethod: String, Sendable, Codable, CaseIterable, PostgresCodable {
    case webLookup = "web_lookup"
    case phone, letter, document
    case api
    case fileImport = "file_import"

    var word: String {
        switch self {
        case .webLookup: "Web look-up"
        case .phone: "Phone"
        case .letter: "Letter"
        case .document: "Document that the clinician sent"
        case .api: "Interface of the register"
        case .fileImport: "File of the register"
        }
    }

    /// What the clinician handed in is not the source itself.
    var sourceClass: String { self == .document ? "secondary" : "primary" }

    /// Those that a person chooses from.
    static let byHand: [FindingMethod] = [.webLookup, .phone, .letter, .document]
}

/// A claim beside what was found, field by field, as it is stored with the finding.
struct Compared: Codable, Sendable, Equatable {
    struct Cell: Codable, Sendable, Equatable {
        let claimed: String?
        let found: String?
        let match: Match
    }

    var name: Cell?
    var number: Cell?
    var status: Cell?
    var expires: Cell?
}

/// What somebody saw when they looked a credential up. Append-only.
struct Finding: Decodable, Sendable {
    let findingID: FindingID
    let result: FindingResult
    let source: String
    let sourceURL: String?
    let method: FindingMethod
    let checkedOn: PostgresDate
    /// The status in the source's own words.
    let rawStatus: String?
    let expiresOn: PostgresDate?
    let compared: Compared
    /// Restrictions or discipline, as the source tells them; nil when it tells none.
    let note: String?
    let accountID: AccountID
    let byName: String
    let at: Instant
    /// Whether the claim is still what was looked up.
    let isCurrent: Bool

    /// What it suggests to do on a day.
    func suggestion(on today: PostgresDate) -> Suggestion {
        Suggestion(result, Obstacle.among(status: status, expiresOn: expiresOn, on: today))
    }

    /// Whether somebody writes down just this again.
    func holds(_ input: FindingInput) -> Bool {
        method == input.method && source == input.source && sourceURL == input.sourceURL
            && (compared.name?.found ?? "") == input.name && (compared.number?.found ?? "") == input.number
            && (compared.status?.found ?? RegisterStatus.unknown.rawValue) == input.status.rawValue
            && rawStatus == input.rawStatus ?? input.status.word && expiresOn == input.expiresOn
            && note == input.restrictions
    }

    static let columns: SQL = """
        finding.finding_id,
        finding.result,
        finding.source,
        finding.source_url,
        finding.method,
        finding.checked_on,
        finding.raw_status,
        finding.expires_on,
        finding.compared,
        finding.note,
        finding.account_id,
        account.display_name AS by_name,
        finding.at,
        \(sql: isCurrent) AS is_current
        """

    static let isCurrent: SQL = """
        (finding.claimed_type_id, finding.claimed_name, finding.claimed_state, finding.claimed_number)
          IS NOT DISTINCT FROM
          (credential.credential_type_id, credential.name, credential.state, credential.number)
        """
}

/// What a person writes down after a look-up.
struct FindingInput: Sendable, Equatable {
    let method: FindingMethod
    let source: String
    let sourceURL: String?
    let checkedOn: PostgresDate
    let name: String
    let number: String
    let status: RegisterStatus
    let rawStatus: String?
    let expiresOn: PostgresDate?
    let restrictions: String?

    /// What it is written down for, which says what must be there.
    enum Purpose: Sendable, Equatable {
        /// The credential is to be verified: everything that its kind has.
        case verify
        /// It is to be refused, or only noted: where and when somebody looked.
        case note
    }

    /// What the clinician stated, which the person can find to stand there as well.
    struct Stated: Sendable {
        let kind: CredentialKind?
        let name: String?
        let number: String?
    }

    /// - Throws: `FormIssues` with every field that needs another look.
    init(
        _ form: Form, of claim: Stated, purpose: Purpose, today: PostgresDate, policy: CredentialPolicy
    ) throws(FormIssues) {
        let kind = claim.kind
        var issues = FormIssues()
        let isWhole = purpose == .verify
        let method = FindingMethod(rawValue: form["method"])
        if method == nil { issues.add("method", .notOneOf("how you asked")) }
        source = form["source"]
        if source.isEmpty {
            issues.add("source", .missing("where you looked, such as the name of the board"))
        }
        Self.check(source, "source", "a source", 200, &issues)
        sourceURL = form["source_url"].isEmpty ? nil : form["source_url"]
        if let sourceURL, !Self.isWebAddress(sourceURL) {
            issues.add("source_url", .other("Enter an address that begins with https://."))
        }
        let checkedOn = PostgresDate(form["checked_on"])
        if let problem = Self.problem(withCheckedOn: checkedOn, today: today, policy: policy) {
            issues.add("checked_on", problem)
        }

        name = Self.found("found_name", form, claim.name)
        if isWhole, name.isEmpty { issues.add("found_name", .missing("the name as it stands there")) }
        Self.check(name, "found_name", "a name", 200, &issues)
        number = Self.found("found_number", form, claim.number)
        if isWhole, kind?.needsNumber ?? true, number.isEmpty {
            issues.add("found_number", .missing("the number as it stands there"))
        }
        Self.check(number, "found_number", "a number", 60, &issues)

        let status = form["found_status"].isEmpty ? nil : RegisterStatus(rawValue: form["found_status"])
        if status == nil, isWhole || !form["found_status"].isEmpty {
            issues.add("found_status", .notOneOf("the status as it stands there"))
        }
        rawStatus = form["raw_status"].isEmpty ? nil : form["raw_status"]
        Self.check(rawStatus ?? "", "raw_status", "a status", 200, &issues)

        expiresOn = PostgresDate(form["found_expires"])
        if expiresOn == nil, !form["found_expires"].isEmpty {
            issues.add("found_expires", .other("Enter a day, like 2027-03-31."))
        } else if isWhole, kind?.needsExpiry ?? false, expiresOn == nil {
            issues.add("found_expires", .missing("the last day of the license as it stands there"))
        }
        if isWhole {
            for obstacle in Obstacle.among(status: status, expiresOn: expiresOn, on: today) {
                issues.add(obstacle.field, .other(obstacle.sentence))
            }
        }
        restrictions = form["restrictions"].isEmpty ? nil : form["restrictions"]
        Self.check(restrictions ?? "", "restrictions", "a text", 4_000, &issues)

        guard issues.isEmpty, let method, let checkedOn else { throw issues }
        self.method = method
        self.checkedOn = checkedOn
        self.status = status ?? .unknown
    }

    /// What was typed; else what is stated, where the person ticked that it stands there too.
    private static func found(_ field: String, _ form: Form, _ stated: String?) -> String {
        guard form[field].isEmpty, form.has("\(field)_same"), let stated else { return form[field] }
        return stated
    }

    private static func check(
        _ text: String, _ field: String, _ thing: String, _ most: Int, _ issues: inout FormIssues
    ) {
        if text.unicodeScalars.count > most { issues.add(field, .tooLong(thing, max: most)) }
    }

    private static func problem(
        withCheckedOn day: PostgresDate?, today: PostgresDate, policy: CredentialPolicy
    ) -> Problem? {
        guard let day else { return .missing("the day on which you looked it up, like \(today)") }
        if day > today { return .other("This day is yet to come. Enter the day on which you looked it up.") }
        if day.daysSince1970 + Int64(policy.findingDays) < today.daysSince1970 {
            return .other("That is more than \(policy.findingDays) days ago. Look it up again.")
        }
        return nil
    }

    static func isWebAddress(_ text: String) -> Bool {
        guard text.utf8.count <= 2_000, !text.contains(where: \.isWhitespace), let url = URL(string: text),
            let scheme = url.scheme?.lowercased()
        else { return false }
        return ["http", "https"].contains(scheme) && !(url.host() ?? "").isEmpty
    }

    /// The claim beside what was found.
    func compared(with claim: Credential) -> Compared {
        Compared(
            name: Compared.Cell(
                claimed: claim.providerName, found: name.isEmpty ? nil : name,
                match: Comparison.names(claim.providerName, name)),
            number: Compared.Cell(
                claimed: claim.number, found: number.isEmpty ? nil : number,
                match: Comparison.numbers(claim.number, number)),
            status: Compared.Cell(
                claimed: nil, found: status.rawValue, match: status == .active ? .equal : .differs),
            expires: Compared.Cell(
                claimed: claim.claimedExpiresOn?.description, found: expiresOn?.description,
                match: Comparison.dates(claim.claimedExpiresOn, expiresOn)))
    }

    /// What the look-up says about the claim.
    func result(for claim: Credential) -> FindingResult {
        Comparison.result(
            name: Comparison.names(claim.providerName, name),
            number: Comparison.numbers(claim.number, number),
            status: status, hasRestrictions: restrictions != nil)
    }
}

extension Obstacle {
    /// The field of the form that tells it.
    fileprivate var field: String {
        switch self {
        case .notInForce: "found_status"
        case .ended: "found_expires"
        }
    }

    fileprivate var sentence: String {
        switch self {
        case .notInForce(let status):
            "“\(status.word)” is not in force, so there is nothing to verify. Reject it."
        case .ended(let day):
            "It ended on \(day.short), so there is nothing to verify. Reject it, or correct the day."
        }
    }
}
