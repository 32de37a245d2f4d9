import Foundation
import Kernel

/// Names that profiles choose from. What a list does not have may be written beside it.
///
/// A list is a file in `Reference`, its version in the file's name. A profile keeps the names themselves, so a newer
/// version changes nothing that was reviewed.
struct ReferenceList: Sendable {
    struct Entry: Sendable, Equatable {
        let name: String
        /// As standards have it: of a language, BCP 47; empty where there is none.
        let code: String
    }

    static let languages = ReferenceList(file: "languages-1")
    static let modalities = ReferenceList(file: "modalities-1")
    static let insurance = ReferenceList(file: "insurance-1")

    /// In the order of the file.
    let entries: [Entry]
    private let byKey: [String: Entry]

    /// Reads a file with the header `name,code,aliases`, aliases apart by semicolons.
    init(csv bytes: some Sequence<UInt8>) throws {
        var parser = CSVParser()
        let records = try parser.push(bytes) + parser.finish()
        var entries: [Entry] = []
        var byKey: [String: Entry] = [:]
        guard records.first?.fields == ["name", "code", "aliases"] else {
            throw CSVMistake(line: 1, message: "Expected the header name,code,aliases.")
        }
        for record in records.dropFirst() {
            guard record.fields.count == 3, !record.fields[0].isEmpty else {
                throw CSVMistake(line: record.line, message: "Expected a name, a code and aliases.")
            }
            let entry = Entry(name: record.fields[0], code: record.fields[1])
            entries.append(entry)
            for key in [entry.name] + record.fields[2].split(separator: ";").map({ String($0) }) {
                guard byKey.updateValue(entry, forKey: Self.key(key)) == nil else {
                    throw CSVMistake(line: record.line, message: "“\(key)” is there twice.")
                }
            }
        }
        self.entries = entries
        self.byKey = byKey
    }

    private init(file: String) {
        do {
            let url = Bundle.module.bundleURL.appending(path: "Reference/\(file).csv")
            try self.init(csv: Data(contentsOf: url))
        } catch {
            preconditionFailure("Reference/\(file).csv: \(error)")
        }
    }

    /// The list's own writing of a name; the name itself where the list does not have it.
    func name(for text: String) -> String {
        byKey[Self.key(text)]?.name ?? text
    }

    func entry(_ name: String) -> Entry? { byKey[Self.key(name)] }

    private static func key(_ text: String) -> String { text.oneLine.lowercased() }
}
