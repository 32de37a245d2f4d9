import Console
import Documents
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import Topics

/// Takes an article from a Markdown file under YAML front matter, all of it or nothing.
public struct ArticleImport: Sendable {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// Where an article is filed whose file names no category.
    private static let defaultCategory = "General"

    /// Imports one file of this machine. No more of it is read than could be taken.
    public func run(
        _ url: URL, options: ImportOptions = ImportOptions(), by actor: AuditActor = .program("stet import")
    ) async throws -> ImportReport {
        guard let data = try ImportFile.bytes(of: url) else {
            var report = ImportReport(file: url.lastPathComponent)
            report.refuseFile(line: 1, "The file is larger than 1 MB. Split the text into several articles.")
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
        guard let read = read(data, into: &report) else { return report }
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

    private func read(_ data: Data, into report: inout ImportReport) -> ArticleFile? {
        do throws(DocumentIssues) {
            let (file, notes) = try ArticleFile.read(data)
            for note in notes { report.add(.noted, line: note.line ?? 1, note.message) }
            return file
        } catch {
            for issue in error.issues { report.refuseFile(line: issue.line ?? 1, issue.message) }
            report.sort()
            return nil
        }
    }

    // MARK: Storing

    private func store(
        _ file: ArticleFile, _ options: ImportOptions, by actor: AuditActor, in transaction: Transaction,
        into report: inout ImportReport
    ) async throws {
        let slug = Slug(file.slug) ?? Slug(folding: file.title)
        var found = try await stored(slug, in: transaction)
        if let id = found?.articleID {
            // Read again under the lock: what is compared must be what is changed.
            found = try await ArticleQueries(reader: transaction).locked(id, in: transaction)
        }
        let start = try start(of: file)
        let input = try await input(file, found, by: actor, in: transaction, into: &report)

        if let found, found.has(input), found.facts == file.facts {
            try await publishStored(found, start, options, file, by: actor, in: transaction, into: &report)
            return
        }
        let saving = SaveArticle(kernel: kernel)
        let id: ArticleID
        if let found {
            id = found.articleID
        } else {
            id = try await saving.insert(at: slug, titled: input.title, in: transaction)
        }
        let revision = try await saving.write(input, file.facts, of: id, .file, in: transaction)
        try await transaction.audit(
            AuditEntry(
                "articles.imported", on: "article", id,
                before: try found.map { try saving.record(try $0.input, $0.number) },
                after: try saving.record(input, revision.number),
                reason: options.publishReason ?? "file \(report.file)"),
            by: actor)
        var next: String
        if let reason = options.publishReason {
            next = try await publish(revision.id, of: id, start, reason, by: actor, in: transaction)
        } else {
            _ = try await saving.waitForReview(revision.id, of: id, input, by: nil, in: transaction)
            next = "It waits for review."
            if start != nil { next += " Schedule it on its own screen once it is approved." }
        }
        if let found, try await hasUnsavedWords(found, in: transaction) {
            next += " Somebody is writing on it: their draft was kept, and shows both texts when they save."
        }
        if let pinned = try await pinRelated(file, of: id, by: actor, in: transaction, into: &report) {
            next += " \(pinned)"
        }
        let stored = try await ArticleQueries(reader: transaction).article(id)
        if found == nil {
            try await pinBelowWaiting(stored.slug, by: actor, in: transaction)
        }
        report.add(
            found == nil ? .created : .changed, line: file.line, slug: stored.slug.rawValue, next)
    }

    private func stored(_ slug: Slug?, in transaction: Transaction) async throws -> StoredArticle? {
        guard let slug else { return nil }
        return try await ArticleQueries(reader: transaction).article(slug: slug)
    }

    private func publishStored(
        _ found: StoredArticle, _ start: Schedule?, _ options: ImportOptions, _ file: ArticleFile,
        by actor: AuditActor, in transaction: Transaction, into report: inout ImportReport
    ) async throws {
        let isThere = found.isLatestLive || found.nextID == found.revisionID
        var changes: [String] = []
        if let reason = options.publishReason, !isThere {
            changes.append(
                try await publish(
                    found.revisionID, of: found.articleID, start, reason, by: actor, in: transaction))
        }
        let pinned = try await pinRelated(
            file, of: found.articleID, by: actor, in: transaction, into: &report)
        if let pinned { changes.append(pinned) }
        guard !changes.isEmpty else {
            report.add(.unchanged, line: file.line, slug: found.slug.rawValue, "Nothing to change.")
            return
        }
        report.add(
            .changed, line: file.line, slug: found.slug.rawValue,
            (["The text was here already."] + changes).joined(separator: " "))
    }

    private func publish(
        _ revision: ArticleRevisionID, of id: ArticleID, _ start: Schedule?, _ reason: String,
        by actor: AuditActor, in transaction: Transaction
    ) async throws -> String {
        try await ArticleQueries.lock(id, in: transaction)
        let period = try await PublishArticle(kernel: kernel).publish(
            revision, of: id, from: start, until: nil, .overridden(reason: reason, by: actor), in: transaction
        )
        try await WithdrawReview(type: ArticleReview.typeID, subjectID: id.rawValue).run(in: transaction)
        guard start != nil else { return "Public now." }
        let zone = TimeZone(identifier: kernel.settings[.siteTimeZone]) ?? .gmt
        return "Public from \(TimeText(zone: zone).full(period.from))."
    }

    /// The time to come at which the file wants to be public; nil for a day that is over, or none.
    private func start(of file: ArticleFile) throws(FormIssues) -> Schedule? {
        guard let published = file.published else { return nil }
        let zone = TimeZone(identifier: kernel.settings[.siteTimeZone]) ?? .gmt
        let (time, text) = published.local
        do throws(LocalTimeProblem) {
            let instant = try time.instant(in: zone)
            guard instant > kernel.clock.now() else { return nil }
            return Schedule(instant: instant, local: text, zone: zone.identifier)
        } catch {
            throw FormIssues(
                "published",
                .other("The clocks skip the time “\(text)”, or show it twice. Choose another one."))
        }
    }

    private func hasUnsavedWords(_ found: StoredArticle, in transaction: Transaction) async throws -> Bool {
        let draft = try await Drafts(kernel: kernel).draft(of: found.articleID, in: transaction)
        return draft.map { !$0.content.says(ArticleFields(found)) } ?? false
    }

    // MARK: What a file names

    private func input(
        _ file: ArticleFile, _ found: StoredArticle?, by actor: AuditActor, in transaction: Transaction,
        into report: inout ImportReport
    ) async throws -> ArticleInput {
        let category = try await category(file, found, by: actor, in: transaction, into: &report)
        let author = try await author(file, by: actor, in: transaction, into: &report)
        var index = try await TopicIndex.load(in: transaction)
        var topics: [TopicID] = []
        for name in file.topics where !oneLine(name).isEmpty {
            if let topic = index.topic(named: name) {
                topics.append(topic.topicID)
            } else {
                let topic = try await index.add(named: name, ids: kernel.ids, in: transaction)
                topics.append(topic.topicID)
                report.add(.noted, line: file.line, "The topic “\(topic.name)” is new. It has no page yet.")
            }
        }
        return try ArticleInput(
            title: file.title, dek: file.dek, lang: file.lang, categoryID: category, authorID: author,
            topics: topics, document: file.document, references: file.references, disclaimer: file.disclaimer)
    }

    private func category(
        _ file: ArticleFile, _ found: StoredArticle?, by actor: AuditActor, in transaction: Transaction,
        into report: inout ImportReport
    ) async throws -> CategoryID {
        if file.category.isEmpty, let found { return found.categoryID }
        let name = file.category.isEmpty ? Self.defaultCategory : file.category
        let all = try await Categories.all(in: transaction)
        let slug = Slug(folding: name)
        let known =
            all.first { $0.name.lowercased() == name.lowercased() } ?? all.first { $0.slug == slug }
            ?? all.first { category in slug.map { category.formerSlugs.contains($0) } ?? false }
        if let known { return known.categoryID }
        let input = try CategoryInput(
            name: name, slug: "", description: "", needsClinicalReview: false)
        let id = try await Categories(kernel: kernel).insert(input, by: actor, in: transaction)
        report.add(
            .noted, line: file.line,
            file.category.isEmpty
                ? "No category is named. It is filed under “\(name)”, which is new."
                : "The category “\(name)” is new.")
        return id
    }

    private func author(
        _ file: ArticleFile, by actor: AuditActor, in transaction: Transaction,
        into report: inout ImportReport
    ) async throws -> AuthorID? {
        guard let byline = file.byline else { return nil }
        let all = try await Authors.all(in: transaction)
        let slug = Slug(folding: byline.name)
        let known =
            all.first { $0.name.lowercased() == byline.name.lowercased() } ?? all.first { $0.slug == slug }
        if let known { return known.authorID }
        let input = try AuthorInput(
            name: byline.name, credentials: byline.credentials, bio: byline.bio)
        let id = try await Authors(kernel: kernel).insert(input, by: actor, in: transaction)
        report.add(.noted, line: file.line, "The author “\(input.name)” is new.")
        return id
    }

    // MARK: What is related

    private struct Named: Decodable, Sendable {
        let slug: Slug
        let lang: String
    }

    /// Puts what the file names below the article, and lists what cannot be: slugs that no article has, and articles in
    /// another language. Tells what was put there; nil for nothing.
    private func pinRelated(
        _ file: ArticleFile, of id: ArticleID, by actor: AuditActor, in transaction: Transaction,
        into report: inout ImportReport
    ) async throws -> String? {
        guard !file.related.isEmpty else { return nil }
        let known = try await transaction.all(
            Named.self,
            """
            SELECT article.slug, split_part(latest.lang, '-', 1) AS lang
            FROM articles.article
            JOIN articles.revision AS latest USING (article_id)
            WHERE article.slug = ANY (\(file.related))
              AND latest.number = (
                SELECT max(number)
                FROM articles.revision
                WHERE revision.article_id = article.article_id
              )
            """)
        let lang = (file.lang.isEmpty ? "en" : file.lang).prefix { $0 != "-" }
        for slug in file.related {
            guard let article = known.first(where: { $0.slug == slug }) else {
                report.add(
                    .noted, line: file.relatedLine,
                    "No article has the address “\(slug)”. The related entry is unresolved, and was kept.")
                continue
            }
            if article.lang != lang {
                report.add(
                    .noted, line: file.relatedLine,
                    "“\(slug)” is in another language. It does not stand below this article, and was kept.")
            }
        }
        let count = try await PinRelated(kernel: kernel).take(
            file.related, of: id, by: actor, in: transaction)
        switch count {
        case 0: return nil
        case 1: return "One related article stands below it now."
        default: return "\(count) related articles stand below it now."
        }
    }

    private struct Waiting: Decodable, Sendable {
        let articleID: ArticleID
        let frontMatter: KeptFrontMatter
    }

    /// Puts a new article below those whose files named its address before it was there.
    private func pinBelowWaiting(
        _ slug: Slug, by actor: AuditActor, in transaction: Transaction
    ) async throws {
        // As `KeptFrontMatter` is stored.
        func kept(_ value: String) -> PostgresJSON {
            PostgresJSON(text: #"{"kept":[{"key":"related","value":\#(value)}]}"#)
        }
        let waiting = try await transaction.all(
            Waiting.self,
            """
            SELECT article_id, front_matter
            FROM articles.revision AS latest
            WHERE (front_matter @> \(kept(#"["\#(slug)"]"#)) OR front_matter @> \(kept(#""\#(slug)""#)))
              AND number = (
                SELECT max(number)
                FROM articles.revision
                WHERE revision.article_id = latest.article_id
              )
            ORDER BY article_id
            """)
        for article in waiting {
            _ = try await PinRelated(kernel: kernel).take(
                article.frontMatter.related, of: article.articleID, by: actor, in: transaction)
        }
    }
}
