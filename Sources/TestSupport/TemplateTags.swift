import Foundation
import Kernel

/// What a template asks of the page that fills it.
indirect enum TemplateTag: Sendable {
    case value(String)
    case section(String, [TemplateTag])
    case inverted(String, [TemplateTag])
    /// A template in its place; with blocks it is a layout.
    case partial(String, blocks: [String: [TemplateTag]])
    /// A template whose name the page holds.
    case dynamic(String)
    case block(String, [TemplateTag])
}

/// Reads the tags of a template. The loader has parsed the file before, so every section here has its end.
struct TagReader {
    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
    }

    static func tags(of text: String) -> [TemplateTag] {
        var reader = TagReader(text)
        return reader.tags()
    }

    private mutating func tags() -> [TemplateTag] {
        var tags: [TemplateTag] = []
        while let (sigil, name) = next() {
            switch sigil {
            case "/": return tags
            case "!", "%", "=": continue
            case "#": tags.append(.section(name, self.tags()))
            case "^": tags.append(.inverted(name, self.tags()))
            case "$": tags.append(.block(name, self.tags()))
            case "<": tags.append(.partial(name, blocks: Self.blocks(in: self.tags())))
            case ">" where name.hasPrefix("*"): tags.append(.dynamic(String(name.dropFirst())))
            case ">": tags.append(.partial(name, blocks: [:]))
            default: tags.append(.value(name))
            }
        }
        return tags
    }

    private static func blocks(in tags: [TemplateTag]) -> [String: [TemplateTag]] {
        var blocks: [String: [TemplateTag]] = [:]
        for case .block(let name, let content) in tags { blocks[name] = content }
        return blocks
    }

    private mutating func next() -> (sigil: Character, name: String)? {
        guard let open = rest.firstRange(of: "{{") else { return nil }
        rest = rest[open.upperBound...]
        guard let close = rest.firstRange(of: rest.hasPrefix("{") ? "}}}" : "}}") else { return nil }
        let tag = rest[..<close.lowerBound].trimmingCharacters(in: .whitespaces)
        rest = rest[close.upperBound...]
        guard let sigil = tag.first, "/!%=#^$<>{&".contains(sigil) else { return ("v", tag) }
        return (sigil, tag.dropFirst().trimmingCharacters(in: .whitespaces))
    }
}
