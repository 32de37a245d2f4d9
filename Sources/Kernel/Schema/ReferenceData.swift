import Postgres

/// Rows that come in a file with a version: what changes with the world and not with the program.
///
/// A plugin brings a file along, and a house may import a newer one; the newest that was loaded counts.
public protocol ReferenceData: Sendable {
    /// The file that came along, as `boards-2026-11`.
    var file: String { get }

    /// Loads that file, unless it or a newer one was loaded before.
    ///
    /// - Returns: whether it was loaded.
    func load(in transaction: Transaction) async throws -> Bool
}
