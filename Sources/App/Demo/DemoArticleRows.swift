import Articles
import DemoData
import Documents
import Foundation
import Kernel
import Moderation
import Postgres

extension DemoRows {
    /// Articles with all that happened to them; `first` is the number of the first one.
    ///
    /// - Throws: what the editor would not take either; `DemoRefused` for an article that nobody could approve.
    init(_ articles: ArraySlice<DemoArticle>, from first: Int, in plan: DemoPlan) throws {
        for (number, article) in articles.enumerated() {
            try add(DemoArticleHistory(article, number: first + number, in: plan), in: plan)
        }
    }

    private mutating func add(_ history: DemoArticleHistory, in plan: DemoPlan) throws {
        let article = history.article
        let document = try Document(markdown: article.body, schema: .article)
        let rendering = ArticleRendering(document, dek: article.dek)
        let references = try article.references.map { try ArticleReference(text: $0.text, url: $0.url) }
        add(.article, [history.articleID, article.slug, history.written])
        add(
            .articleRevision,
            [
                history.revisionID, history.articleID, 1, article.title, article.dek, article.language,
                history.category.id, history.author.id, document.json,
                try PostgresJSON(encoding: rendering.body), rendering.text, rendering.headings,
                try PostgresJSON(encoding: rendering.terms), rendering.wordCount, rendering.description,
                try PostgresJSON(encoding: references), article.disclaimer ?? "", history.writer?.accountID,
                history.written, "demo",
            ])
        for (position, slug) in article.topics.enumerated() {
            add(.topicOfArticle, [history.revisionID, plan.topics[slug], position + 1])
        }
        for look in [history.clinical, history.editorial].compactMap({ $0 }) {
            add(
                .approval,
                [
                    look.approvalID, history.articleID, history.revisionID, look.stage, look.person.accountID,
                    look.at,
                ])
        }
        if let period = history.period {
            add(
                .articlePublication,
                [
                    period.publicationID, history.articleID, history.revisionID, period.visible,
                    period.visible.lower, history.editorial?.approvalID, period.localStart,
                    period.localStart == nil ? nil : plan.zone.identifier, period.decided,
                ])
        }
        if let waiting = history.waiting {
            try add(waiting, of: history, wordCount: rendering.wordCount, in: plan)
        }
    }

    /// What stands in the queue: an editor's look is the second one where a clinician's came before.
    private mutating func add(
        _ waiting: DemoArticleHistory.Waiting, of history: DemoArticleHistory, wordCount: Int,
        in plan: DemoPlan
    ) throws {
        let first = history.clinical
        let needs: Permission = waiting.stage == .clinical ? .reviewArticles : .publishArticles
        let isInCrisisTier = plan.data.topics.contains {
            $0.crisisTier == 1 && history.article.topics.contains($0.slug)
        }
        let risk: Risk = isInCrisisTier ? .high : .medium
        add(
            .reviewItem,
            [
                waiting.itemID, "article_revision", history.articleID, nil, history.article.title,
                "\(history.category.facts.name), \(wordCount) words", risk.rawValue,
                history.written + .seconds(3 * 86_400), "open", first == nil ? 1 : 2, needs.id,
                first == nil ? 1 : 2, try PostgresJSON(encoding: ["revisionID": history.revisionID]),
                history.written, history.writer?.accountID, first?.person.personID, nil,
            ])
        guard let first else { return }
        add(
            .decision,
            [
                waiting.decisionID, waiting.itemID, 1, "approve", nil, nil, first.person.accountID,
                first.person.personID, first.at, 1,
            ])
    }
}

/// What happened to an article, and when: written, read by a clinician, approved, public, withdrawn.
struct DemoArticleHistory {
    /// Somebody found the text right.
    struct Look {
        let approvalID: UUID
        let stage: String
        let person: DemoStaff.Member
        let at: Instant
    }

    struct Period {
        let publicationID: UUID
        let visible: PostgresRange<Instant>
        /// When somebody published or scheduled it.
        let decided: Instant
        /// What they typed for its beginning; nil for "now".
        let localStart: String?
    }

    /// An item of the queue.
    struct Waiting {
        let itemID: UUID
        let decisionID: UUID
        let stage: DemoArticle.Stage
    }

    let article: DemoArticle
    let category: DemoShelves.Category
    let author: DemoShelves.Author
    /// Whose account wrote it; nil for authors who sent their text in.
    let writer: DemoStaff.Member?
    let articleID: UUID
    let revisionID: UUID
    /// When it was saved, and submitted where it was.
    let written: Instant
    let clinical: Look?
    let editorial: Look?
    /// When readers see it; nil for what they never saw.
    let period: Period?
    let waiting: Waiting?

    init(_ article: DemoArticle, number: Int, in plan: DemoPlan) throws(DemoRefused) {
        guard let category = plan.shelves.categories[article.category],
            let author = plan.shelves.authors[article.author]
        else { throw DemoRefused(description: "The demo has no category or author for \(article.slug).") }
        self.article = article
        self.category = category
        self.author = author
        let writer = author.facts.account.flatMap { plan.staff[$0] }
        self.writer = writer
        let times = DemoArticleTimes(article, number: number, in: plan)
        var ids = DemoIDs(seed: plan.seed, of: .article(number))
        written = times.written
        articleID = ids.next(at: times.written)
        revisionID = ids.next(at: times.written)
        if let at = times.clinical {
            let reviewer = try plan.staff.reviewer(named: article.reviewedBy?.name ?? "")
            clinical = Look(approvalID: ids.next(at: at), stage: "clinical", person: reviewer, at: at)
        } else {
            clinical = nil
        }
        if let at = times.editorial {
            let editor = try plan.staff.editor(besides: writer)
            editorial = Look(approvalID: ids.next(at: at), stage: "editorial", person: editor, at: at)
        } else {
            editorial = nil
        }
        period = times.live.map { live in
            Period(
                publicationID: ids.next(at: times.decided ?? live.lower ?? times.written), visible: live,
                decided: times.decided ?? times.written, localStart: times.localStart)
        }
        if case .inReview(let stage) = article.standing {
            waiting = Waiting(
                itemID: ids.next(at: times.written),
                decisionID: ids.next(at: times.clinical ?? times.written),
                stage: stage)
        } else {
            waiting = nil
        }
    }
}

/// The instants of an article's history, each after the one that it follows from.
private struct DemoArticleTimes {
    let written: Instant
    private(set) var clinical: Instant?
    private(set) var editorial: Instant?
    private(set) var decided: Instant?
    private(set) var live: PostgresRange<Instant>?
    private(set) var localStart: String?

    init(_ article: DemoArticle, number: Int, in plan: DemoPlan) {
        let (hours, today) = (plan.hours, plan.data.today)
        var chance = Chance(seed: plan.seed, index: DemoIDs.Owner.article(number).index, purpose: .hours)
        func work(_ daysAgo: Int) -> Instant { hours.atWork(today - daysAgo, chance: &chance) }
        let review = article.reviewedBy.map { work($0.daysAgo) }
        switch article.standing {
        case .published(let daysAgo), .past(let daysAgo, _):
            let begins = work(daysAgo)
            let approved = begins - .seconds(chance.number(in: 1_200...5_400))
            clinical = review.map { min($0, approved - .seconds(3_600)) }
            (editorial, decided) = (approved, begins)
            if case .past(_, let withdrawn) = article.standing {
                live = PostgresRange(from: begins, to: work(withdrawn))
            } else {
                live = PostgresRange(from: begins)
            }
        case .scheduled(let days, let hour):
            clinical = review
            let approved = min(review.map { $0 + .seconds(7_200) } ?? work(1), hours.now - .seconds(300))
            (editorial, decided) = (approved, approved + .seconds(120))
            let day = hours.day(of: hours.now) + days
            live = PostgresRange(from: hours.hour(hour, of: day))
            localStart = "\(day)T\(hour < 10 ? "0" : "")\(hour):00"
        case .inReview, .draft:
            clinical = review
        }
        let next = clinical ?? editorial ?? work(1)
        written = next - .seconds(chance.number(in: 8...40) * 3_600)
    }
}
