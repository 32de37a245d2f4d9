import Console
import Foundation
import Hummingbird
import Kernel
import Postgres
import Site

/// The screen about what stands below an article, and the deeds of its forms.
struct RelatedConsole: Sendable {
    let kernel: Kernel

    private static let choices = 10

    func routes(_ routes: inout Routes) {
        let path = "/console/articles/:id/related"
        routes.get(path, .needs(.readArticles), use: show)
        routes.post(path, .needs(.editArticles), form: show, use: add)
        routes.post("\(path)/:pin/move", .needs(.editArticles), use: move)
        routes.get("\(path)/:pin/move", .needs(.readArticles), use: back)
        routes.post("\(path)/:pin/remove", .needs(.editArticles), use: remove)
        routes.get("\(path)/:pin/remove", .needs(.readArticles), use: back)
        routes.post("\(path)/block", .needs(.editArticles), use: block)
        routes.get("\(path)/block", .needs(.readArticles), use: back)
        routes.post("\(path)/unblock", .needs(.editArticles), use: unblock)
        routes.get("\(path)/unblock", .needs(.readArticles), use: back)
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        var visit = visit
        let instant = try moment(request.fields, &visit)
        let list = try await RelatedList.read(
            id, at: instant ?? visit.now, limit: kernel.settings[.relatedArticles], in: kernel)
        let panel = try await panel(of: id, visit, isShown: true)
        let unresolved = try await UnresolvedRelated.of(id, in: kernel.database)
        return .page(RelatedPage(visit, panel: panel, list: list, unresolved: unresolved, at: instant))
    }

    /// The panel for the screen of an article.
    func panel(of id: ArticleID, _ visit: Visit, isShown: Bool = false) async throws -> RelatedPanel {
        let (subject, pins, blocks) = try await kernel.database.fetch(
            RelatedQueries.subject(id), RelatedQueries.pins(of: id), RelatedQueries.blocks(of: id))
        guard let subject else { throw Refusal.notFound }
        var found: [RelatedSubject] = []
        if visit.issues["related_target"] != nil {
            found = try await RelatedQueries(reader: kernel.database).find(
                oneLine(visit.form["related_title"]), limit: Self.choices)
        }
        return RelatedPanel(
            visit, subject: subject, pins: pins, blocks: blocks, found: found, leadsToList: !isShown)
    }

    @Sendable func add(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        let actor = try visit.requireActor()
        let wish = try await wish(visit.form, of: id, in: actor.zone)
        let pin = try await PinRelated(kernel: kernel).add(wish, to: id, by: actor)
        let pins = try await kernel.database.fetch(RelatedQueries.pins(of: id))
        let added = pins.first { $0.relatedPinID == pin }
        let flash: String
        if let added, !added.isTargetPublic {
            flash = "Added. It waits until readers have that article."
        } else if let from = wish.from {
            flash = "Added. Readers see it from \(TimeText(zone: actor.zone).full(from.instant)) on."
        } else {
            flash = "Added. Readers see it now."
        }
        return .seeOther(RelatedQueries.path(of: id), flash: flash)
    }

    @Sendable func move(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        guard let step = PinRelated.Step(rawValue: visit.form["step"]) else {
            throw Refusal.badRequest("A pin moves up or down.")
        }
        try await PinRelated(kernel: kernel).move(try pin(visit), step, of: id, by: try visit.requireActor())
        return .seeOther(RelatedQueries.path(of: id), flash: "Moved.")
    }

    @Sendable func remove(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await PinRelated(kernel: kernel).remove(try pin(visit), of: id, by: try visit.requireActor())
        return .seeOther(
            RelatedQueries.path(of: id), flash: "Removed. Readers no longer see it as chosen by you.")
    }

    @Sendable func block(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await BlockRelated(kernel: kernel).block(try other(visit), for: id, by: try visit.requireActor())
        return .seeOther(
            RelatedQueries.path(of: id), flash: "Blocked. Neither of the two suggests the other.")
    }

    @Sendable func unblock(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await BlockRelated(kernel: kernel).unblock(
            try other(visit), for: id, by: try visit.requireActor())
        return .seeOther(RelatedQueries.path(of: id), flash: "The two may suggest each other again.")
    }

    /// Where the browser stands after a form came back: loading it again shows the list.
    @Sendable func back(_ request: Request, _ visit: Visit) async throws -> Reply {
        .seeOther(RelatedQueries.path(of: try id(visit)))
    }

    // MARK: What was sent

    private func id(_ visit: Visit) throws(Refusal) -> ArticleID {
        guard let id = ArticleID(visit.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }

    private func pin(_ visit: Visit) throws(Refusal) -> RelatedPinID {
        guard let pin = RelatedPinID(visit.parameters.get("pin") ?? "") else { throw .notFound }
        return pin
    }

    private func other(_ visit: Visit) throws(Refusal) -> ArticleID {
        guard let other = ArticleID(visit.form["other"]) else { throw .notFound }
        return other
    }

    /// The instant that the list is asked for, nil for now; what is wrong with it stands in the visit.
    private func moment(_ fields: Form, _ visit: inout Visit) throws -> Instant? {
        guard visit.issues.isEmpty, !fields["day"].isEmpty || !fields["time"].isEmpty else { return nil }
        do {
            return try fields.schedule(
                day: "day", time: "time", in: try visit.requireActor().zone, after: Instant(microseconds: 0)
            ).instant
        } catch let issues as FormIssues {
            visit.form = fields
            visit.issues = issues
            return nil
        }
    }

    private func wish(_ form: Form, of id: ArticleID, in zone: TimeZone) async throws -> PinRelated.Wish {
        var wish = PinRelated.Wish(target: try await target(form))
        if !form["related_position"].isEmpty {
            guard let position = Int(form["related_position"]), (1...PinRelated.most).contains(position)
            else {
                throw FormIssues(
                    "related_position",
                    .other("Enter a place from 1 to \(PinRelated.most), or leave it empty."))
            }
            wish.position = position
        }
        let now = kernel.clock.now()
        wish.from = try time("related_from", form, in: zone, after: now)
        wish.until = try time("related_until", form, in: zone, after: now)
        return wish
    }

    private func time(
        _ name: String, _ form: Form, in zone: TimeZone, after now: Instant
    ) throws(FormIssues) -> Schedule? {
        let (day, time) = ("\(name)_day", "\(name)_time")
        if form[day].isEmpty, form[time].isEmpty { return nil }
        return try form.schedule(day: day, time: time, in: zone, after: now)
    }

    private func target(_ form: Form) async throws -> ArticleID {
        if let chosen = ArticleID(form["related_target"]) { return chosen }
        let text = oneLine(form["related_title"])
        if text.isEmpty { throw FormIssues("related_title", .missing("the title of an article")) }
        let found = try await RelatedQueries(reader: kernel.database).find(text, limit: Self.choices + 1)
        switch found.count {
        case 0:
            throw FormIssues(
                "related_title",
                .other("No article has this in its title. Check the words, or enter its address."))
        case 1: return found[0].articleID
        case ...Self.choices:
            throw FormIssues(
                "related_target", .other("Several articles have this in their title. Choose one of them."))
        default:
            throw FormIssues(
                "related_title", .other("Many articles have this in their title. Enter more of its words."))
        }
    }
}
