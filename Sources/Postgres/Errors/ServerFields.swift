import CLibPQ

extension PostgresError {
    /// Reads the fields of an error that came as a result.
    init(result: OpaquePointer, statement: SQL?) {
        func field(_ code: Character) -> String? {
            guard let ascii = code.asciiValue, let text = PQresultErrorField(result, Int32(ascii)) else {
                return nil
            }
            return String(cString: text)
        }
        let state = field("C").map(SQLState.init(rawValue:))
        let primary = field("M") ?? String(cString: PQresultErrorMessage(result)).trimmedLine
        // Only what the server itself says has a code; without one the connection broke under the statement.
        let kind: Kind = state == nil ? .connection : .server
        self.init(
            kind, sqlState: state,
            message: Redaction.message(
                primary, sqlState: state ?? .connectionFailure, parameters: statement?.parameters ?? []))
        constraint = field("n")
        schema = field("s")
        table = field("t")
        column = field("c")
        detail = field("D")
        hint = field("H")
        self.statement = statement?.text
    }
}

extension String {
    /// The first line without blanks at its ends; libpq ends messages with a line feed.
    var trimmedLine: String {
        let line = split(separator: "\n", omittingEmptySubsequences: true).first.map(String.init) ?? ""
        return line.hasSuffix(" ") ? String(line.dropLast()) : line
    }
}
