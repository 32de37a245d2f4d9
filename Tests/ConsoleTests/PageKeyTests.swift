import Console
import Foundation
import Testing

@Suite("Keys of pages")
struct PageKeyTests {
    private struct Place: Codable, Equatable {
        let name: String
        let number: Int
    }

    @Test("a key survives its way through an address")
    func roundTrip() {
        let place = Place(name: "Zoë & “Ana”?", number: -7)

        let text = PageKey(place).text

        #expect(PageKey<Place>(text)?.key == place)
        #expect(text.allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") })
    }

    @Test("a key has one text, whatever order its parts were put in")
    func oneText() {
        let texts = Set((0..<50).map { _ in PageKey(["name": "a", "number": "1", "rank": "7"]).text })

        #expect(texts == ["eyJuYW1lIjoiYSIsIm51bWJlciI6IjEiLCJyYW5rIjoiNyJ9"])
    }

    @Test(
        "text that is no key begins the list at its beginning",
        arguments: [
            "", "not base64!", "bm90IGpzb24", "eyJvdGhlciI6MX0", "%00", String(repeating: "A", count: 1_001),
        ])
    func broken(text: String) {
        #expect(PageKey<Place>(text) == nil)
    }
}
