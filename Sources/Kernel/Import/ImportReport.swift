import Postgres

/// What an import did with a file, by line.
public struct ImportReport: Sendable, Equatable, Codable {
    public enum Outcome: String, Sendable, Codable, CaseIterable {
        case created, changed, unchanged, refused
        /// Something to know about a line that is not refused.
        case noted
        /// Something that a rule found in a line, at which somebody looks.
        case signaled
    }

    public struct Line: Sendable, Equatable, Codable {
        /// In the file, counted from 1.
        public let line: Int
        public let outcome: Outcome
        /// The slug of what the line is about; nil where there is none yet.
        public let slug: String?
        /// A sentence that says what happened, or what to do.
        public let message: String
    }

    /// The file's name as it was given.
    public let file: String
    public private(set) var lines: [Line] = []
    /// False when the file as a whole is not what was expected, so that its lines could not be looked at.
    public private(set) var isReadable = true
    /// True when the database holds now what the lines say; false after a refusal and after a rehearsal.
    public internal(set) var isWritten = false

    public init(file: String) {
        self.file = file
    }

    public mutating func add(_ outcome: Outcome, line: Int, slug: String? = nil, _ message: String) {
        lines.append(Line(line: line, outcome: outcome, slug: slug, message: message))
    }

    /// Refuses the file as a whole.
    public mutating func refuseFile(line: Int, _ message: String) {
        isReadable = false
        add(.refused, line: line, message)
    }

    /// Puts the lines in the order of the file.
    public mutating func sort() {
        // By place as well: what was said first about a line stays first.
        lines = lines.enumerated().sorted { ($0.element.line, $0.offset) < ($1.element.line, $1.offset) }
            .map(\.element)
    }

    public func count(_ outcome: Outcome) -> Int {
        lines.count { $0.outcome == outcome }
    }

    public var hasRefusals: Bool { lines.contains { $0.outcome == .refused } }
    public var hasSignals: Bool { lines.contains { $0.outcome == .signaled } }
}

/// How an import is carried out.
public struct ImportOptions: Sendable, Equatable {
    /// True for a rehearsal: everything is done, reported and undone.
    public let isDryRun: Bool
    /// Why what is imported becomes public at once; nil when it waits for review.
    public let publishReason: String?

    public init(isDryRun: Bool = false, publishReason: String? = nil) {
        self.isDryRun = isDryRun
        self.publishReason = publishReason
    }
}

extension Database {
    /// Runs an import in one transaction, which is kept when no line was refused and it is no rehearsal: all of the
    /// file or nothing.
    public func runImport(
        _ options: ImportOptions, _ body: @Sendable (Transaction) async throws -> ImportReport
    ) async throws -> ImportReport {
        do {
            return try await transaction { transaction in
                var report = try await body(transaction)
                guard !report.hasRefusals, !options.isDryRun else { throw UndoneImport(report: report) }
                report.isWritten = true
                return report
            }
        } catch let undone as UndoneImport {
            return undone.report
        }
    }
}

/// Takes a report out of a transaction that is rolled back.
private struct UndoneImport: Error {
    let report: ImportReport
}
