import Documents
import Foundation
import Kernel
import Moderation
import Postgres
import Site

/// Takes a topic page from a Markdown file under YAML front matter, all of it or nothing.
public struct TopicImport: Sendable {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// The keys that a topic's file may have; others are kept and listed.
    static let keys: Set<String> = ["kind", "title", "slug", "label", "dek", "aliases", "crisis_tier"]

    /// What a file says.
    private struct File: Sendable {
        let input: TopicInput
        let kept: KeptFrontMatter
        /// Whether it names other names and a tier; where it does not, the stored ones stay.
        let hasAliases: Bool
        let hasTier: Bool
        let line: Int
    }

    /// Imports one file of this machine. No more of it is read than could be taken.
    public func run(
        _ url: URL, options: ImportOptions = ImportOptions(), by actor: AuditActor = .program("stet import")
    ) async throws -> ImportReport {
        guard let data = try ImportFile.bytes(of: url) else {
            var report = ImportReport(file: url.lastPathComponent)
            report.refuseFile(line: 1, "The file is larger than 1 MB. Split the text into several topics.")
            return report
        }
        return try await run(data, file: url.lastPathComponent, options: options, by: actor)
    }

    /// Imports one file, given as its bytes; its name is for the report and the audit log.
    public func run(
        _ data: Data, file: String, options: ImportOptions = ImportOptions(),
        by actor: AuditActor = .program("stet import")
    ) async throws -> ImportReport {
        var report = ImportReport(file: file)
        guard let read = read(data, into: &report), !report.hasRefusals else { return report }
        return try await kernel.database.runImport(options) { [report] transaction in
            var report = report
            do {
                try await store(read, options, by: actor, in: transaction, into: &report)
            } catch let issues as FormIssues {
                for issue in issues.issues { report.add(.refused, line: read.line, issue.message) }
            }
            report.sort()
            return report
        }
    }

    // MARK: Reading

    private func read(_ data: Data, into report: inout ImportReport) -> File? {
        do throws(DocumentIssues) {
            let matter = try FrontMatter(data: data)
            guard let kind = try matter.text("kind"), kind == "topic" else {
                throw DocumentIssues([matter.issue(at: "kind", "Expected “kind: topic”.")])
            }
            for note in matter.notes(onUnknownBesides: Self.keys) {
                report.add(.noted, line: note.line ?? 1, note.message)
            }
            let parsed = try Document.parse(markdown: matter.body, schema: .topic, firstLine: matter.bodyLine)
            for note in parsed.notes { report.add(.noted, line: note.line ?? matter.bodyLine, note.message) }
            return try file(matter, parsed.document)
        } catch {
            report = ImportReport(file: report.file)
            for issue in error.issues { report.refuseFile(line: issue.line ?? 1, issue.message) }
            return nil
        }
    }

    private func file(_ matter: FrontMatter, _ document: Document) throws(DocumentIssues) -> File {
        guard let title = try matter.text("title") else {
            throw DocumentIssues([matter.issue(at: "title", "Expected “title: …”.")])
        }
        let tier = try matter.text("crisis_tier")
        do throws(FormIssues) {
            let input = try TopicInput(
                names: TopicNames(
                    title: title, slug: text("slug", of: matter), label: text("label", of: matter),
                    aliases: texts("aliases", of: matter)),
                text: TopicText(
                    tier: tier.map { Int($0).flatMap(CrisisTier.init(rawValue:)) } ?? CrisisTier.none,
                    dek: text("dek", of: matter), document: document))
            return File(
                input: input, kept: KeptFrontMatter(matter.unknown(besides: Self.keys)),
                hasAliases: matter["aliases"] != nil, hasTier: tier != nil, line: matter["title"]?.line ?? 1)
        } catch {
            let keys = ["tier": "crisis_tier"]
            throw DocumentIssues(
                error.issues.map { matter.issue(at: keys[$0.field] ?? $0.field, $0.message) })
        }
    }

    /// A key's text as a form's field, so that all that is wrong is found at once.
    private func text(_ key: String, of matter: FrontMatter) throws(FormIssues) -> String {
        do throws(DocumentIssues) {
            return try matter.text(key) ?? ""
        } catch {
            throw FormIssues(key, .other("Expected a text for “\(key)”."))
        }
    }

    private func texts(_ key: String, of matter: FrontMatter) throws(FormIssues) -> [String] {
        do throws(DocumentIssues) {
            return try matter.texts(key)
        } catch {
            throw FormIssues(key, .other("Expected a list of texts for “\(key)”."))
        }
    }

    // MARK: Storing

    private func store(
        _ file: File, _ options: ImportOptions, by actor: AuditActor, in transaction: Transaction,
        into report: inout ImportReport
    ) async throws {
        let queries = TopicQueries(reader: transaction)
        let saving = SaveTopic(kernel: kernel)
        let naming = RenameTopic(kernel: kernel)
        let named = file.input.names
        var found = try await queries.topic(slug: named.slug, named: named.title)
        if let id = found?.topicID {
            // Read again under the lock: what is compared must be what is changed.
            try await PublishTopic(kernel: kernel).lock(id, in: transaction)
            found = try await queries.topic(id)
        }
        let input = try file.input.completed(from: found, hasAliases: file.hasAliases, hasTier: file.hasTier)
        let slug = input.names.slug.rawValue
        let isSamePage =
            found?.has(input.text) == true && (found?.frontMatter ?? KeptFrontMatter()) == file.kept

        if let found, isSamePage, found.has(input.names) {
            if let reason = options.publishReason, !found.isLive, let revision = found.revisionID {
                try await publish(revision, of: found.topicID, reason, by: actor, in: transaction)
                report.add(
                    .changed, line: file.line, slug: slug,
                    "Published. The text was here already.")
            } else {
                report.add(.unchanged, line: file.line, slug: slug, "Nothing to change.")
            }
            return
        }
        let id: TopicID
        if let found {
            if !found.has(input.names) {
                try await naming.change(found, to: input.names, in: transaction)
            }
            id = found.topicID
        } else {
            id = try await naming.insert(input.names, in: transaction)
        }
        var next = "Its page did not change."
        if !isSamePage {
            let revision = try await saving.write(input.text, of: id, .file(file.kept), in: transaction)
            if let reason = options.publishReason {
                try await publish(revision, of: id, reason, by: actor, in: transaction)
                next = "Public now."
            } else {
                try await saving.waitForReview(
                    revision, of: id, input, replacing: found?.liveTier, by: nil, in: transaction)
                next = "Its page waits for review."
            }
        }
        if let found, !found.has(input.names) { next = "Its names changed at once. \(next)" }
        try await transaction.audit(
            AuditEntry(
                "topics.imported", on: "topic", id, before: try found?.record, after: try input.record,
                reason: options.publishReason ?? "file \(report.file)"),
            by: actor)
        report.add(found == nil ? .created : .changed, line: file.line, slug: slug, next)
    }

    private func publish(
        _ revision: TopicRevisionID, of id: TopicID, _ reason: String, by actor: AuditActor,
        in transaction: Transaction
    ) async throws {
        let publishing = PublishTopic(kernel: kernel)
        try await publishing.lock(id, in: transaction)
        _ = try await publishing.publish(
            revision, of: id, from: nil, .overridden(reason: reason, by: actor), in: transaction)
        try await WithdrawReview(type: TopicReview.typeID, subjectID: id.rawValue).run(in: transaction)
    }
}

extension TopicInput {
    /// The input with what a file left out taken from what is stored.
    fileprivate func completed(
        from stored: StoredTopic?, hasAliases: Bool, hasTier: Bool
    ) throws(FormIssues) -> TopicInput {
        guard let stored else { return self }
        return try TopicInput(
            names: TopicNames(
                title: names.title, slug: names.slug.rawValue, label: names.label,
                aliases: hasAliases ? names.aliases : stored.aliases),
            text: TopicText(
                tier: hasTier ? text.tier : stored.crisisTier ?? CrisisTier.none, dek: text.dek,
                document: text.document))
    }
}
