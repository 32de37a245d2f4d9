import Postgres

/// Tables that very many rows go into at once: what would be done for each row is set aside before, and done for all of
/// them together behind.
///
/// Foreign keys, unique and exclusion constraints and indexes come from the catalog, so one that is added later needs
/// no word here; only primary keys stay, which triggers look rows up by. All of it comes back as it was, over all rows,
/// or the transaction fails. Until its end nobody else reads these tables.
struct BulkTables: Sendable {
    /// With their schemas.
    let names: [String]
    /// Triggers that are off meanwhile. What they do is done by whoever fills the tables.
    let triggers: [Trigger]

    struct Trigger: Sendable {
        let name: String
        let table: String

        init(_ name: String, on table: String) {
            self.name = name
            self.table = table
        }

        fileprivate func statement(_ deed: String) -> String {
            "ALTER TABLE \(table) \(deed) TRIGGER \(name)"
        }
    }

    init(_ names: [String], without triggers: [Trigger] = []) {
        self.names = names
        self.triggers = triggers
    }

    func fill(in transaction: Transaction, _ body: () async throws -> Void) async throws {
        // While checks of a table wait for the commit, it cannot be altered.
        try await transaction.execute("SET CONSTRAINTS ALL IMMEDIATE")
        // What is sorted for an index should fit.
        try await transaction.execute("SET LOCAL maintenance_work_mem = '512MB'")
        let parts = try await parts(reading: transaction)
        try await run(parts.map(\.removal) + triggers.map { $0.statement("DISABLE") }, in: transaction)
        try await body()
        try await run(parts.reversed().map(\.restoration), in: transaction)
        try await run(triggers.map { $0.statement("ENABLE") }, in: transaction)
    }

    private func run(_ statements: [String], in transaction: Transaction) async throws {
        for statement in statements { try await transaction.script(statement) }
    }

    /// A key or an index, by the statements that take it away and bring it back.
    private struct Part: Decodable, Sendable {
        let removal: String
        let restoration: String
    }

    /// In the order in which they can be taken away: a foreign key before the index that it refers to.
    private func parts(reading reader: any Reader) async throws -> [Part] {
        try await reader.all(
            Part.self,
            """
            SELECT removal, restoration
            FROM (
              SELECT
                CASE contype WHEN 'f' THEN 1 ELSE 2 END AS step,
                conrelid::regclass::text AS place,
                conname::text AS name,
                format('ALTER TABLE %s DROP CONSTRAINT %I', conrelid::regclass, conname) AS removal,
                format(
                  'ALTER TABLE %s ADD CONSTRAINT %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)
                ) AS restoration
              FROM pg_constraint
              WHERE contype IN ('f', 'u', 'x') AND (conrelid = ANY (\(names)::regclass[]) OR confrelid = ANY (\(names)::regclass[]))
              UNION ALL
              SELECT
                2,
                indrelid::regclass::text,
                indexrelid::regclass::text,
                format('DROP INDEX %s', indexrelid::regclass),
                pg_get_indexdef(indexrelid)
              FROM pg_index
              WHERE indrelid = ANY (\(names)::regclass[])
                AND NOT EXISTS (
                  SELECT
                  FROM pg_constraint
                  WHERE conindid = indexrelid AND contype IN ('p', 'u', 'x')
                )
            ) AS part
            ORDER BY step, place, name
            """)
    }
}
