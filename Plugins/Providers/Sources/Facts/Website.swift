import Foundation
import Kernel

/// A practice's address on the web, always with its scheme.
struct WebAddress: Hashable, Sendable {
    let url: String

    /// Reads an address as people write it: `example.org` becomes `https://example.org`.
    init?(_ text: String) {
        let text = text.trimmingCharacters(in: .whitespaces)
        let hasScheme = text.lowercased().hasPrefix("http://") || text.lowercased().hasPrefix("https://")
        let whole = hasScheme ? text : "https://\(text)"
        guard !text.isEmpty, whole.count <= 2_000,
            whole.allSatisfy({ !$0.isWhitespace && $0 != "\"" && $0 != "<" }),
            let parts = URLComponents(string: whole), let host = parts.host, host.contains("."),
            !host.hasPrefix("."), !host.hasSuffix("."), parts.user == nil, parts.password == nil
        else { return nil }
        url = whole.prefix(while: { $0 != ":" }).lowercased() + whole.drop { $0 != ":" }
    }

    /// What readers see of it: `example.org`.
    var host: String {
        let host = URLComponents(string: url)?.host ?? url
        return host.hasPrefix("www.") ? String(host.dropFirst(4)) : host
    }
}
