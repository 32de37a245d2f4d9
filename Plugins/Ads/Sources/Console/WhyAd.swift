import Console
import Foundation
import Hummingbird
import Kernel
import Postgres
import Site

/// The screen that says why an ad stands in a slot, and why no other does: of any page, as of any instant.
struct WhyAd: Sendable {
    let kernel: Kernel
    let preview: SitePreview

    /// What was asked.
    struct Question: Sendable {
        let path: String
        let slot: String
        let instant: Instant
        let day: String
        let time: String
    }

    /// What came out for one slot.
    struct Answer: Sendable {
        let page: SlotPage
        let slot: AdSlot
        let decision: AdChoice.Decision
        let names: [LineItemID: StoredLineItem]
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        let fields = request.fields
        let path = fields["path"]
        var visit = visit
        visit.form = fields
        guard !path.isEmpty else { return .page(WhyAdPage(visit, question: nil, page: nil, answer: nil)) }
        do {
            let question = try question(fields, visit)
            let page = try await page(question)
            let answer = try await answer(question, page)
            return .page(WhyAdPage(visit, question: question, page: page, answer: answer))
        } catch let issues as FormIssues {
            visit.issues = issues
            return .page(
                WhyAdPage(visit, question: nil, page: nil, answer: nil), status: .unprocessableContent)
        }
    }

    private func question(_ fields: Form, _ visit: Visit) throws -> Question {
        var instant = visit.now
        if !fields["day"].isEmpty || !fields["time"].isEmpty {
            instant = try fields.instant(day: "day", time: "time", in: visit.requireActor().zone)
        }
        return Question(
            path: String(fields["path"].prefix(400)), slot: fields["slot"], instant: instant,
            day: fields["day"],
            time: fields["time"])
    }

    /// The page's slots at the instant.
    private func page(_ question: Question) async throws -> SlotPage {
        let found: SlotPage?
        do {
            found = try await preview.slots(of: question.path, at: question.instant)
        } catch Refusal.notFound, Refusal.gone {
            throw FormIssues(
                "path", .other("No page had this path at that time. Check how it is written."))
        } catch let moved as PageMoved {
            throw FormIssues("path", .other("This page moved. Enter \(moved.path)."))
        }
        guard let found else {
            throw FormIssues(
                "path", .other("This page has no slots. Choose a topic, an article or the start page."))
        }
        if found.crisisTier == 1 {
            throw FormIssues(
                "path", .other("This page must show where to get help at once, so it carries no ads at all."))
        }
        guard !found.slots.isEmpty else {
            throw FormIssues("path", .other("This page has no slots: its text is too short for one."))
        }
        return found
    }

    private func answer(_ question: Question, _ page: SlotPage) async throws -> Answer? {
        guard let slot = page.slots.first(where: { $0.key == question.slot }) ?? page.slots.first else {
            return nil
        }
        let state = try await kernel.preview.snapshot(
            settings: [("stet.as_of", question.instant.description)]
        ) { try await LoadAds.state(in: $0) }
        let above = page.with(Array(page.slots.prefix { $0.key != slot.key }))
        let taken = AdChoice.choose(above, bucket: AdFiller.previewBucket, at: question.instant, in: state)
            .map(\.winner.line.advertiser)
        let decision = AdChoice.explain(
            page, slot, bucket: AdFiller.previewBucket, at: question.instant, besides: Set(taken), in: state)
        let shown = [decision.winner?.line.id].compactMap { $0 } + decision.passedOver.map(\.line.id)
        let named = try await kernel.database.fetch(
            AdQueries.lineItems(Array(shown.prefix(WhyAdPage.most + 1))))
        return Answer(
            page: page, slot: slot, decision: decision,
            names: Dictionary(named.map { ($0.lineItemID, $0) }, uniquingKeysWith: { first, _ in first }))
    }
}

extension PassedOver {
    /// The reason as a sentence.
    var sentence: String {
        switch self {
        case .crisisTier: "The page carries no ads."
        case .notRunning: "None of its flights runs then."
        case .pageKind: "It does not run on pages of this kind."
        case .size: "None of its ads has the slot’s size, or none is in use."
        case .targeting: "The page is about none of its topics and categories."
        case .excluded: "The page is about something that it must not stand beside."
        case .overGoal: "It has reached its goal."
        case .sameAdvertiser: "Its advertiser has an ad further up on the page."
        case .lowerPriority: "An ad of higher priority goes first."
        case .lostByWeight(let share):
            "Another ad of the same priority was drawn. This one is drawn \(percent(share)) of the time."
        }
    }
}

/// A share as people read it: `12 %`, `under 1 %`.
func percent(_ share: Double) -> String {
    share > 0 && share < 0.01 ? "under 1%" : "\(Int((share * 100).rounded()))%"
}

struct WhyAdPage: Page {
    static let template = "ads/why"

    struct Row: Sendable {
        let title: String
        let url: String
        let note: String
        let reason: String
    }

    struct Outcome: Sendable {
        let heading: String
        let winner: Row?
        let hasOthers: Bool
        let others: [Row]
        let moreNote: String?
        /// Nil for who may not open it.
        let timeMachineURL: String?
    }

    /// So many reasons are listed.
    static let most = 200

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let action: String
    let path: TextField
    let slot: SelectField?
    let day: TextField
    let time: TextField
    let outcome: Outcome?

    init(_ visit: Visit, question: WhyAd.Question?, page: SlotPage?, answer: WhyAd.Answer?) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "Why this ad")
        (hasIssues, issuesHeading, issues) = (summary.hasIssues, summary.issuesHeading, summary.issues)
        action = AdPath.why
        path = visit.text(
            "path", "Page", question?.path ?? "", isRequired: true, hint: "Its path, like /topics/grief.")
        slot = page.map { page in
            visit.select(
                "slot", "Slot", answer?.slot.key ?? "",
                options: page.slots.map { ($0.key, "\($0.title), \($0.width) × \($0.height)") })
        }
        day = visit.text("day", "Day", question?.day ?? "", kind: "date", hint: "Empty: now.")
        time = visit.time("time", "Time", question?.time ?? "")
        outcome = answer.flatMap { answer in question.map { Outcome($0, answer, visit) } }
    }
}

extension WhyAdPage.Outcome {
    fileprivate init(_ question: WhyAd.Question, _ answer: WhyAd.Answer, _ visit: Visit) {
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        func row(_ id: LineItemID, _ reason: String) -> WhyAdPage.Row {
            let item = answer.names[id]
            return WhyAdPage.Row(
                title: item?.name ?? "Line item", url: AdPath.lineItem(id),
                note: item.map { "\($0.advertiserName). \($0.priority.title), weight \($0.weight)" } ?? "",
                reason: reason)
        }
        let page = question.path == "/" ? "Start page" : question.path
        heading = "\(page): \(answer.slot.title.lowercased()), \(words.full(question.instant))"
        winner = answer.decision.winner.map { winner in
            row(winner.line.id, "It stands here \(percent(answer.decision.share)) of the time.")
        }
        // What came near first.
        let passed = answer.decision.passedOver.enumerated().sorted {
            ($0.element.reason.distance, $0.offset) < ($1.element.reason.distance, $1.offset)
        }
        others = passed.map(\.element).filter { answer.names[$0.line.id] != nil }.prefix(WhyAdPage.most).map {
            row($0.line.id, $0.reason.sentence)
        }
        hasOthers = !others.isEmpty
        let left = passed.count - others.count
        moreNote = left > 0 ? "And \(grouped(left)) more." : nil
        timeMachineURL =
            visit.actor?.may(.previewSite) == true
            ? address(
                "/console/time-machine", [("path", question.path), ("at", question.instant.description)])
            : nil
    }
}

extension PassedOver {
    /// How far from standing in the slot it was.
    fileprivate var distance: Int {
        switch self {
        case .lostByWeight: 0
        case .lowerPriority: 1
        case .sameAdvertiser: 2
        case .overGoal: 3
        case .excluded: 4
        case .targeting: 5
        case .size: 6
        case .pageKind: 7
        case .notRunning: 8
        case .crisisTier: 9
        }
    }
}
