import Foundation
import Kernel
import Postgres

/// The lists that credentials are checked by. Each is one file, `boards-2026-11.csv`, with its version in its name; the
/// whole list is replaced at once.
public enum CredentialReference: String, Sendable, CaseIterable {
    case credentialTypes = "credential-types"
    case boards

    /// The version that came with the program.
    fileprivate static let bundledVersion = "2026-11"
}

extension CredentialReference: ReferenceData {
    public var file: String { "\(rawValue)-\(Self.bundledVersion)" }

    public func load(in transaction: Transaction) async throws -> Bool {
        let loaded = try await ReferenceVersion.loaded(of: self, in: transaction)
        guard (loaded ?? "") < Self.bundledVersion else { return false }
        let url = Bundle.module.bundleURL.appending(path: "Reference/\(file).csv")
        let report = try await ImportReference(list: self).apply(
            Data(contentsOf: url), named: url.lastPathComponent, by: .program("stet migrate"), in: transaction
        )
        guard !report.hasRefusals else { throw ReferenceRefused(report: report) }
        return true
    }
}

/// A file that came with the program and does not fit what is loaded.
struct ReferenceRefused: Error, CustomStringConvertible {
    let report: ImportReport

    var description: String {
        report.lines.filter { $0.outcome == .refused }.map { "\(report.file):\($0.line): \($0.message)" }
            .joined(separator: "\n")
    }
}

/// Takes a list from a file, wholly or not at all.
public struct ImportReference: Sendable {
    private let list: CredentialReference

    public init(list: CredentialReference) {
        self.list = list
    }

    /// Takes a file of this list; only the owner of the schema may.
    ///
    /// - Parameters:
    ///   - file: its name says the list and the version: `boards-2026-11.csv`.
    ///   - options: whether it is a rehearsal; nothing waits for review here.
    ///   - database: logged in as the owner.
    /// - Returns: what happened to each line. With one refused, nothing was changed.
    /// - Throws: what reading the file or the database does.
    public func run(_ file: URL, options: ImportOptions, in database: Database) async throws -> ImportReport {
        let bytes = try Data(contentsOf: file)
        return try await database.runImport(options) { transaction in
            try await apply(
                bytes, named: file.lastPathComponent, by: .program("stet import"), in: transaction)
        }
    }

    func apply(
        _ bytes: Data, named name: String, by actor: AuditActor, in transaction: Transaction
    ) async throws -> ImportReport {
        switch list {
        case .credentialTypes:
            try await apply(bytes, named: name, as: CredentialTypeRow.self, by: actor, in: transaction)
        case .boards:
            try await apply(bytes, named: name, as: BoardRow.self, by: actor, in: transaction)
        }
    }

    private func apply<Row: ReferenceRow>(
        _ bytes: Data, named name: String, as: Row.Type, by actor: AuditActor, in transaction: Transaction
    ) async throws -> ImportReport {
        var report = ImportReport(file: name)
        guard let version = ReferenceVersion.version(in: name, of: list) else {
            report.refuseFile(
                line: 1, "Name the file by list and version, as \(list.rawValue)-2026-11.csv.")
            return report
        }
        let loaded = try await ReferenceVersion.loaded(of: list, in: transaction)
        if let loaded, version < loaded {
            report.refuseFile(
                line: 1, "Version \(version) is older than \(loaded), which is loaded. Take a newer file.")
            return report
        }
        let lines = Row.read(bytes, into: &report)
        guard !report.hasRefusals else { return report }

        let stored = Dictionary(
            uniqueKeysWithValues: try await Row.stored(in: transaction).map { ($0.id, $0) })
        var changed: [ReferenceLine<Row>] = []
        for line in lines {
            switch stored[line.row.id] {
            case nil: report.add(.created, line: line.number, slug: line.row.id, "New.")
            case line.row: report.add(.unchanged, line: line.number, slug: line.row.id, "As it was.")
            default: report.add(.changed, line: line.number, slug: line.row.id, "Changed.")
            }
            if stored[line.row.id] != line.row { changed.append(line) }
        }
        let gone = Set(stored.keys).subtracting(lines.map(\.row.id)).sorted()
        try await Row.check(changed, stored: stored, into: &report, in: transaction)
        if version == loaded, !changed.isEmpty || Row.dropsMissing && !gone.isEmpty {
            report.refuseFile(
                line: changed.first?.number ?? 1,
                "Version \(version) was loaded with other lines. Raise the version in the file’s name.")
        }
        guard !report.hasRefusals else { return report }
        for id in gone {
            report.add(
                Row.dropsMissing ? .changed : .noted, line: 1, slug: id,
                Row.dropsMissing ? "Removed: the file does not have it." : Row.keptBecause)
        }
        guard version != loaded else { return report }

        try await Row.save(changed.map(\.row), dropping: Row.dropsMissing ? gone : [], in: transaction)
        try await ReferenceVersion.keep(version, of: list, in: transaction)
        // What comes with the schema is no change of it.
        if let loaded {
            try await transaction.audit(
                AuditEntry(
                    "credentials.reference-loaded", on: "reference_file", list.rawValue,
                    before: try PostgresJSON(encoding: ["version": loaded]),
                    after: try PostgresJSON(encoding: ["version": version])),
                by: actor)
        }
        return report
    }
}

/// Which version of a list is there.
enum ReferenceVersion {
    /// Nil before the first.
    static func loaded(of list: CredentialReference, in transaction: Transaction) async throws -> String? {
        try await transaction.value(
            String.self,
            """
            SELECT version
            FROM credentials.reference_file
            WHERE name = \(list.rawValue)
            FOR UPDATE
            """)
    }

    static func keep(
        _ version: String, of list: CredentialReference, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            INSERT INTO credentials.reference_file (name, version)
            VALUES (\(list.rawValue), \(version))
            ON CONFLICT (name) DO UPDATE
              SET version = excluded.version, loaded_at = clock_timestamp()
            """)
    }

    /// `2026-11` or `2026-11-21` behind the name of the list; nil for any other name.
    static func version(in name: String, of list: CredentialReference) -> String? {
        guard name.hasPrefix("\(list.rawValue)-"), name.hasSuffix(".csv") else { return nil }
        let version = String(name.dropFirst(list.rawValue.count + 1).dropLast(4))
        let parts = version.split(separator: "-", omittingEmptySubsequences: false)
        let hasForm =
            (2...3).contains(parts.count) && parts[0].count == 4
            && parts.dropFirst().allSatisfy { $0.count == 2 }
            && parts.joined().utf8.allSatisfy { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
        return hasForm ? version : nil
    }
}
