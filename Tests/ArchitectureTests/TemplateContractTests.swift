import Console
import Foundation
import Kernel
import TestSupport
import Testing

@Suite("Pages and their templates", .stet(with: Program.plugins))
struct PageTests {
    @Test("every name in a template is a stored property of its page")
    func contract() throws {
        let contract = try TemplateContract(plugins: Program.plugins)
        let pages = try TestStet.current.composition.plugins.flatMap(\.pages) + shellPages

        for page in pages {
            for violation in contract.violations(of: page) { Issue.record("\(page): \(violation)") }
        }
    }
}

@Suite("The check of templates")
struct TemplateContractTests {
    private struct Inner: Sendable {
        let word: String
        let note: String?
    }

    private struct Sample: Page {
        static let template = "page"
        let title = "a"
        let note: String? = "b"
        let isOpen = false
        let number = 1
        let inner: Inner? = nil
        let list: [Inner] = []
        var computed: String { "c" }
    }

    private struct Piece: Page {
        static let template = "piece"
        let word = "d"
    }

    private struct Whole: Page {
        static let template = "page"
        let part = Part(Piece())
    }

    @Test(
        "a template that fits has no mistake",
        arguments: [
            "{{title}}{{#note}}{{.}}{{/note}}{{#isOpen}}{{title}}{{/isOpen}}{{^list}}{{title}}{{/list}}",
            "{{#inner}}{{word}}{{title}}{{/inner}}{{#list}}{{word}}{{/list}}", "{{inner.word}}",
            "{{! no tag }}",
        ])
    func right(text: String) throws {
        #expect(try violations(["page": text]) == [])
    }

    @Test(
        "a name that the page lacks is found, in places that this page does not show as well",
        arguments: [
            "{{titel}}", "{{computed}}", "{{#isOpen}}{{titel}}{{/isOpen}}", "{{#inner}}{{wrod}}{{/inner}}",
            "{{#list}}{{wrod}}{{/list}}", "{{^list}}{{titel}}{{/list}}", "{{#nothing}}{{/nothing}}",
            "{{inner.wrod}}",
        ])
    func missing(text: String) throws {
        #expect(try violations(["page": text]).count == 1)
    }

    @Test(
        "a value that is no text, and a section over text that is always there, are found",
        arguments: [
            "{{inner}}", "{{list}}", "{{#title}}x{{/title}}",
        ])
    func wrongKind(text: String) throws {
        #expect(try violations(["page": text]).count == 1)
    }

    @Test("a partial that is missing is found, and one that asks for what the page lacks")
    func partials() throws {
        #expect(try violations(["page": "{{> part}}"]).count == 1)
        #expect(try violations(["page": "{{> part}}", "part": "{{titel}}"]).count == 1)
    }

    @Test("blocks are held against the page that fills them and the layout that has them")
    func layouts() throws {
        let layout = "{{$a}}{{titel}}{{/a}}"

        #expect(try violations(["page": "{{<plan}}{{$a}}{{title}}{{/a}}{{/plan}}", "plan": layout]) == [])
        #expect(
            try violations(["page": "{{<plan}}{{$a}}{{other}}{{/a}}{{/plan}}", "plan": layout]).count == 1)
        #expect(try violations(["page": "{{<plan}}{{/plan}}", "plan": layout]).count == 1)
        #expect(
            try violations(["page": "{{<plan}}{{$a}}{{/a}}{{$b}}{{/b}}{{/plan}}", "plan": layout]).count == 1)
    }

    @Test("a part that another plugin draws is held against the template that it names")
    func dynamicParts() throws {
        let page = "{{#part}}{{#model}}{{> *template}}{{/model}}{{/part}}"

        #expect(try contract(["page": page, "piece": "{{word}}"]).violations(of: Whole()) == [])
        #expect(try contract(["page": page, "piece": "{{wrod}}"]).violations(of: Whole()).count == 1)
        #expect(try contract(["page": page]).violations(of: Whole()).count == 1)
    }

    private func violations(_ files: [String: String]) throws -> [String] {
        try contract(files).violations(of: Sample())
    }

    private func contract(_ files: [String: String]) throws -> TemplateContract {
        let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in files {
            try text.write(to: folder.appending(path: "\(name).mustache"), atomically: true, encoding: .utf8)
        }
        return try TemplateContract(folders: [folder])
    }
}
