extension ProfileText {
    /// A text as it stands in a file. Front matter and comments become spaces, so that spans count from the beginning of
    /// the file.
    public init(file text: String, kind: Kind, name: String? = nil) {
        var scalars = Array(text.unicodeScalars)
        if kind == .article { Self.blankFrontMatter(in: &scalars) }
        Self.blankComments(in: &scalars)
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(String(view), kind: kind, name: name)
    }

    /// From a line of three hyphens at the beginning to the next one.
    private static func blankFrontMatter(in scalars: inout [Unicode.Scalar]) {
        let fence: [Unicode.Scalar] = ["-", "-", "-"]
        guard scalars.starts(with: fence) else { return }
        var lineStart = 3
        while lineStart < scalars.count {
            let line = scalars[lineStart...].prefix { $0 != "\n" }
            if lineStart > 3, line.filter({ $0 != "\r" }) == fence {
                blank(0..<line.endIndex, in: &scalars)
                return
            }
            lineStart = line.endIndex + 1
        }
    }

    private static func blankComments(in scalars: inout [Unicode.Scalar]) {
        let (opening, closing): ([Unicode.Scalar], [Unicode.Scalar]) = (
            ["<", "!", "-", "-"], ["-", "-", ">"]
        )
        var at = 0
        var start: Int?
        while at < scalars.count {
            if let open = start {
                if scalars[at...].starts(with: closing) {
                    blank(open..<at + 3, in: &scalars)
                    start = nil
                }
            } else if scalars[at...].starts(with: opening) {
                start = at
            }
            at += 1
        }
    }

    private static func blank(_ range: Range<Int>, in scalars: inout [Unicode.Scalar]) {
        for index in range where !scalars[index].isNewline { scalars[index] = " " }
    }
}
