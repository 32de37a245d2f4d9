import Foundation
import Yams

/// The YAML between two lines of three hyphens at the top of a file, and the text below it.
///
/// Values stay text as written: `no` is a language, not false, and `2025-02-28` is for the caller to read.
public struct FrontMatter: Hashable, Sendable {
    public struct Entry: Hashable, Sendable {
        public var key: String
        public var value: FrontMatterValue
        /// Of the key, in the file, counted from 1.
        public var line: Int
        public var column: Int
    }

    /// In the order of the file.
    public let entries: [Entry]
    public let body: String
    /// The number in the file of the body's first line.
    public let bodyLine: Int

    /// Reads a file's bytes, which have to be UTF-8.
    public init(data: Data) throws(DocumentIssues) {
        guard let file = String(validating: data, as: UTF8.self) else {
            let line = FrontMatterScan.lineOfInvalidByte(in: data)
            throw DocumentIssues(
                DocumentIssue(
                    line: line, message: "Line \(line) is not UTF-8. Save the file with that encoding."))
        }
        try self.init(file)
    }

    public init(_ file: String) throws(DocumentIssues) {
        let parts = try FrontMatterScan.parts(of: LineEndings.unified(file))
        body = parts.body
        bodyLine = parts.bodyLine
        guard let root = try FrontMatterYAML.compose(parts.yaml) else {
            entries = []
            return
        }
        var reading = FrontMatterYAML()
        entries = try reading.entries(of: root)
    }

    public subscript(key: String) -> Entry? {
        entries.first { $0.key == key }
    }

    /// The entries that a format does not know, for the caller to keep and to name.
    public func unknown(besides known: Set<String>) -> [Entry] {
        entries.filter { !known.contains($0.key) }
    }

    /// One note for each unknown entry.
    public func notes(onUnknownBesides known: Set<String>) -> [DocumentNote] {
        unknown(besides: known).map {
            DocumentNote(
                line: $0.line,
                message: "Line \($0.line) holds the unknown key “\($0.key.brief)”. It was kept as it is.")
        }
    }

    /// The text of a key; nil when it is missing or empty.
    public func text(_ key: String) throws(DocumentIssues) -> String? {
        guard let entry = self[key] else { return nil }
        switch entry.value {
        case .null: return nil
        case .text(let text): return text.isEmpty ? nil : text
        case .list, .mapping:
            throw DocumentIssues(issue(at: key, "Expected a text for “\(key)”, as in “\(key): …”."))
        }
    }

    /// The texts of a key that holds a list, or one text; none when it is missing or empty.
    public func texts(_ key: String) throws(DocumentIssues) -> [String] {
        guard let entry = self[key] else { return [] }
        switch entry.value {
        case .null: return []
        case .text(let text): return text.isEmpty ? [] : [text]
        case .list(let values):
            var texts: [String] = []
            for value in values {
                guard case .text(let text) = value else {
                    throw DocumentIssues(issue(at: key, "Expected a list of texts for “\(key)”."))
                }
                texts.append(text)
            }
            return texts
        case .mapping:
            throw DocumentIssues(issue(at: key, "Expected a list of texts for “\(key)”."))
        }
    }

    /// An issue about a key, placed at its line and column, or at the top of the file when it is missing.
    public func issue(at key: String, _ message: String) -> DocumentIssue {
        guard let entry = self[key] else {
            return DocumentIssue(line: 1, message: "Front matter: \(message)")
        }
        return DocumentIssue(
            line: entry.line, column: entry.column,
            message: "Line \(entry.line), column \(entry.column): \(message)")
    }
}

public indirect enum FrontMatterValue: Hashable, Sendable {
    case null
    case text(String)
    case list([FrontMatterValue])
    case mapping([FrontMatterPair])
}

public struct FrontMatterPair: Hashable, Sendable {
    public var key: String
    public var value: FrontMatterValue

    public init(_ key: String, _ value: FrontMatterValue) {
        self.key = key
        self.value = value
    }
}

/// Turns Yams' nodes into entries.
private struct FrontMatterYAML {
    /// Aliases could make a small text stand for billions of values.
    private static let maxValues = 10_000
    /// The hyphens stand on line 1, so the YAML begins on line 2.
    private static let offset = 1

    private var count = 0

    static func compose(_ yaml: String) throws(DocumentIssues) -> Node? {
        try FrontMatterScan.check(yaml)
        do {
            return try Yams.compose(yaml: yaml)
        } catch let error as YamlError {
            throw DocumentIssues(issue(error, in: yaml))
        } catch {
            throw DocumentIssues(
                DocumentIssue(
                    line: 2, message: "The front matter is not valid YAML. Write “key: value” lines."))
        }
    }

    private static func issue(_ error: YamlError, in yaml: String) -> DocumentIssue {
        switch error {
        case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
            .composer(_, let problem, let mark, _):
            let line = mark.line + offset
            return DocumentIssue(
                line: line, column: mark.column,
                message:
                    "Line \(line), column \(mark.column): \(problem). Expected “key: value”; "
                    + "put quotes around a value that holds a colon."
            )
        case .duplicatedKeysInMapping(let keys, let context):
            let key = keys.first ?? ""
            let line = FrontMatterScan.lastLine(of: key, in: yaml) ?? context.mark.line
            return DocumentIssue(
                line: line + offset, column: 1,
                message:
                    "Line \(line + offset), column 1: “\(key.brief)” stands twice. Expected each key once.")
        default:
            return DocumentIssue(
                line: 2, message: "The front matter is not valid YAML. Write “key: value” lines.")
        }
    }

    mutating func entries(of root: Node) throws(DocumentIssues) -> [FrontMatter.Entry] {
        guard case .mapping(let mapping) = root else {
            if case .scalar(let scalar) = root, scalar.isNull { return [] }
            throw DocumentIssues(issue(root, "Expected “key: value” lines."))
        }
        var entries: [FrontMatter.Entry] = []
        for (key, node) in mapping {
            let place = Self.place(key)
            entries.append(
                FrontMatter.Entry(
                    key: try name(key), value: try value(node), line: place.line, column: place.column))
        }
        return entries
    }

    private mutating func value(_ node: Node) throws(DocumentIssues) -> FrontMatterValue {
        count += 1
        guard count <= Self.maxValues else {
            throw DocumentIssues(
                issue(
                    node, "The front matter holds more than \(Self.maxValues.grouped) values. Expected fewer."
                ))
        }
        switch node {
        case .scalar(let scalar):
            guard scalar.string.unicodeScalars.allSatisfy(Characters.mayStand) else {
                throw DocumentIssues(issue(node, "The value holds a control character. Expected text."))
            }
            return scalar.isNull ? .null : .text(scalar.string)
        case .sequence(let sequence):
            var values: [FrontMatterValue] = []
            for item in sequence { values.append(try value(item)) }
            return .list(values)
        case .mapping(let mapping):
            var pairs: [FrontMatterPair] = []
            for (key, node) in mapping { pairs.append(FrontMatterPair(try name(key), try value(node))) }
            return .mapping(pairs)
        case .alias:
            throw DocumentIssues(issue(node, "The value is an alias. Expected the value itself."))
        }
    }

    private func name(_ key: Node) throws(DocumentIssues) -> String {
        guard case .scalar(let scalar) = key else {
            throw DocumentIssues(issue(key, "Expected a word as the key."))
        }
        return scalar.string
    }

    private func issue(_ node: Node, _ message: String) -> DocumentIssue {
        let place = Self.place(node)
        return DocumentIssue(
            line: place.line, column: place.column,
            message: "Line \(place.line), column \(place.column): \(message)")
    }

    private static func place(_ node: Node) -> (line: Int, column: Int) {
        ((node.mark?.line ?? 1) + offset, node.mark?.column ?? 1)
    }
}

extension Node.Scalar {
    fileprivate var isNull: Bool {
        style == .plain && ["", "~", "null", "Null", "NULL"].contains(string)
    }
}
