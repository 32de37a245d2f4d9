import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Credentials

@Suite("Reference lists", .stet(with: Clinic.plugins))
struct ReferenceTests {
    private let boards = "id,state,fields,name,verify_url"
    private let types = CredentialTypeRow.columns.joined(separator: ",")

    /// Takes a file of this name as the owner of the schema.
    @discardableResult
    private func take(
        _ text: String, as name: String, dryRun: Bool = false
    ) async throws -> ImportReport {
        let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try text.write(to: file, atomically: true, encoding: .utf8)
        let list: CredentialReference = name.hasPrefix("boards") ? .boards : .credentialTypes
        return try await ImportReference(list: list).run(
            file, options: ImportOptions(isDryRun: dryRun), in: try TestStet.current.owner)
    }

    /// The file that came along.
    private func bundled(_ list: CredentialReference) throws -> String {
        let url = URL(filePath: #filePath).deletingLastPathComponent()
            .appending(path: "../Reference/\(list.file).csv").standardized
        return try String(contentsOf: url, encoding: .utf8)
    }

    private func count(_ table: SQL) async throws -> Int {
        try await TestStet.current.owner.value(Int.self, "SELECT count(*) FROM \(sql: table)") ?? 0
    }

    @Test("the lists that came along are loaded, and every state has a board for each license of a clinician")
    func bundledLists() async throws {
        let stet = try TestStet.current

        let missing = try await stet.owner.values(
            String.self,
            """
            SELECT state.code || ' ' || title.field
            FROM (SELECT DISTINCT state FROM credentials.board) AS state (code)
            CROSS JOIN (
              SELECT DISTINCT field
              FROM credentials.credential_type
              WHERE kind = 'state_license'
            ) AS title
            WHERE NOT EXISTS (
              SELECT
              FROM credentials.board
              WHERE board.state = state.code AND (board.fields = '{}' OR title.field = ANY (board.fields))
            )
            ORDER BY 1
            """)

        #expect(missing.isEmpty)
        #expect(try await count("(SELECT DISTINCT state FROM credentials.board) AS state") == 51)
        #expect(try await count("credentials.credential_type") == 42)
    }

    @Test("the same file twice changes nothing", arguments: CredentialReference.allCases)
    func twice(list: CredentialReference) async throws {
        let report = try await take(try bundled(list), as: "\(list.file).csv")
        let later = try await take(try bundled(list), as: "\(list.rawValue)-2027-01.csv")

        #expect(!report.hasRefusals)
        #expect(report.lines.allSatisfy { $0.outcome == .unchanged })
        #expect(later.lines.allSatisfy { $0.outcome == .unchanged })
        let entries = try await TestStet.current.owner.values(
            String.self,
            """
            SELECT subject_id || ' ' || (before ->> 'version') || ' ' || (after ->> 'version')
            FROM kernel.audit_entry
            WHERE action = 'credentials.reference-loaded'
            """)
        #expect(entries == ["\(list.rawValue) 2026-11 2027-01"])
    }

    @Test("a newer file adds, changes and removes, and the record keeps which version came")
    func newer() async throws {
        let file = """
            \(boards)
            ca-dca,CA,,California Department of Consumer Affairs,https://search.dca.ca.gov
            zz-new,GU,counseling;nursing,Guam Board,
            va-dhp,VA,,Virginia Health Professions,https://www.dhp.virginia.gov
            """

        let rehearsal = try await take(file, as: "boards-2026-12.csv", dryRun: true)
        let between = try await count("credentials.board")
        let report = try await take(file, as: "boards-2026-12.csv")

        #expect(!rehearsal.isWritten)
        #expect(between > 100)
        #expect(report.isWritten)
        #expect(report.count(.created) == 1)
        #expect(report.count(.unchanged) == 1)
        #expect(report.lines.contains { $0.slug == "va-dhp" && $0.outcome == .changed })
        #expect(try await count("credentials.board") == 3)
    }

    @Test("an older version, and other lines under the same version, are refused")
    func versions() async throws {
        let file = "\(boards)\nca-dca,CA,,Another name,\n"

        let older = try await take(file, as: "boards-2026-10.csv")
        let same = try await take(file, as: "boards-2026-11.csv")
        let unnamed = try await take(file, as: "boards.csv")

        #expect(older.lines.map(\.message).first?.contains("older than 2026-11") == true)
        #expect(same.lines.last?.message.contains("Raise the version") == true)
        #expect(unnamed.lines.map(\.message) == ["Name the file by list and version, as boards-2026-11.csv."])
        #expect([older, same, unnamed].allSatisfy { !$0.isReadable && !$0.isWritten })
        #expect(try await count("credentials.board") > 100)
    }

    @Test(
        "a field that is wrong is told by line and column, and nothing of the file is taken",
        arguments: [
            ("Not an id,CA,,Board,", "Column id:"), ("x,ZZ,,Board,", "Column state:"),
            ("x,,,Board,", "Column state:"),
            ("x,CA,dentistry,Board,", "Column fields: “dentistry” is unknown."),
            ("x,CA,,,", "Column name:"), ("x,CA,,Board,http://plain.example", "Column verify_url:"),
            ("ok,CA,,Board,", "Column id: Line 2 has this id as well."), ("x,CA,Board", "Expected 5 fields"),
        ])
    func wrongBoards(line: String, message: String) async throws {
        let report = try await take("\(boards)\nok,CA,,Board,\n\(line)\n", as: "boards-2027-01.csv")

        let refused = report.lines.filter { $0.outcome == .refused }
        #expect(refused.map(\.line) == [3])
        #expect(refused.first?.message.hasPrefix(message) == true)
        #expect(!report.isWritten)
    }

    @Test(
        "a title that is wrong is told by line and column",
        arguments: [
            ("x,X,X,,driving_license,I,,,,,,,,", "Column kind: “driving_license” is unknown."),
            ("x,X,X,,degree,I,License verified,,,,,,,", "Column badge:"),
            ("x,X,X,,degree,I,,,often,,,,,", "Column renewal_months:"),
            ("x,X,X,,degree,I,,,,medal,,,,", "Column needs_kinds: “medal” is unknown."),
            ("x,X,X,,degree,I,,,,,[a-,,,", "Column number_pattern:"),
            ("x,X,X,,degree,I,,,,,,,CSW,", "Column aliases:"),
            ("x,X,X,,degree,I,,,,,,,csw@ZZ,", "Column aliases:"),
            ("x,X,X,,degree,I,,,,,,,one;one,", "Column aliases: “one” means the title of line 2"),
        ])
    func wrongTypes(line: String, message: String) async throws {
        let file = "\(types)\nfirst,F,First,,degree,I,,,,,,,one,\n\(line)\n"

        let report = try await take(file, as: "credential-types-2027-01.csv")

        let refused = report.lines.filter { $0.outcome == .refused }
        #expect(refused.map(\.line) == [3])
        #expect(refused.first?.message.hasPrefix(message) == true, "\(refused)")
    }

    @Test("a file that is no list of this kind is refused as a whole")
    func notAList() async throws {
        let report = try await take("name,code\nx,y\n", as: "boards-2027-01.csv")

        #expect(!report.isReadable)
        #expect(report.lines.map(\.message) == ["Expected the header \(boards)."])
    }

    @Test("a title under which something was verified keeps its kind")
    func keptKind() async throws {
        let clinic = try Clinic()
        let id = try await clinic.license(of: try await clinic.provider())
        try await clinic.verified(id)
        let changed = try bundled(.credentialTypes).replacing(
            "Licensed Marriage and Family Therapist,marriage_family,state_license",
            with: "Licensed Marriage and Family Therapist,marriage_family,membership")

        let report = try await take(changed, as: "credential-types-2027-01.csv")

        #expect(report.lines.filter { $0.outcome == .refused }.map(\.slug) == ["lmft"])
        #expect(try await clinic.queries.credential(id).kind == .stateLicense)
    }

    @Test("the console's own role can change no list")
    func permission() async throws {
        let database = try TestStet.current.database

        for table: SQL in ["credentials.board", "credentials.credential_type", "credentials.reference_file"] {
            let error = await #expect(throws: PostgresError.self) {
                try await database.rows("DELETE FROM \(sql: table)")
            }
            #expect(error?.sqlState == .insufficientPrivilege)
        }
    }
}
