import Hummingbird

/// Who may call a route. Every route states one: without it the route does not compile.
public enum Access: Sendable, Equatable, CustomStringConvertible {
    /// Readers, signed in or not.
    case anyone
    /// Whoever is signed in.
    case signedIn
    case needs(Permission)

    public var description: String {
        switch self {
        case .anyone: "anyone"
        case .signedIn: "signed in"
        case .needs(let permission):
            "\(permission.id) (\(permission.roles.sorted().map(\.rawValue).joined(separator: ", ")))"
        }
    }
}

/// A path, a method, who may call it and what answers.
public struct Route: Sendable {
    public typealias Handler = @Sendable (Request, Visit) async throws -> Reply

    public let method: HTTPRequest.Method
    public let path: String
    public let access: Access
    public let handler: Handler
    /// What shows the form again, with what was sent and what must be mended; nil for routes without a form.
    public let form: Handler?
    /// The files that the form may bring; nil for routes that take none.
    public let uploads: UploadRule?
}

/// The routes that a plugin adds, and what it may ask of the others while it adds them.
public struct Routes: Sendable {
    public private(set) var all: [Route] = []
    private let added: [any Extension]

    public init(extensions: [any Extension]) {
        added = extensions
    }

    /// Everything that the plugins in this composition add to one extension point, in their order.
    public func extensions<Point>(of point: Point.Type = Point.self) -> [Point] {
        added.compactMap { $0 as? Point }
    }

    public mutating func get(_ path: String, _ access: Access, use handler: @escaping Route.Handler) {
        add(.get, path, access, handler)
    }

    /// Adds a route that changes something.
    ///
    /// - Parameters:
    ///   - path: as `/console/topics/:id`.
    ///   - access: who may call it.
    ///   - form: what shows the form again when the handler throws `FormIssues`.
    ///   - uploads: the files that the form may bring, for the handler in `Visit.uploads`.
    ///   - handler: what answers.
    public mutating func post(
        _ path: String, _ access: Access, form: Route.Handler? = nil, uploads: UploadRule? = nil,
        use handler: @escaping Route.Handler
    ) {
        add(.post, path, access, handler, form: form, uploads: uploads)
    }

    private mutating func add(
        _ method: HTTPRequest.Method, _ path: String, _ access: Access, _ handler: @escaping Route.Handler,
        form: Route.Handler? = nil, uploads: UploadRule? = nil
    ) {
        all.append(
            Route(method: method, path: path, access: access, handler: handler, form: form, uploads: uploads))
    }
}
