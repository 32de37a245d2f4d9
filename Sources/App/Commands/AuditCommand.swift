import ArgumentParser
import Foundation
import Kernel
import Postgres

struct AuditCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit", abstract: "Check the audit log's chain, or print its last link.",
        subcommands: [Verify.self, Head.self])

    private struct Break: Decodable, Encodable, Sendable {
        let sequence: Int?
        let auditEntryID: UUID
        let problem: String
    }

    private struct Link: Decodable, Encodable, Sendable {
        let sequence: Int
        let hash: String
    }

    struct Verify: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Walk the chain and name the first entry that was changed.",
            discussion: "Example: stet audit verify")

        func run() async throws {
            try await Outcome.of {
                let database = try Installation().composition().kernel.database
                let slice = 20_000
                let last =
                    try await database.value(
                        Int.self, "SELECT coalesce(max(sequence), 0) FROM kernel.audit_link") ?? 0
                // In slices, so that a long chain is walked in little memory; the last one is open at its end.
                for first in stride(from: 1, through: max(last, 1), by: slice) {
                    let end: Int? = first + slice > last ? nil : first + slice - 1
                    let found = try await database.first(
                        Break.self,
                        """
                        SELECT sequence, audit_entry_id, problem
                        FROM kernel.audit_verify(\(first), \(end))
                        """)
                    guard let found else { continue }
                    print(
                        "Broken at \(found.sequence.map { "link \($0)" } ?? "its end"), entry "
                            + "\(found.auditEntryID.uuidString.lowercased()): \(found.problem).")
                    throw Outcome.notAll
                }
                print("\(last) links, all whole.")
            }
        }
    }

    struct Head: AsyncParsableCommand {
        static let configuration = CommandConfiguration(
            abstract: "Print the last link of the chain, to be kept elsewhere.",
            discussion: "Example: stet audit head")

        func run() async throws {
            try await Outcome.of {
                let link = try await Installation().composition().kernel.database.first(
                    Link.self,
                    """
                    SELECT sequence, encode(hash, 'hex') AS hash
                    FROM kernel.audit_link
                    ORDER BY sequence DESC
                    LIMIT 1
                    """)
                print(link.map { "\($0.sequence) \($0.hash)" } ?? "0")
            }
        }
    }
}
