import CLibPQ

/// Owns what libpq returned for a statement; rows point into it and read lazily.
///
/// Unchecked, because a PGresult is only read once it is complete, and libpq allows that from any thread.
final class ServerResult: @unchecked Sendable {
    let pointer: OpaquePointer
    let shape: RowShape

    init(_ pointer: OpaquePointer, shape: RowShape) {
        self.pointer = pointer
        self.shape = shape
    }

    deinit {
        PQclear(pointer)
    }

    @inline(__always)
    func cell(row: Int32, column: Int) -> PostgresCell {
        let index = Int32(truncatingIfNeeded: column)
        let description = shape.columns[column]
        guard PQgetisnull(pointer, row, index) == 0 else {
            return PostgresCell(type: description.type, column: description.name, bytes: nil)
        }
        let bytes = UnsafeRawBufferPointer(
            start: PQgetvalue(pointer, row, index), count: Int(PQgetlength(pointer, row, index)))
        return PostgresCell(type: description.type, column: description.name, bytes: bytes)
    }
}

/// The rows that a statement returned.
public struct Rows: RandomAccessCollection, Sendable {
    let result: ServerResult?
    /// How many rows the statement inserted, updated, deleted or returned.
    public let affected: Int
    public let endIndex: Int

    init(result: ServerResult, affected: Int) {
        self.result = result
        self.affected = affected
        endIndex = Int(PQntuples(result.pointer))
    }

    public var startIndex: Int { 0 }

    public subscript(position: Int) -> Row {
        guard let result, position >= 0, position < endIndex else {
            preconditionFailure("row \(position) of \(endIndex)")
        }
        return Row(result: result, index: Int32(truncatingIfNeeded: position))
    }

    /// The names of the columns in order.
    public var columns: [String] { result?.shape.columns.map(\.name) ?? [] }
}

/// One row of a result.
public struct Row: Sendable {
    let result: ServerResult
    let index: Int32

    /// Reads a column by its name; `providerID` finds `provider_id`.
    public func decode<Value: PostgresDecodable>(_ type: Value.Type, _ column: String) throws -> Value {
        try cell(column).decode(type)
    }

    /// Reads a column by its position, from 0.
    public func decode<Value: PostgresDecodable>(_ type: Value.Type, at position: Int) throws -> Value {
        guard result.shape.columns.indices.contains(position) else {
            throw PostgresError(.decoding, message: "the row has \(result.shape.columns.count) columns")
        }
        return try result.cell(row: index, column: position).decode(type)
    }

    /// Reads the row into a type whose properties are named like the columns.
    public func decode<Value: Decodable>(_ type: Value.Type) throws -> Value {
        try Value(from: RowDecoder(row: self))
    }

    func cell(_ column: String) throws -> PostgresCell {
        result.cell(row: index, column: try result.shape.index(of: column))
    }
}
