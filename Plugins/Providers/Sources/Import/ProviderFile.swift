import Foundation
import Kernel
import Site

/// A file to read from its beginning, as often as it takes.
public struct ImportSource: Sendable {
    public let name: String
    /// Opens the file; what it returns gives the next bytes, and nil at the end.
    let open: @Sendable () throws -> () throws -> [UInt8]?

    /// A file on this machine.
    public static func file(_ url: URL) -> ImportSource {
        ImportSource(name: url.lastPathComponent) {
            let handle = try FileHandle(forReadingFrom: url)
            return {
                guard let data = try handle.read(upToCount: 1 << 16), !data.isEmpty else { return nil }
                return [UInt8](data)
            }
        }
    }

    public static func data(_ data: Data, name: String) -> ImportSource {
        ImportSource(name: name) {
            var isDone = false
            return {
                defer { isDone = true }
                return isDone ? nil : [UInt8](data)
            }
        }
    }
}

/// One line of a providers' file, checked.
struct ImportedProfile: Sendable {
    let line: Int
    /// The slug that the file gives; nil where it leaves that to us.
    let slug: Slug?
    let input: ProfileInput
    let notes: [String]
    /// What readers would miss: a line that lacks something is taken only where it changes nothing, as that of an
    /// exported draft does.
    let missing: [String]
}

/// Reads a providers' file line by line.
struct ProviderFile: Sendable {
    /// What a line of the file came to.
    enum Line: Sendable {
        case profile(ImportedProfile)
        case refused(line: Int, messages: [String])
    }

    let source: ImportSource
    let thisYear: Int

    /// Some lines of the file, and the columns that it has.
    struct Group: Sendable {
        let columns: Set<ProviderColumn>
        let lines: [Line]
        /// How long they are in the file, but for their punctuation.
        let bytes: Int
    }

    /// Reads the whole file and hands over its lines in groups.
    ///
    /// - Throws: `CSVMistake` where the file cannot be read any further, and what `body` throws.
    func forEach(groupsOf size: Int, _ body: (Group) async throws -> Void) async throws {
        var parser = CSVParser()
        var header: [ProviderColumn]?
        var waiting: [CSVRecord] = []
        let next = try source.open()
        var isAtEnd = false
        while !isAtEnd {
            var records: [CSVRecord] = []
            if let bytes = try next() {
                records = try parser.push(bytes)
            } else {
                records = try parser.finish()
                isAtEnd = true
            }
            for record in records {
                guard let columns = header else {
                    header = try Self.header(record)
                    continue
                }
                waiting.append(record)
                guard waiting.count == size else { continue }
                try await body(try await group(waiting, columns))
                waiting = []
            }
        }
        guard let header else {
            throw CSVMistake(line: 1, message: "The file is empty. \(ProviderColumn.expected)")
        }
        if !waiting.isEmpty { try await body(try await group(waiting, header)) }
    }

    private func group(_ records: [CSVRecord], _ columns: [ProviderColumn]) async throws -> Group {
        Group(
            columns: Set(columns), lines: try await records.mapTogether { line($0, columns) },
            bytes: records.reduce(0) { $1.fields.reduce($0) { $0 + $1.utf8.count } })
    }

    private static func header(_ record: CSVRecord) throws(CSVMistake) -> [ProviderColumn] {
        var columns: [ProviderColumn] = []
        for field in record.fields {
            guard let column = ProviderColumn(field.trimmingCharacters(in: .whitespaces)) else {
                throw CSVMistake(
                    line: record.line,
                    message: "“\(field.prefix(40))” is no column of ours. \(ProviderColumn.expected)")
            }
            guard !columns.contains(column) else {
                throw CSVMistake(line: record.line, message: "The column \(column.name) is there twice.")
            }
            columns.append(column)
        }
        let missing = ProviderColumn.required.filter { !columns.contains($0) }
        guard missing.isEmpty else {
            let names = missing.map(\.name).naturalList
            throw CSVMistake(
                line: record.line,
                message:
                    "The column\(missing.count == 1 ? "" : "s") \(names) \(missing.count == 1 ? "is" : "are") missing. "
                    + ProviderColumn.expected)
        }
        for case .profile(let column) in columns {
            guard let companion = column.companion, !columns.contains(.profile(companion)) else { continue }
            throw CSVMistake(
                line: record.line,
                message:
                    "The column \(column.rawValue) says nothing without \(companion.rawValue). Add that one too."
            )
        }
        return columns
    }

    private func line(_ record: CSVRecord, _ columns: [ProviderColumn]) -> Line {
        guard record.fields.count == columns.count else {
            let fewer = record.fields.count < columns.count
            return .refused(
                line: record.line,
                messages: [
                    "This line has \(record.fields.count) fields where the header has \(columns.count). "
                        + (fewer ? "Add the missing commas." : "Put a field that holds a comma in quotes.")
                ])
        }
        var reading = LineReading(
            columns: columns,
            fields: Dictionary(zip(columns, record.fields), uniquingKeysWith: { first, _ in first }))
        return reading.line(record.line, thisYear: thisYear)
    }
}

/// Makes a profile of the fields of one line, and gathers all that is wrong with them.
private struct LineReading {
    /// In the order of the file.
    let columns: [ProviderColumn]
    let fields: [ProviderColumn: String]
    private var problems: [String] = []
    private var notes: [String] = []

    init(columns: [ProviderColumn], fields: [ProviderColumn: String]) {
        self.columns = columns
        self.fields = fields
    }

    mutating func line(_ number: Int, thisYear: Int) -> ProviderFile.Line {
        for column in columns { check(column) }
        var profile = ProfileFields()
        profile.name = text(.name)
        profile.givenName = text(.givenName)
        profile.familyName = text(.familyName)
        profile.otherNames = list(.otherNames)
        profile.pronouns = text(.pronouns)
        profile.npi = text(.npi)
        profile.phone = text(.phone)
        profile.phonePrivate = flag(.phonePrivate)
        profile.email = text(.email)
        profile.emailPrivate = text(.emailPrivate).isEmpty || flag(.emailPrivate)
        profile.website = text(.website)
        profile.languages = list(.languages)
        profile.modalities = list(.modalities)
        profile.feeFrom = text(.feeFrom)
        profile.feeTo = text(.feeTo)
        profile.slidingScale = flag(.slidingScale)
        profile.insurance = list(.insurance)
        profile.newClients = text(.newClients).lowercased()
        profile.remoteOnly = flag(.remoteOnly)
        profile.street = text(.street)
        profile.streetPrivate = flag(.streetPrivate)
        profile.city = text(.city)
        profile.state = text(.state)
        profile.postalCode = text(.postalCode)
        profile.offices = (2...OfficeFields.most).map { office($0) }
        profile.states = list(.states)
        profile.startYear = startYear(thisYear: thisYear)
        profile.bio = text(.bio)
        profile.titles = titles()
        profile.topics = list(.topics)
        let slug = slug()
        do throws(FormIssues) {
            let whole = ProfileInput.unfinished(profile, thisYear: thisYear)
            let missing = messages(whole.issues)
            // What is whole is no other profile as a draft, and most are.
            let input =
                missing.isEmpty
                ? whole.profile : try ProfileInput(profile, .draft, thisYear: thisYear)
            // Without a slug it is no exported line, and refused before anything is locked.
            if slug == nil { problems += missing }
            if problems.isEmpty {
                return .profile(
                    ImportedProfile(
                        line: number, slug: slug, input: input, notes: notes, missing: missing))
            }
        } catch {
            problems += messages(error)
        }
        return .refused(line: number, messages: problems)
    }

    private func messages(_ issues: FormIssues) -> [String] {
        issues.issues.map { "\($0.field): \($0.message)" }
    }

    /// Refuses what a spreadsheet would run and what a program wrote by mistake.
    private mutating func check(_ column: ProviderColumn) {
        guard let raw = fields[column] else { return }
        if CSVText.isFormula(raw), !mayBegin(column, raw) {
            problems.append(
                "\(column.name): It begins with “\(raw.prefix(1))”, which a spreadsheet runs as a formula. "
                    + "Put ' before it to keep it as text.")
        } else if raw.hasPrefix("'"), CSVText.restored(raw) != raw {
            notes.append("\(column.name): Kept as text without the quote before it.")
        }
        if raw.unicodeScalars.contains(where: {
            $0 == "\0" || ($0.value < 0x20 && !["\n", "\r", "\t"].contains($0))
        }) {
            problems.append("\(column.name): There is a control character in it. Type it anew.")
        }
        if let word = placeholder(column, raw) {
            problems.append(
                "\(column.name): “\(word)” stands where a program had nothing to write. Correct it or leave it empty."
            )
        }
    }

    /// Whether a field may begin like a formula: a phone number with +, a text with a list.
    private func mayBegin(_ column: ProviderColumn, _ raw: String) -> Bool {
        switch column {
        case .profile(.phone), .office(_, .phone): raw.hasPrefix("+")
        case .profile(.bio): raw.hasPrefix("- ") || raw.hasPrefix("+ ")
        default: false
        }
    }

    /// `undefined` or `null` as a field or a part of it; inside a text it may be a word.
    private func placeholder(_ column: ProviderColumn, _ raw: String) -> String? {
        let isText = column == .profile(.bio) || column == .profile(.name)
        // A text of some length is none of these.
        if isText, raw.utf8.count > 100 { return nil }
        let whole = raw.trimmingCharacters(in: .whitespacesAndNewlines)
        let parts =
            isText
            ? [whole] : whole.split { ",;".contains($0) }.map { String($0) }
        return parts.map(\.oneLine).first { part in
            ["undefined", "null", "nan", "[object object]"].contains(part.lowercased())
        }
    }

    private func text(_ column: ProviderColumn) -> String {
        guard let field = fields[column], !field.isEmpty else { return "" }
        return CSVText.restored(field).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private func text(_ column: ProfileColumn) -> String { text(.profile(column)) }

    private func list(_ column: ProfileColumn) -> [String] {
        text(column).split(separator: ";").map { String($0).oneLine }.filter { !$0.isEmpty }
    }

    private mutating func office(_ position: Int) -> OfficeFields {
        OfficeFields(
            street: text(.office(position, .street)),
            streetPrivate: flag(.office(position, .streetPrivate)),
            city: text(.office(position, .city)), state: text(.office(position, .state)),
            postalCode: text(.office(position, .postalCode)), phone: text(.office(position, .phone)))
    }

    private mutating func flag(_ column: ProfileColumn) -> Bool { flag(.profile(column)) }

    private mutating func flag(_ column: ProviderColumn) -> Bool {
        switch text(column).lowercased() {
        case "yes", "true", "1", "y": return true
        case "no", "false", "0", "n", "": return false
        default:
            problems.append("\(column.name): Expected yes or no.")
            return false
        }
    }

    private mutating func startYear(thisYear: Int) -> String {
        let counted = countedStartYear(thisYear: thisYear)
        let given = text(.startYear)
        guard !given.isEmpty else { return counted }
        if !counted.isEmpty, counted != given {
            notes.append("years_in_practice: Passed over, because start_year says \(given.prefix(10)).")
        }
        return given
    }

    private mutating func countedStartYear(thisYear: Int) -> String {
        let text = text(.yearsInPractice)
        guard !text.isEmpty else { return "" }
        guard let years = Int(text), (0...80).contains(years) else {
            problems.append("years_in_practice: Expected a whole number from 0 to 80, or nothing.")
            return ""
        }
        return String(thisYear - years)
    }

    private mutating func slug() -> Slug? {
        let text = text(.slug)
        guard !text.isEmpty else { return nil }
        let slug = Slug(text)
        if slug == nil {
            problems.append("slug: Expected lower-case letters, digits and single hyphens, at most 80.")
        }
        return slug
    }

    private mutating func titles() -> [ClaimedTitle] {
        var titles: [ClaimedTitle] = []
        for text in list(.credentials) {
            do throws(FormIssues) {
                let title = try ClaimedTitle(text)
                if titles.contains(where: { $0.name.lowercased() == title.name.lowercased() }) {
                    notes.append("credentials: “\(title.name)” is there twice and was taken once.")
                } else {
                    titles.append(title)
                }
            } catch {
                problems += error.issues.map { "credentials: \($0.message)" }
            }
        }
        return titles
    }
}
