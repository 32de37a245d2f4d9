import Foundation
import Testing

@testable import Site

@Suite("Structured data")
struct JSONLDTests {
    private struct Person: Codable, Equatable {
        let name: String
    }

    @Test(
        "no text closes the element that it stands in or opens a comment there",
        arguments: [
            "</script><script>alert(1)</script>", "</SCRIPT\u{301}>", "<!--<script>", "a & b > c", "]]>",
        ])
    func element(name: String) throws {
        let html = try JSONLD(Person(name: name)).html

        #expect(!html.unicodeScalars.contains { "<>&".unicodeScalars.contains($0) })
    }

    @Test("the ends of lines that only scripts know are escaped")
    func lineEnds() throws {
        let html = try JSONLD(Person(name: "a\u{2028}b\u{2029}c")).html

        #expect(html == #"{"name":"a\u2028b\u2029c"}"#)
    }

    @Test("a quote with a combining mark ends no string")
    func combiningMark() throws {
        let html = try JSONLD(Person(name: "a\"\u{301},\"b\":\"c")).html

        #expect(
            html.unicodeScalars.elementsEqual("{\"name\":\"a\\\"\u{301},\\\"b\\\":\\\"c\"}".unicodeScalars))
    }

    @Test(
        "whoever reads it gets the text as it was",
        arguments: [
            "Zoë <b> & “co” \"\u{301}\\", "</script>", "\u{2028}", "tab\tand\nline", "\u{1}",
        ])
    func roundTrip(name: String) throws {
        let html = try JSONLD(Person(name: name)).html

        #expect(try JSONDecoder().decode(Person.self, from: Data(html.utf8)) == Person(name: name))
    }
}
