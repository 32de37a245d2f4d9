/// A strict reading of markup, scalar by scalar as a browser does it.
enum Markup {
    private static let elements: [String: Set<String>] = [
        "p": [], "h2": ["id"], "h3": ["id"], "h4": ["id"], "ul": [], "ol": ["start"], "li": [],
        "blockquote": [],
        "aside": ["class", "role", "aria-label"], "section": ["class", "aria-labelledby", "data-faq"],
        "div": ["class", "tabindex"], "dl": [], "dt": ["data-term", "id"], "dd": [], "table": [], "thead": [],
        "tbody": [],
        "tr": [], "th": ["scope"], "td": [], "strong": [], "em": [], "a": ["href", "rel", "data-article"],
        "figure": [], "figcaption": [], "h5": ["id"], "h6": ["id"],
    ]
    private static let voids: Set<String> = ["br", "hr", "img"]
    private static let attributesOfVoids: [String: Set<String>] = [
        "img": ["src", "alt", "width", "height", "loading"]
    ]

    /// What is not well formed or not ours; none when all is well.
    static func mistakes(in html: String) -> [String] {
        var mistakes: [String] = []
        var open: [String] = []
        var scalars = Array(html.unicodeScalars)[...]
        while let next = scalars.popFirst() {
            guard next == "<" else {
                if next == ">" || next == "\"" || next == "'" { mistakes.append("raw \(next) in text") }
                continue
            }
            let isClosing = scalars.first == "/"
            if isClosing { scalars.removeFirst() }
            let name = take(&scalars) { ("a"..."z").contains($0) || ("0"..."9").contains($0) }
            if isClosing {
                if open.popLast() != name { mistakes.append("</\(name)> closes nothing") }
            } else if elements[name] == nil, !voids.contains(name) {
                mistakes.append("<\(name)>")
            } else if !voids.contains(name) {
                open.append(name)
            }
            while scalars.first == " " {
                scalars.removeFirst()
                let attribute = take(&scalars) { ("a"..."z").contains($0) || $0 == "-" }
                if (elements[name] ?? attributesOfVoids[name])?.contains(attribute) != true {
                    mistakes.append("\(name) \(attribute)")
                }
                guard scalars.first == "=" else { continue }
                scalars.removeFirst()
                if scalars.popFirst() != "\"" { mistakes.append("unquoted \(attribute)") }
                let value = take(&scalars) { $0 != "\"" }
                if value.unicodeScalars.contains("<") { mistakes.append("raw < in \(attribute)") }
                scalars = scalars.dropFirst()
            }
            if scalars.popFirst() != ">" { mistakes.append("<\(name) does not end") }
        }
        return mistakes + open.map { "<\($0)> stays open" }
    }

    private static func take(
        _ scalars: inout ArraySlice<Unicode.Scalar>, while condition: (Unicode.Scalar) -> Bool
    ) -> String {
        let part = scalars.prefix(while: condition)
        scalars = scalars[part.endIndex...]
        return String(String.UnicodeScalarView(part))
    }
}
