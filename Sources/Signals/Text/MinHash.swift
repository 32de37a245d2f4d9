/// A text's fingerprint by which its near duplicates are found without comparing it with every other text
/// (Broder 1997): 128 hashes, of which 20 bands of 6 say who is worth comparing.
///
/// Two texts of which 60 % agree share a band about every other time, at 80 % practically always.
public struct MinHash: Hashable, Sendable {
    public static let permutations = 128
    public static let bandCount = 20
    static let rowsPerBand = 6
    /// Shorter texts say too little to be called alike.
    public static let fewestWords = 6
    /// Longer texts are compared by their beginning.
    static let mostWords = 20_000

    public let hashes: [UInt64]

    /// Nil for a text of fewer than six words.
    public init?(_ text: String) {
        guard let shingles = Shingles(text) else { return nil }
        self.init(shingles)
    }

    init(_ shingles: Shingles) {
        var least = [UInt64](repeating: .max, count: Self.permutations)
        for shingle in shingles.hashes {
            for index in 0..<Self.permutations {
                let hash = (shingle ^ Self.masks[index]) &* Self.factors[index]
                let mixed = hash ^ (hash >> 32)
                if mixed < least[index] { least[index] = mixed }
            }
        }
        hashes = least
    }

    /// One value a band; two texts with one in common are worth comparing. The number of the band is part of it.
    public var bands: [Int64] {
        (0..<Self.bandCount).map { band in
            var hash = Self.seed &+ UInt64(band)
            for row in 0..<Self.rowsPerBand {
                hash = (hash ^ hashes[band * Self.rowsPerBand + row]) &* 0x100_0000_01B3
                hash ^= hash >> 29
            }
            return Int64(bitPattern: hash)
        }
    }

    /// How alike two texts are, estimated.
    public func similarity(to other: MinHash) -> Double {
        Double(zip(hashes, other.hashes).count { $0 == $1 }) / Double(Self.permutations)
    }

    /// How alike two texts are, counted: the share of common runs of words.
    public static func jaccard(_ left: String, _ right: String) -> Double {
        let (left, right) = (Passage(left), Passage(right))
        let length = Shingles.length(words: min(left.words.count, right.words.count))
        guard let first = Shingles(left, length: length), let second = Shingles(right, length: length) else {
            return 0
        }
        return Similarity.jaccard(first.hashes, second.hashes)
    }

    private static let seed: UInt64 = 0x5354_4554
    private static let (masks, factors) = {
        var generator = SplitMix(state: seed)
        let masks = (0..<permutations).map { _ in generator.next() }
        // Odd factors permute 64-bit numbers.
        let factors = (0..<permutations).map { _ in generator.next() | 1 }
        return (masks, factors)
    }()
}

/// The runs of words in a text, hashed: five words each, three in short texts.
struct Shingles {
    let hashes: Set<UInt64>

    /// Nil for a text of fewer words than say anything.
    init?(_ text: String) {
        let words = Passage(text).words.prefix(MinHash.mostWords)
        self.init(words.map(\.folded), length: Self.length(words: words.count))
    }

    init?(_ passage: Passage, length: Int) {
        self.init(passage.words.prefix(MinHash.mostWords).map(\.folded), length: length)
    }

    private init?(_ words: [String], length: Int) {
        guard words.count >= MinHash.fewestWords else { return nil }
        let words = words.map(Self.hash)
        hashes = Set(
            (0...words.count - length).map { at in
                words[at..<at + length].reduce(14_695_981_039_346_656_037) { hash, word in
                    (hash ^ word) &* 1_099_511_628_211
                }
            })
    }

    static func length(words: Int) -> Int { words < 60 ? 3 : 5 }

    /// FNV-1a, the same on every machine and in every run.
    private static func hash(_ word: String) -> UInt64 {
        word.utf8.reduce(14_695_981_039_346_656_037) { ($0 ^ UInt64($1)) &* 1_099_511_628_211 }
    }
}

/// Numbers that look random and are always the same.
private struct SplitMix {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
