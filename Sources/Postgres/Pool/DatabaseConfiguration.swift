/// Where a database is and how it is used.
public struct DatabaseConfiguration: Sendable {
    /// `postgres://role@host:port/name?sslmode=verify-full`, as libpq reads it.
    public var url: String
    /// Takes the place of the URL's password; nil leaves it to the URL, the password file or the environment.
    public var password: String?
    /// What the server shows as the name of its client; nil leaves it to the URL.
    public var applicationName: String?
    /// The most connections that are open at once.
    public var poolSize = 10
    /// How long a caller waits for a connection before it gets an error.
    public var acquireTimeout: Duration = .seconds(5)
    /// How long connecting may take; nil leaves it to the URL, or to 10 seconds.
    public var connectTimeout: Duration?
    /// When the server stops a statement; nil leaves it to the server's settings, as with the two below.
    public var statementTimeout: Duration? = .seconds(30)
    /// When the server gives up to wait for a lock.
    public var lockTimeout: Duration? = .seconds(10)
    /// When the server ends a session that sits in a transaction and does nothing.
    public var idleInTransactionTimeout: Duration? = .seconds(60)
    /// Whether statements are prepared once a connection; to be switched off for proxies that pool transactions. The
    /// limits above then hold within transactions only; set them on the role for statements outside of one.
    public var preparedStatements = true
    /// How many statements a connection keeps prepared.
    public var preparedStatementLimit = 256

    public init(
        url: String, password: String? = nil, applicationName: String? = nil, poolSize: Int = 10,
        acquireTimeout: Duration = .seconds(5), connectTimeout: Duration? = nil,
        statementTimeout: Duration? = .seconds(30), lockTimeout: Duration? = .seconds(10),
        idleInTransactionTimeout: Duration? = .seconds(60), preparedStatements: Bool = true,
        preparedStatementLimit: Int = 256
    ) {
        self.url = url
        self.password = password
        self.applicationName = applicationName
        self.poolSize = poolSize
        self.acquireTimeout = acquireTimeout
        self.connectTimeout = connectTimeout
        self.statementTimeout = statementTimeout
        self.lockTimeout = lockTimeout
        self.idleInTransactionTimeout = idleInTransactionTimeout
        self.preparedStatements = preparedStatements
        self.preparedStatementLimit = preparedStatementLimit
    }
}

extension DatabaseConfiguration: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// Without URL and password, which may hold a secret.
    public var description: String { "database of \(poolSize) connections" }
    public var debugDescription: String { description }
    public var customMirror: Mirror { Mirror(self, children: ["poolSize": poolSize]) }
}
