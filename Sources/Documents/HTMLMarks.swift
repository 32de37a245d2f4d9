extension Document {
    /// The whole document as markup, with stretches of its `text` in `<mark>`. Spans count Unicode scalars.
    ///
    /// For bios: in definitions and tables, where `text` has separators of its own, marks may be missing.
    public func html(marking spans: [Range<Int>], _ options: HTMLOptions = HTMLOptions()) -> HTML {
        let html = html(options)
        let spans = spans.filter { !$0.isEmpty }
        guard !spans.isEmpty else { return html }
        var marking = Marking(text: Array(text.unicodeScalars), spans: spans)
        return HTML(markup: marking.markup(of: Array(html.text.unicodeScalars)))
    }
}

/// Walks along a document's markup and its plain text at once.
private struct Marking {
    private let text: [Unicode.Scalar]
    private let isMarked: [Bool]
    /// The place in the text that the markup has reached.
    private var at = 0
    private var isOpen = false
    private var result = String.UnicodeScalarView()

    init(text: [Unicode.Scalar], spans: [Range<Int>]) {
        self.text = text
        var isMarked = [Bool](repeating: false, count: text.count)
        for span in spans {
            for index in span.clamped(to: 0..<text.count) { isMarked[index] = true }
        }
        self.isMarked = isMarked
    }

    mutating func markup(of html: [Unicode.Scalar]) -> String {
        var index = 0
        while index < html.count {
            if html[index] == "<" {
                // Marks do not reach over tags, so that everything nests.
                setOpen(false)
                let end = html[index...].firstIndex(of: ">").map { $0 + 1 } ?? html.count
                result.append(contentsOf: html[index..<end])
                index = end
            } else if html[index] == "&", let end = html[index...].firstIndex(of: ";") {
                step(over: nil)
                result.append(contentsOf: html[index...end])
                index = end + 1
            } else {
                if html[index].properties.isWhitespace {
                    stepOverSpace()
                } else {
                    step(over: html[index])
                }
                append(html[index])
                index += 1
            }
        }
        setOpen(false)
        return String(result)
    }

    /// Every visible scalar stands in the text; what the text has besides are line ends between blocks.
    private mutating func step(over scalar: Unicode.Scalar?) {
        while at < text.count, text[at].properties.isWhitespace, text[at] != scalar { at += 1 }
        guard at < text.count else { return setOpen(false) }
        setOpen(isMarked[at])
        at += 1
    }

    /// The markup has line ends of its own, which stand for none in the text.
    private mutating func stepOverSpace() {
        guard at < text.count, text[at].properties.isWhitespace else { return }
        if isOpen, !isMarked[at] { setOpen(false) }
        at += 1
    }

    private mutating func setOpen(_ shouldBeOpen: Bool) {
        guard shouldBeOpen != isOpen else { return }
        isOpen = shouldBeOpen
        result.append(contentsOf: (isOpen ? "<mark>" : "</mark>").unicodeScalars)
    }

    /// Normalizing the page would melt a combining mark into the `>` before it.
    private mutating func append(_ scalar: Unicode.Scalar) {
        if result.last == ">", scalar.properties.isGraphemeExtend {
            result.append(contentsOf: "&#\(scalar.value);".unicodeScalars)
        } else {
            result.append(scalar)
        }
    }
}
