/// The words of a text without its form.
enum PlainText {
    static func of(_ inlines: [Inline]) -> String {
        var result = ""
        for inline in inlines {
            switch inline {
            case .text(let text): result += text
            case .lineBreak: result += "\n"
            case .bold(let inner), .italic(let inner), .link(_, let inner): result += of(inner)
            }
        }
        return result
    }

    static func lines(of block: Block) -> [String] {
        switch block {
        case .paragraph(let inlines), .heading(_, let inlines): [of(inlines)]
        case .bulletList(let items), .orderedList(_, let items): items.flatMap { $0.flatMap(lines) }
        case .quote(let inner), .callout(_, let inner): inner.flatMap(lines)
        case .question(let text, let answer): [of(text)] + answer.flatMap(lines)
        case .definitions(let pairs): pairs.map { "\(of($0.term)): \(of($0.meaning))" }
        case .table(let table): ([table.header] + table.rows).map { $0.map(of).joined(separator: "\t") }
        case .rule: []
        case .figure(let figure): figure.caption.isEmpty ? [] : [of(figure.caption)]
        }
    }

    /// Words as a reader counts them: what stands between spaces or dashes and has a letter or a number.
    static func wordCount(of text: String) -> Int {
        var count = 0
        var isInWord = false
        for scalar in text.unicodeScalars {
            if scalar.properties.isWhitespace || scalar == "—" || scalar == "–" {
                isInWord = false
            } else if !isInWord, scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                isInWord = true
                count += 1
            }
        }
        return count
    }
}
