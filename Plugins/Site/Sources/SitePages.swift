import Console
import Foundation
import Kernel
import Postgres

/// What every public page shows around its content. Pages keep it in a property called `page`.
public struct SitePage: Sendable {
    struct NavItem: Sendable {
        let title: String
        let url: String
        let isCurrent: Bool
    }

    let title: String
    let description: String
    let siteName: String
    let canonical: String?
    let noindex: Bool
    let jsonLDHTML: String?
    let assetVersion: String
    let nav: [NavItem]
    let asOf: String?

    /// `description` is one or two sentences for search results; `canonical` the path under which search engines should
    /// know the page, nil for the path as asked; `noindex` true for a page that they should leave out; `data` what
    /// schema.org calls structured data.
    public init(
        _ request: PageRequest, title: String, description: String, canonical: String? = nil,
        noindex: Bool = false, data: JSONLD? = nil
    ) {
        self.title = title
        self.description = description
        siteName = request.site.name
        self.canonical = noindex ? nil : request.site.url + (canonical ?? request.path)
        self.noindex = noindex
        jsonLDHTML = data?.html
        assetVersion = AssetVersion.current
        nav = request.site.menu.all.sorted { $0.place < $1.place }.map {
            NavItem(title: $0.title, url: $0.path, isCurrent: $0.covers(request.path))
        }
        asOf = request.previewedAt.map(request.site.dates.full)
    }
}

/// Structured data about a page, safe inside a script element.
public struct JSONLD: Sendable {
    /// The data as JSON.
    public let json: String

    /// - Throws: what `JSONEncoder` throws.
    public init(_ value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        json = String(decoding: try encoder.encode(value), as: UTF8.self)
    }

    /// Data that was kept as JSON.
    public init(json: String) {
        self.json = json
    }

    /// The JSON as it may stand in a script element: nothing in a text can close the element, open a comment or end a
    /// line of script.
    var html: String {
        var escaped: [UInt8] = []
        escaped.reserveCapacity(json.utf8.count + 256)
        var rest = json.utf8[...]
        while let byte = rest.popFirst() {
            switch byte {
            case UInt8(ascii: "<"): escaped += "\\u003c".utf8
            case UInt8(ascii: ">"): escaped += "\\u003e".utf8
            case UInt8(ascii: "&"): escaped += "\\u0026".utf8
            // U+2028 and U+2029 in UTF-8.
            case 0xE2 where rest.starts(with: [0x80, 0xA8]) || rest.starts(with: [0x80, 0xA9]):
                escaped += rest.dropFirst().first == 0xA8 ? "\\u2028".utf8 : "\\u2029".utf8
                rest = rest.dropFirst(2)
            default: escaped.append(byte)
            }
        }
        return String(decoding: escaped, as: UTF8.self)
    }
}

/// Where to get help at once, on pages whose topic asks for it.
public struct CrisisBox: Sendable {
    let crisisLead: String
    let crisisText: String
    let crisisLinks: [Link]

    /// `tier` is 1 where the box must stand, 2 where it should, 0 where neither: then there is no box.
    public init?(tier: Int) {
        guard tier > 0 else { return nil }
        crisisLead = "If you are thinking of hurting yourself, you can talk to someone now."
        crisisText = "Free and private, at any hour, anywhere in the United States."
        crisisLinks = [
            Link("Call 988", to: "tel:988"), Link("Text 988", to: "sms:988"),
            Link("Chat", to: "https://988lifeline.org/chat/"), Link("In danger now: call 911", to: "tel:911"),
        ]
    }
}

struct SiteHomePage: Page {
    static let template = "site/home"

    let page: SitePage
    let heading: String
    let lead: String
    let parts: [Part]
    let slotsHTML: String?
}

struct HowWeCheckPage: Page {
    static let template = "site/how_we_check"

    let page: SitePage
}

struct NotFoundPage: Page {
    static let template = "site/not_found"

    let page: SitePage
}

struct GonePage: Page {
    static let template = "site/gone"

    let page: SitePage
}

/// What readers did that cannot be carried out, and what to do instead.
struct RefusedPage: Page {
    static let template = "site/refused"

    let page: SitePage
    let heading: String
    let message: String
}

struct UnavailablePage: Page {
    static let template = "site/unavailable"

    let page: SitePage
    let requestID: String
}

/// The start page: what the plugins put on it.
struct Home: PublicPage {
    let path = "/"
    let sections: [any HomeSection]
    let fillers: Additions<any SlotFiller>

    /// Every public page of a composition, the start page first.
    static func andOthers(site: PublicSite, routes: Routes) -> [any PublicPage] {
        [
            Home(
                sections: routes.extensions(of: (any HomeSection).self).sorted { $0.place < $1.place },
                fillers: site.fillers),
            Search(sections: routes.extensions()),
        ]
            + routes.extensions(of: (any PublicPage).self)
    }

    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        var parts: [Part] = []
        var validUntil: Instant?
        for section in sections {
            let drawn = try await section.draw(in: snapshot, site: request.site)
            if let part = drawn.part { parts.append(part) }
            validUntil = [validUntil, drawn.validUntil].compactMap { $0 }.min()
        }
        var batch = Batch()
        let ask = fillers.ask(for: .home, in: &batch)
        let asked = batch.statements.isEmpty ? [] : try ask(try await snapshot.run(batch))
        let slots = SlotPage(kind: .home, path: request.path, crisisTier: 0, slots: asked)
        return DrawnPage(
            SiteHomePage(
                page: SitePage(
                    request, title: "Find care you can check",
                    description: "Therapists and counselors whose licenses were looked up, and plain answers."
                ),
                heading: "Find care you can check",
                lead: "Every badge here says what somebody looked up, where, and when.", parts: parts,
                slotsHTML: slots.marksHTML(.end)),
            validUntil: validUntil, slots: slots)
    }
}

extension Home {
    func boundaries(of request: PageRequest) -> SQL? {
        let all = sections.compactMap(\.boundaries) + fillers.boundaries
        return all.isEmpty ? nil : all.joined(separator: "\nUNION ALL\n")
    }
}

struct HowWeCheck: PublicPage {
    let path = "/how-we-check"

    func draw(_ request: PageRequest, in snapshot: Snapshot) async throws -> DrawnPage {
        DrawnPage(
            HowWeCheckPage(
                page: SitePage(
                    request, title: "How we check",
                    description: "What a badge means, how it is checked, and when it ends.")),
            validUntil: nil)
    }
}

struct SiteErrorPages: PublicErrorPages {
    let facts: SiteFacts

    func page(_ message: ErrorMessage, for visit: Visit) -> any Page {
        let request = PageRequest(path: visit.path, parameters: [:], query: [:], site: facts)
        let page = SitePage(request, title: message.title, description: message.text, noindex: true)
        return switch message.status {
        case .notFound: NotFoundPage(page: page)
        case .gone: GonePage(page: page)
        case _ where message.status.code < 500:
            RefusedPage(page: page, heading: message.title, message: message.text)
        default: UnavailablePage(page: page, requestID: visit.requestID)
        }
    }
}
