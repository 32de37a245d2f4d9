import HTTPTypes
import Hummingbird
import NIOCore

/// What a page may load and who may show it, as the header `Content-Security-Policy` says it.
enum ContentPolicy {
    /// What is our own, and no frame anywhere.
    static let standard = """
        default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; \
        font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'
        """
    static let framing = "\(standard); frame-src 'self'"
    static let framed = """
        default-src 'none'; style-src 'self'; img-src 'self' data:; font-src 'self'; form-action 'none'; \
        frame-ancestors 'self'; base-uri 'none'
        """
}

extension Response {
    /// A screen that shows pages of our own in a frame.
    public static func framing(_ html: String, status: HTTPResponse.Status = .ok) -> Response {
        page(html, status, [.contentSecurityPolicy: ContentPolicy.framing])
    }

    /// A page inside of such a frame: no script runs and no form is sent in it, and nobody else may frame it.
    public static func framed(_ html: String) -> Response {
        page(
            html, .ok, [.contentSecurityPolicy: ContentPolicy.framed, .frameOptions: "SAMEORIGIN"])
    }

    private static func page(_ html: String, _ status: HTTPResponse.Status, _ headers: HTTPFields)
        -> Response
    {
        var headers = headers
        headers[.contentType] = "text/html; charset=utf-8"
        return Response(
            status: status, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(string: html)))
    }
}
