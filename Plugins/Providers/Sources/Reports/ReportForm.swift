import Console
import Foundation
import Hummingbird
import Kernel
import Postgres
import Site

/// *Report an error* on a profile: for everybody, without an account, a cookie or a script.
struct ReportForm: Sendable {
    let kernel: Kernel
    let facts: SiteFacts

    init(kernel: Kernel, routes: Routes) {
        self.kernel = kernel
        facts = SiteFacts(settings: kernel.settings, routes: routes)
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        let (slug, name) = try await profile(visit)
        let token = ReaderToken.make(for: visit.path, at: visit.now, with: kernel.secret)
        return .page(ReportPage(page(visit, name), visit, slug: slug, name: name, token: token))
    }

    @Sendable func send(_ request: Request, _ visit: Visit) async throws -> Reply {
        let slug = try slug(visit)
        let thanks = Reply.seeOther("/providers/\(slug)/report/thanks")
        // Readers do not see this field; a robot that fills in everything learns nothing from the answer.
        guard visit.form["homepage"].isEmpty else { return thanks }
        let input = try ReportInput(visit.form)
        try await SendReport(kernel: kernel).run(input, about: slug, from: visit.clientAddress)
        return thanks
    }

    @Sendable func thanks(_ request: Request, _ visit: Visit) async throws -> Reply {
        let (slug, name) = try await profile(visit)
        let hours = kernel.settings[.reportDueHours]
        return .page(ReportThanksPage(page(visit, name), slug: slug, name: name, dueIn: hours))
    }

    private func page(_ visit: Visit, _ name: String) -> SitePage {
        SitePage(
            PageRequest(path: visit.path, parameters: [:], query: [:], site: facts),
            title: "Report an error: \(name)", description: "Tell us what is wrong on the page of \(name).",
            noindex: true)
    }

    private func slug(_ visit: Visit) throws(Refusal) -> Slug {
        guard let slug = Slug(visit.parameters.get("slug") ?? "") else { throw .notFound }
        return slug
    }

    private func profile(_ visit: Visit) async throws -> (slug: Slug, name: String) {
        let slug = try slug(visit)
        let name = try await kernel.site.value(
            String.self,
            """
            SELECT name
            FROM providers.public_provider
            WHERE slug = \(slug)
            """)
        guard let name else { throw Refusal.notFound }
        return (slug, name)
    }
}

struct ReportPage: Page {
    static let template = "providers/report"

    let page: SitePage
    let fullName: String
    let profileURL: String
    let action: String
    let csrf: String
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let kind: ChoiceField
    let words: TextArea
    let email: TextField

    init(_ page: SitePage, _ visit: Visit, slug: Slug, name: String, token: String) {
        let summary = IssueSummary(visit)
        self.page = page
        fullName = name
        profileURL = "/providers/\(slug)"
        action = "/providers/\(slug)/report"
        csrf = token
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        kind = visit.choices(
            "kind", "What is wrong?", kind: "radio",
            options: ReportKind.allCases.map { ($0.rawValue, $0.title) })
        words = visit.area(
            "words", "In your words", maxLength: ReportInput.longest,
            hint: "What does the page say, and what is right? Leave out what is nobody’s business but yours."
        )
        email = visit.text(
            "email", "Your email, if you want an answer", kind: "email", autocomplete: "email",
            hint: "Used for the answer alone, and deleted once your report is decided.")
    }
}

struct ReportThanksPage: Page {
    static let template = "providers/report_thanks"

    let page: SitePage
    let fullName: String
    let profileURL: String
    let dueWithin: String

    init(_ page: SitePage, slug: Slug, name: String, dueIn hours: Int) {
        self.page = page
        fullName = name
        profileURL = "/providers/\(slug)"
        dueWithin =
            switch hours {
            case ..<36: hours == 1 ? "an hour" : "\(hours) hours"
            default: "\((hours + 23) / 24) days"
            }
    }
}
