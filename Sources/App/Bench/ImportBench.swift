import DemoData
import Foundation
import Kernel
import Postgres
import Providers

/// An import of providers, beside a COPY of the very rows that it wrote into the same tables of another database, with
/// their constraints, indexes and triggers.
struct ImportBench {
    let installation: Installation
    /// Lines of the file.
    let lines: Int

    private static let rounds = 3

    /// What an import fills, in the order in which the rows depend on each other.
    private static let tables = [
        "topics.topic", "providers.provider", "providers.revision", "providers.revision_title",
        "providers.revision_topic",
        "providers.likeness", "providers.signal", "credentials.credential", "moderation.review_item",
    ]

    /// What a table held after the import.
    private struct Copied: Sendable {
        let statement: SQL
        let pieces: [[UInt8]]
    }

    func run() async throws -> [BenchCommand.Figure] {
        let file = FileManager.default.temporaryDirectory.appending(component: "\(UUID().uuidString).csv")
        try DemoFile(lines: lines).write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        var (imports, copies): ([Double], [Double]) = ([], [])
        for _ in 0..<Self.rounds {
            let imported = try await BenchDatabase.empty(on: installation)
            let (seconds, rows) = try await importing(file, into: imported)
            imports.append(Double(lines) / seconds)
            try await imported.drop()
            let copied = try await BenchDatabase.empty(on: installation)
            copies.append(Double(lines) / (try await copying(rows, into: copied)))
            try await copied.drop()
        }
        let ratios = zip(imports, copies).map { $0 / $1 }
        return [
            .init(name: "lines", value: Double(lines), unit: "lines"),
            .init(name: "import", value: median(imports), unit: "lines/s"),
            .init(name: "COPY of the same rows", value: median(copies), unit: "lines/s"),
            .init(name: "import beside COPY", value: median(ratios), unit: "ratio"),
        ]
    }

    private func median(_ values: [Double]) -> Double { values.sorted()[values.count / 2] }

    /// How many seconds the import took, and what it wrote.
    private func importing(_ file: URL, into database: BenchDatabase) async throws -> (Double, [Copied]) {
        let composition = try database.installation.composition()
        try await Worker.register(composition)
        let began = ContinuousClock.now
        let report = try await ProviderImport(
            kernel: composition.kernel, claims: composition.extensions()
        ).run(.file(file))
        let elapsed = ContinuousClock.now - began
        guard report.isWritten else {
            throw SettingMistake(place: "import", message: "the file was refused.")
        }
        let owner = database.installation.ownerDatabase()
        var rows: [Copied] = []
        for table in Self.tables {
            rows.append(try await held(by: table, in: owner))
        }
        await owner.close()
        return (elapsed / .seconds(1), rows)
    }

    /// The rows of a table, without the columns that the database makes itself.
    private func held(by table: String, in database: Database) async throws -> Copied {
        let names = try await database.values(
            String.self,
            """
            SELECT attname::text
            FROM pg_attribute
            WHERE attrelid = \(table)::regclass AND attnum > 0 AND NOT attisdropped AND attgenerated = ''
            ORDER BY attnum
            """)
        let parts: [SQL] = table.split(separator: ".").map { "\(identifier: String($0))" }
        let columns = names.map { "\(identifier: $0)" as SQL }.joined(separator: ", ")
        let place: SQL = "\(sql: parts.joined(separator: ".")) (\(sql: columns))"
        var pieces: [[UInt8]] = []
        for try await piece in database.copyOut("COPY \(sql: place) TO STDOUT") { pieces.append(piece) }
        return Copied(statement: "COPY \(sql: place) FROM STDIN", pieces: pieces)
    }

    /// How many seconds a COPY of the rows takes, its commit included.
    private func copying(_ rows: [Copied], into database: BenchDatabase) async throws -> Double {
        let owner = database.installation.ownerDatabase()
        let began = ContinuousClock.now
        try await owner.transaction { transaction in
            for table in rows {
                try await transaction.copyIn(
                    table.statement,
                    bytes: AsyncStream { continuation in
                        for piece in table.pieces { continuation.yield(piece) }
                        continuation.finish()
                    })
            }
        }
        let elapsed = ContinuousClock.now - began
        await owner.close()
        return elapsed / .seconds(1)
    }
}

/// Made-up clinicians as a file that an import takes.
private struct DemoFile {
    let lines: Int

    private static let header = [
        "name", "credentials", "street", "city", "state", "postal_code", "remote_only", "years_in_practice",
        "topics", "bio", "npi", "phone", "website", "languages",
    ]

    func write(to file: URL) throws {
        let now = Date()
        let data = DemoData(seed: 1, providers: lines, now: now)
        let year = Calendar(identifier: .gregorian).component(.year, from: now)
        var text = Self.line(Self.header)
        for index in 0..<lines {
            let provider = data.provider(index)
            let titles = provider.titles.map { title in
                title.abbreviation.map { "\(title.name) (\($0))" } ?? title.name
            }
            text += Self.line([
                provider.name, titles.joined(separator: ";"), provider.street ?? "", provider.city ?? "",
                provider.state, provider.postalCode ?? "", provider.remoteOnly ? "true" : "false",
                String(max(0, year - provider.startYear)), provider.topics.joined(separator: ";"),
                provider.bioMarkdown, provider.npi ?? "", provider.phone, provider.website ?? "",
                provider.languages.joined(separator: ";"),
            ])
        }
        try Data(text.utf8).write(to: file)
    }

    /// One record (RFC 4180), every field in quotes.
    private static func line(_ fields: [String]) -> String {
        fields.map { "\"" + $0.replacing("\"", with: "\"\"") + "\"" }.joined(separator: ",") + "\r\n"
    }
}
