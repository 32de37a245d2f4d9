import Foundation
import Postgres

/// Mends mistyped words of a search by the words that profiles hold.
struct Spelling: Sendable {
    /// One word of the search that may be mistyped.
    struct Word: Sendable {
        let range: Range<String.Index>
        let text: String
    }

    let text: String
    let words: [Word]

    /// More words than this are no mistyped search, and each asks the list.
    private static let mostWords = 6
    /// Shorter words have too many neighbors.
    private static let shortest = 4

    /// Words that are left out of a search (`-rest`) are left as they are.
    init(_ text: String) {
        self.text = text
        var words: [Word] = []
        var rest = text[...]
        while let start = rest.unicodeScalars.firstIndex(where: \.properties.isAlphabetic) {
            let end =
                rest.unicodeScalars[start...].firstIndex { !$0.properties.isAlphabetic } ?? rest.endIndex
            let isLeftOut = text[..<start].firstMatch(of: /(^|\s)-$/) != nil
            let word = text[start..<end].lowercased()
            if !isLeftOut, word.unicodeScalars.count >= Self.shortest {
                words.append(Word(range: start..<end, text: word))
            }
            rest = text[end...]
        }
        self.words = words.count > Self.mostWords ? [] : words
    }

    /// The list's nearest words to those of the search, a query for each; none for a word that the list holds.
    var neighbors: [Query<[String]>] {
        words.map { word in
            .values(
                String.self,
                """
                SELECT word
                FROM (
                  SELECT DISTINCT word
                  FROM providers.public_word
                  WHERE variant = ANY (\(Self.variants(of: word.text)))
                ) AS near
                WHERE NOT EXISTS (
                  SELECT
                  FROM providers.public_word AS known
                  WHERE known.variant = left(\(word.text), 7) AND known.word = \(word.text)
                )
                ORDER BY abs(char_length(word) - \(word.text.unicodeScalars.count)), word
                LIMIT 200
                """)
        }
    }

    /// The search with its mistyped words replaced by the nearest ones, given what each query of `neighbors` brought.
    ///
    /// - Returns: nil when no word has a neighbor that is near enough.
    func mended(_ neighbors: [[String]]) -> String? {
        var mended = text
        var isMended = false
        for (word, near) in zip(words, neighbors).reversed() {
            guard let best = Self.nearest(to: word.text, among: near) else { continue }
            mended.replaceSubrange(word.range, with: best)
            isMended = true
        }
        return isMended ? mended : nil
    }

    /// The nearest word within the tolerance; of equally near ones one with the same first letter, since that is
    /// rarely mistyped.
    static func nearest(to word: String, among words: [String]) -> String? {
        words.map { (distance: distance(word, $0), start: $0.first == word.first ? 0 : 1, word: $0) }
            .filter { $0.distance <= tolerance(of: word) }
            .min { ($0.distance, $0.start, $0.word) < ($1.distance, $1.start, $1.word) }?
            .word
    }

    /// How many letters may be wrong: one in a short word, two in a longer one.
    static func tolerance(of word: String) -> Int {
        word.unicodeScalars.count < 7 ? 1 : 2
    }

    /// What is left of a word's first seven letters when as many are taken out as may be wrong.
    ///
    /// The list of words stores the same, made by `providers.variants_of`.
    static func variants(of word: String) -> [String] {
        var last: Set<[Unicode.Scalar]> = [Array(word.unicodeScalars.prefix(7))]
        var all = last
        for _ in 0..<tolerance(of: word) {
            last = Set(
                last.flatMap { letters in
                    letters.indices.map { index in Array(letters[..<index] + letters[(index + 1)...]) }
                })
            all.formUnion(last)
        }
        return all.map { String(String.UnicodeScalarView($0)) }.sorted()
    }

    /// How many letters were added, left out, mistaken for another or swapped with the next one.
    static func distance(_ left: String, _ right: String) -> Int {
        let (left, right) = (Array(left.unicodeScalars), Array(right.unicodeScalars))
        var beforeLast: [Int] = []
        var last = Array(0...right.count)
        for (row, letter) in left.enumerated() {
            var current = [row + 1]
            for (column, other) in right.enumerated() {
                var cost = min(
                    last[column + 1] + 1, current[column] + 1, last[column] + (letter == other ? 0 : 1))
                if row > 0, column > 0, letter == right[column - 1], left[row - 1] == other {
                    cost = min(cost, beforeLast[column - 1] + 1)
                }
                current.append(cost)
            }
            (beforeLast, last) = (last, current)
        }
        return last[right.count]
    }
}
