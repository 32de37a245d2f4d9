import Documents
import Foundation
import Testing

private let id = "0e8a1f3c-5b1d-4d0e-9c5a-3f6f1c2b7a90"

@Suite("A figure")
struct FigureTests {
    private let markdown = """
        Before.

        ![Two people on a bench](image:\(id) "A _walk_ in [May](/topics/spring)")

        After.

        """

    @Test("is an image that stands alone, described, with a caption that keeps its form")
    func read() throws {
        let document = try Document(markdown: markdown)

        let figure = try #require(document.figures.first)
        #expect(document.blocks[1] == .figure(figure))
        #expect(figure.image == ImageReference(id))
        #expect(figure.alt == "Two people on a bench")
        let spring = try LinkDestination("/topics/spring")
        #expect(
            figure.caption == [
                .text("A "), .italic([.text("walk")]), .text(" in "), .link(spring, [.text("May")]),
            ])
        #expect(document.markdown(for: .article) == markdown)
        #expect(try Document(json: document.json) == document)
    }

    @Test("comes from the editor with its caption as content")
    func editor() throws {
        let json = doc(
            #"{"type":"figure","attrs":{"image":"\#(id.uppercased())","alt":"A  bench "},"content":[{"type":"text","text":"May"}]}"#
        )

        let document = try Document(json: json)

        #expect(
            document.json
                == doc(
                    #"{"type":"figure","attrs":{"alt":"A bench","image":"\#(id)"},"content":[{"type":"text","text":"May"}]}"#
                ))
    }

    @Test("is drawn lazily from the path of images, with its size where that is known")
    func html() throws {
        let image = try #require(ImageReference(id))
        let document = Document(blocks: [
            .figure(Figure(image: image, alt: "A \"bench\"", caption: [.text("May & June")]))
        ])

        #expect(
            document.html().text == """
                <figure>
                <img src="/images/\(id)" alt="A &quot;bench&quot;" loading="lazy">
                <figcaption>May &amp; June</figcaption>
                </figure>
                """)
        let options = HTMLOptions.article(imageSizes: [image: ImageSize(width: 640, height: 480)])
        #expect(document.html(options).text.contains(#"" width="640" height="480" loading="lazy">"#))
    }

    @Test("counts its caption among the words, and not its description")
    func words() throws {
        let document = try Document(markdown: markdown)

        #expect(document.text == "Before.\nA walk in May\nAfter.")
        #expect(document.links.map(\.text) == ["May"])
    }

    @Test(
        "needs a description of its own",
        arguments: [
            ("", "", "Describe the image for people who cannot see it, in at most 300 characters."),
            ("  ", "", "Describe the image for people who cannot see it, in at most 300 characters."),
            (
                String(repeating: "a", count: 301), "",
                "Shorten the image’s description to at most 300 characters. It has 301."
            ),
            ("bench.JPG", "", "Describe what the image shows instead of naming its file."),
            ("Bench in May.webp", "", "Describe what the image shows instead of naming its file."),
            ("IMG_2041", "", "Describe what the image shows instead of naming its file."),
            ("screenshot 2024-05-01 (2)", "", "Describe what the image shows instead of naming its file."),
            (id, "", "Describe what the image shows instead of naming its file."),
            (
                "A bench, in May", "a bench in May.",
                "Describe what the image shows instead of repeating its caption."
            ),
            (
                "A bench", String(repeating: "a", count: 501),
                "Shorten the image’s caption to at most 500 characters. It has 501."
            ),
        ])
    func words(alt: String, caption: String, problem: String) throws {
        #expect(Figure.problem(alt: alt, caption: caption) == problem)
        let image = try #require(ImageReference(id))
        let document = Document(blocks: [.figure(Figure(image: image, alt: alt, caption: [.text(caption)]))])
        #expect(
            issues(refusing: document.json).map(\.message) == [
                "The text holds an image that cannot stand yet. " + problem
            ])
    }

    @Test("may be described by a few words, with numbers among them")
    func goodAlt() {
        for alt in ["A bench", "Figure 2", "Chart: 40% of 2,000 people", "1968 march in Memphis", "png"] {
            #expect(Figure.problem(alt: alt) == nil, "\(alt)")
        }
        #expect(Figure.problem(alt: String(repeating: "a", count: 300)) == nil)
    }

    @Test("is not described by what its file was called, where that is known")
    func fileName() {
        #expect(Figure.problem(alt: "Bench in May", fileName: "bench-in-may.jpg") != nil)
        #expect(Figure.problem(alt: "Bench in May", fileName: "bench.jpg") == nil)
    }

    @Test(
        "is refused with its line where it cannot stand",
        arguments: [
            ("![A bench](/a.png)", "Line 1 holds an image that is not one of ours."),
            ("![A bench](https://example.org/a.png)", "Line 1 holds an image that is not one of ours."),
            ("![A bench](image:12)", "Line 1 holds an image that is not one of ours."),
            ("![A bench](image:\(id)/../../x)", "Line 1 holds an image that is not one of ours."),
            ("![A bench](javascript:alert(1))", "Line 1 holds an image that is not one of ours."),
            ("a\n\nSee ![A bench](image:\(id))", "Line 3 holds an image among words."),
            ("![A bench](image:\(id))\n![A bench](image:\(id))", "Line 1 holds an image among words."),
            ("- ![A bench](image:\(id))", "Line 1 holds an image inside a list."),
            ("> ![A bench](image:\(id))", "Line 1 holds an image inside a quote."),
            ("| ![A bench](image:\(id)) |\n| --- |", "Line 1 holds an image among words."),
            ("![](image:\(id))", "Line 1 holds an image that cannot stand yet."),
            ("a\n\n![A bench](image:\(id) \"<b>May</b>\")", "Line 3 holds raw HTML."),
            ("a\n\n![A bench](image:\(id) \"May <b>\")", "Line 3 holds raw HTML."),
            ("a\n\n![A bench](image:\(id) \"\\<?x\")", "Line 3 holds raw HTML."),
            ("![A bench](image:\(id) \"[May](javascript:x)\")", "Line 1 holds a link that cannot be used."),
            ("![A bench](image:\(id) \"`May`\")", "Line 1 holds code in backticks."),
        ])
    func refused(markdown: String, beginning: String) {
        let messages = messages(refusing: markdown)

        #expect(messages.first?.hasPrefix(beginning) == true, "\(messages)")
    }

    @Test(
        "with a caption that bombs a parser is refused soon",
        arguments: [
            String(repeating: "> ", count: 1_000) + "a", String(repeating: "*a ", count: 2_000),
            String(repeating: "\\<?", count: 100_000),
            String(repeating: "**a _b ", count: 500) + String(repeating: "_**", count: 500),
        ])
    func captionBomb(caption: String) {
        #expect(!messages(refusing: "![A bench](image:\(id) \"\(caption)\")").isEmpty)
    }

    @Test("whose caption looks like a list keeps it as it was typed")
    func captionLikeList() throws {
        let document = try Document(markdown: "![A bench](image:\(id) \"1. May\")")

        #expect(document.figures.map(\.caption) == [[.text("1. May")]])
        #expect(try Document(markdown: document.markdown(for: .article)) == document)
    }

    @Test("stands in articles alone")
    func elsewhere() throws {
        #expect(
            messages(refusing: markdown, as: .topic) == [
                "Line 3 holds an image. Remove it: texts cannot hold images yet."
            ])
        let json = try Document(markdown: markdown).json
        for schema in [DocumentSchema.topic, .bio] {
            #expect(
                issues(refusing: json, as: schema).first?.message
                    == "The text holds an image, which cannot stand here. Remove it.")
        }
    }

    @Test(
        "from the editor is refused with the path of what is wrong",
        arguments: [
            (#"{"alt":"A bench"}"#, "$.content[0].attrs.image"),
            (#"{"image":"/images/x","alt":"A bench"}"#, "$.content[0].attrs.image"),
            (#"{"image":1,"alt":"A bench"}"#, "$.content[0].attrs.image"),
            (#"{"image":"\#(id)","alt":1}"#, "$.content[0].attrs.alt"),
            (#"{"image":"\#(id)","alt":"A bench","src":"/x"}"#, "$.content[0].attrs.src"),
            (#"{"image":"\#(id)","alt":"A bench","onerror":"alert(1)"}"#, "$.content[0].attrs.onerror"),
            (#"{"image":"\#(id)"}"#, "$.content[0]"),
            (#"{"image":"\#(id)","alt":"A\u0000bench"}"#, "$.content[0]"),
        ])
    func attributes(attributes: String, path: String) {
        #expect(paths(refusing: doc(#"{"type":"figure","attrs":\#(attributes)}"#)) == [path])
    }
}
