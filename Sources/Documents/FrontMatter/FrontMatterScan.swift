import Foundation

/// Finds the parts of a file, and what must not reach the YAML parser.
enum FrontMatterScan {
    static let maxBytes = 64 * 1_024
    private static let maxDepth = 32

    struct Parts {
        var yaml: String
        var body: String
        var bodyLine: Int
    }

    /// The YAML and the body of a file whose lines end in "\n".
    static func parts(of file: String) throws(DocumentIssues) -> Parts {
        let mark = "\u{FEFF}"
        let start = file.unicodeScalars.starts(with: mark.unicodeScalars) ? mark.utf8.count : 0
        let text = String(decoding: file.utf8.dropFirst(start), as: UTF8.self)
        let lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        guard let first = lines.first, isFence(first) else {
            throw DocumentIssues(
                DocumentIssue(
                    line: 1, column: 1,
                    message:
                        "Line 1, column 1: expected a line of three hyphens (---), "
                        + "then “key: value” lines, then three hyphens."
                ))
        }
        guard let end = lines.dropFirst().firstIndex(where: isFence) else {
            throw DocumentIssues(
                DocumentIssue(
                    line: lines.count, column: 1,
                    message:
                        "Line \(lines.count), column 1: the front matter does not end. "
                        + "Expected a line of three hyphens (---)."
                ))
        }
        let yaml = lines[1..<end].joined(separator: "\n")
        guard yaml.utf8.count <= maxBytes else {
            throw DocumentIssues(
                DocumentIssue(
                    line: end + 1, message: "The front matter is longer than 64 KB. Expected a shorter one."))
        }
        return Parts(
            yaml: yaml, body: lines[(end + 1)...].joined(separator: "\n"), bodyLine: end + 2)
    }

    private static func isFence(_ line: Substring) -> Bool {
        line.utf8.starts(with: "---".utf8) && line.utf8.dropFirst(3).allSatisfy { $0 == UInt8(ascii: " ") }
    }

    /// Refuses nesting that would exhaust the parser's stack, and anchors with aliases, which multiply
    /// values.
    static func check(_ yaml: String) throws(DocumentIssues) {
        var depth = 0
        var anchors: Set<Substring> = []
        for (index, line) in yaml.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let number = index + 2
            for byte in line.utf8 {
                if byte == UInt8(ascii: "[") || byte == UInt8(ascii: "{") { depth += 1 }
                if byte == UInt8(ascii: "]") || byte == UInt8(ascii: "}") { depth = max(0, depth - 1) }
                guard depth <= maxDepth else {
                    throw DocumentIssues(
                        DocumentIssue(
                            line: number,
                            message: "Line \(number) nests lists too deeply. Expected plain values."))
                }
            }
            let words = line.split { " \t[]{},".contains($0) }
            guard words.prefix(while: { $0 == "-" || $0 == "?" }).count <= maxDepth else {
                throw DocumentIssues(
                    DocumentIssue(
                        line: number, message: "Line \(number) nests lists too deeply. Expected plain values."
                    ))
            }
            for word in words {
                if word.first == "&" { anchors.insert(word.dropFirst()) }
                if word.first == "*", anchors.contains(word.dropFirst()) {
                    throw DocumentIssues(
                        DocumentIssue(
                            line: number,
                            message:
                                "Line \(number) refers to another value (\(String(word).brief)). "
                                + "Expected the value itself."
                        ))
                }
            }
        }
    }

    /// The last line, counted from 1, that begins with a key.
    static func lastLine(of key: String, in yaml: String) -> Int? {
        let lines = yaml.split(separator: "\n", omittingEmptySubsequences: false)
        let last = lines.lastIndex { line in
            let bare = line.drop { $0 == " " }
            return ["\(key):", "\"\(key)\":", "'\(key)':"].contains { bare.hasPrefix($0) }
        }
        return last.map { $0 + 1 }
    }

    static func lineOfInvalidByte(in data: Data) -> Int {
        var line = 1
        var decoder = UTF8()
        var bytes = data.makeIterator()
        while true {
            switch decoder.decode(&bytes) {
            case .scalarValue(let scalar): line += scalar == "\n" ? 1 : 0
            case .emptyInput, .error: return line
            }
        }
    }
}

extension String {
    /// For naming something in a message without repeating a page of it.
    var brief: String { Excerpt.of(self, maxCharacters: 60) }
}
