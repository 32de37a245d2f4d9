import Documents
import Foundation
import Kernel

/// Checks one field after the other, and keeps what is wrong with them.
struct ProfileChecks {
    var issues = FormIssues()

    /// Counts scalars, as the database does: a letter with a hundred marks is not one sign to it.
    mutating func line(_ text: String, _ field: String, _ what: String, max: Int) -> String? {
        let line = text.oneLine
        if line.unicodeScalars.count > max { issues.add(field, .tooLong(what, max: max)) }
        if line.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            issues.add(field, .other("There is a control character in it. Type it anew."))
        }
        return line.isEmpty ? nil : line
    }

    /// Each once, whatever its case.
    mutating func lines(_ texts: [String], _ field: String, _ what: String, max: Int, most: Int) -> [String] {
        var seen: Set<String> = []
        var lines: [String] = []
        for text in texts {
            let known = issues[field] != nil
            let line = known ? text.oneLine : line(text, field, what, max: max) ?? ""
            if !line.isEmpty, seen.insert(line.lowercased()).inserted { lines.append(line) }
        }
        if lines.count > most {
            issues.add(field, .other("There are \(lines.count) of them. Keep the \(most) that matter most."))
        }
        return lines
    }

    mutating func npi(_ text: String) -> NPI? {
        guard !text.oneLine.isEmpty else { return nil }
        do throws(FormIssues) {
            return try NPI(text.oneLine)
        } catch {
            issues.add(contentsOf: error)
            return nil
        }
    }

    mutating func phone(_ text: String, _ field: String) -> Phone? {
        guard !text.oneLine.isEmpty else { return nil }
        let phone = Phone(text.oneLine)
        if phone == nil {
            issues.add(
                field, .other("This is no phone number of 10 digits, like (206) 555-0142. Check it."))
        }
        return phone
    }

    mutating func email(_ text: String) -> String? {
        guard !text.oneLine.isEmpty else { return nil }
        let address = EmailAddress(text)
        if address == nil {
            issues.add("email", .other("Enter an email address, like ana@example.org."))
        }
        return address?.text
    }

    mutating func website(_ text: String) -> String? {
        guard !text.oneLine.isEmpty else { return nil }
        let address = WebAddress(text.oneLine)
        if address == nil { issues.add("website", .other("Enter a web address, like https://example.org.")) }
        return address?.url
    }

    /// One price, or a range.
    mutating func fee(from: String, to: String) -> Fee? {
        let low = dollars(from, "fee_from")
        let high = dollars(to, "fee_to")
        guard issues["fee_from"] == nil, issues["fee_to"] == nil else { return nil }
        if low == nil, high != nil {
            issues.add("fee_from", .other("Enter the lowest fee too, or leave the highest empty."))
            return nil
        }
        if let low, let high, high < low {
            issues.add("fee_to", .other("The highest fee is below the lowest. Exchange them."))
            return nil
        }
        return Fee(from: low, to: high ?? low)
    }

    private mutating func dollars(_ text: String, _ field: String) -> Int? {
        let digits = text.oneLine.filter { $0 != "$" && $0 != "," && $0 != " " }
        guard !digits.isEmpty else { return nil }
        guard digits.allSatisfy(\.isASCIIDigit), let dollars = Int(digits), dollars <= Fee.most else {
            issues.add(field, .other("Enter whole dollars, at most \(Fee.most), like 140."))
            return nil
        }
        return dollars
    }

    mutating func newClients(_ text: String) -> NewClients? {
        guard !text.isEmpty else { return nil }
        let choice = NewClients(rawValue: text)
        if choice == nil { issues.add("new_clients", .notOneOf("an answer")) }
        return choice
    }

    mutating func state(_ text: String, _ field: String) -> USState? {
        guard !text.oneLine.isEmpty else { return nil }
        let state = USState(text.oneLine)
        if state == nil {
            issues.add(
                field, .other("“\(text.oneLine.prefix(40))” is not a state. Write it like California or CA."))
        }
        return state
    }

    mutating func states(_ texts: [String]) -> [USState] {
        var seen: Set<USState> = []
        return texts.compactMap { text in
            // One message a field: the first state that does not exist is enough to begin with.
            issues["states"] == nil ? state(text, "states") : USState(text.oneLine)
        }.filter { seen.insert($0).inserted }
    }

    mutating func postalCode(_ text: String, _ field: String) -> String? {
        var code = text.oneLine
        guard !code.isEmpty else { return nil }
        // Spreadsheets drop the zeros of New England.
        if code.count == 4, code.allSatisfy(\.isASCIIDigit) { code = "0" + code }
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        let isCode = parts.map(\.count) == [5] || parts.map(\.count) == [5, 4]
        guard isCode, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else {
            issues.add(field, .other("Enter a ZIP code of 5 digits, like 95054."))
            return nil
        }
        return code
    }

    /// Further offices; empty ones are left out. What readers see must name city and state.
    mutating func offices(
        _ fields: [OfficeFields], _ completeness: ProfileInput.Completeness, isShown: Bool
    ) -> [Office] {
        zip(2..., fields).compactMap { position, fields in
            guard !fields.isEmpty else { return nil }
            func name(_ field: String) -> String { OfficeFields.name(field, of: position) }
            let street = line(fields.street, name("street"), "a street", max: 200)
            let city = line(fields.city, name("city"), "a city", max: 100)
            let state = state(fields.state, name("state"))
            if completeness == .whole, isShown {
                if city == nil { issues.add(name("city"), .missing("the city of this office")) }
                if state == nil, issues[name("state")] == nil {
                    issues.add(name("state"), .missing("the state of this office"))
                }
            }
            return Office(
                street: street, city: city, state: state,
                postalCode: postalCode(fields.postalCode, name("postal_code")),
                phone: phone(fields.phone, name("phone")),
                streetPrivate: street != nil && fields.streetPrivate)
        }
    }

    mutating func startYear(_ text: String, thisYear: Int) -> Int? {
        guard !text.oneLine.isEmpty else { return nil }
        guard let year = Int(text.oneLine), (1900...thisYear).contains(year) else {
            issues.add("start_year", .other("Enter the year in which you began to practice, like 2018."))
            return nil
        }
        return year
    }

    /// The editor's JSON where there is some, else Markdown.
    mutating func bio(_ json: String?, markdown: String) -> Document {
        do throws(DocumentIssues) {
            if let json { return try Document(json: json, schema: .bio) }
            return try Document(markdown: markdown, schema: .bio)
        } catch {
            for issue in error.issues { issues.add("bio", .other(issue.message)) }
            return Document()
        }
    }
}

extension Character {
    var isASCIIDigit: Bool { isASCII && isNumber }
}
