import CLibPQ
import Synchronization

/// The columns of a result, shared by all results of one prepared statement.
final class RowShape: Sendable {
    struct Column: Sendable {
        let name: String
        let type: PostgresType
    }

    let columns: [Column]
    private let positions: [String: Int]
    /// Answers for keys that are not spelt like a column, so that each is folded once.
    private let folded = Mutex<[String: Int]>([:])

    init(_ result: OpaquePointer) {
        let count = PQnfields(result)
        columns = (0..<count).map { index in
            Column(
                name: PQfname(result, index).map { String(cString: $0) } ?? "",
                type: PostgresType(oid: PQftype(result, index)))
        }
        positions = Dictionary(
            zip(columns.map(\.name), columns.indices), uniquingKeysWith: { first, _ in first })
    }

    /// True when the result has this shape; a prepared statement's shape changes only with an error.
    func matches(_ result: OpaquePointer) -> Bool {
        Int(PQnfields(result)) == columns.count
    }

    /// Where a column stands: spelt exactly so, or equal without regard to case and underscores.
    func index(of key: String) throws -> Int {
        if let exact = positions[key] { return exact }
        if let known = folded.withLock({ $0[key] }) { return known }
        let wanted = Self.fold(key)
        let matching = columns.indices.filter { Self.fold(columns[$0].name) == wanted }
        guard let index = matching.first, matching.count == 1 else {
            let names = columns.map(\.name).joined(separator: ", ")
            let reason = matching.isEmpty ? "no column" : "more than one column"
            throw PostgresError(.decoding, message: "\(reason) answers to \(key); the row has \(names)")
        }
        folded.withLock { $0[key] = index }
        return index
    }

    /// `provider_id` and `providerID` fold to the same letters.
    private static func fold(_ name: String) -> String {
        name.lowercased().filter { $0 != "_" }
    }
}
