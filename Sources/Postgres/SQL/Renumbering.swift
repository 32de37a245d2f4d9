extension SQL {
    /// The text with every `$n` replaced by `$(n + offset)`; string literals, quoted names, dollar quotes and
    /// comments are left alone, since a `$1` in them is no parameter.
    func renumbered(by offset: Int) -> String {
        guard offset > 0 else { return text }
        var scanner = ParameterScanner(text: Array(text.utf8), offset: offset)
        return scanner.run()
    }
}

private struct ParameterScanner {
    let text: [UInt8]
    let offset: Int
    var output: [UInt8] = []
    var position = 0

    init(text: [UInt8], offset: Int) {
        self.text = text
        self.offset = offset
        output.reserveCapacity(text.count + 16)
    }

    mutating func run() -> String {
        while position < text.count {
            let byte = text[position]
            switch byte {
            case UInt8(ascii: "'"):
                quoted(by: byte, backslashEscapes: isEscapeString)
            case UInt8(ascii: "\""):
                quoted(by: byte, backslashEscapes: false)
            case UInt8(ascii: "-") where peek(1) == UInt8(ascii: "-"):
                while position < text.count, text[position] != UInt8(ascii: "\n") { take() }
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: "*"):
                blockComment()
            case UInt8(ascii: "$"):
                dollar()
            default:
                take()
            }
        }
        return String(decoding: output, as: UTF8.self)
    }

    private func peek(_ distance: Int) -> UInt8? {
        let index = position + distance
        return index >= 0 && index < text.count ? text[index] : nil
    }

    private mutating func take(_ count: Int = 1) {
        let end = min(position + count, text.count)
        output += text[position..<end]
        position = end
    }

    /// True for `E'…'`, where a backslash escapes a quote.
    private var isEscapeString: Bool {
        guard let before = peek(-1), before | 0x20 == UInt8(ascii: "e") else { return false }
        guard let beforeThat = peek(-2) else { return true }
        return !isIdentifierPart(beforeThat)
    }

    private mutating func quoted(by quote: UInt8, backslashEscapes: Bool) {
        take()
        while position < text.count {
            let byte = text[position]
            if backslashEscapes, byte == UInt8(ascii: "\\") {
                take(2)
            } else if byte == quote {
                take()
                // A doubled quote opens the next part at once, which the main loop reads as a new literal.
                return
            } else {
                take()
            }
        }
    }

    private mutating func blockComment() {
        var depth = 0
        repeat {
            if peek(0) == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "*") {
                depth += 1
                take(2)
            } else if peek(0) == UInt8(ascii: "*"), peek(1) == UInt8(ascii: "/") {
                depth -= 1
                take(2)
            } else {
                take()
            }
        } while depth > 0 && position < text.count
    }

    private mutating func dollar() {
        if let before = peek(-1), isIdentifierPart(before) {
            take()  // A dollar sign inside a name.
            return
        }
        var digits = 0
        var number = 0
        while let byte = peek(1 + digits), byte >= 0x30, byte <= 0x39, digits < 6 {
            number = number * 10 + Int(byte - 0x30)
            digits += 1
        }
        guard digits == 0 else {
            output += Array("$\(number + offset)".utf8)
            position += 1 + digits
            return
        }
        dollarQuoted()
    }

    private mutating func dollarQuoted() {
        var length = 1
        while let byte = peek(length), byte != UInt8(ascii: "$"), isIdentifierPart(byte) { length += 1 }
        guard peek(length) == UInt8(ascii: "$") else {
            take()
            return
        }
        let tag = text[position...(position + length)]
        take(tag.count)
        while position < text.count {
            if text[position...].starts(with: tag) {
                take(tag.count)
                return
            }
            take()
        }
    }

    private func isIdentifierPart(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, UInt8(ascii: "_"), 0x80...0xFF: true
        default: false
        }
    }
}
