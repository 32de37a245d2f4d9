/// How alike two short texts are, from 0 to 1.
public enum Similarity {
    /// The share of common trigrams, as PostgreSQL's pg_trgm counts it: each word gets two spaces before it and one
    /// behind.
    public static func trigram(_ left: String, _ right: String) -> Double {
        jaccard(trigrams(left), trigrams(right))
    }

    static func trigrams(_ text: String) -> Set<String> {
        var trigrams: Set<String> = []
        for word in Passage(text).words {
            let padded = Array("  \(word.folded.replacing("'", with: "")) ".unicodeScalars)
            for at in 0..<max(0, padded.count - 2) {
                var view = String.UnicodeScalarView()
                view.append(contentsOf: padded[at..<at + 3])
                trigrams.insert(String(view))
            }
        }
        return trigrams
    }

    static func jaccard<Element: Hashable>(_ left: Set<Element>, _ right: Set<Element>) -> Double {
        guard !left.isEmpty, !right.isEmpty else { return 0 }
        let common = left.intersection(right).count
        return Double(common) / Double(left.count + right.count - common)
    }

    /// Jaro-Winkler: common letters in about the same places, and a bonus for a common beginning. Made for names.
    public static func jaroWinkler(_ left: String, _ right: String) -> Double {
        let (first, second) = (Array(left.unicodeScalars.prefix(64)), Array(right.unicodeScalars.prefix(64)))
        guard !first.isEmpty, !second.isEmpty else { return 0 }
        if first == second { return 1 }
        let window = max(0, max(first.count, second.count) / 2 - 1)
        var taken = [Bool](repeating: false, count: second.count)
        var matched: [Unicode.Scalar] = []
        for (index, scalar) in first.enumerated() {
            let from = max(0, index - window)
            let to = min(second.count - 1, index + window)
            guard from <= to, let place = (from...to).first(where: { !taken[$0] && second[$0] == scalar })
            else { continue }
            taken[place] = true
            matched.append(scalar)
        }
        guard !matched.isEmpty else { return 0 }
        let others = second.indices.filter { taken[$0] }.map { second[$0] }
        let swaps = zip(matched, others).count { $0 != $1 } / 2
        let count = Double(matched.count)
        let jaro =
            (count / Double(first.count) + count / Double(second.count) + (count - Double(swaps)) / count) / 3
        let prefix = zip(first, second).prefix(4).prefix { $0 == $1 }.count
        return jaro + Double(prefix) * 0.1 * (1 - jaro)
    }
}
