import Documents
import Foundation
import Kernel
import Site
import Topics

/// A profile's fields as somebody wrote them, in a form or in a file.
struct ProfileFields: Sendable {
    var name = ""
    var npi = ""
    var phone = ""
    var website = ""
    var languages: [String] = []
    var remoteOnly = false
    var street = ""
    var city = ""
    var state = ""
    var postalCode = ""
    var states: [String] = []
    /// The year in which the person began to practice.
    var startYear = ""
    /// Markdown.
    var bio = ""
    var titles: [ClaimedTitle] = []
    /// Names, slugs or aliases.
    var topics: [String] = []
}

/// A whole profile, checked.
struct ProfileInput: Sendable, Equatable {
    var name: String
    var npi: NPI?
    var phone: Phone?
    var website: String?
    var languages: [String]
    var remoteOnly: Bool
    var street: String?
    var city: String?
    var state: USState?
    var postalCode: String?
    var states: [USState]
    var startYear: Int?
    var bio: Document
    var titles: [ClaimedTitle]
    var topics: [String]

    /// How much of a profile must be there.
    enum Completeness {
        case draft
        /// Enough to show to readers: a person without an office says so, everybody else names city and state.
        case whole
    }

    /// - Throws: `FormIssues` with every field that needs another look.
    init(_ fields: ProfileFields, _ completeness: Completeness, thisYear: Int) throws(FormIssues) {
        var checks = ProfileChecks()
        name = checks.line(fields.name, "name", "a name", max: 200) ?? ""
        if name.isEmpty { checks.issues.add("name", .missing("a name")) }
        npi = checks.npi(fields.npi)
        phone = checks.phone(fields.phone)
        website = checks.website(fields.website)
        languages = checks.lines(fields.languages, "languages", "a language", max: 60)
        remoteOnly = fields.remoteOnly
        street = checks.line(fields.street, "street", "a street", max: 200)
        city = checks.line(fields.city, "city", "a city", max: 100)
        state = checks.state(fields.state, "state")
        postalCode = checks.postalCode(fields.postalCode)
        states = checks.states(fields.states)
        startYear = checks.startYear(fields.startYear, thisYear: thisYear)
        bio = checks.bio(fields.bio)
        titles = fields.titles
        topics = checks.lines(fields.topics, "topics", "a topic", max: 120)
        if completeness == .whole, !remoteOnly {
            if city == nil {
                checks.issues.add("city", .missing("a city, or say that you work remotely only"))
            }
            if state == nil, fields.state.oneLine.isEmpty {
                checks.issues.add("state", .missing("a state, or say that you work remotely only"))
            }
        }
        try checks.issues.throwIfAny()
    }
}

/// Checks one field after the other, and keeps what is wrong with them.
private struct ProfileChecks {
    var issues = FormIssues()

    mutating func line(_ text: String, _ field: String, _ what: String, max: Int) -> String? {
        let line = text.oneLine
        if line.count > max { issues.add(field, .tooLong(what, max: max)) }
        if line.unicodeScalars.contains(where: { $0.properties.generalCategory == .control }) {
            issues.add(field, .other("There is a control character in it. Type it anew."))
        }
        return line.isEmpty ? nil : line
    }

    /// Each once, whatever its case.
    mutating func lines(_ texts: [String], _ field: String, _ what: String, max: Int) -> [String] {
        var seen: Set<String> = []
        return texts.compactMap { line($0, field, what, max: max) }.filter {
            seen.insert($0.lowercased()).inserted
        }
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

    mutating func phone(_ text: String) -> Phone? {
        guard !text.oneLine.isEmpty else { return nil }
        let phone = Phone(text.oneLine)
        if phone == nil {
            issues.add(
                "phone", .other("This is no phone number of 10 digits, like (206) 555-0142. Check it."))
        }
        return phone
    }

    mutating func website(_ text: String) -> String? {
        guard !text.oneLine.isEmpty else { return nil }
        let address = WebAddress(text.oneLine)
        if address == nil { issues.add("website", .other("Enter a web address, like https://example.org.")) }
        return address?.url
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
        return texts.compactMap { state($0, "states") }.filter { seen.insert($0).inserted }
    }

    mutating func postalCode(_ text: String) -> String? {
        var code = text.oneLine
        guard !code.isEmpty else { return nil }
        // Spreadsheets drop the zeros of New England.
        if code.count == 4, code.allSatisfy(\.isASCIIDigit) { code = "0" + code }
        let parts = code.split(separator: "-", omittingEmptySubsequences: false)
        let isCode = parts.map(\.count) == [5] || parts.map(\.count) == [5, 4]
        guard isCode, parts.allSatisfy({ $0.allSatisfy(\.isASCIIDigit) }) else {
            issues.add("postal_code", .other("Enter a ZIP code of 5 digits, like 95054."))
            return nil
        }
        return code
    }

    mutating func startYear(_ text: String, thisYear: Int) -> Int? {
        guard !text.oneLine.isEmpty else { return nil }
        guard let year = Int(text.oneLine), (1900...thisYear).contains(year) else {
            issues.add("start_year", .other("Enter the year in which you began to practice, like 2018."))
            return nil
        }
        return year
    }

    mutating func bio(_ markdown: String) -> Document {
        do throws(DocumentIssues) {
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
