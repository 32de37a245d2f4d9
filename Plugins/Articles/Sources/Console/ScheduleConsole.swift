import Console
import Foundation
import Hummingbird
import Kernel
import Postgres

/// What editors do to an article's schedule, and the calendar of all.
struct ScheduleConsole: Sendable {
    let kernel: Kernel

    @Sendable func publish(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try ArticleConsole.id(visit)
        let actor = try visit.requireActor()
        let now = kernel.clock.now()
        let isScheduled = visit.form["then"] == "schedule"
        let start =
            isScheduled
            ? try visit.form.schedule(day: "day", time: "time", in: actor.zone, after: now) : nil
        let hasEnd = !visit.form["end_day"].isEmpty || !visit.form["end_time"].isEmpty
        let end =
            hasEnd
            ? try visit.form.schedule(day: "end_day", time: "end_time", in: actor.zone, after: now) : nil
        let period = try await PublishArticle(kernel: kernel).run(
            id, seen: Int(visit.form["number"]) ?? 0, from: start, until: end, by: actor)
        let words = TimeText(zone: actor.zone)
        var flash =
            isScheduled ? "Scheduled for \(words.full(period.from))." : "Published. Readers see it now."
        if let until = period.until {
            flash +=
                end == nil
                ? " What was scheduled for \(words.full(until)) follows it."
                : " It ends on \(words.full(until))."
        }
        return .seeOther("/console/articles/\(id)", flash: flash)
    }

    @Sendable func unpublishForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        let article = try await ArticleQueries(reader: kernel.database).article(try ArticleConsole.id(visit))
        guard article.liveID != nil || article.nextID != nil else {
            throw Refusal.wrongState(message: "Readers do not see this article.", now: article.path)
        }
        let inbound = try await InboundReferences.inbound(
            of: .article(article.articleID), in: kernel.database)
        return .page(UnpublishPage(visit, article: article, inbound: inbound))
    }

    @Sendable func unpublish(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try ArticleConsole.id(visit)
        let actor = try visit.requireActor()
        let time =
            visit.form["when"] == "later"
            ? try visit.form.schedule(day: "day", time: "time", in: actor.zone, after: kernel.clock.now())
            : nil
        let from = try await UnpublishArticle(kernel: kernel).run(
            id, at: time, then: try WithdrawnAddress(visit.form["address"], target: visit.form["target"]),
            because: visit.form["unpublish_reason"], by: actor)
        return .seeOther(
            "/console/articles/\(id)",
            flash: time == nil
                ? "Taken off the site." : "It leaves the site on \(TimeText(zone: actor.zone).full(from)).")
    }

    @Sendable func cancel(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try ArticleConsole.id(visit)
        guard let publication = PublicationID(visit.form["publication"]) else { throw Refusal.notFound }
        try await CancelSchedule(kernel: kernel).run(id, publication, by: try visit.requireActor())
        return .seeOther("/console/articles/\(id)", flash: "Called off. What readers have stays.")
    }

    @Sendable func keep(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try ArticleConsole.id(visit)
        try await CancelSchedule(kernel: kernel).keep(id, by: try visit.requireActor())
        return .seeOther("/console/articles/\(id)", flash: "It stays public.")
    }

    @Sendable func calendar(_ request: Request, _ visit: Visit) async throws -> Reply {
        let zone = try visit.requireActor().zone
        let queries = ScheduleQueries(reader: kernel.database)
        let month = CalendarMonth(request.fields["month"], in: zone, now: visit.now)
        return .page(
            CalendarPage(
                visit, month: month,
                ranges: try await queries.ranges(from: month.begins, until: month.ends),
                coming: try await queries.coming(limit: 200)))
    }
}
