/// White space as single spaces, none around it: for names, titles and other texts of one line.
public func oneLine(_ text: String) -> String {
    text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
