import Foundation
import Testing

@testable import Console

@Suite("Changes between two texts")
struct ChangesTests {
    private func shown(_ pieces: [ChangeRow.Piece]) -> String {
        pieces.map { $0.isAdded ? "[+\($0.text)]" : $0.isRemoved ? "[-\($0.text)]" : $0.text }.joined()
    }

    /// A text of sentences of ten words, none like another.
    private func sentences(_ numbers: Range<Int>, word: String = "word") -> [String] {
        numbers.map { number in
            (0..<10).map { $0 == 5 ? "\(word)\(number)" : "\(word)\($0)" }.joined(separator: " ") + ". "
        }
    }

    private func old(_ pieces: [ChangeRow.Piece]) -> String {
        pieces.filter { !$0.isAdded }.map(\.text).joined()
    }

    private func new(_ pieces: [ChangeRow.Piece]) -> String {
        pieces.filter { !$0.isRemoved }.map(\.text).joined()
    }

    @Test("are told word by word")
    func words() {
        let pieces = WordChanges.pieces(from: "Grief is slow and hard.", to: "Grief is often slow and kind.")

        #expect(shown(pieces) == "Grief is [+often ]slow and [-hard.][+kind.]")
    }

    @Test("mark no white space that both texts have behind what was replaced")
    func spaceBehind() {
        let inLine = WordChanges.pieces(from: "Grief is slow today.", to: "Grief is kind today.")
        let atEnd = WordChanges.pieces(from: "Grief is slow. ", to: "Grief is kind.")
        let alone = WordChanges.pieces(from: "slow \n", to: "\n")

        #expect(shown(inLine) == "Grief is [-slow][+kind] today.")
        #expect(shown(atEnd) == "Grief is [-slow. ][+kind.]")
        #expect(old(alone) == "slow \n")
        #expect(new(alone) == "\n")
    }

    @Test("of one word in each sentence of a long text are told word by word")
    func longText() {
        let before = sentences(0..<400)
        let after = before.map { $0.replacingOccurrences(of: "word9. ", with: "other. ") }
        var changes = WordChanges()

        let pieces = changes.pieces(from: before.joined(), to: after.joined())

        #expect(old(pieces) == before.joined())
        #expect(new(pieces) == after.joined())
        #expect(pieces.filter(\.isAdded).allSatisfy { $0.text == "other." })
        #expect(pieces.count(where: \.isAdded) == 400)
        #expect(changes.pairs <= WordChanges.maxPairs)
    }

    @Test("of a section that moved are told by sentences, and what stands around it stays")
    func movedSection() {
        let parts = sentences(0..<300)
        let after = Array(parts[100..<200] + parts[0..<100] + parts[200...])
        var changes = WordChanges()

        let pieces = changes.pieces(from: parts.joined(), to: after.joined())

        #expect(old(pieces) == parts.joined())
        #expect(new(pieces) == after.joined())
        #expect(pieces.filter { !$0.isAdded && !$0.isRemoved }.map(\.text.count).reduce(0, +) > 10_000)
        #expect(changes.pairs <= 300 * 300 + 1_000 * 1_000)
    }

    @Test("of a text that was written anew are the two texts")
    func rewritten() {
        let before = sentences(0..<400, word: "old").joined()
        let after = sentences(0..<400, word: "new").joined()

        let pieces = WordChanges.pieces(from: before, to: after)

        #expect(pieces.map(\.text) == [String(before.dropLast()), String(after.dropLast()), " "])
    }

    @Test(
        "compare no more pairs than allowed, however long the texts are", arguments: [3_000, 30_000, 60_000])
    func bounds(words: Int) {
        var state: UInt64 = 42
        func text() -> String {
            (0..<words).map { _ in
                state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
                let number = state >> 54
                return number % 9 == 0 ? "w\(number). " : "w\(number) "
            }
            .joined()
        }
        let (before, after) = (text(), text())
        var changes = WordChanges()

        let pieces = changes.pieces(from: before, to: after)

        #expect(old(pieces) == before)
        #expect(new(pieces) == after)
        #expect(changes.pairs <= WordChanges.maxPairs)
    }
}
