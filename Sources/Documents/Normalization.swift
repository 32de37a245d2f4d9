/// The one form in which documents are kept, so that equal texts are equal values.
enum Normalization {
    static let listStarts = 0...999_999

    static func blocks(_ blocks: [Block]) -> [Block] {
        var result: [Block] = []
        for block in blocks {
            guard let next = self.block(block) else { continue }
            if case .definitions(let more) = next, case .definitions(let already)? = result.last {
                result[result.count - 1] = .definitions(already + more)
            } else {
                result.append(next)
            }
        }
        return result
    }

    /// nil when nothing is left of it.
    private static func block(_ block: Block) -> Block? {
        switch block {
        case .paragraph(let inlines):
            let kept = self.inlines(inlines)
            return kept.isEmpty ? nil : .paragraph(kept)
        case .heading(let level, let inlines):
            let kept = line(inlines)
            return kept.isEmpty ? nil : .heading(level: level, kept)
        case .bulletList(let items):
            let kept = self.items(items)
            return kept.isEmpty ? nil : .bulletList(kept)
        case .orderedList(let start, let items):
            let kept = self.items(items)
            let first = min(max(start, listStarts.lowerBound), listStarts.upperBound)
            return kept.isEmpty ? nil : .orderedList(start: first, kept)
        case .quote(let inner):
            let kept = blocks(inner)
            return kept.isEmpty ? nil : .quote(kept)
        case .callout(let kind, let inner):
            let kept = blocks(inner)
            return kept.isEmpty ? nil : .callout(kind, kept)
        case .question(let text, let answer):
            let kept = line(text)
            return kept.isEmpty ? nil : .question(kept, answer: blocks(answer))
        case .definitions(let pairs):
            let kept = pairs.map { Definition(term: line($0.term), meaning: inlines($0.meaning)) }
                .filter { !$0.term.isEmpty && !$0.meaning.isEmpty }
            return kept.isEmpty ? nil : .definitions(kept)
        case .table(let table):
            return self.table(table).map(Block.table)
        case .rule:
            return .rule
        case .figure(let figure):
            return .figure(
                Figure(
                    image: figure.image, alt: PlainText.of(line([.text(figure.alt)])),
                    caption: line(figure.caption)))
        }
    }

    private static func items(_ items: [[Block]]) -> [[Block]] {
        items.map(blocks).filter { !$0.isEmpty }
    }

    private static func table(_ table: Table) -> Table? {
        let width = max(table.header.count, table.rows.map(\.count).max() ?? 0)
        func row(_ cells: [[Inline]]) -> [[Inline]] {
            cells.map(line) + Array(repeating: [], count: width - cells.count)
        }
        let kept = Table(header: row(table.header), rows: table.rows.map(row))
        let isBlank = ([kept.header] + kept.rows).allSatisfy { $0.allSatisfy(\.isEmpty) }
        return isBlank ? nil : kept
    }

    static func inlines(_ inlines: [Inline]) -> [Inline] {
        InlineRuns(inlines, keepsBreaks: true).tree()
    }

    /// For places that hold a single line: headings, questions, terms, cells.
    static func line(_ inlines: [Inline]) -> [Inline] {
        InlineRuns(inlines, keepsBreaks: false).tree()
    }
}

/// Inline content laid flat: each scalar with the marks that it carries. A line break is "\n", which no text
/// holds.
private struct InlineRuns {
    private struct Marks: OptionSet, Hashable {
        let rawValue: UInt8
        static let bold = Marks(rawValue: 1)
        static let italic = Marks(rawValue: 2)
    }

    private struct Atom {
        var scalar: Unicode.Scalar
        var marks: Marks
        /// Index into `destinations`; nil outside links.
        var link: Int?

        var isSpace: Bool { scalar.isSpace }
    }

    private var atoms: [Atom] = []
    private var destinations: [LinkDestination] = []
    private var indices: [LinkDestination: Int] = [:]

    init(_ inlines: [Inline], keepsBreaks: Bool) {
        append(inlines, marks: [], link: nil, lineBreak: keepsBreaks ? "\n" : " ")
        collapseSpace()
        trim()
        settleMarksOfSpace()
    }

    private mutating func append(_ inlines: [Inline], marks: Marks, link: Int?, lineBreak: Unicode.Scalar) {
        for inline in inlines {
            switch inline {
            case .text(let text):
                for scalar in text.unicodeScalars {
                    if Self.isCollapsible(scalar) {
                        atoms.append(Atom(scalar: " ", marks: marks, link: link))
                    } else if Characters.mayStand(scalar) {
                        atoms.append(Atom(scalar: scalar, marks: marks, link: link))
                    }
                }
            case .lineBreak:
                atoms.append(Atom(scalar: lineBreak, marks: marks, link: link))
            case .bold(let inner):
                append(inner, marks: marks.union(.bold), link: link, lineBreak: lineBreak)
            case .italic(let inner):
                append(inner, marks: marks.union(.italic), link: link, lineBreak: lineBreak)
            case .link(let destination, let inner):
                append(inner, marks: marks, link: link ?? index(of: destination), lineBreak: lineBreak)
            }
        }
    }

    private mutating func index(of destination: LinkDestination) -> Int {
        if let index = indices[destination] { return index }
        indices[destination] = destinations.count
        destinations.append(destination)
        return destinations.count - 1
    }

    /// The white space that a browser draws as one space. No-break and other spaces stay as they were
    /// written.
    private static func isCollapsible(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case " ", "\t", "\n", "\r", "\u{B}", "\u{C}", "\u{85}", "\u{2028}", "\u{2029}": true
        default: false
        }
    }

    private mutating func collapseSpace() {
        var kept: [Atom] = []
        kept.reserveCapacity(atoms.count)
        for atom in atoms {
            if atom.scalar == " ", let last = kept.last?.scalar, last == " " || last == "\n" { continue }
            if atom.scalar == "\n" {
                if kept.last?.scalar == " " { kept.removeLast() }
                if kept.last?.scalar == "\n" { continue }
            }
            kept.append(atom)
        }
        atoms = kept
    }

    private mutating func trim() {
        while atoms.last?.isSpace == true { atoms.removeLast() }
        atoms.removeFirst(atoms.prefix { $0.isSpace }.count)
    }

    /// White space carries a mark only inside it, never at its edge, where Markdown could not write it and
    /// nobody could see it. Between two links it carries nothing.
    private mutating func settleMarksOfSpace() {
        var index = 0
        while index < atoms.count {
            guard atoms[index].isSpace else {
                index += 1
                continue
            }
            let end = atoms[index...].firstIndex { !$0.isSpace } ?? atoms.count
            let before = atoms[index - 1]
            let after = atoms[end]
            let joins =
                before.link == after.link
                && (before.link == nil || atoms[index..<end].allSatisfy { $0.link == before.link })
            var marks = before.marks.intersection(after.marks)
            if before.marks.contains(.bold) != after.marks.contains(.bold) { marks.remove(.italic) }
            for space in index..<end {
                atoms[space].link = joins ? before.link : nil
                atoms[space].marks = joins ? marks : []
            }
            index = end
        }
    }

    func tree() -> [Inline] {
        grouped(atoms[...], by: \.link) { link, part in
            let inner = grouped(part, by: { $0.marks.contains(.bold) }) { isBold, part in
                let inner = grouped(part, by: { $0.marks.contains(.italic) }) { isItalic, part in
                    let inner = plain(part)
                    return isItalic ? [.italic(inner)] : inner
                }
                return isBold ? [.bold(inner)] : inner
            }
            guard let link else { return inner }
            return [.link(destinations[link], inner)]
        }
    }

    private func grouped<Key: Equatable>(
        _ atoms: ArraySlice<Atom>, by key: (Atom) -> Key, _ build: (Key, ArraySlice<Atom>) -> [Inline]
    ) -> [Inline] {
        var result: [Inline] = []
        var rest = atoms
        while let first = rest.first {
            let value = key(first)
            let part = rest.prefix { key($0) == value }
            result += build(value, part)
            rest = rest[part.endIndex...]
        }
        return result
    }

    private func plain(_ atoms: ArraySlice<Atom>) -> [Inline] {
        var result: [Inline] = []
        var text = String.UnicodeScalarView()
        for atom in atoms {
            guard atom.scalar == "\n" else {
                text.append(atom.scalar)
                continue
            }
            if !text.isEmpty { result.append(.text(String(text))) }
            text = String.UnicodeScalarView()
            result.append(.lineBreak)
        }
        if !text.isEmpty { result.append(.text(String(text))) }
        return result
    }
}

enum Characters {
    /// Whether a scalar may stand in text: no control characters (PostgreSQL refuses NUL, terminals obey the
    /// others), nothing that Unicode reserves for programs.
    static func mayStand(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0x09, 0x0A, 0x0C, 0x0D, 0x85: true
        case 0..<0x20, 0x7F..<0xA0: false
        case 0xFDD0...0xFDEF: false
        default: scalar.value & 0xFFFE != 0xFFFE
        }
    }
}
