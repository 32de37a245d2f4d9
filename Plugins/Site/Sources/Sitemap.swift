import Foundation
import Hummingbird
import Kernel
import Postgres

/// The sitemap (sitemaps.org): one file up to 50,000 addresses, beyond that an index of parts by key.
struct Sitemap: Sendable {
    let kernel: Kernel
    let facts: SiteFacts
    let sources: [any SitemapSource]
    /// The most that one file may hold.
    static let partSize = 50_000

    @Sendable func serve(_ request: Request, _ visit: Visit) async throws -> Reply {
        if let name = request.uri.queryParameters["part"] {
            guard let source = sources.first(where: { $0.name == String(name) }) else {
                throw Refusal.notFound
            }
            let key = request.uri.queryParameters["after"].map { String($0) }
            let entries = try await source.entries(after: key, limit: Self.partSize, in: kernel.site)
            return .text(urlSet(entries), type: Self.type)
        }
        var all = [SitemapEntry(path: "/", changedAt: visit.now, key: "")]
        for source in sources {
            all += try await source.entries(after: nil, limit: Self.partSize + 1 - all.count, in: kernel.site)
            if all.count > Self.partSize { return .text(try await index(), type: Self.type) }
        }
        return .text(urlSet(all), type: Self.type)
    }

    private static let type = "application/xml; charset=utf-8"

    private func index() async throws -> String {
        var parts: [String] = []
        for source in sources {
            for start in try await source.starts(size: Self.partSize, in: kernel.site) {
                let after = start.map { "&after=\($0)" } ?? ""
                parts.append(
                    "<sitemap><loc>\(XML.escaped("\(facts.url)/sitemap.xml?part=\(source.name)\(after)"))</loc></sitemap>"
                )
            }
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(parts.joined(separator: "\n"))
            </sitemapindex>

            """
    }

    private func urlSet(_ entries: [SitemapEntry]) -> String {
        let urls = entries.map { entry in
            entry.path == "/"
                ? "<url><loc>\(XML.escaped(facts.url))/</loc></url>"
                : "<url><loc>\(XML.escaped(facts.url + entry.path))</loc><lastmod>\(entry.changedAt)</lastmod></url>"
        }
        return """
            <?xml version="1.0" encoding="UTF-8"?>
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
            \(urls.joined(separator: "\n"))
            </urlset>

            """
    }
}

/// Text for XML that is written by hand.
public enum XML {
    /// The text as it may stand in an element or a quoted attribute. Characters that XML 1.0 has no form for are left
    /// out: one of them would make the whole file unreadable.
    public static func escaped(_ text: String) -> String {
        var escaped = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": escaped += "&amp;"
            case "<": escaped += "&lt;"
            case ">": escaped += "&gt;"
            case "\"": escaped += "&quot;"
            case "\t", "\n", "\r": escaped.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || scalar.value == 0xFFFE || scalar.value == 0xFFFF: continue
            default: escaped.unicodeScalars.append(scalar)
            }
        }
        return escaped
    }
}

/// What search engines may read.
struct Robots: Sendable {
    let facts: SiteFacts

    @Sendable func serve(_ request: Request, _ visit: Visit) async throws -> Reply {
        .text(
            "User-agent: *\nDisallow: /console\nSitemap: \(facts.url)/sitemap.xml\n",
            type: "text/plain; charset=utf-8")
    }
}
