import Foundation

/// A word list that a rule reads, from a file in `Reference`.
///
/// A file begins with `version: 3`. `[a section]` groups the entries below it, one a line; a line that begins with `#`
/// is a comment. Whoever changes a list raises its version, which is the version of its rule.
struct Reference: Sendable {
    let version: Int
    private let sections: [(name: String, entries: [String])]

    init(_ name: String) {
        guard let url = Bundle.module.resourceURL?.appending(path: "Reference/\(name).txt"),
            let text = try? String(contentsOf: url, encoding: .utf8), let read = Reference(text: text)
        else { preconditionFailure("The word list \(name).txt is missing or has no version") }
        self = read
    }

    init?(text: String) {
        var lines = text.split(separator: "\n").map { $0.trimmingCharacters(in: .whitespaces) }[...]
        guard let first = lines.popFirst(), first.hasPrefix("version:"),
            let version = Int(first.dropFirst(8).trimmingCharacters(in: .whitespaces))
        else { return nil }
        self.version = version
        var sections: [(name: String, entries: [String])] = []
        for line in lines where !line.hasPrefix("#") && !line.isEmpty {
            if line.hasPrefix("["), line.hasSuffix("]") {
                sections.append((String(line.dropFirst().dropLast()), []))
            } else if !sections.isEmpty {
                sections[sections.count - 1].entries.append(line)
            }
        }
        self.sections = sections
    }

    var names: [String] { sections.map(\.name) }

    /// The entries of a section, in their order; none when there is no such section.
    subscript(section: String) -> [String] {
        sections.first { $0.name == section }?.entries ?? []
    }

    /// The single words of a section, several on a line.
    func words(_ section: String) -> Set<String> {
        Set(self[section].flatMap { $0.split(separator: " ").map { $0.lowercased() } })
    }

    func phrases(_ section: String) -> Phrases { Phrases(self[section]) }

    /// The entries `key: value value` of a section.
    func table(_ section: String) -> [String: [String]] {
        var table: [String: [String]] = [:]
        for entry in self[section] {
            let halves = entry.split(separator: ":", maxSplits: 1)
            guard halves.count == 2 else { continue }
            table[String(halves[0]).trimmingCharacters(in: .whitespaces)] =
                halves[1].split(separator: " ").map { String($0) }
        }
        return table
    }
}
