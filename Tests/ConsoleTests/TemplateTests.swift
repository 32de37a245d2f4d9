import Accounts
import Console
import Foundation
import Kernel
import TestSupport
import Testing

@Suite("Templates")
struct TemplateTests {
    /// A quote with a combining acute behind it: one `Character` that is not a quote, and yet ends an attribute.
    static let attack = "x\"\u{301} onmouseover='\u{301}steal()'<\u{301}b>&"
    static let harmless = "x&quot;\u{301} onmouseover=&#39;\u{301}steal()&#39;&lt;\u{301}b&gt;&amp;"

    private struct Attribute: Page {
        static let template = "page"
        let title: String
        let lines: [String]
        let bodyHTML: String

        init(_ title: String, bodyHTML: String = "") {
            self.title = title
            lines = [title]
            self.bodyHTML = bodyHTML
        }
    }

    @Test(
        "a quote with a combining mark closes no attribute, wherever the attribute stands",
        arguments: [
            ["page": "<a title=\"{{title}}\">"],
            ["page": "<a title=\"{{#lines}}{{.}}{{/lines}}\">"],
            ["page": "<a {{> part}}>", "part": "title=\"{{title}}\""],
            ["page": "{{<plan}}{{$a}}<a title=\"{{title}}\">{{/a}}{{/plan}}", "plan": "{{$a}}{{/a}}"],
            ["page": "{{<plan}}{{/plan}}", "plan": "{{$a}}<a title=\"{{title}}\">{{/a}}"],
            [
                "page": "{{<plan}}{{$a}}{{> part}}{{/a}}{{/plan}}", "plan": "{{$a}}{{/a}}",
                "part": "<a title=\"{{title}}\">",
            ],
            [
                "page": "{{<outer}}{{$a}}<a title=\"{{title}}\">{{/a}}{{/outer}}",
                "outer": "{{<plan}}{{$b}}{{$a}}{{/a}}{{/b}}{{/plan}}", "plan": "{{$b}}{{/b}}",
            ],
        ])
    func combiningMark(files: [String: String]) throws {
        let html = try templates(files).render(Attribute(Self.attack)).html

        #expect(html.unicodeScalars.elementsEqual("<a title=\"\(Self.harmless)\">".unicodeScalars))
    }

    @Test("where a value is not there, nothing stands, and no outer one of the same name")
    func absent() throws {
        struct Line: Sendable {
            let note: String?
            let count: Int?
        }
        struct Whole: Page {
            static let template = "page"
            let note = "outer"
            let count = 7
            let lines = [Line(note: "inner", count: 1), Line(note: nil, count: nil)]
        }
        let text = "{{#lines}}[{{note}}{{^note}}none{{/note}}{{#note}}!{{/note}} {{count}}]{{/lines}}{{note}}"

        let html = try templates(["page": text]).render(Whole()).html

        #expect(html == "[inner! 1][none ]outer")
    }

    @Test("a template that a page dynamically names is escaped as well")
    func dynamic() throws {
        struct Whole: Page {
            static let template = "page"
            let template: String
            let title: String
        }
        let templates = try templates(["page": "{{> *template}}", "part": "<a title=\"{{title}}\">"])

        let html = try templates.render(Whole(template: "part", title: Self.attack)).html

        #expect(html.unicodeScalars.elementsEqual("<a title=\"\(Self.harmless)\">".unicodeScalars))
    }

    @Test("HTML that was made by Documents stays as it is, in a field that says so")
    func trusted() throws {
        let html = try templates(["page": "{{{bodyHTML}}}"]).render(Attribute("", bodyHTML: "<p>“a” & b</p>"))
            .html

        #expect(html == "<p>“a” & b</p>")
    }

    @Test("a page without its template is told by name")
    func missing() throws {
        let templates = try templates(["other": ""])

        #expect(mistake { try templates.render(Attribute("")) }.contains("no template page"))
    }

    @Test(
        "output that is not escaped is refused unless its name ends in HTML",
        arguments: [
            "{{{title}}}", "{{& title}}", "{{&title}}", "{{#title}}{{{.}}}{{/title}}",
            "{{{ upper(bodyHTML) }}}",
            "{{#bodyHTML}}{{/bodyHTML}}{{#title}}{{{.}}}{{/title}}",
        ])
    func unescaped(text: String) {
        #expect(mistake { try templates(["page": text]) }.contains("unescaped"))
    }

    @Test(
        "a template cannot choose other signs for its tags or another way to escape",
        arguments: [
            "{{=<% %>=}}<%& title %>", "{{% CONTENT_TYPE:TEXT}}{{title}}",
        ])
    func otherSigns(text: String) {
        #expect(!mistake { try templates(["page": text]) }.isEmpty)
    }

    @Test("a name that two plugins give is told")
    func twice() throws {
        let folders = [try folder(["a/page": ""]), try folder(["a/page": ""])]

        #expect(mistake { try Templates(folders: folders) }.contains("Two templates are called a/page"))
    }

    @Test("a file that cannot be parsed is told by name")
    func broken() {
        #expect(mistake { try templates(["page": "{{#open}}"]) }.contains("page.mustache cannot be parsed"))
    }

    private func templates(_ files: [String: String]) throws -> Templates {
        try Templates(folders: [try folder(files)])
    }

    private func folder(_ files: [String: String]) throws -> URL {
        let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
        for (name, text) in files {
            let file = folder.appending(path: "\(name).mustache")
            try FileManager.default.createDirectory(
                at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
            try text.write(to: file, atomically: true, encoding: .utf8)
        }
        return folder
    }

    /// What the template mistake says; empty when nothing was thrown.
    private func mistake(_ body: () throws -> some Any) -> String {
        do {
            _ = try body()
            return ""
        } catch {
            return "\(error)"
        }
    }
}

@Suite("Templates in tests", .stet(with: [AccountsPlugin.self, TrialPlugin.self]))
struct CheckedTemplateTests {
    @Test("a page that does not fit its template fails the test that draws it")
    func checked() async throws {
        let stet = try TestStet.current
        try await withKnownIssue {
            try await stet.serve { web in try await web.visitor().get("/trial/misspelt") }
        } matching: { issue in
            issue.comments.contains { $0.rawValue.contains("{{nothing}} is nowhere") }
        }
    }
}
