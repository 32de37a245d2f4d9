enum Questions {
    /// Whether a heading asks: it ends in a question mark, closing quotes and brackets aside.
    static func isQuestion(_ text: String) -> Bool {
        let closing: Set<Unicode.Scalar> = ["\"", "'", "”", "’", "»", ")", "]", " ", "\u{A0}"]
        let last = text.unicodeScalars.last { !closing.contains($0) }
        return last == "?" || last == "？"
    }
}
