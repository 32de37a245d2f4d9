import Documents
import Testing

@Suite("A link’s destination")
struct LinkTests {
    @Test(
        "may be an address on the web, of a mailbox or telephone, a path or a place in the page",
        arguments: [
            "https://example.org", "HTTPS://EXAMPLE.ORG/a?b=c&d=(e)#f", "http://example.org:8080/",
            "mailto:a.b@example.org",
            "mailto:a@example.org?subject=Hello", "tel:+1-555-0100", "tel:988", "/", "/topics/grief?x=1#y",
            "#term", "https://bücher.example/ä",
        ])
    func allowed(address: String) throws {
        #expect(try LinkDestination(address).text == address)
    }

    @Test(
        "is refused when it could run, hide or lead astray",
        arguments: [
            "", "javascript:alert(1)", "JavaScript:alert(1)", "java\nscript:alert(1)",
            "java\tscript:alert(1)",
            " javascript:alert(1)", "\u{1}javascript:alert(1)", "javascript\u{200B}:alert(1)",
            "data:text/html,x", "vbscript:x",
            "file:///etc/passwd", "blob:x", "//evil.example", "///evil.example", "/\\evil.example",
            "\\\\evil.example",
            "/\t/evil.example", "https:evil.example", "https:/evil.example", "https://", "https:///x",
            "https://:80",
            "https://bank.example@evil.example", "https://exa mple.org",
            "https://example.org/\u{202E}gpj.exe", "relative/path",
            "?q=1", "#", "mailto:", "mailto:nobody", "tel:", "tel:abc", "https://example.org/\"onclick=",
            "https://example.org/<b>",
            "https://example.org/\u{A0}", "\"\u{301}onmouseover=alert(1)", "/\"\u{301}x",
            "https\u{301}://example.org", "ｈttps://example.org",
        ])
    func refused(address: String) {
        #expect(throws: LinkDestination.Refusal.self) { try LinkDestination(address) }
    }

    @Test(
        "is checked in Markdown, also behind entities, escapes and references",
        arguments: [
            "[a](javascript:alert(1))", "[a](javascript&colon;alert(1))", "[a](&#x6A;avascript:alert(1))",
            "[a](java&#10;script:alert(1))",
            "<javascript:alert(1)>", "[a]\n\n[a]: javascript:alert(1)", "[a](//evil.example)",
            "[a](</\\evil.example>)", "[a]()",
            "**[a](data:text/html,x)**", "- [a](vbscript:x)", "> [a](javascript:x)",
            "| [a](javascript:x) |\n| --- |",
            "Term\n: [a](javascript:x)", "## [a](javascript:x)\n\nText.",
        ])
    func markdown(markdown: String) {
        let messages = messages(refusing: markdown)

        #expect(messages.count == 1)
        #expect(messages.first?.contains("holds a link that cannot be used") == true)
    }

    @Test("is checked in the editor’s JSON")
    func json() {
        let link = #"{"type":"link","attrs":{"href":"java\nscript:alert(1)"}}"#
        let json = doc(#"{"type":"paragraph","content":[{"type":"text","text":"a","marks":[\#(link)]}]}"#)

        #expect(paths(refusing: json) == ["$.content[0].content[0].marks[0].attrs.href"])
    }

    @Test("away from the site carries rel, others do not")
    func rel() throws {
        let html = try Document(markdown: "[a](https://example.org/?a=1&b=2) [b](/c) <a@example.org>")
            .html().text

        #expect(
            html == """
                <p><a href="https://example.org/?a=1&amp;b=2" rel="noopener">a</a> <a href="/c">b</a> \
                <a href="mailto:a@example.org">a@example.org</a></p>
                """)
    }
}
