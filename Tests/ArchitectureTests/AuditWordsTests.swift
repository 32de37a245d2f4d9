import Accounts
import Kernel
import TestSupport
import Testing

/// What the audit log says of what plugins record.
@Suite("Words of the audit log", .stet(with: Program.plugins))
struct AuditWordsTests {
    @Test("every deed that a plugin records has words")
    func deeds() throws {
        let sources = try TestStet.current.composition.extensions(of: (any AuditSource).self)
        let known = Set(sources.flatMap { $0.deeds.keys })

        let recorded = try Self.recorded()

        #expect(recorded.count > 25)
        #expect(recorded.subtracting(known) == [])
    }

    @Test("no words are kept for what nobody records")
    func unused() throws {
        let sources = try TestStet.current.composition.extensions(of: (any AuditSource).self)
        let code = try ["Plugins", "Sources/App"].flatMap { folder in
            try Files.texts(in: folder, ending: ".swift")
                .filter {
                    !$0.key.contains("/Tests/") && !$0.key.hasSuffix("Audit.swift")
                        && !$0.key.hasSuffix("AuditSource.swift")
                }
                .values
        }
        .joined()

        #expect(sources.flatMap { $0.deeds.keys }.filter { !code.contains("\"\($0)\"") } == [])
    }

    /// The actions that entries of the audit log are made with.
    private static func recorded() throws -> Set<String> {
        let entry = /AuditEntry\(\s*(?:\w+ \? )?"([a-z._-]+)"(?: : "([a-z._-]+)")?/
        return try Files.texts(in: "Plugins", ending: ".swift").filter { !$0.key.contains("/Tests/") }
            .values.reduce(into: []) { found, text in
                for match in text.matches(of: entry) {
                    found.formUnion([match.output.1, match.output.2].compactMap { $0.map { String($0) } })
                }
            }
    }
}
