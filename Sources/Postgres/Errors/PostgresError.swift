/// What went wrong, on the server or on the way to it.
///
/// Neither its description nor its message holds a bound value. `detail` may, so it is in no description.
public struct PostgresError: Error, Sendable {
    /// Where the error arose.
    public enum Kind: String, Sendable {
        /// The server answered with an error.
        case server
        /// The connection could not be made, or broke.
        case connection
        /// The connection broke during COMMIT, so nobody knows whether the transaction took effect.
        case commitOutcomeUnknown
        /// No connection became free in time.
        case acquireTimeout
        /// The database was closed.
        case closed
        /// A row is not what was asked for.
        case decoding
        /// The client was used in a way that it does not support.
        case usage
    }

    public let kind: Kind
    /// The server's code; for an error of the client, the code that the standard has for it.
    public let sqlState: SQLState
    public let message: String
    public internal(set) var constraint: String?
    public internal(set) var schema: String?
    public internal(set) var table: String?
    public internal(set) var column: String?
    /// More about it, often with values of the row. Not for logs.
    public internal(set) var detail: String?
    public internal(set) var hint: String?
    /// The text of the statement that failed, with `$1` in the place of values.
    public internal(set) var statement: String?

    init(_ kind: Kind, sqlState: SQLState? = nil, message: String) {
        self.kind = kind
        self.message = message
        self.sqlState = sqlState ?? kind.sqlState
    }

    /// True when the connection is of no more use or was never made; the statement may have taken effect.
    public var isConnectionFailure: Bool {
        switch kind {
        case .connection, .commitOutcomeUnknown: true
        case .server:
            [.adminShutdown, .crashShutdown, .cannotConnectNow, .idleInTransactionTimeout].contains(sqlState)
        default: false
        }
    }

    /// True when the transaction was undone because of others and may succeed when it runs again.
    public var isRetryable: Bool {
        kind == .server && (sqlState == .serializationFailure || sqlState == .deadlockDetected)
    }
}

extension PostgresError.Kind {
    fileprivate var sqlState: SQLState {
        switch self {
        case .server: SQLState(rawValue: "XX000")
        case .connection: .connectionFailure
        case .commitOutcomeUnknown: .transactionResolutionUnknown
        case .acquireTimeout: .tooManyConnections
        case .closed: SQLState(rawValue: "08003")
        case .decoding: .dataException
        case .usage: .featureNotSupported
        }
    }
}

extension PostgresError: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    public var description: String {
        var text = "\(sqlState): \(message)"
        var place: [String] = []
        if let table { place.append("table \(schema.map { $0 + "." } ?? "")\(table)") }
        if let column { place.append("column \(column)") }
        if let constraint { place.append("constraint \(constraint)") }
        if !place.isEmpty { text += " (\(place.joined(separator: ", ")))" }
        return text
    }

    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["description": description]) }
}
