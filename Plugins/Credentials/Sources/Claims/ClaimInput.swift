import Foundation
import Kernel
import Postgres
import Providers

/// What a clinician says they hold.
struct ClaimInput: Sendable, Equatable {
    /// Nil for a title that is not in the list; a moderator finds out what it is.
    let typeID: String?
    let title: ClaimedTitle
    let state: String?
    let number: String?
    let expiresOn: PostgresDate?
    let supervisor: String?
    let institution: String?
    let completedYear: Int?

    /// Reads the form of a claim.
    ///
    /// - Throws: `FormIssues` with every field that needs another look.
    init(_ form: Form, types: [CredentialType], today: PostgresDate) throws(FormIssues) {
        var issues = FormIssues()
        let isOther = form["kind"] == Self.other
        let type = types.first { $0.credentialTypeID == form["kind"] }
        if type == nil, !isOther { issues.add("kind", .notOneOf("what you hold")) }
        let title = Self.title(form, type, &issues)
        let state = Self.state(form["state"], type, &issues)

        // What the kind does not ask for is not taken, whatever the form sent along.
        let kind = type?.kind
        let number = kind?.asksNumber ?? true ? form["number"] : ""
        if number.unicodeScalars.count > 60 { issues.add("number", .tooLong("a number", max: 60)) }
        if let type, type.kind.needsNumber, number.isEmpty {
            issues.add("number", .missing("the number of your \(type.kind.word.lowercased())"))
        }
        let expires = kind?.asksExpiry ?? true ? form["expires"] : ""
        expiresOn = PostgresDate(expires)
        if expiresOn == nil, !expires.isEmpty {
            issues.add("expires", .other("Enter a day, like \(today.year + 1)-03-31."))
        } else if expiresOn == nil, let type, type.kind.needsExpiry {
            issues.add("expires", .missing("the day on which it expires"))
        } else if let expiresOn, expiresOn < today {
            issues.add(
                "expires", .other("It has expired on \(expiresOn.short). Renew it with the board first."))
        }
        supervisor = Self.text(
            "supervisor", form, kind?.needsSupervisor ?? false, .missing("the name of who supervises you"),
            &issues)
        let isAwarded = kind?.needsInstitution ?? false
        institution = Self.text(
            "institution", form, isAwarded, .missing("the university or college that awarded it"), &issues)
        completedYear = isAwarded ? Self.year(form["completed_year"], until: today.year, &issues) : nil

        guard issues.isEmpty, let title else { throw issues }
        typeID = type?.credentialTypeID
        self.title = title
        self.state = state
        self.number = number.isEmpty ? nil : number
    }

    /// A text that the kind asks for; nil where it does not.
    private static func text(
        _ name: String, _ form: Form, _ isAsked: Bool, _ missing: Problem, _ issues: inout FormIssues
    ) -> String? {
        guard isAsked else { return nil }
        let text = form[name]
        if text.isEmpty { issues.add(name, missing) }
        if text.unicodeScalars.count > 200 { issues.add(name, .tooLong("a name", max: 200)) }
        return text
    }

    private static func year(_ text: String, until last: Int, _ issues: inout FormIssues) -> Int? {
        guard let year = Int(text), (1930...last).contains(year) else {
            issues.add("completed_year", .other("Enter the year in which it was awarded, like \(last - 10)."))
            return nil
        }
        return year
    }

    /// The value of "something else" in the list.
    static let other = "other"

    /// The list's own name and letters, or what the clinician wrote for something that is not in it.
    private static func title(
        _ form: Form, _ type: CredentialType?, _ issues: inout FormIssues
    ) -> ClaimedTitle? {
        let written: String
        if let type {
            written = type.title
        } else if form["title"].isEmpty {
            if form["kind"] == other { issues.add("title", .missing("the full title, as it is written out")) }
            return nil
        } else {
            written =
                form["abbreviation"].isEmpty ? form["title"] : "\(form["title"]) (\(form["abbreviation"]))"
        }
        do {
            return try ClaimedTitle(written)
        } catch {
            issues.add("title", .other(error.issues.first?.message ?? "Enter the full title."))
            return nil
        }
    }

    private static func state(_ text: String, _ type: CredentialType?, _ issues: inout FormIssues) -> String?
    {
        // What no state issues has none, whatever the form sent along.
        if let type, !type.kind.needsState { return nil }
        guard !text.isEmpty else {
            if type != nil { issues.add("state", .other("Choose the state that issued it.")) }
            return nil
        }
        guard let state = USState(rawValue: text) else {
            issues.add("state", .notOneOf("a state"))
            return nil
        }
        if let type, !type.states.isEmpty, !type.states.contains(state.rawValue) {
            let names = type.states.map { USState(rawValue: $0)?.name ?? $0 }.joined(separator: ", ")
            issues.add(
                "state",
                .other(
                    "\(type.title) exists in \(names). Choose one of these, or “Something else” above for another title."
                ))
        }
        return state.rawValue
    }
}
