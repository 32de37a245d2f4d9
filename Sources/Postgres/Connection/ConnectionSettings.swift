import CLibPQ
import Logging

/// How a connection is made; the same for all connections of a database.
struct ConnectionSettings: Sendable {
    private let keywords: [(String, String)]
    /// Sets what a session needs; a statement, because proxies refuse most settings in the start-up message. Nil
    /// behind a proxy that pools transactions, where a session is shared with others.
    let session: SQL?
    /// Sets the same for one transaction, behind such a proxy.
    let transaction: SQL?
    /// How many statements are kept prepared, 0 for none.
    let preparedStatements: Int
    private let logger: Logger

    init(_ configuration: DatabaseConfiguration, logger: Logger) {
        self.logger = logger
        preparedStatements =
            configuration.preparedStatements ? max(1, configuration.preparedStatementLimit) : 0
        // libpq takes the last value of a keyword, so what precedes the URL is a default and what follows it wins.
        var keywords = [
            ("connect_timeout", "10"), ("keepalives_idle", "30"), ("keepalives_interval", "10"),
            ("keepalives_count", "3"), ("tcp_user_timeout", "60000"),
        ]
        keywords.append(("dbname", configuration.url))
        if let timeout = configuration.connectTimeout {
            // libpq takes less than two seconds for two.
            keywords.append(("connect_timeout", String(max(1, timeout.components.seconds))))
        }
        if let password = configuration.password { keywords.append(("password", password)) }
        if let name = configuration.applicationName { keywords.append(("application_name", name)) }
        keywords.append(("client_encoding", "UTF8"))
        self.keywords = keywords

        var session: [(String, String)] = [("TimeZone", "UTC")]
        let timeouts = [
            ("statement_timeout", configuration.statementTimeout),
            ("lock_timeout", configuration.lockTimeout),
            ("idle_in_transaction_session_timeout", configuration.idleInTransactionTimeout),
        ]
        for case (let name, let timeout?) in timeouts {
            session.append((name, String(timeout.wholeMicroseconds / 1000)))
        }
        let isShared = preparedStatements == 0
        self.session = isShared ? nil : SQL.settings(session, local: false)
        transaction = isShared ? SQL.settings(session, local: true) : nil
    }

    /// Connects, blocking the thread.
    func connect() throws -> Handle {
        try assertReadable()
        let names = CStrings(keywords.map(\.0))
        let values = CStrings(keywords.map(\.1))
        guard let connection = PQconnectdbParams(names.pointers, values.pointers, 1) else {
            throw PostgresError(.connection, sqlState: .cannotConnect, message: "out of memory")
        }
        let handle = Handle(connection, notices: NoticeSink(logger: logger))
        guard PQstatus(connection) == CONNECTION_OK else {
            let reason = String(cString: PQerrorMessage(connection)).trimmedLine
            throw PostgresError(
                .connection, sqlState: .cannotConnect,
                message: "cannot connect to the database: \(Redaction.connectionMessage(reason))")
        }
        return handle
    }

    /// libpq takes text that is no URL for the name of a database; say what is wrong instead.
    private func assertReadable() throws {
        let url = keywords.first { $0.0 == "dbname" }?.1 ?? ""
        guard url.hasPrefix("postgres://") || url.hasPrefix("postgresql://") || url.contains("=") else {
            throw PostgresError(
                .connection, sqlState: .cannotConnect,
                message: "the database's address must read postgres://user@host/name")
        }
        var reason: UnsafeMutablePointer<CChar>?
        let options = PQconninfoParse(url, &reason)
        defer {
            PQconninfoFree(options)
            PQfreemem(reason)
        }
        guard options == nil else { return }
        // The reason quotes the part it stumbled over, which may be the password.
        let message =
            reason.map { Redaction.withoutQuoted(String(cString: $0).trimmedLine) } ?? "it does not parse"
        throw PostgresError(
            .connection, sqlState: .cannotConnect,
            message: "the database's address cannot be read: \(message)")
    }
}

extension SQL {
    /// Sets run-time parameters, for the session or until the end of the transaction.
    static func settings(_ settings: [(String, String)], local: Bool) -> SQL {
        let calls = settings.map { name, value -> SQL in "set_config(\(name), \(value), \(local))" }
        return "SELECT \(sql: calls.joined(separator: ", "))"
    }
}

/// A list of strings as C takes it, ended by a null pointer.
private final class CStrings {
    private(set) var pointers: [UnsafePointer<CChar>?]

    init(_ strings: [String]) {
        pointers = strings.map { UnsafePointer(strdup($0)) } + [nil]
    }

    deinit {
        for pointer in pointers { free(UnsafeMutablePointer(mutating: pointer)) }
    }
}
