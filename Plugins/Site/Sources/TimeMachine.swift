import Console
import Foundation
import Hummingbird
import Kernel
import Postgres

/// The screen that shows any public page as of any instant, and when it changes.
struct TimeMachine: Sendable {
    let kernel: Kernel
    let preview: SitePreview
    let facts: SiteFacts

    /// So many boundaries to each side of the instant are offered.
    private static let reach = 12

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let fields = request.fields
        let query: TimeMachineQuery
        do {
            query = try TimeMachineQuery(fields, for: actor, site: facts, now: visit.now)
        } catch {
            return try mend(error, fields, visit, actor)
        }
        // What the form and the slider sent gets an address of its own, to be kept and sent around.
        if fields.has("day") { return .seeOther(query.url) }
        let stops = try await stops(query, around: fields)
        if let chosen = fields.raw("stop").flatMap({ Int($0) }), stops.indices.contains(chosen) {
            return .seeOther(query.url(at: stops[chosen]))
        }
        let shown = try await draw(query)
        var next: Drawing?
        if let instant = Self.next(after: query.instant, stops, shown) {
            next = try await draw(TimeMachineQuery(path: query.path, instant: instant, zone: query.zone))
        }
        let page = TimeMachinePage(visit, query, shown, next: next, stops: stops, site: facts)
        return .response(.framing(try kernel.renderer.render(page).html))
    }

    /// The page alone, for the frame.
    @Sendable func frame(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let query: TimeMachineQuery
        do {
            query = try TimeMachineQuery(request.fields, for: actor, site: facts, now: visit.now)
        } catch {
            throw error.issues
        }
        do {
            let html = try await preview.html(query.path, at: query.instant)
            return .response(.framed(Self.leadingBack(html, query)))
        } catch is PageMoved {
            throw Refusal.notFound
        }
    }

    /// Links to pages of the site lead to the same instant of them, in the screen around the frame.
    static func leadingBack(_ html: String, _ query: TimeMachineQuery) -> String {
        html.replacing(/<a ([^>]*?)href="(\/(?!\/)[^"]*)"/) { match in
            let path = match.2.replacing("&amp;", with: "&")
            let there = TimeMachineQuery(path: String(path), instant: query.instant, zone: query.zone)
            let url = there.url.replacing("&", with: "&amp;")
            return "<a \(match.1)href=\"\(url)\" target=\"_top\""
        }
    }

    // MARK: Reads

    /// A page at an instant, or why there is none.
    struct Drawing: Sendable {
        enum Standing: Sendable {
            case shown, notFound, gone
            case moved(String)
        }

        let instant: Instant
        let standing: Standing
        let text: PageText
        let validUntil: Instant?
    }

    private func draw(_ query: TimeMachineQuery) async throws -> Drawing {
        func nothing(_ standing: Drawing.Standing) -> Drawing {
            Drawing(instant: query.instant, standing: standing, text: PageText(html: ""), validUntil: nil)
        }
        do {
            let rendered = try await preview.rendered(query.path, at: query.instant)
            return Drawing(
                instant: query.instant, standing: .shown,
                text: PageText(html: String(buffer: rendered.bytes)), validUntil: rendered.validUntil)
        } catch Refusal.notFound {
            return nothing(.notFound)
        } catch Refusal.gone {
            return nothing(.gone)
        } catch let moved as PageMoved {
            return nothing(.moved(moved.path))
        }
    }

    /// The boundaries of the page around an instant: the one that the slider was drawn for, or the one shown.
    private func stops(_ query: TimeMachineQuery, around fields: Form) async throws -> [Instant] {
        let center = Instant(rfc3339: fields["around"]) ?? query.instant
        guard TimeMachineQuery.range.contains(center), let boundaries = preview.boundaries(of: query.path)
        else { return [] }
        // As of the far end, so that a page that is not there yet at the instant is known by its address.
        let reader = kernel.preview.snapshot(
            settings: [("stet.as_of", TimeMachineQuery.range.upperBound.description)])
        let (past, coming) = try await reader.fetch(
            Query.values(
                Instant.self,
                """
                SELECT DISTINCT at
                FROM (\(sql: boundaries)) AS boundary
                WHERE at <= \(center) AND at >= \(TimeMachineQuery.range.lowerBound)
                ORDER BY at DESC
                LIMIT \(Self.reach)
                """),
            Query.values(
                Instant.self,
                """
                SELECT DISTINCT at
                FROM (\(sql: boundaries)) AS boundary
                WHERE at > \(center) AND at < \(TimeMachineQuery.range.upperBound)
                ORDER BY at
                LIMIT \(Self.reach)
                """))
        return past.reversed() + coming
    }

    /// The nearest change that is known: of the facts, or of what the page itself says, as a year that goes by.
    static func next(after instant: Instant, _ stops: [Instant], _ shown: Drawing) -> Instant? {
        let next = [stops.first { $0 > instant }, shown.validUntil].compactMap { $0 }.min()
        return next.flatMap { TimeMachineQuery.range.contains($0) ? $0 : nil }
    }

    // MARK: Mistakes

    /// The form again, with what was typed and what to choose from.
    private func mend(
        _ mistake: TimeMachineMistake, _ fields: Form, _ visit: Visit, _ actor: Actor
    ) throws -> Reply {
        var visit = visit
        visit.form = fields
        visit.issues = mistake.issues
        let zone = TimeZone(identifier: fields["zone"]) ?? actor.zone
        let choices = mistake.choices.map { instant in
            // A place is all that was right, so the path is taken as it stands.
            let query = TimeMachineQuery(path: fields["path"], instant: instant, zone: zone)
            return Link(TimeText(zone: zone).full(instant), to: query.url)
        }
        let page = TimeMachinePage(visit, mending: choices, zone: zone, site: facts)
        return .page(page, status: .unprocessableContent)
    }
}
