import Foundation
import Kernel
import Postgres
import Providers
import Site

/// A line of a reference file, as it is stored.
protocol ReferenceRow: Equatable, Sendable {
    static var columns: [String] { get }
    /// Whether what the file does not have goes, or stays because claims may name it.
    static var dropsMissing: Bool { get }
    static var keptBecause: String { get }

    var id: String { get }

    init(_ values: ReferenceValues) throws(ReferenceMistake)

    /// What depends on all lines together.
    static func completed(_ rows: [ReferenceLine<Self>], into report: inout ImportReport) -> [ReferenceLine<
        Self
    >]
    static func stored(in transaction: Transaction) async throws -> [Self]
    /// What only the database can tell about lines that would change.
    static func check(
        _ changed: [ReferenceLine<Self>], stored: [String: Self], into report: inout ImportReport,
        in transaction: Transaction
    ) async throws
    static func save(_ rows: [Self], dropping gone: [String], in transaction: Transaction) async throws
}

/// A row with its place in the file.
struct ReferenceLine<Row: ReferenceRow>: Sendable {
    let number: Int
    var row: Row
}

/// What is wrong with a field.
struct ReferenceMistake: Error {
    let column: String
    let message: String

    init(_ column: String, _ message: String) {
        self.column = column
        self.message = message
    }
}

extension ReferenceRow {
    /// Reads a file; what cannot be read is refused in the report by line and column.
    static func read(_ bytes: Data, into report: inout ImportReport) -> [ReferenceLine<Self>] {
        let records: [CSVRecord]
        do throws(CSVMistake) {
            var parser = CSVParser()
            records = try parser.push(bytes) + parser.finish()
        } catch {
            report.refuseFile(line: error.line, error.message)
            return []
        }
        guard let header = records.first, header.fields == columns else {
            report.refuseFile(line: 1, "Expected the header \(columns.joined(separator: ",")).")
            return []
        }
        var lines: [ReferenceLine<Self>] = []
        var places: [String: Int] = [:]
        for record in records.dropFirst() {
            guard record.fields.count == columns.count else {
                report.add(
                    .refused, line: record.line,
                    "Expected \(columns.count) fields, and there are \(record.fields.count).")
                continue
            }
            do throws(ReferenceMistake) {
                let row = try Self(ReferenceValues(columns: columns, fields: record.fields))
                if let place = places.updateValue(record.line, forKey: row.id) {
                    throw ReferenceMistake("id", "Line \(place) has this id as well.")
                }
                lines.append(ReferenceLine(number: record.line, row: row))
            } catch {
                report.add(
                    .refused, line: record.line, slug: record.fields.first,
                    "Column \(error.column): \(error.message)")
            }
        }
        return completed(lines, into: &report)
    }
}

/// The fields of a line by the names of their columns, read as what they have to be.
struct ReferenceValues {
    private let values: [String: String]

    init(columns: [String], fields: [String]) {
        values = Dictionary(uniqueKeysWithValues: zip(columns, fields.map { $0.trimmed }))
    }

    /// A text that may be missing; nil when it is.
    func text(_ column: String) -> String? {
        let text = values[column] ?? ""
        return text.isEmpty ? nil : text
    }

    func required(_ column: String) throws(ReferenceMistake) -> String {
        guard let text = text(column) else { throw ReferenceMistake(column, "Expected a text.") }
        return text
    }

    func id() throws(ReferenceMistake) -> String {
        let text = try required("id")
        guard Slug(rawValue: text) != nil else {
            throw ReferenceMistake("id", "Expected small letters, digits and hyphens, as ca-dca.")
        }
        return text
    }

    /// What semicolons part.
    func list(_ column: String) -> [String] {
        (text(column) ?? "").split(separator: ";").map { String($0).trimmed }.filter { !$0.isEmpty }
    }

    /// One of the cases of a type; nil where the field is empty.
    func one<Value: RawRepresentable & CaseIterable>(
        of type: Value.Type, _ column: String
    ) throws(ReferenceMistake) -> Value? where Value.RawValue == String {
        guard let text = text(column) else { return nil }
        return try Self.known(text, type, column)
    }

    func some<Value: RawRepresentable & CaseIterable>(
        of type: Value.Type, _ column: String
    ) throws(ReferenceMistake) -> [Value] where Value.RawValue == String {
        var found: [Value] = []
        for text in list(column) { found.append(try Self.known(text, type, column)) }
        return found
    }

    private static func known<Value: RawRepresentable & CaseIterable>(
        _ text: String, _ type: Value.Type, _ column: String
    ) throws(ReferenceMistake) -> Value where Value.RawValue == String {
        guard let value = Value(rawValue: text) else {
            let names = Value.allCases.map(\.rawValue).joined(separator: ", ")
            throw ReferenceMistake(column, "“\(text)” is unknown. Expected one of \(names).")
        }
        return value
    }

    func states(_ column: String) throws(ReferenceMistake) -> [String] {
        for text in list(column) where USState(rawValue: text) == nil {
            throw ReferenceMistake(column, "“\(text)” is no state. Expected two letters, as CA.")
        }
        return list(column)
    }

    /// A web address; nil where nobody is sure of one.
    func address(_ column: String) throws(ReferenceMistake) -> String? {
        guard let text = text(column) else { return nil }
        guard text.hasPrefix("https://"), FindingInput.isWebAddress(text) else {
            throw ReferenceMistake(column, "Expected an address that begins with https://.")
        }
        return text
    }

    func number(_ column: String, in range: ClosedRange<Int>) throws(ReferenceMistake) -> Int? {
        guard let text = text(column) else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw ReferenceMistake(
                column, "Expected a whole number from \(range.lowerBound) to \(range.upperBound).")
        }
        return number
    }

    func pattern(_ column: String) throws(ReferenceMistake) -> String? {
        guard let text = text(column) else { return nil }
        guard (try? Regex(text)) != nil else {
            throw ReferenceMistake(column, "“\(text)” is no regular expression.")
        }
        return text
    }
}

extension String {
    fileprivate var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
