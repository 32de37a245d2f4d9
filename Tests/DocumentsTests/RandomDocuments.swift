import Documents

/// Documents of every shape, the same for the same seed, made of whatever has broken a writer or a reader of
/// Markdown.
struct RandomDocuments {
    private var random: SplitMix
    private var linksToArticles = false

    init(seed: UInt64) {
        random = SplitMix(state: seed)
    }

    /// A document that is valid under `.topic` when `hasQuestions`, else under `.article`.
    mutating func next(hasQuestions: Bool) -> Document {
        var blocks: [Block] = []
        for _ in 0..<Int.random(in: 0...6, using: &random) {
            switch Int.random(in: 0...9, using: &random) {
            case 0: blocks.append(.rule)
            case 1:
                blocks.append(.heading(level: pick(HeadingLevel.allCases), inlines(ending: "word")))
                blocks.append(.paragraph(inlines()))
                blocks.append(.paragraph([.text("Body.")]))
            case 2 where hasQuestions:
                blocks.append(.question(inlines(ending: "?"), answer: answer()))
            case 3: blocks.append(.callout(pick(CalloutKind.allCases), simple(depth: 2)))
            case 4: blocks.append(definitions())
            case 5: blocks.append(table())
            default: blocks += simple(depth: 3)
            }
        }
        return Document(blocks: blocks)
    }

    /// A document that is valid under `.article`, with questions, figures and links to articles.
    mutating func nextArticle() -> Document {
        linksToArticles = true
        defer { linksToArticles = false }
        var blocks: [Block] = []
        for _ in 0..<Int.random(in: 0...3, using: &random) {
            blocks += next(hasQuestions: true).blocks
            if Bool.random(using: &random) { blocks.append(figure()) }
            if Bool.random(using: &random) {
                blocks.append(.question(inlines(ending: "?"), answer: answer() + [figure()]))
            }
        }
        return Document(blocks: blocks)
    }

    private mutating func figure() -> Block {
        let alt = text() + "seen"
        let caption = Bool.random(using: &random) ? inlines(ending: "caption") : []
        return .figure(Figure(image: pick(Self.images), alt: alt, caption: caption))
    }

    private mutating func answer() -> [Block] {
        var blocks: [Block] = [.paragraph([.text("Yes.")])] + simple(depth: 3)
        if Bool.random(using: &random) {
            blocks += [
                .heading(level: pick([.three, .four]), inlines(ending: "part")), .paragraph([.text("More.")]),
            ]
        }
        if Bool.random(using: &random) { blocks += [definitions(), table()] }
        return blocks
    }

    /// What may stand in lists and quotes too.
    private mutating func simple(depth: Int) -> [Block] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            switch Int.random(in: 0...5, using: &random) {
            case 0 where depth > 0: .bulletList(items(depth: depth - 1))
            case 1 where depth > 0:
                .orderedList(start: pick([0, 1, 2, 9, 10, 123, 999_999]), items(depth: depth - 1))
            default: .paragraph(inlines())
            }
        }
    }

    private mutating func items(depth: Int) -> [[Block]] {
        (0..<Int.random(in: 1...3, using: &random)).map { _ in
            Int.random(in: 0...3, using: &random) == 0
                ? [.quote(simple(depth: depth))] : simple(depth: depth)
        }
    }

    private mutating func definitions() -> Block {
        .definitions(
            (0..<Int.random(in: 1...3, using: &random)).map { _ in
                Definition(term: inlines(ending: "term"), meaning: inlines(ending: "meaning"))
            })
    }

    private mutating func table() -> Block {
        let width = Int.random(in: 1...3, using: &random)
        return .table(
            Table(
                header: (0..<width).map { _ in inlines() },
                rows: (0..<Int.random(in: 0...3, using: &random)).map { _ in
                    (0..<width).map { _ in Bool.random(using: &random) ? inlines() : [] }
                }))
    }

    private mutating func inlines(ending: String = "") -> [Inline] {
        let inlines = inlines(depth: 3)
        return ending.isEmpty ? inlines : inlines + [.text(ending)]
    }

    private mutating func inlines(depth: Int) -> [Inline] {
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
            switch Int.random(in: 0...9, using: &random) {
            case 0 where depth > 0: .bold(inlines(depth: depth - 1))
            case 1 where depth > 0: .italic(inlines(depth: depth - 1))
            case 2 where depth > 0:
                .link(
                    pick(Self.destinations + (linksToArticles ? Self.articles : [])),
                    inlines(depth: depth - 1))
            case 3: .lineBreak
            default: .text(text())
            }
        }
    }

    private mutating func text() -> String {
        (0..<Int.random(in: 1...8, using: &random)).map { _ in pick(Self.fragments) }.joined()
    }

    private mutating func pick<Value>(_ values: [Value]) -> Value {
        values[Int.random(in: values.indices, using: &random)]
    }

    private static let destinations: [LinkDestination] = [
        "https://example.org/a_(b)?q=1&copy=2|3*[x]", "/a?b&copy;c&#65;",
        "/topics/grief", "#term", "mailto:a_b@example.org",
        "tel:+1-555-0100", "http://example.org",
    ].compactMap { try? LinkDestination($0) }

    private static let articles: [LinkDestination] = [
        "article:0e8a1f3c-5b1d-4d0e-9c5a-3f6f1c2b7a90", "article:b3c1f7de-0000-4000-8000-0123456789ab",
    ].compactMap { try? LinkDestination($0) }

    private static let images: [ImageReference] = [
        "0e8a1f3c-5b1d-4d0e-9c5a-3f6f1c2b7a90", "b3c1f7de-0000-4000-8000-0123456789ab",
    ].compactMap { ImageReference($0) }

    private static let fragments = [
        " ", " ", " ", "  ", "\n", "\t", "\u{A0}", "\u{2003}", "\u{3000}", "a", "b", "word", "é", "e\u{301}",
        "\u{301}", "中", "👩‍👩‍👧",
        "\u{200D}", "1", "12", ".", "1.", "2)", ")", "(", "[", "]", "[x]", "](/y)", "!", "![", "*", "**", "_",
        "__", "***",
        "~", "~~~", "`", "```", "#", "##", "# ", "-", "- ", "---", "+", "+ ", "=", "===", ">", "> ", "<",
        "<b>", "<!--", "-->",
        "<?", "<!X", "&", "&amp;", "&#65;", "&copy", "\\", "\\\\", "|", "| a |", ":", ": ", ":-", "\"",
        "\"\u{301}", "'", "“", "”", "—",
        "…", "https://example.org", "www.example.org", "[!NOTE]", "[^1]", "[a]: /b", "$", "€", "%", "^", "{",
        "}", "@", ";", "?", "/",
    ]
}

/// A generator whose numbers depend on its seed alone (Steele, Lea and Flood 2014).
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}
