/// How a text differs from an earlier one, word by word, for screens that show changes.
public struct ChangeRow: Sendable, Equatable {
    /// Words that were added, removed, or are in both.
    public struct Piece: Sendable, Equatable {
        public let text: String
        public let isAdded: Bool
        public let isRemoved: Bool
        /// True where words that did not change are left out.
        public let isGap: Bool

        init(text: String, isAdded: Bool = false, isRemoved: Bool = false, isGap: Bool = false) {
            self.text = text
            self.isAdded = isAdded
            self.isRemoved = isRemoved
            self.isGap = isGap
        }
    }

    public let label: String
    public let pieces: [Piece]

    /// - Returns: nil when both texts are the same.
    public init?(_ label: String, from old: String, to new: String) {
        guard old != new else { return nil }
        self.label = label
        pieces = WordChanges.pieces(from: old, to: new)
    }

    private init(label: String, pieces: [Piece]) {
        self.label = label
        self.pieces = pieces
    }

    /// The same with the words around each change only: what stays as it was is left out beyond so many characters,
    /// from the end of one word to the beginning of another.
    public func passages(around context: Int = 160) -> ChangeRow {
        let last = pieces.indices.last
        return ChangeRow(
            label: label,
            pieces: pieces.enumerated().flatMap { position, piece -> [Piece] in
                guard !piece.isAdded, !piece.isRemoved, piece.text.count > 2 * context + 80 else {
                    return [piece]
                }
                let before = position == 0 ? "" : Self.beginning(of: piece.text, context)
                let after = position == last ? "" : Self.end(of: piece.text, context)
                return [Piece(text: before), Piece(text: " … ", isGap: true), Piece(text: after)]
                    .filter { !$0.text.isEmpty }
            })
    }

    private static func beginning(of text: String, _ length: Int) -> String {
        let cut = text.prefix(length)
        return String(cut.lastIndex(where: \.isWhitespace).map { cut[..<$0] } ?? cut)
    }

    private static func end(of text: String, _ length: Int) -> String {
        let cut = text.suffix(length)
        return String(cut.firstIndex(where: \.isWhitespace).map { cut[cut.index(after: $0)...] } ?? cut)
    }
}

/// Compares texts by words.
enum WordChanges {
    /// Beyond this many pairs of words a comparison takes too long, and the whole text counts as replaced.
    private static let maxPairs = 4_000_000

    static func pieces(from old: String, to new: String) -> [ChangeRow.Piece] {
        let (old, new) = (words(old), words(new))
        let start = zip(old, new).prefix { $0 == $1 }.count
        let end = zip(old.dropFirst(start).reversed(), new.dropFirst(start).reversed()).prefix { $0 == $1 }
            .count
        let steps =
            old.prefix(start).map { (Step.same, $0) }
            + middle(Array(old[start..<(old.count - end)]), Array(new[start..<(new.count - end)]))
            + old.suffix(end).map { (Step.same, $0) }
        return merged(steps)
    }

    private enum Step { case same, added, removed }

    /// Words with the white space behind them, so that the pieces joined are the text.
    private static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var index = start
        while index < text.endIndex {
            let next = text.index(after: index)
            if text[index].isWhitespace, next == text.endIndex || !text[next].isWhitespace {
                words.append(text[start..<next])
                start = next
            }
            index = next
        }
        if start < text.endIndex { words.append(text[start...]) }
        return words
    }

    /// The longest common sequence of words, by the table of all pairs.
    private static func middle(_ old: [Substring], _ new: [Substring]) -> [(Step, Substring)] {
        guard old.count * new.count <= maxPairs else {
            return old.map { (.removed, $0) } + new.map { (.added, $0) }
        }
        let width = new.count + 1
        var lengths = [Int32](repeating: 0, count: (old.count + 1) * width)
        for left in old.indices.reversed() {
            for right in new.indices.reversed() {
                lengths[left * width + right] =
                    old[left] == new[right]
                    ? lengths[(left + 1) * width + right + 1] + 1
                    : max(lengths[(left + 1) * width + right], lengths[left * width + right + 1])
            }
        }
        var steps: [(Step, Substring)] = []
        var (left, right) = (0, 0)
        while left < old.count, right < new.count {
            if old[left] == new[right] {
                steps.append((.same, old[left]))
                (left, right) = (left + 1, right + 1)
            } else if lengths[(left + 1) * width + right] >= lengths[left * width + right + 1] {
                steps.append((.removed, old[left]))
                left += 1
            } else {
                steps.append((.added, new[right]))
                right += 1
            }
        }
        return steps + old[left...].map { (.removed, $0) } + new[right...].map { (.added, $0) }
    }

    private static func merged(_ steps: [(Step, Substring)]) -> [ChangeRow.Piece] {
        var pieces: [ChangeRow.Piece] = []
        var rest = steps[...]
        while let first = rest.first {
            let run = rest.prefix { $0.0 == first.0 }
            pieces.append(
                ChangeRow.Piece(
                    text: run.map(\.1).joined(), isAdded: first.0 == .added, isRemoved: first.0 == .removed))
            rest = rest.dropFirst(run.count)
        }
        return pieces
    }
}
