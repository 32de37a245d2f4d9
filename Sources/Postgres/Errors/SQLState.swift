/// The five characters by which PostgreSQL names an error (Appendix A of its manual).
public struct SQLState: RawRepresentable, Hashable, Sendable, CustomStringConvertible {
    public let rawValue: String

    public init(rawValue: String) {
        self.rawValue = rawValue
    }

    public static let cannotConnect = SQLState(rawValue: "08001")
    public static let connectionFailure = SQLState(rawValue: "08006")
    public static let transactionResolutionUnknown = SQLState(rawValue: "08007")
    public static let featureNotSupported = SQLState(rawValue: "0A000")
    public static let dataException = SQLState(rawValue: "22000")
    public static let invalidText = SQLState(rawValue: "22P02")
    public static let notNullViolation = SQLState(rawValue: "23502")
    public static let foreignKeyViolation = SQLState(rawValue: "23503")
    public static let uniqueViolation = SQLState(rawValue: "23505")
    public static let checkViolation = SQLState(rawValue: "23514")
    public static let exclusionViolation = SQLState(rawValue: "23P01")
    public static let readOnlyTransaction = SQLState(rawValue: "25006")
    public static let inFailedTransaction = SQLState(rawValue: "25P02")
    public static let idleInTransactionTimeout = SQLState(rawValue: "25P03")
    public static let unknownPreparedStatement = SQLState(rawValue: "26000")
    public static let serializationFailure = SQLState(rawValue: "40001")
    public static let deadlockDetected = SQLState(rawValue: "40P01")
    public static let insufficientPrivilege = SQLState(rawValue: "42501")
    public static let undefinedTable = SQLState(rawValue: "42P01")
    public static let duplicateDatabase = SQLState(rawValue: "42P04")
    public static let tooManyConnections = SQLState(rawValue: "53300")
    public static let objectInUse = SQLState(rawValue: "55006")
    public static let lockNotAvailable = SQLState(rawValue: "55P03")
    public static let queryCanceled = SQLState(rawValue: "57014")
    public static let adminShutdown = SQLState(rawValue: "57P01")
    public static let crashShutdown = SQLState(rawValue: "57P02")
    public static let cannotConnectNow = SQLState(rawValue: "57P03")
    public static let raisedException = SQLState(rawValue: "P0001")

    /// The first two characters, which name the kind of error.
    public var errorClass: String { String(rawValue.prefix(2)) }

    public var description: String { rawValue }
}
