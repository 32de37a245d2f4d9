import Foundation

/// Where a link leads: an https, http, mailto or tel address, a path on this site, a place on this page or an
/// article, named by its id (`article:UUID`).
///
/// Everything else is refused when it is made, so that no `javascript:` or look-alike ever stands in a
/// document. Sources: the URL standard's parser strips tabs and newlines, reads `\` as `/` and takes `//host`
/// for another site; each of these has carried an attack.
public struct LinkDestination: Hashable, Sendable, CustomStringConvertible {
    public static let maxLength = 2_048
    private static let articlePrefix = "article:"

    public let text: String

    public enum Kind: Hashable, Sendable {
        case article(UUID)
        /// A path on this site, such as `/topics/grief`, without the query and the place behind it.
        case site(path: String)
        /// On the same page.
        case place
        case web
        case mailbox
        case telephone
    }

    /// An article by its id; its address is looked up when a page is drawn.
    public static func article(_ id: UUID) -> LinkDestination {
        LinkDestination(checked: articlePrefix + id.written)
    }

    private init(checked text: String) {
        self.text = text
    }

    /// The destination, or why it cannot be one.
    /// - Throws: `Refusal` with a sentence that says what to do.
    public init(_ text: String) throws(Refusal) {
        guard !text.isEmpty else { throw Refusal(message: "Enter the link’s address.") }
        guard text.utf8.count <= Self.maxLength else {
            throw Refusal(message: "Shorten the link’s address to at most 2,048 characters.")
        }
        guard text.unicodeScalars.allSatisfy(Self.mayStand) else {
            throw Refusal(
                message: "Write the link’s address without spaces, quotes, backslashes or hidden characters.")
        }
        if Self.scheme(of: text) == "article" {
            guard let id = UUID(written: text.dropFirst(Self.articlePrefix.count)) else {
                throw Refusal(message: "Write article: and the article’s id, or choose the article again.")
            }
            self = .article(id)
            return
        }
        guard Self.leadsSomewhereAllowed(text) else {
            throw Refusal(
                message: "Begin the link’s address with https://, http://, mailto:, tel:, a single / or #.")
        }
        self.text = text
    }

    public struct Refusal: Error, Hashable, Sendable {
        public let message: String
    }

    public var kind: Kind {
        switch Self.scheme(of: text) {
        case "https", "http": return .web
        case "mailto": return .mailbox
        case "tel": return .telephone
        default: break
        }
        if let id = articleID { return .article(id) }
        guard text.utf8.first == UInt8(ascii: "/") else { return .place }
        return .site(path: String(text.prefix { $0 != "?" && $0 != "#" }))
    }

    /// nil when it leads to something other than an article named by its id.
    public var articleID: UUID? {
        text.hasPrefix(Self.articlePrefix)
            ? UUID(written: text.dropFirst(Self.articlePrefix.count)) : nil
    }

    /// Whether it leads away from this site.
    public var isExternal: Bool { kind == .web }

    public var description: String { text }

    private static func mayStand(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "<", ">", "\\", "`": return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .surrogate, .unassigned, .privateUse, .spaceSeparator, .lineSeparator,
            .paragraphSeparator:
            return false
        default:
            return true
        }
    }

    private static func leadsSomewhereAllowed(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        if bytes[0] == UInt8(ascii: "#") { return bytes.count > 1 }
        if bytes[0] == UInt8(ascii: "/") { return bytes.count == 1 || bytes[1] != UInt8(ascii: "/") }
        guard let scheme = scheme(of: text) else { return false }
        let rest = bytes[(scheme.utf8.count + 1)...]
        switch scheme {
        case "https", "http": return namesHost(rest)
        case "mailto": return namesMailbox(rest)
        case "tel": return namesNumber(rest)
        default: return false
        }
    }

    private static func scheme(of text: String) -> String? {
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let scheme = text[..<colon]
        guard !scheme.isEmpty, scheme.utf8.allSatisfy({ $0 < 128 && isSchemeByte($0) }) else { return nil }
        return scheme.lowercased()
    }

    private static func isSchemeByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."):
            return true
        default:
            return false
        }
    }

    /// `//host…` without a user name: `https://bank.example@evil.example` reads like the first and opens the
    /// second.
    private static func namesHost(_ rest: ArraySlice<UInt8>) -> Bool {
        let slash = UInt8(ascii: "/")
        guard rest.starts(with: [slash, slash]) else { return false }
        let ends = [slash, UInt8(ascii: "?"), UInt8(ascii: "#")]
        let authority = rest.dropFirst(2).prefix { !ends.contains($0) }
        guard let first = authority.first, first != UInt8(ascii: ":") else { return false }
        return !authority.contains(UInt8(ascii: "@"))
    }

    private static func namesMailbox(_ rest: ArraySlice<UInt8>) -> Bool {
        guard let at = rest.firstIndex(of: UInt8(ascii: "@")) else { return false }
        return at > rest.startIndex && at < rest.endIndex - 1
    }

    private static func namesNumber(_ rest: ArraySlice<UInt8>) -> Bool {
        let digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let others = Array("+-.()*#;=ext".utf8)
        return rest.contains { digits.contains($0) }
            && rest.allSatisfy { digits.contains($0) || others.contains($0) }
    }
}
