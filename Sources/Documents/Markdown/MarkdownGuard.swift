/// Looks for what must not reach the parser: nesting that would exhaust a stack, and input on which cmark-gfm
/// takes seconds (measured: 256 KiB of `<?` 6 s, of a table with 2,000 columns minutes).
enum MarkdownGuard {
    static let maxLines = 20_000
    static let maxColumns = 32

    static func check(
        _ lines: [Substring], firstLine: Int, schema: DocumentSchema, findings: inout Findings
    ) {
        guard lines.count <= maxLines else {
            findings.refuse(
                .line(firstLine + maxLines),
                "The text has more than \(maxLines.grouped) lines. Split it into several texts.")
            return
        }
        for (index, line) in lines.enumerated() {
            let place = Place.line(firstLine + index)
            let bytes = Array(line.utf8)
            if !line.unicodeScalars.allSatisfy(Characters.mayStand) {
                findings.refuse(
                    place, "\(place.subject) holds a control character. Remove it, or type the passage again."
                )
            }
            if isDeeper(than: schema.maxDepth, bytes) {
                findings.refuseDepth(place, limit: schema.maxDepth)
            }
            if holdsDeclaration(bytes) {
                findings.refuse(place, "\(place.subject) holds raw HTML. Write it as Markdown.")
            }
            if columns(ofDelimiterRow: bytes) > maxColumns {
                findings.refuse(
                    place, "\(place.subject) begins a table of more than \(maxColumns) columns. Use fewer.")
            }
        }
    }

    /// Whether more quotes and lists than `limit` begin on one line: `> - > 1. …`.
    private static func isDeeper(than limit: Int, _ line: [UInt8]) -> Bool {
        var depth = 0
        var rest = line[...]
        while depth <= limit, let length = markerLength(rest) {
            depth += 1
            rest = rest.dropFirst(length).drop { blanks.contains($0) }
        }
        return depth > limit
    }

    private static let blanks = Array(" \t".utf8)

    /// How many bytes of a line are the marker of a quote or list; nil when it begins with none.
    private static func markerLength(_ line: ArraySlice<UInt8>) -> Int? {
        let indentation = line.prefix { blanks.contains($0) }.count
        let line = line.dropFirst(indentation)
        guard let first = line.first else { return nil }
        switch first {
        case UInt8(ascii: ">"):
            return indentation + 1
        case UInt8(ascii: "-"), UInt8(ascii: "+"), UInt8(ascii: "*"):
            guard let next = line.dropFirst().first, blanks.contains(next), !isThematicBreak(line) else {
                return nil
            }
            return indentation + 2
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
            let digits = line.prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
            guard let mark = line.dropFirst(digits.count).first, Array(".)".utf8).contains(mark) else {
                return nil
            }
            return indentation + digits.count + 1
        default:
            return nil
        }
    }

    private static func isThematicBreak(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let mark = rest.first else { return false }
        return rest.allSatisfy { $0 == mark || $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\t") }
    }

    /// `<?…`, `<!DOCTYPE …` or `<![CDATA[…`, unless escaped. Comments are judged after parsing.
    private static func holdsDeclaration(_ line: [UInt8]) -> Bool {
        var index = 0
        while index + 1 < line.count {
            switch line[index] {
            case UInt8(ascii: "\\"):
                index += 2
            case UInt8(ascii: "<"):
                if line[index + 1] == UInt8(ascii: "?") { return true }
                if line[index + 1] == UInt8(ascii: "!"), !line[(index + 2)...].starts(with: Array("--".utf8))
                {
                    return true
                }
                index += 1
            default:
                index += 1
            }
        }
        return false
    }

    private static func columns(ofDelimiterRow line: [UInt8]) -> Int {
        let allowed = Set("|:-+*>.) \t0123456789".utf8)
        let bar = UInt8(ascii: "|")
        guard line.contains(bar), line.allSatisfy(allowed.contains) else { return 0 }
        return line.count { $0 == bar }
    }
}
