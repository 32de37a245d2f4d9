import Console
import Documents
import Foundation
import Hummingbird
import Kernel
import Postgres
import Site
import Topics

/// The screens about articles: what was sent, the use case for it, the page that follows.
struct ArticleConsole: Sendable {
    let kernel: Kernel

    private static let pageSize = 50

    // MARK: Lists

    @Sendable func list(_ request: Request, _ visit: Visit) async throws -> Reply {
        let fields = request.fields
        let filter = ArticleFilter(
            search: fields["q"], standing: ArticleStanding(rawValue: fields["standing"]),
            category: CategoryID(fields["category"]), author: AuthorID(fields["author"]),
            sort: ArticleFilter.Sort(rawValue: fields["sort"]) ?? .changed)
        let after = fields.raw("after")
        let list = ArticleIndex(reader: kernel.database)
        var articles = try await list.page(
            filter, after: after.flatMap { PageKey<ArticleIndexKey>($0)?.key }, limit: Self.pageSize + 1)
        let hasMore = articles.count > Self.pageSize
        articles = Array(articles.prefix(Self.pageSize))
        let next = (hasMore ? articles.last : nil).map { last in
            PageKey(
                ArticleIndexKey(
                    changed: last.changedAt.microseconds, title: last.title.lowercased(), id: last.articleID)
            ).text
        }
        return .page(
            ArticlesPage(
                visit, articles: articles, count: try await list.count(filter), filter: filter,
                choices: try await choices(), after: after, next: next))
    }

    /// For the editor's picker of links.
    @Sendable func search(_ request: Request, _ visit: Visit) async throws -> Reply {
        let found = try await ArticleIndex(reader: kernel.database).find(
            String(request.fields["q"].prefix(200)), limit: 20)
        return try Self.json(
            found.map { ["id": $0.articleID.description, "title": $0.title, "slug": $0.slug.rawValue] })
    }

    // MARK: Writing

    @Sendable func newForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        let fields = visit.issues.isEmpty ? ArticleFields() : ArticleFields(visit.form)
        return .page(
            ArticleEditorPage(
                visit, article: nil, draft: nil, fields: fields, choices: try await choices(),
                images: try await images(), preview: try await preview(of: fields), live: nil, ranges: [],
                hold: nil, message: nil, related: nil))
    }

    @Sendable func add(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let typed = visit.form["slug"]
        let submits = visit.form["then"] == "submit"
        var issues = FormIssues()
        if !typed.isEmpty, Slug(typed) == nil {
            issues.add(
                "slug", .other("Enter an address of lower-case letters, digits and single hyphens."))
        }
        let choices = try await choices()
        let input: ArticleInput
        do throws(FormIssues) {
            input = try choices.input(ArticleFields(visit.form))
        } catch {
            issues.add(contentsOf: error)
            throw issues
        }
        try issues.throwIfAny()
        let id = try await SaveArticle(kernel: kernel).add(
            input, at: Slug(typed), submits: submits, by: actor)
        return .seeOther(
            "/console/articles/\(id)",
            flash: submits
                ? "Submitted. Readers see nothing of it until it is approved and published."
                : "Saved as a draft. Readers see nothing of it until it is approved and published.")
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        let reader = kernel.database
        let article = try await ArticleQueries(reader: reader).article(id)
        let schedule = ScheduleQueries(reader: reader)
        let ranges = try await schedule.ranges(of: id)
        let live = try await liveView(of: article)
        let message = try await ReviewMessage.latest(of: id, in: reader)
        let related = try await RelatedConsole(kernel: kernel).panel(of: id, visit)
        guard try visit.requireActor().may(.editArticles) else {
            let latest = ArticleFields(article)
            return .page(
                ArticleViewPage(
                    visit, article: article, latest: try await preview(of: latest), ranges: ranges,
                    related: related))
        }
        let draft = try await Drafts(kernel: kernel).draft(of: id, in: reader)
        let isSent = visit.form.has("title")
        let kept = draft.flatMap { $0.isKept(beside: article) ? $0.content : nil }
        let fields = isSent ? ArticleFields(visit.form) : kept ?? ArticleFields(article)
        let hold =
            article.candidate.id == article.liveID
            ? nil : try await schedule.hold(of: article.candidate.id)
        return .page(
            ArticleEditorPage(
                visit, article: article, draft: draft, fields: fields, choices: try await choices(),
                images: try await images(), preview: try await preview(of: fields), live: live,
                ranges: ranges, hold: hold, message: message, related: related))
    }

    @Sendable func save(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        let fields = ArticleFields(visit.form)
        let outcome = try await SaveArticle(kernel: kernel).run(
            id, seen: seen(visit.form), fields, try (try await choices()).input(fields),
            submits: visit.form["then"] == "submit", by: try visit.requireActor())
        let flash =
            switch outcome {
            case .unchanged: "Nothing is different, so nothing was saved."
            case .saved(let number): "Saved as revision \(number). What readers see stays as it is."
            case .submitted(.clinical):
                "Submitted. A clinical reviewer reads it first, then an editor decides."
            case .submitted(.editorial): "Submitted. Another editor decides about it."
            }
        return .seeOther("/console/articles/\(id)", flash: flash)
    }

    /// Keeps what is being typed: asked by the page's script, which wants JSON, or sent as a plain form.
    @Sendable func keepDraft(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        let wantsJSON = request.headers[.accept]?.contains("application/json") == true
        do {
            let kept = try await Drafts(kernel: kernel).save(
                id, seen: seen(visit.form), ArticleFields(visit.form), by: try visit.requireActor())
            guard wantsJSON else {
                return .seeOther("/console/articles/\(id)", flash: "Kept. It is no revision yet.")
            }
            return try Self.json(kept)
        } catch Refusal.changedSince(let conflict) where wantsJSON {
            return try Self.json(DraftProblem(conflict), status: .conflict)
        } catch let issues as FormIssues where wantsJSON {
            return try Self.json(DraftProblem(issues), status: .unprocessableContent)
        }
    }

    /// The preview beside the form, as it is typed.
    @Sendable func preview(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(ArticlePreviewPage(draftView: try await preview(of: ArticleFields(visit.form))))
    }

    @Sendable func rename(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        let isChanged = try await RenameArticle(kernel: kernel).run(
            id, seen: Int(visit.form["version"]) ?? 0, to: visit.form["slug"], by: try visit.requireActor())
        return .seeOther(
            "/console/articles/\(id)",
            flash: isChanged
                ? "Address changed. The old one leads to the new one."
                : "Nothing is different, so nothing was changed.")
    }

    /// Where the browser stands after a form came back: loading it again shows the article.
    @Sendable func back(_ request: Request, _ visit: Visit) async throws -> Reply {
        .seeOther("/console/articles/\(try Self.id(visit))")
    }

    // MARK: History

    @Sendable func history(_ request: Request, _ visit: Visit) async throws -> Reply {
        let article = try await ArticleQueries(reader: kernel.database).article(try Self.id(visit))
        let history = History(reader: kernel.database)
        let lines = try await history.lines(of: article.articleID)
        let to = Int(request.fields["to"]) ?? article.number
        let from = Int(request.fields["from"]) ?? max(1, to - 1)
        let old = try await history.revision(from, of: article.articleID)
        let new = try await history.revision(to, of: article.articleID)
        return .page(
            HistoryPage(
                visit, article: article, lines: lines, from: from, to: to, changes: new.changes(since: old)))
    }

    @Sendable func restore(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        let number = Int(visit.form["number"]) ?? 0
        let made = try await RestoreRevision(kernel: kernel).run(
            id, number, seen: Int(visit.form["version"]) ?? 0, by: try visit.requireActor())
        return .seeOther(
            "/console/articles/\(id)",
            flash: "Revision \(number) is here again, as revision \(made). Submit it when it is right.")
    }

    // MARK: Parts

    static func id(_ visit: Visit) throws(Refusal) -> ArticleID {
        guard let id = ArticleID(visit.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }

    private func seen(_ form: Form) -> SaveArticle.Seen {
        .init(number: Int(form["revision"]) ?? 0, draft: Int(form["version"]) ?? -1)
    }

    func choices() async throws -> ArticleChoices {
        ArticleChoices(
            categories: try await Categories.all(in: kernel.database),
            authors: try await Authors.all(in: kernel.database),
            topics: try await TopicIndex.load(in: kernel.database))
    }

    private func images() async throws -> [ImageRow] {
        try await ImageQueries(reader: kernel.database).latest(limit: 100)
    }

    private func preview(of fields: ArticleFields) async throws -> ArticleView {
        let choices = try await choices()
        return try await ArticleView(fields, choices: choices, in: kernel.database)
    }

    private func liveView(of article: StoredArticle) async throws -> LiveArticle? {
        let found = try await ArticleReview.liveRevision(of: article.articleID, in: kernel.database)
        guard let found else { return nil }
        return LiveArticle(revision: found, view: try await ArticleView(found, in: kernel.database))
    }

    static func json(_ value: some Encodable, status: HTTPResponse.Status = .ok) throws -> Reply {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        let type = status == .ok ? "application/json" : "application/problem+json"
        return .text(
            String(decoding: try encoder.encode(value), as: UTF8.self), type: type, status: status)
    }
}

/// What the page's script is told when its text was not kept (RFC 9457).
private struct DraftProblem: Encodable {
    struct Stored: Encodable {
        let label: String
        let mine: String
        let theirs: String
    }

    let title: String
    let status: Int
    /// What is kept instead, field by field; empty for a text that cannot be kept.
    let fields: [Stored]

    init(_ conflict: Conflict) {
        title = "\(conflict.by ?? "Somebody") changed \(conflict.subject) while you were writing."
        status = 409
        fields = conflict.fields.filter { $0.mine != $0.theirs }.map {
            Stored(label: $0.label, mine: $0.mine, theirs: $0.theirs)
        }
    }

    init(_ issues: FormIssues) {
        title = issues.issues.map(\.message).joined(separator: " ")
        status = 422
        fields = []
    }
}
