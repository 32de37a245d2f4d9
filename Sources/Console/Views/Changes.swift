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

/// Compares texts by words, in time that grows with their length and not with its square.
///
/// Short texts are compared word with word. Longer ones are compared by sentences first, and only the sentences
/// that changed word with word.
struct WordChanges {
    /// How many pairs of words are compared at most; what would take more counts as replaced.
    static let maxPairs = 4_000_000
    /// How often what lies between elements of both is divided again.
    private static let maxDepth = 8

    private(set) var pairs = 0

    static func pieces(from old: String, to new: String) -> [ChangeRow.Piece] {
        var changes = WordChanges()
        return changes.pieces(from: old, to: new)
    }

    mutating func pieces(from old: String, to new: String) -> [ChangeRow.Piece] {
        let (old, new) = (Self.words(old), Self.words(new))
        guard old.count * new.count > Self.maxPairs else { return Self.merged(steps(old[...], new[...])) }
        let sentences = steps(Self.sentences(old)[...], Self.sentences(new)[...])
        return Self.merged(refined(sentences))
    }

    private enum Change { case same, added, removed }
    private typealias Step<Element> = (change: Change, element: Element)

    /// The steps by words for those by sentences.
    private mutating func refined(_ sentences: [Step<[Substring]>]) -> [Step<Substring>] {
        var result: [Step<Substring>] = []
        var rest = sentences[...]
        while let first = rest.first {
            let run = rest.prefix { ($0.change == .same) == (first.change == .same) }
            rest = rest[run.endIndex...]
            if first.change == .same {
                result += run.flatMap(\.element).map { (.same, $0) }
            } else {
                let removed = run.filter { $0.change == .removed }.flatMap(\.element)
                let added = run.filter { $0.change == .added }.flatMap(\.element)
                result += steps(removed[...], added[...])
            }
        }
        return result
    }

    /// What leads from one sequence to another. Where comparing all pairs would take too many, elements that both
    /// have exactly once divide them (Cohen’s patience diff).
    private mutating func steps<Element: Hashable>(
        _ old: ArraySlice<Element>, _ new: ArraySlice<Element>, depth: Int = 0
    ) -> [Step<Element>] {
        let start = zip(old, new).prefix { $0 == $1 }.count
        let (oldRest, newRest) = (old.dropFirst(start), new.dropFirst(start))
        let end = zip(oldRest.reversed(), newRest.reversed()).prefix { $0 == $1 }.count
        let kept: [Step<Element>] = old.prefix(start).map { (.same, $0) }
        let changed = middle(oldRest.dropLast(end), newRest.dropLast(end), depth: depth)
        return kept + changed + oldRest.suffix(end).map { (.same, $0) }
    }

    private mutating func middle<Element: Hashable>(
        _ old: ArraySlice<Element>, _ new: ArraySlice<Element>, depth: Int
    ) -> [Step<Element>] {
        let removed: [Step<Element>] = old.map { (.removed, $0) }
        let replaced = removed + new.map { (.added, $0) }
        guard !old.isEmpty, !new.isEmpty else { return replaced }
        if old.count * new.count <= Self.maxPairs - pairs {
            pairs += old.count * new.count
            return Self.table(Array(old), Array(new))
        }
        let anchors = depth < Self.maxDepth ? Self.anchors(old, new) : []
        guard !anchors.isEmpty else { return replaced }
        var result: [Step<Element>] = []
        var (left, right) = (old.startIndex, new.startIndex)
        for anchor in anchors {
            result += steps(old[left..<anchor.old], new[right..<anchor.new], depth: depth + 1)
            result.append((.same, old[anchor.old]))
            (left, right) = (anchor.old + 1, anchor.new + 1)
        }
        return result + steps(old[left...], new[right...], depth: depth + 1)
    }

    /// The longest run of elements that both have once, in the order of both.
    private static func anchors<Element: Hashable>(
        _ old: ArraySlice<Element>, _ new: ArraySlice<Element>
    ) -> [(old: Int, new: Int)] {
        let (inOld, inNew) = (places(old), places(new))
        var pairs: [(old: Int, new: Int)] = []
        for (index, element) in zip(old.indices, old) {
            if inOld[element] == index, let other = inNew[element], let place = other {
                pairs.append((index, place))
            }
        }
        // Of every length so far: the pair that ends lowest, and what stands before each pair.
        var ends: [Int] = []
        var before = [Int?](repeating: nil, count: pairs.count)
        for index in pairs.indices {
            var (low, high) = (0, ends.count)
            while low < high {
                let half = (low + high) / 2
                if pairs[ends[half]].new < pairs[index].new { low = half + 1 } else { high = half }
            }
            before[index] = low > 0 ? ends[low - 1] : nil
            if low == ends.count { ends.append(index) } else { ends[low] = index }
        }
        var result: [(old: Int, new: Int)] = []
        var next = ends.last
        while let index = next {
            result.append(pairs[index])
            next = before[index]
        }
        return result.reversed()
    }

    /// Where each element stands; nil for those that stand more than once.
    private static func places<Element: Hashable>(_ elements: ArraySlice<Element>) -> [Element: Int?] {
        Dictionary(zip(elements, elements.indices.map(Optional.some))) { _, _ in nil }
    }

    /// The longest common sequence, by the table of all pairs.
    private static func table<Element: Equatable>(_ old: [Element], _ new: [Element]) -> [Step<Element>] {
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
        var steps: [Step<Element>] = []
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

    /// Words with the white space behind them, so that the pieces joined are the text.
    private static func words(_ text: String) -> [Substring] {
        var words: [Substring] = []
        var start = text.startIndex
        var index = start
        while index < text.endIndex {
            let next = text.index(after: index)
            let isLast = next == text.endIndex
            if isLast || text[index].isWhitespace && !text[next].isWhitespace
                || !text[index].isNewline && text[next].isNewline
            {
                words.append(text[start..<next])
                start = next
            }
            index = next
        }
        return words
    }

    /// Words up to one that ends a sentence or a line.
    private static func sentences(_ words: [Substring]) -> [[Substring]] {
        var sentences: [[Substring]] = []
        var current: [Substring] = []
        for word in words {
            current.append(word)
            let bare = word.last { !$0.isWhitespace && !"”’\"')]".contains($0) }
            if word.contains(where: \.isNewline) || bare.map({ ".!?".contains($0) }) == true {
                sentences.append(current)
                current = []
            }
        }
        return current.isEmpty ? sentences : sentences + [current]
    }

    private static func merged(_ steps: [Step<Substring>]) -> [ChangeRow.Piece] {
        var pieces: [ChangeRow.Piece] = []
        var rest = steps[...]
        while let first = rest.first {
            let run = rest.prefix { $0.change == first.change }
            pieces.append(
                ChangeRow.Piece(
                    text: run.map(\.element).joined(), isAdded: first.change == .added,
                    isRemoved: first.change == .removed))
            rest = rest[run.endIndex...]
        }
        return trimmed(pieces)
    }

    /// The same without the white space behind a word and the one in its place, so that no mark runs on over it.
    private static func trimmed(_ pieces: [ChangeRow.Piece]) -> [ChangeRow.Piece] {
        var result: [ChangeRow.Piece] = []
        for piece in pieces {
            let last = result.last
            if let last, last.isRemoved, piece.isAdded {
                let space = commonSpace(last.text, piece.text)
                result[result.count - 1] = ChangeRow.Piece(
                    text: String(last.text.dropLast(space.count)), isRemoved: true)
                result.append(
                    ChangeRow.Piece(text: String(piece.text.dropLast(space.count)), isAdded: true))
                if !space.isEmpty { result.append(ChangeRow.Piece(text: space)) }
            } else if let last, !last.isAdded, !last.isRemoved, !piece.isAdded, !piece.isRemoved {
                result[result.count - 1] = ChangeRow.Piece(text: last.text + piece.text)
            } else {
                result.append(piece)
            }
        }
        return result
    }

    /// The white space with which both texts end; nothing where it is all that one of them has.
    private static func commonSpace(_ one: String, _ other: String) -> String {
        let pairs = zip(one.reversed(), other.reversed()).prefix { $0 == $1 && $0.isWhitespace }
        guard pairs.count < one.count, pairs.count < other.count else { return "" }
        return String(one.suffix(pairs.count))
    }
}
