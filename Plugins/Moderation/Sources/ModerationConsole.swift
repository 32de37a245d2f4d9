import Console
import Hummingbird
import Kernel
import Postgres

/// The queue and the desk: what was sent, the use case for it, the page that follows.
struct ModerationConsole: Sendable {
    let kernel: Kernel
    let types: ReviewTypes

    private static let pageSize = 50
    private static let entriesOnDesk = 12

    @Sendable func queue(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        func asked(_ name: String) -> String { request.fields[name] }
        // Whoever decides nothing is shown what there is, not an empty list of what they may claim.
        let standing = asked("state").isEmpty && !actor.may(.workQueue) ? "open" : asked("state")
        let filter = QueueFilter(state: standing, type: asked("type"), risk: asked("risk"))
        let list = try await list(filter, after: asked("after"), limit: Self.pageSize, for: actor)
        return .page(QueuePage(visit, list: list, actor: actor, types: types))
    }

    private func list(_ filter: QueueFilter, after: String, limit: Int, for actor: Actor) async throws
        -> QueueList
    {
        let scope = QueueScope(actor, types)
        let key = PageKey<QueueKey>(after)?.key
        let (items, count, decided) = try await kernel.database.fetch(
            ReviewQueries.page(filter, of: scope, after: key, limit: limit + 1),
            ReviewQueries.count(filter, of: scope, most: QueueList.most),
            ReviewQueries.decidedToday(by: actor))
        let shown = Array(items.prefix(limit))
        let last = items.count > limit ? shown.last : nil
        return QueueList(
            filter: filter, items: shown, count: count ?? 0, after: key == nil ? nil : after,
            next: last.map { PageKey($0.key(in: filter.standing)).text }, decidedToday: decided ?? 0)
    }

    @Sendable func desk(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let item = try await ReviewQueries(reader: kernel.database).item(id(visit))
        let type = try types.type(of: item, for: actor)
        let rules = ReviewRules(reader: kernel.database, types: types, actor: actor)
        let actions = try await rules.actions(for: item)
        let list = try await list(QueueFilter(), after: "", limit: Self.entriesOnDesk, for: actor)
        let (decisions, current, opener) = try await kernel.database.fetch(
            ReviewQueries.decisions(type: item.type, subject: item.subjectID),
            ReviewQueries.line(item.reviewItemID),
            ReviewQueries.opener(item.reviewItemID))
        let desk = Desk(
            item: item, actor: actor, types: types, typeName: type.name,
            exhibit: try await type.exhibit(of: item, visit: visit, in: kernel.database), actions: actions,
            list: list.showing(current), decisions: decisions, holder: current?.holder, opener: opener)
        return .page(DeskPage(visit, desk: desk))
    }

    @Sendable func back(_ request: Request, _ visit: Visit) async throws -> Reply {
        .seeOther(ReviewItem.path(try id(visit)))
    }

    @Sendable func next(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        guard let id = try await ClaimReview(kernel: kernel, types: types).next(for: actor) else {
            return .seeOther("/console/queue", flash: "Nothing waits for you. Well done.")
        }
        return .seeOther(ReviewItem.path(id))
    }

    @Sendable func claim(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await ClaimReview(kernel: kernel, types: types).run(id, by: try visit.requireActor())
        return .seeOther(ReviewItem.path(id))
    }

    @Sendable func release(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await ReleaseReview(kernel: kernel).run(id(visit), by: try visit.requireActor())
        return .seeOther("/console/queue", flash: "Released. Somebody else can take it now.")
    }

    @Sendable func decide(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        let message = try await DecideReview(kernel: kernel, types: types).run(
            id, seen: Int(visit.form["version"]) ?? 0, form: visit.form, by: try visit.requireActor())
        return .seeOther(ReviewItem.path(id), flash: message)
    }

    private func id(_ visit: Visit) throws(Refusal) -> ReviewItemID {
        guard let id = ReviewItemID(visit.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }
}

extension QueueList {
    /// The open item stands in the list, wherever it is in the queue.
    fileprivate func showing(_ current: QueueItem?) -> QueueList {
        guard let current, !items.contains(where: { $0.reviewItemID == current.reviewItemID }) else {
            return self
        }
        return QueueList(
            filter: filter, items: [current] + items, count: count, after: after, next: next,
            decidedToday: decidedToday)
    }
}
