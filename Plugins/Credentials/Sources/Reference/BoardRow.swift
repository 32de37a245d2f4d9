import Kernel
import Postgres

/// A profession, by which the board of a title is found.
enum Profession: String, Sendable, CaseIterable {
    case socialWork = "social_work"
    case counseling
    case marriageFamily = "marriage_family"
    case psychology, nursing, addiction
    case behaviorAnalysis = "behavior_analysis"
}

/// Where licenses of a state are looked up, as `boards-….csv` has it.
struct BoardRow: ReferenceRow, Decodable {
    let id: String
    let state: String
    /// The professions that it keeps; empty for all of the state.
    let fields: [String]
    let name: String
    let verifyURL: String?

    static let columns = ["id", "state", "fields", "name", "verify_url"]
    static let dropsMissing = true
    static let keptBecause = ""

    init(_ values: ReferenceValues) throws(ReferenceMistake) {
        id = try values.id()
        let states = try values.states("state")
        guard states.count == 1 else { throw ReferenceMistake("state", "Expected one state, as CA.") }
        state = states[0]
        fields = try values.some(of: Profession.self, "fields").map(\.rawValue)
        name = try values.required("name")
        verifyURL = try values.address("verify_url")
    }

    static func completed(
        _ rows: [ReferenceLine<BoardRow>], into report: inout ImportReport
    ) -> [ReferenceLine<BoardRow>] {
        rows
    }

    static func stored(in transaction: Transaction) async throws -> [BoardRow] {
        try await transaction.all(
            BoardRow.self,
            """
            SELECT board_id AS id, state, fields, name, verify_url
            FROM credentials.board
            ORDER BY board_id
            """)
    }

    static func check(
        _ changed: [ReferenceLine<BoardRow>], stored: [String: BoardRow], into report: inout ImportReport,
        in transaction: Transaction
    ) async throws {}

    static func save(_ rows: [BoardRow], dropping gone: [String], in transaction: Transaction) async throws {
        try await transaction.execute("DELETE FROM credentials.board WHERE board_id = ANY (\(gone))")
        for row in rows {
            try await transaction.execute(
                """
                INSERT INTO credentials.board (board_id, state, fields, name, verify_url)
                VALUES (\(row.id), \(row.state), \(row.fields), \(row.name), \(row.verifyURL))
                ON CONFLICT (board_id) DO UPDATE
                  SET state = excluded.state,
                      fields = excluded.fields,
                      name = excluded.name,
                      verify_url = excluded.verify_url
                """)
        }
    }
}
