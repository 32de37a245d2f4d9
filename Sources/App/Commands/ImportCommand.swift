import ArgumentParser
import Articles
import Credentials
import Foundation
import Kernel
import Providers
import Site
import Topics

struct ImportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "import",
        abstract:
            "Take providers, articles, topics or reference lists from files, each wholly or not at all.",
        discussion: """
            Example: stet import providers people.csv --dry-run
            Without --publish everything waits for review.

            A file of providers may have these columns beside the required ones; what
            it has no column for stays as it is:

            \(ProviderImport.optionalColumns)

            The reference lists, credential-types and boards, hold at once. A file has its
            version in its name, as boards-2026-11.csv, and replaces the list; run it as
            the one who may migrate.
            """)

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case providers, article, topic
        case credentialTypes = "credential-types"
        case boards

        /// Whether it holds at once, for everybody, and takes the owner of the schema.
        fileprivate var isReference: Bool { self == .credentialTypes || self == .boards }
    }

    @Argument(help: "What the files hold.")
    var kind: Kind

    @Argument(help: "The files.")
    var files: [String]

    @Flag(help: "Say what would happen, and change nothing.")
    var dryRun = false

    @Flag(help: "Make it public at once, as an override that the audit log keeps.")
    var publish = false

    @Option(help: "Why nobody has to review it; goes with --publish.")
    var reason: String?

    @Flag(help: "Print the report as JSON.")
    var json = false

    func validate() throws {
        if files.isEmpty { throw ValidationError("Name at least one file.") }
        if publish, (reason ?? "").allSatisfy(\.isWhitespace) {
            throw ValidationError("Say why with --reason: publishing without review is written down.")
        }
        if !publish, reason != nil { throw ValidationError("--reason goes with --publish.") }
        if publish, kind.isReference {
            throw ValidationError("A reference list holds at once. Leave out --publish.")
        }
    }

    func run() async throws {
        try await Outcome.of {
            // Reference data decide what badges say: changing them takes the owner of the schema.
            let composition = try Installation().composition(asOwner: kind.isReference)
            if !kind.isReference { try await Worker.register(composition) }
            let options = ImportOptions(isDryRun: dryRun, publishReason: publish ? reason : nil)
            var reports: [ImportReport] = []
            for file in files {
                let report = try await report(on: file, options, composition)
                if !json { show(report) }
                reports.append(report)
            }
            if json { try printJSON(reports) }
            let isBad = { (report: ImportReport) in
                !report.isReadable || kind.isReference && report.hasRefusals
            }
            if reports.contains(where: isBad) { throw Outcome.badData }
            if reports.contains(where: { $0.hasRefusals || $0.hasSignals }) { throw Outcome.notAll }
        }
    }

    private func report(
        on file: String, _ options: ImportOptions, _ composition: Composition
    ) async throws -> ImportReport {
        let url = URL(filePath: file)
        guard FileManager.default.isReadableFile(atPath: url.path) else {
            throw FormIssues(
                "file", .other("\(file) is missing or cannot be read. Check the path and its rights."))
        }
        let database = composition.kernel.database
        return switch kind {
        case .credentialTypes:
            try await ImportReference(list: .credentialTypes).run(url, options: options, in: database)
        case .boards:
            try await ImportReference(list: .boards).run(url, options: options, in: database)
        case .article:
            try await ArticleImport(kernel: composition.kernel).run(url, options: options)
        case .topic:
            try await TopicImport(kernel: composition.kernel).run(url, options: options)
        case .providers:
            try await ProviderImport(kernel: composition.kernel, claims: composition.extensions())
                .run(.file(url), options: options)
        }
    }

    private func show(_ report: ImportReport) {
        for line in report.lines {
            let slug = line.slug.map { " \($0)" } ?? ""
            print("\(report.file):\(line.line): \(line.outcome.rawValue)\(slug): \(line.message)")
        }
        let counts = ImportReport.Outcome.allCases
            .map { (report.count($0), $0.rawValue) }
            .filter { $0.0 > 0 }
            .map { "\($0.0) \($0.1)" }
            .joined(separator: ", ")
        let end =
            report.isWritten ? "" : dryRun ? " (a rehearsal: nothing was changed)" : " (nothing was changed)"
        print("\(report.file): \(counts.isEmpty ? "nothing to do" : counts)\(end)")
    }
}

struct ExportCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "export",
        abstract: "Print providers, articles or topics in the formats that import takes.",
        discussion: "Example: stet export providers ana-whitfield > ana.csv")

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case providers, article, topic
    }

    @Argument(help: "What to print.")
    var kind: Kind

    @Argument(help: "The slugs; all when left out.")
    var slugs: [String] = []

    func run() async throws {
        try await Outcome.of {
            let kernel = try Installation().composition().kernel
            switch kind {
            case .article: try await articles(kernel)
            case .topic: try await topics(kernel)
            case .providers:
                try await ProviderExport(kernel: kernel).run(try slugs.map(known)) { text in
                    FileHandle.standardOutput.write(Data(text.utf8))
                }
            }
        }
    }

    private func topics(_ kernel: Kernel) async throws {
        let export = TopicExport(kernel: kernel)
        let wanted = slugs.isEmpty ? try await export.slugs() : try slugs.map(known)
        for slug in wanted {
            FileHandle.standardOutput.write(Data(try await export.run(slug).utf8))
        }
    }

    private func articles(_ kernel: Kernel) async throws {
        let export = ArticleExport(kernel: kernel)
        let wanted = slugs.isEmpty ? try await export.slugs() : try slugs.map(known)
        for slug in wanted {
            FileHandle.standardOutput.write(Data(try await export.run(slug).utf8))
        }
    }

    private func known(_ text: String) throws -> Slug {
        guard let slug = Slug(text) else { throw Refusal.notFound }
        return slug
    }
}
