/// A statement and how its rows are read.
public struct Query<Result: Sendable>: Sendable {
    public let sql: SQL
    let decode: @Sendable (Rows) throws -> Result

    public init(_ sql: SQL, decode: @escaping @Sendable (Rows) throws -> Result) {
        self.sql = sql
        self.decode = decode
    }

    /// The same statement with its result made into another.
    public func map<Other: Sendable>(_ transform: @escaping @Sendable (Result) throws -> Other) -> Query<
        Other
    > {
        Query<Other>(sql) { rows in try transform(try decode(rows)) }
    }
}

extension Query {
    /// All rows.
    public static func all<Value: Decodable & Sendable>(
        _ type: Value.Type, _ sql: SQL
    ) -> Query<[Value]> where Result == [Value] {
        Query(sql) { rows in try rows.map { try $0.decode(Value.self) } }
    }

    /// The first row; nil when there is none.
    public static func first<Value: Decodable & Sendable>(
        _ type: Value.Type, _ sql: SQL
    ) -> Query<Value?> where Result == Value? {
        Query(sql) { rows in try rows.first?.decode(Value.self) }
    }

    /// The only row; throws when there is none or a second one.
    public static func one(_ type: Result.Type, _ sql: SQL) -> Query<Result> where Result: Decodable {
        Query(sql) { rows in
            guard rows.count == 1 else {
                throw PostgresError(.decoding, message: "\(rows.count) rows where exactly one was asked for")
            }
            return try rows[0].decode(Result.self)
        }
    }

    /// The first column of the first row; nil when there is no row or the value is NULL.
    public static func value<Value: PostgresDecodable>(
        _ type: Value.Type, _ sql: SQL
    ) -> Query<Value?> where Result == Value? {
        Query(sql) { rows in try rows.first?.decode(Value?.self, at: 0) }
    }

    /// The first column of all rows.
    public static func values<Value: PostgresDecodable>(
        _ type: Value.Type, _ sql: SQL
    ) -> Query<[Value]> where Result == [Value] {
        Query(sql) { rows in try rows.map { try $0.decode(Value.self, at: 0) } }
    }

    /// How many rows the statement touched.
    public static func affected(_ sql: SQL) -> Query<Int> where Result == Int {
        Query(sql) { rows in rows.affected }
    }
}
