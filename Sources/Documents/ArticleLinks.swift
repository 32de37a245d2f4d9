import Foundation

enum ArticleLinks {
    /// What begins a link to an article in stored markup; its id and `">` follow. Text and attributes never hold
    /// it, because `<` is escaped there.
    static let opening = "<a data-article=\""
    static let closing = "</a>"
}

/// Stored markup with its links to articles as a page shows them now: with the address of each article that has
/// one, as the words alone where it has none.
///
/// One pass over the bytes; `address` is asked once for each article.
/// - Parameters:
///   - html: What `Document.html` or `Document.bodyBlocks` made.
///   - address: The address of an article, such as `/articles/grief-at-work`; nil while readers have none. One
///     that `LinkDestination` would refuse counts as none.
/// - Returns: The markup without any `data-article`; unchanged where it links to no article.
public func resolveArticleLinks(in html: String, _ address: (UUID) -> String?) -> String {
    var html = html
    return html.withUTF8 { bytes in
        var resolver = ArticleLinkResolver(bytes: bytes)
        return resolver.resolved(address)
    } ?? html
}

private struct ArticleLinkResolver {
    private static let opening = Array(ArticleLinks.opening.utf8)
    private static let closing = Array(ArticleLinks.closing.utf8)
    private static let idLength = 36

    let bytes: UnsafeBufferPointer<UInt8>
    private var result: [UInt8] = []
    /// Everything before it is in `result`.
    private var copied = 0
    private var beginnings: [UUID: [UInt8]?] = [:]

    init(bytes: UnsafeBufferPointer<UInt8>) {
        self.bytes = bytes
    }

    /// nil when the markup holds no link to an article.
    mutating func resolved(_ address: (UUID) -> String?) -> String? {
        var index = 0
        /// Whether the link that is open has lost its beginning, so that its end must go too.
        var losesEnd = false
        while index < bytes.count {
            guard bytes[index] == UInt8(ascii: "<") else {
                index += 1
                continue
            }
            if losesEnd, stands(Self.closing, at: index) {
                replace(index..<(index + Self.closing.count), by: [])
                losesEnd = false
                index = copied
            } else if stands(Self.opening, at: index), let id = id(at: index + Self.opening.count) {
                let beginning = beginning(of: id, address)
                let end = index + Self.opening.count + Self.idLength + 2
                replace(index..<end, by: beginning ?? [])
                losesEnd = beginning == nil
                index = end
            } else {
                index += 1
            }
        }
        guard copied > 0 else { return nil }
        result += bytes[copied...]
        return String(decoding: result, as: UTF8.self)
    }

    private func stands(_ text: [UInt8], at index: Int) -> Bool {
        index + text.count <= bytes.count && bytes[index..<(index + text.count)].elementsEqual(text)
    }

    /// The id of a link whose tag ends right behind it.
    private func id(at index: Int) -> UUID? {
        let end = index + Self.idLength
        guard end + 2 <= bytes.count, bytes[end] == UInt8(ascii: "\""), bytes[end + 1] == UInt8(ascii: ">")
        else { return nil }
        return UUID(written: String(decoding: bytes[index..<end], as: UTF8.self))
    }

    private mutating func replace(_ range: Range<Int>, by text: [UInt8]) {
        result += bytes[copied..<range.lowerBound]
        result += text
        copied = range.upperBound
    }

    /// The tag that leads to an article; nil where it has no address.
    private mutating func beginning(of id: UUID, _ address: (UUID) -> String?) -> [UInt8]? {
        if let known = beginnings[id] { return known }
        let destination = address(id).flatMap { try? LinkDestination($0) }
        let isUsable = destination.map { $0.articleID == nil } ?? false
        let beginning = destination.flatMap {
            isUsable ? Array("<a href=\"\(Escaping.escaped($0.text))\">".utf8) : nil
        }
        beginnings[id] = .some(beginning)
        return beginning
    }
}
