import Foundation

/// The text of a page's content, piece by piece, to tell what changes from one instant to another.
struct PageText: Sendable, Equatable {
    let pieces: [String]

    /// Reads what stands between `<main>` and `</main>`. For pages that our own templates made.
    init(html: String) {
        var pieces: [String] = []
        var piece = ""
        func end() {
            let text = piece.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            // Initials in place of a picture are no text.
            if text.count > 2 { pieces.append(Self.decoded(text)) }
            piece = ""
        }
        var rest = Self.content(of: html)
        while let open = rest.firstIndex(of: "<") {
            piece += rest[..<open]
            let tag = rest[open...]
            let close = tag.firstIndex(of: ">") ?? tag.index(before: tag.endIndex)
            if !Self.isInline(tag[..<close]) { end() }
            rest = rest[rest.index(after: close)...]
        }
        piece += rest
        end()
        self.pieces = pieces
    }

    private static func content(of html: String) -> Substring {
        guard let main = html.range(of: "<main"), let end = html.range(of: "</main>"),
            main.upperBound < end.lowerBound,
            let begin = html[main.upperBound...].firstIndex(of: ">")
        else { return html[...] }
        return html[html.index(after: begin)..<end.lowerBound]
    }

    private static let inline: Set<Substring> = [
        "a", "em", "strong", "b", "i", "code", "time", "abbr", "mark",
    ]

    private static func isInline(_ tag: Substring) -> Bool {
        let name = tag.dropFirst().drop { $0 == "/" }.prefix { $0.isLetter || $0.isNumber }
        return inline.contains(name)
    }

    private static func decoded(_ text: String) -> String {
        text.replacing("&lt;", with: "<").replacing("&gt;", with: ">").replacing("&quot;", with: "\"")
            .replacing("&#39;", with: "'").replacing("&amp;", with: "&")
    }

    /// The same with pieces told together that are alike but for some words.
    func alterations(
        to later: PageText
    ) -> (altered: [(old: String, new: String)], gone: [String], new: [String]) {
        var (gone, new) = changes(to: later)
        var altered: [(old: String, new: String)] = []
        var kept: [String] = []
        for piece in gone.prefix(Self.mostCompared) {
            let likenesses = new.prefix(Self.mostCompared).map { Self.likeness(piece, $0) }
            if let place = likenesses.indices.max(by: { likenesses[$0] < likenesses[$1] }),
                likenesses[place] >= Self.leastLikeness
            {
                altered.append((piece, new.remove(at: place)))
            } else {
                kept.append(piece)
            }
        }
        gone = kept + gone.dropFirst(Self.mostCompared)
        return (altered, gone, new)
    }

    /// Beyond these nobody is told anyway.
    private static let mostCompared = 60
    private static let leastLikeness = 0.7

    /// The share of their words that two texts have in common, from 0 to 1.
    private static func likeness(_ one: String, _ other: String) -> Double {
        let (one, other) = (Set(one.split(separator: " ")), Set(other.split(separator: " ")))
        let all = one.union(other).count
        return all == 0 ? 0 : Double(one.intersection(other).count) / Double(all)
    }

    /// What a later text no longer has, and what it has instead; what only changed its place is in neither.
    func changes(to later: PageText) -> (gone: [String], new: [String]) {
        let gone = later.pieces.reduce(into: Counts(pieces)) { $0.remove($1) }
        let new = pieces.reduce(into: Counts(later.pieces)) { $0.remove($1) }
        return (gone.left, new.left)
    }

    /// Pieces in their order, each as often as it is left.
    private struct Counts {
        private let pieces: [String]
        private var counts: [String: Int]

        init(_ pieces: [String]) {
            self.pieces = pieces
            counts = pieces.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        }

        mutating func remove(_ piece: String) {
            counts[piece, default: 0] -= 1
        }

        var left: [String] {
            var counts = counts
            return pieces.filter { piece in
                guard counts[piece, default: 0] > 0 else { return false }
                counts[piece, default: 0] -= 1
                return true
            }
        }
    }
}
