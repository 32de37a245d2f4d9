/// How far ads stand from each other and from what they must not touch.
public struct SpacingRules: Codable, Hashable, Sendable {
    /// Shorter texts carry none.
    public var fewestWords: Int
    public var wordsBeforeFirst: Int
    public var paragraphsBeforeFirst: Int
    public var wordsBetween: Int
    public var blocksBetween: Int
    /// The whole text needs so many words for each slot.
    public var wordsPerSlot: Int
    public var mostSlots: Int
    /// A slot stands directly before or after none of these.
    public var aloof: Set<BodyBlock.Kind>

    public init(
        fewestWords: Int = 300, wordsBeforeFirst: Int = 150, paragraphsBeforeFirst: Int = 2,
        wordsBetween: Int = 200, blocksBetween: Int = 1, wordsPerSlot: Int = 300, mostSlots: Int = 4,
        aloof: Set<BodyBlock.Kind> = [.heading, .warning, .rule]
    ) {
        self.fewestWords = fewestWords
        self.wordsBeforeFirst = wordsBeforeFirst
        self.paragraphsBeforeFirst = paragraphsBeforeFirst
        self.wordsBetween = wordsBetween
        self.blocksBetween = blocksBetween
        self.wordsPerSlot = wordsPerSlot
        self.mostSlots = mostSlots
        self.aloof = aloof
    }

    public static let standard = SpacingRules()
}

/// Where ads may stand in a text.
public enum SlotPlacement {
    /// The indices of the blocks before which a slot may stand, from the top, each as early as the rules allow.
    /// None stands before the first block or behind the last.
    public static func indices(in blocks: [BodyBlock], _ rules: SpacingRules = .standard) -> [Int] {
        let total = blocks.reduce(0) { $0 + $1.wordCount }
        guard total >= rules.fewestWords else { return [] }
        let most = min(rules.mostSlots, total / max(rules.wordsPerSlot, 1))
        var indices: [Int] = []
        var paragraphs = 0
        var words = 0
        for index in blocks.indices.dropFirst() where indices.count < most {
            let before = blocks[index - 1]
            words += before.wordCount
            if before.kind == .paragraph { paragraphs += 1 }
            guard !rules.aloof.contains(before.kind), !rules.aloof.contains(blocks[index].kind) else {
                continue
            }
            let isFarEnough =
                if let last = indices.last {
                    words >= rules.wordsBetween && index - last >= rules.blocksBetween
                } else {
                    words >= rules.wordsBeforeFirst && paragraphs >= rules.paragraphsBeforeFirst
                }
            guard isFarEnough else { continue }
            indices.append(index)
            words = 0
        }
        return indices
    }
}
