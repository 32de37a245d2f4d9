/// What a database's connections do, at one moment, and what they did so far.
public struct PoolMetrics: Sendable, Hashable {
    /// Open connections that someone works with.
    public let inUse: Int
    /// Open connections that nobody works with.
    public let idle: Int
    /// Callers that wait for a connection.
    public let waiting: Int
    /// Connections open or about to be.
    public let size: Int
    /// The most that may be open.
    public let limit: Int
    /// How often a caller had to wait.
    public let waits: Int
    /// How long callers have waited, all together.
    public let waitedMicroseconds: Int
    /// How often a caller gave up waiting.
    public let acquireTimeouts: Int
    /// How many connections were opened since the start.
    public let opened: Int
    /// How many statements callers have sent.
    public let statements: Int
    /// How often a connection waited for the server.
    public let roundTrips: Int
}
