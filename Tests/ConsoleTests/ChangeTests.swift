import Console
import Testing

@Suite("Changes of a text")
struct ChangeTests {
    private static let filler = Array(repeating: "Nothing new stands here.", count: 30).joined(separator: " ")

    @Test("of what stays as it was, only the words around a change are left")
    func passages() throws {
        let row = try #require(
            ChangeRow(
                "Text", from: "\(Self.filler) old \(Self.filler)", to: "\(Self.filler) new \(Self.filler)"))

        let pieces = row.passages(around: 30).pieces

        #expect(pieces.filter(\.isGap).count == 2)
        #expect(pieces.filter(\.isRemoved).map(\.text) == ["old"])
        #expect(pieces.filter(\.isAdded).map(\.text) == ["new"])
        #expect(pieces.map(\.text).joined().count < 140)
        // No word is cut.
        let words = pieces.flatMap { $0.text.split(separator: " ") }.map { String($0) }
        #expect(Set(words).isSubset(of: ["Nothing", "new", "stands", "here.", "old", "…"]))
    }

    @Test("a short text stays whole")
    func whole() throws {
        let row = try #require(ChangeRow("Name", from: "Ana Whitfield", to: "Ana M. Whitfield"))

        #expect(row.passages() == row)
    }
}
