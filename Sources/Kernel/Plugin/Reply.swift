import Foundation
import Hummingbird

/// A page of the console or the site: its template, and the values that the template names.
///
/// A page's stored properties are already formatted text, Bools for sections, and arrays of the same; templates see
/// stored properties only.
public protocol Page: Sendable {
    /// The template's name, as `articles/edit`.
    static var template: String { get }
}

/// Fills a page's template with the page.
public protocol PageRenderer: Sendable {
    var names: Set<String> { get }
    func render(_ page: any Page) throws -> Fragment
}

/// HTML made from a template or a document: the only text that a template may write as it stands.
public struct Fragment: Sendable {
    public let html: String

    /// For renderers; everything else gets its fragments from one.
    public init(trusted html: String) { self.html = html }
}

/// What a handler answers; the router turns it into bytes and headers.
public enum Reply: Sendable {
    case page(any Page, status: HTTPResponse.Status = .ok)
    /// Go there (303), and say this there.
    case seeOther(String, flash: String? = nil)
    /// A response made by hand: feeds, files, JSON.
    case response(Response)

    public static func text(_ text: String, type: String, status: HTTPResponse.Status = .ok) -> Reply {
        .response(
            Response(
                status: status, headers: [.contentType: type],
                body: ResponseBody(byteBuffer: ByteBuffer(string: text))))
    }
}
