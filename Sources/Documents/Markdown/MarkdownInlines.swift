/// Writes inline content so that cmark reads it back as it was: every scalar that could mean something is
/// escaped.
enum MarkdownInlines {
    /// As the lines of a paragraph.
    static func lines(_ inlines: [Inline]) -> [String] {
        InlineWriter(inlines, in: .paragraph).text.split(separator: "\n", omittingEmptySubsequences: false)
            .map(String.init)
    }

    static func heading(_ inlines: [Inline]) -> String { InlineWriter(inlines, in: .heading).text }

    static func cell(_ inlines: [Inline]) -> String { InlineWriter(inlines, in: .cell).text }

    /// A text for the place between the quotes of a title.
    static func title(_ text: String) -> String {
        var result = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            // cmark decodes entities first, also behind a backslash.
            case "&": result += "&amp;"
            // `<` too, or the guard would find the beginning of raw HTML.
            case "\\", "\"", "<": result += "\\" + String(scalar)
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}

private struct InlineWriter {
    enum Context {
        case paragraph
        case heading
        case cell
    }

    private enum Token {
        case scalar(Unicode.Scalar)
        case open
        case close
        case linkStart
        case linkEnd
        case lineBreak
    }

    /// A token and how it is written.
    private struct Piece {
        var token: Token
        var written: String
    }

    private let context: Context
    private var pieces: [Piece] = []

    init(_ inlines: [Inline], in context: Context) {
        self.context = context
        append(inlines)
        escapeNeighbors()
        if context == .paragraph { escapeLineStarts() }
        makeDelimitersCount()
    }

    var text: String {
        var text = ""
        for piece in pieces { text += piece.written }
        return text
    }

    private mutating func append(_ inlines: [Inline]) {
        for inline in inlines {
            switch inline {
            case .text(let text):
                for scalar in text.unicodeScalars {
                    pieces.append(Piece(token: .scalar(scalar), written: escaped(scalar)))
                }
            case .lineBreak:
                pieces.append(
                    context == .paragraph
                        ? Piece(token: .lineBreak, written: "\\\n") : Piece(token: .scalar(" "), written: " ")
                )
            case .bold(let inner):
                delimited("**", inner)
            case .italic(let inner):
                // Not an asterisk, so that it never runs together with the two of bold.
                delimited("_", inner)
            case .link(let destination, let inner):
                pieces.append(Piece(token: .linkStart, written: "["))
                append(inner)
                pieces.append(Piece(token: .linkEnd, written: "](" + escaped(destination) + ")"))
            }
        }
    }

    private mutating func delimited(_ delimiter: String, _ inner: [Inline]) {
        pieces.append(Piece(token: .open, written: delimiter))
        append(inner)
        pieces.append(Piece(token: .close, written: delimiter))
    }

    private func escaped(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "\\", "`", "*", "_", "[", "]", "<": return "\\" + String(scalar)
        case "|": return context == .cell ? "&#124;" : "\\|"
        case "#": return context == .heading ? "\\#" : "#"
        default: return String(scalar)
        }
    }

    private func escaped(_ destination: LinkDestination) -> String {
        var result = ""
        let scalars = Array(destination.text.unicodeScalars)
        for (index, scalar) in scalars.enumerated() {
            switch scalar {
            // Not a backslash: in addresses cmark decodes entities first.
            case "&" where beginsEntity(scalars[index...]): result += "&amp;"
            case "(", ")", "*", "_", "[", "]": result += "\\" + String(scalar)
            case "|": result += "&#124;"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }

    /// Whether cmark could take the ampersand for the beginning of `&copy;` or `&#65;`.
    private func beginsEntity(_ scalars: ArraySlice<Unicode.Scalar>) -> Bool {
        let name = scalars.dropFirst().prefix { $0 == "#" || $0.isASCII && $0.isSurelyLetterOrNumber }
        return !name.isEmpty && scalars[name.endIndex...].first == ";"
    }

    /// An exclamation mark before a link would make it an image; an ampersand may begin an entity.
    private mutating func escapeNeighbors() {
        for index in pieces.indices.dropLast() {
            guard case .scalar(let scalar) = pieces[index].token else { continue }
            switch (scalar, pieces[index + 1].token) {
            case ("!", .linkStart):
                pieces[index].written = "\\!"
            case ("&", .scalar(let next)) where next == "#" || next.properties.isAlphabetic:
                pieces[index].written = "\\&"
            default:
                break
            }
        }
    }

    /// At the start of a line these would begin a heading, a quote, a list, a fence, an underline or a
    /// definition.
    private mutating func escapeLineStarts() {
        var isStart = true
        for index in pieces.indices {
            let wasStart = isStart
            if case .lineBreak = pieces[index].token { isStart = true } else { isStart = false }
            guard wasStart, case .scalar(let scalar) = pieces[index].token else { continue }
            switch scalar {
            case "#", ">", "-", "+", "=", "~", ":":
                pieces[index].written = "\\" + String(scalar)
            case "0"..."9":
                escapeListNumber(from: index)
            default:
                break
            }
        }
    }

    private mutating func escapeListNumber(from start: Int) {
        for index in start..<pieces.endIndex {
            guard case .scalar(let scalar) = pieces[index].token else { return }
            switch scalar {
            case "0"..."9":
                continue
            case ".", ")":
                pieces[index].written = "\\" + String(scalar)
                return
            default:
                return
            }
        }
    }

    /// A delimiter opens or closes only between the right neighbors (CommonMark 6.2: left- and
    /// right-flanking). Where a letter outside stands in the way it is written as an entity, whose `&` and
    /// `;` do not.
    private mutating func makeDelimitersCount() {
        var isSettled = false
        while !isSettled {
            isSettled = true
            for index in pieces.indices {
                let outside: Int
                let inside: Unicode.Scalar?
                switch pieces[index].token {
                case .open:
                    outside = index - 1
                    inside = index + 1 < pieces.count ? pieces[index + 1].written.unicodeScalars.first : nil
                case .close:
                    outside = index + 1
                    inside = index > 0 ? pieces[index - 1].written.unicodeScalars.last : nil
                default:
                    continue
                }
                guard pieces.indices.contains(outside), case .scalar(let scalar) = pieces[outside].token,
                    !scalar.isSurelySpaceOrPunctuation, !pieces[outside].written.hasPrefix("&#")
                else { continue }
                guard pieces[index].written == "_" || inside?.isSurelyLetterOrNumber != true else { continue }
                pieces[outside].written = "&#\(scalar.value);"
                isSettled = false
            }
        }
    }
}

extension Unicode.Scalar {
    /// Where in doubt false: cmark's tables are those of another Unicode version.
    fileprivate var isSurelySpaceOrPunctuation: Bool {
        if isASCII { return !isSurelyLetterOrNumber }
        switch self {
        case "\u{A0}", "\u{2002}"..."\u{200A}", "\u{2013}"..."\u{2014}", "\u{2018}"..."\u{201D}", "\u{2026}",
            "\u{3000}":
            return true
        default:
            return false
        }
    }

    fileprivate var isSurelyLetterOrNumber: Bool {
        switch properties.generalCategory {
        case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
            .decimalNumber:
            true
        default:
            false
        }
    }
}
