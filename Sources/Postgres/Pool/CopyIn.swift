extension Connection {
    /// Feeds the bytes to a COPY; on an error of theirs the server is told to drop what it has.
    nonisolated func copyIn<Bytes: AsyncSequence & Sendable>(
        _ sql: SQL, bytes: Bytes, in scope: TransactionScope?
    ) async throws -> Int where Bytes.Element == [UInt8] {
        let stream = StreamTicket()
        try await cancellable { try await openCopyIn(sql, as: stream, in: scope, ticket: $0) }
        do {
            for try await chunk in bytes {
                try await cancellable { try await putCopy(chunk, to: stream, ticket: $0) }
            }
            // A sequence may just end when its task is cancelled; half of the data must not count as all.
            try Task.checkCancellation()
        } catch {
            await abandonStream()
            throw error
        }
        return try await cancellable { try await finishCopyIn(sql, to: stream, ticket: $0) }
    }
}

/// Rows in the text format of COPY: columns apart by tabs, a row a line.
public enum CopyText {
    /// One row; nil stands for NULL.
    public static func row(_ columns: [String?]) -> [UInt8] {
        var bytes: [UInt8] = []
        for (position, column) in columns.enumerated() {
            if position > 0 { bytes.append(UInt8(ascii: "\t")) }
            guard let column else {
                bytes += [UInt8(ascii: "\\"), UInt8(ascii: "N")]
                continue
            }
            for byte in column.utf8 {
                switch byte {
                case UInt8(ascii: "\\"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "\\")]
                case UInt8(ascii: "\t"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "t")]
                case UInt8(ascii: "\n"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "n")]
                case UInt8(ascii: "\r"): bytes += [UInt8(ascii: "\\"), UInt8(ascii: "r")]
                default: bytes.append(byte)
                }
            }
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }
}
