import Hummingbird
import Logging
import NIOCore
import Postgres

/// One request by one visitor: who it is, and what the shell around a page needs.
public struct Visit: RequestContext, RemoteAddressRequestContext {
    public var coreContext: CoreRequestContextStorage
    /// The address at the other end of the connection; a proxy's, where there is one.
    public let remoteAddress: SocketAddress?
    /// The address that limits count by, after trusted proxies.
    public var clientAddress: String
    /// Names this request in the log, in the audit trail and on error pages.
    public var requestID: String
    /// Who is signed in; nil for a reader.
    public var actor: Actor?
    /// What the visitor's forms must carry back.
    public var formToken: String
    /// What the last request wants to be said on this page; nil when there is nothing.
    public var flash: String?
    /// The lines of the menu that this visitor may follow.
    public var menu: [MenuEntry]
    public var path: String
    /// The fields that a POST brought; empty for a GET.
    public var form: Form
    /// The files that a POST brought, in their order; they are gone after the request.
    public var uploads: [Upload]
    /// What must be mended, when a form comes back; its fields then show what was sent.
    public var issues: FormIssues
    /// The instant at which the request arrived.
    public var now: Instant

    public init(source: ApplicationRequestContextSource) {
        coreContext = .init(source: source)
        remoteAddress = source.channel.remoteAddress
        clientAddress = source.channel.remoteAddress?.ipAddress ?? "local"
        requestID = ""
        formToken = ""
        menu = []
        path = ""
        form = Form()
        uploads = []
        issues = FormIssues()
        now = Instant(microseconds: 0)
    }

    /// Who is signed in.
    ///
    /// - Throws: `Refusal.signInRequired` for a reader.
    public func requireActor() throws(Refusal) -> Actor {
        guard let actor else { throw .signInRequired }
        return actor
    }
}
