import Foundation
import Testing

@testable import Console

/// What a body was taken for: the parts in their order.
private struct Part: Equatable {
    var name: String
    var isFile = false
    var text: String
}

private func parts(
    of body: [UInt8], boundary: String = "edge", in size: Int = .max, limits: MultipartParser.Limits = .init()
) throws -> [Part] {
    var parser = MultipartParser(boundary: boundary, limits: limits)
    var found: [Part] = []
    var bytes: [UInt8] = []
    var rest = body[...]
    while !rest.isEmpty {
        try parser.take(rest.prefix(size)) { event in
            switch event {
            case .begins(let head): found.append(Part(name: head.name, isFile: head.isFile, text: ""))
            case .bytes(let some): bytes += some
            case .ends:
                found[found.count - 1].text = String(decoding: bytes, as: UTF8.self)
                bytes = []
            }
        }
        rest = rest.dropFirst(size)
    }
    try parser.finish()
    return found
}

private func parts(of body: String, in size: Int = .max) throws -> [Part] {
    try parts(of: Array(body.utf8), in: size)
}

private func part(_ disposition: String, _ content: String = "x") -> String {
    "--edge\r\nContent-Disposition: \(disposition)\r\n\r\n\(content)\r\n"
}

private func field(_ name: String, _ value: String) -> String { part("form-data; name=\"\(name)\"", value) }

@Suite("Forms with files, taken apart")
struct MultipartTests {
    @Test("a body is understood the same in pieces of any size", arguments: 1...64)
    func pieces(size: Int) throws {
        let tricky = "--edge\r\n--edg\r\n-\r\r\n\r\n--edgf--\r\n-"
        let body =
            field("title", "Ana") + part("form-data; name=\"files\"; filename=\"a.pdf\"", tricky)
            + field("empty", "") + "--edge--\r\n"

        let found = try parts(of: body, in: size)

        #expect(
            found == [
                Part(name: "title", text: "Ana"), Part(name: "files", isFile: true, text: tricky),
                Part(name: "empty", text: ""),
            ])
    }

    @Test("a body that breaks off anywhere is refused")
    func cutOff() throws {
        let body =
            field("title", "Ana") + part("form-data; name=\"files\"; filename=\"a\"", "%PDF") + "--edge--"
        for end in 0..<body.utf8.count {
            #expect(throws: MultipartMistake.cutOff, "after \(end) bytes") {
                _ = try parts(of: Array(body.utf8.prefix(end)))
            }
        }
        #expect(try parts(of: body).count == 2)
    }

    @Test("a hundred parts are taken, ten thousand are not")
    func count() throws {
        let many = String(repeating: field("a", "1"), count: 10_000) + "--edge--"

        #expect(try parts(of: String(repeating: field("a", "1"), count: 100) + "--edge--").count == 100)
        #expect(throws: MultipartMistake.tooManyParts(100)) { _ = try parts(of: many) }
    }

    @Test("a field may come twice, in its order")
    func twice() throws {
        #expect(try parts(of: field("a", "1") + field("a", "2") + "--edge--").map(\.text) == ["1", "2"])
    }

    @Test(
        "a part without one name is refused",
        arguments: [
            "form-data", "form-data; name=\"\"", "form-data; filename=\"a\"", "attachment; name=\"a\"",
            "form-data; name=\"a\"; name=\"b\"", "form-data; name=\"a", "form-data; name", "form-data name=a",
            "form-data; name=\"\(String(repeating: "n", count: 201))\"", "form-data; name=\"a\" b",
        ])
    func nameless(disposition: String) {
        #expect(throws: MultipartMistake.malformed) { _ = try parts(of: part(disposition) + "--edge--") }
    }

    @Test("a name is read with quotation marks as browsers and others write them")
    func names() throws {
        func name(_ written: String) throws -> String? {
            try parts(of: part("form-data; name=\(written)") + "--edge--").first?.name
        }

        #expect(try name("\"a%22b\"") == "a\"b")
        #expect(try name("\"a\\\"b\"") == "a\"b")
        #expect(try name("\"a;b=c\"") == "a;b=c")
        #expect(try name("\"é\"") == "é")
        #expect(try name("plain") == "plain")
    }

    @Test("the head is read whatever the case of its words, and once")
    func heads() throws {
        let shouted =
            "--edge\r\nCONTENT-TYPE: x\r\ncontent-disposition:FORM-DATA; NAME=a\r\n\r\n1\r\n--edge--"
        let doubled = """
            --edge\r\nContent-Disposition: form-data; name=a\r\nContent-Disposition: form-data; name=b\r\n\r\n1\r\n--edge--
            """

        #expect(try parts(of: shouted) == [Part(name: "a", text: "1")])
        #expect(throws: MultipartMistake.malformed) { _ = try parts(of: doubled) }
        #expect(throws: MultipartMistake.malformed) { _ = try parts(of: "--edge\r\n\r\n1\r\n--edge--") }
    }

    @Test("a head without an end, or with too much in it, is refused before it fills the memory")
    func headBombs() throws {
        let line = "X: \(String(repeating: "y", count: 100))\r\n"
        var parser = MultipartParser(boundary: "edge")
        try parser.take(Array("--edge\r\n".utf8)) { _ in }

        #expect(throws: MultipartMistake.headTooLarge) {
            for _ in 0..<100 { try parser.take(Array(repeating: 120, count: 100)) { _ in } }
        }
        #expect(throws: MultipartMistake.headTooLarge) {
            _ = try parts(of: "--edge\r\n" + String(repeating: line, count: 50) + "\r\n1\r\n--edge--")
        }
    }

    @Test("names that are not UTF-8 are refused")
    func notText() {
        var body = Array("--edge\r\nContent-Disposition: form-data; name=\"".utf8)
        body += [0xFF, 0xFE]
        body += Array("\"\r\n\r\n1\r\n--edge--".utf8)

        #expect(throws: MultipartMistake.notText) { _ = try parts(of: body) }
    }

    @Test(
        "lines that end otherwise, and what no browser sends, are refused",
        arguments: [
            "--edge\nContent-Disposition: form-data; name=a\n\n1\n--edge--",
            "--edge\r\nContent-Disposition: form-data; name=a\n\r\n1\r\n--edge--",
            "--edge\rContent-Disposition: form-data; name=a\r\r1\r--edge--",
            "Hello\r\n--edge\r\n", "--edgy\r\n", "--edge \r\n", "--edge-\r\n",
            "--edge\r\nContent-Disposition: form-data; name=a\r\n folded: x\r\n\r\n1\r\n--edge--",
            field("a", "1") + "--edgewise\r\n",
        ])
    func otherLines(body: String) {
        #expect(throws: MultipartMistake.self) { _ = try parts(of: body) }
    }

    @Test("empty lines before the first part, and anything behind the last, are passed over")
    func around() throws {
        #expect(try parts(of: "\r\n\r\n" + field("a", "1") + "--edge--\r\nbye").map(\.name) == ["a"])
    }

    @Test("a boundary is read from the type of the body, and must be one")
    func boundaries() throws {
        func boundary(_ type: String) throws -> String? { try MultipartForm.boundary(of: type) }

        #expect(
            try boundary("multipart/form-data; boundary=----WebKitFormBoundaryX") == "----WebKitFormBoundaryX"
        )
        #expect(try boundary("multipart/form-data; boundary=\"a=b\"") == "a=b")
        #expect(try boundary("application/json") == nil)
        let most = String(repeating: "b", count: 70)
        #expect(try boundary("multipart/form-data; boundary=\(most)") == most)
        for wrong in ["", "; boundary=", "; boundary=\(most)b", "; charset=utf-8", "; boundary=\"é\""] {
            #expect(throws: MultipartMistake.noBoundary, "\(wrong)") {
                _ = try boundary("multipart/form-data\(wrong)")
            }
        }
    }
}
