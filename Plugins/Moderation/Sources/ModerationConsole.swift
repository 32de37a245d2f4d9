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
        let (filter, place) = (filter(request, actor), QueuePlace(request.fields))
        let scope = QueueScope(actor, types)
        let read = try await kernel.database.fetch(
            ReviewQueries.page(filter, of: scope, at: place, limit: Self.pageSize + 1),
            ReviewQueries.count(filter, of: scope, most: QueueList.most),
            ReviewQueries.decidedToday(by: actor),
            ReviewQueries.count(QueueFilter(standing: .mine), of: scope, most: QueueList.most),
            ReviewQueries.lastOwn(by: actor, since: undoableSince(visit)))
        let list = list(filter, read, at: place, limit: Self.pageSize, visit)
        return .page(QueuePage(visit, list: list, actor: actor, types: types))
    }

    /// The list that the person works through: its filters stand in every address, from the queue to the desk and on.
    private func filter(_ request: Request, _ actor: Actor) -> QueueFilter {
        // Whoever decides nothing is shown what there is, not an empty list of what they may claim.
        QueueFilter(request.fields, usual: actor.may(.workQueue) ? .free : .open)
    }

    /// A screen with the list that was asked for beside it.
    private func address(
        _ path: String, keeping request: Request, _ actor: Actor, and more: [(String, String)] = []
    ) -> String {
        Console.address(path, filter(request, actor).query + more)
    }

    /// Does something to an item; a refusal leads to its desk with the list that was asked for beside it.
    private func keepingList<Result>(
        _ request: Request, _ actor: Actor, _ deed: () async throws -> Result
    ) async throws -> Result {
        do {
            return try await deed()
        } catch let refusal as Refusal {
            throw refusal.leading { path in
                path.hasPrefix("/console/queue") ? address(path, keeping: request, actor) : path
            }
        }
    }

    private typealias ListRead = ([QueueItem], Int?, Int?, Int?, OwnDecision?)

    private func list(
        _ filter: QueueFilter, _ read: ListRead, at place: QueuePlace, limit: Int, _ visit: Visit
    ) -> QueueList {
        let (items, count, decided, held, last) = read
        return QueueList(
            filter: filter, items: Array(place.isAbove ? items.suffix(limit) : items.prefix(limit)),
            count: count ?? 0, place: place, goesOn: items.count > limit,
            decidedToday: decided ?? 0, held: held ?? 0,
            lastUndo: last.flatMap {
                UndoButton($0, types: types, minutes: kernel.settings[.undoMinutes], now: visit.now)
            })
    }

    private func undoableSince(_ visit: Visit) -> Instant {
        visit.now - .seconds(60 * kernel.settings[.undoMinutes])
    }

    @Sendable func desk(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let item = try await ReviewQueries(reader: kernel.database).item(id(visit))
        let type = try types.type(of: item, for: actor)
        let rules = ReviewRules(reader: kernel.database, types: types, actor: actor)
        let actions = try await rules.actions(for: item)
        let (filter, place) = (filter(request, actor), QueuePlace(request.fields))
        let scope = QueueScope(actor, types)
        let (items, decided, held, last, decisions, current, opener, alike) = try await kernel.database.fetch(
            ReviewQueries.page(filter, of: scope, at: place, limit: Self.entriesOnDesk + 1),
            ReviewQueries.decidedToday(by: actor),
            ReviewQueries.count(QueueFilter(standing: .mine), of: scope, most: QueueList.most),
            ReviewQueries.lastOwn(by: actor, since: undoableSince(visit)),
            ReviewQueries.decisions(type: item.type, subject: item.subjectID),
            ReviewQueries.line(item.reviewItemID),
            ReviewQueries.opener(item.reviewItemID),
            ReviewQueries.similar(to: item))
        let list = list(
            filter, (items, items.count, decided, held, last), at: place, limit: Self.entriesOnDesk, visit)
        let asked = visit.form.entries.isEmpty ? request.fields : visit.form
        let desk = Desk(
            item: item, actor: actor, types: types, typeName: type.name, reasons: type.reasons,
            exhibit: try await type.exhibit(of: item, visit: visit, in: kernel.database), actions: actions,
            list: list.showing(current), decisions: decisions, holder: current?.holder, opener: opener,
            alike: alike, goesOn: asked["then"] == Self.goingOn,
            undo: UndoButton(
                decisions.first { $0.reviewItemID == item.reviewItemID }, of: item, by: actor, types: types,
                minutes: kernel.settings[.undoMinutes], now: visit.now),
            leaseMinutes: kernel.settings[.leaseMinutes], undoMinutes: kernel.settings[.undoMinutes])
        return .page(DeskPage(visit, desk: desk))
    }

    /// What became of an item, in a sentence, for a screen that was drawn before.
    @Sendable func standing(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let item = try await ReviewQueries(reader: kernel.database).item(id(visit))
        _ = try types.type(of: item, for: actor)
        let rules = ReviewRules(reader: kernel.database, types: types, actor: actor)
        return .text(try await rules.standing(of: item), type: Self.plainText)
    }

    private static let plainText = "text/plain; charset=utf-8"
    /// The value of `then` by which the next item follows a decision.
    private static let goingOn = "next"

    @Sendable func back(_ request: Request, _ visit: Visit) async throws -> Reply {
        .seeOther(address(ReviewItem.path(try id(visit)), keeping: request, try visit.requireActor()))
    }

    @Sendable func next(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await next(for: try visit.requireActor(), request, saying: nil)
    }

    private func next(for actor: Actor, _ request: Request, saying message: String?) async throws -> Reply {
        let filter = filter(request, actor).claimable
        guard let id = try await ClaimReview(kernel: kernel, types: types).next(for: actor, in: filter) else {
            let end =
                filter.narrowed == filter.plain
                ? "Nothing else waits for you. Well done." : "Nothing else waits for you with these filters."
            return .seeOther(
                Console.address("/console/queue", filter.query),
                flash: [message, end].compactMap { $0 }.joined(separator: " "))
        }
        return .seeOther(
            Console.address(ReviewItem.path(id), filter.query + [("then", Self.goingOn)]), flash: message)
    }

    @Sendable func claim(_ request: Request, _ visit: Visit) async throws -> Reply {
        let (id, actor) = (try id(visit), try visit.requireActor())
        try await keepingList(request, actor) {
            try await ClaimReview(kernel: kernel, types: types).run(id, by: actor)
        }
        return .seeOther(address(ReviewItem.path(id), keeping: request, actor))
    }

    @Sendable func takeOver(_ request: Request, _ visit: Visit) async throws -> Reply {
        let (id, actor) = (try id(visit), try visit.requireActor())
        let former = try await keepingList(request, actor) {
            try await ClaimReview(kernel: kernel, types: types).takeOver(id, by: actor)
        }
        return .seeOther(
            address(ReviewItem.path(id), keeping: request, actor),
            flash: former.map { "It is yours now. \($0), who had it, is told." })
    }

    /// Answers a script: 200 with until when it is kept, or 409 with what became of the item.
    @Sendable func renew(_ request: Request, _ visit: Visit) async throws -> Reply {
        let (id, actor) = (try id(visit), try visit.requireActor())
        guard let until = try await ClaimReview(kernel: kernel, types: types).renew(id, by: actor) else {
            guard case .response(var response) = try await standing(request, visit) else {
                throw Refusal.notFound
            }
            response.status = .conflict
            return .response(response)
        }
        return .text(
            Desk.claimNote(until: TimeText(zone: actor.zone).time(until)), type: Self.plainText)
    }

    @Sendable func release(_ request: Request, _ visit: Visit) async throws -> Reply {
        let (id, actor) = (try id(visit), try visit.requireActor())
        try await keepingList(request, actor) { try await ReleaseReview(kernel: kernel).run(id, by: actor) }
        return .seeOther(
            address("/console/queue", keeping: request, actor),
            flash: "Released. Somebody else can claim it now.")
    }

    @Sendable func decide(_ request: Request, _ visit: Visit) async throws -> Reply {
        let (id, actor) = (try id(visit), try visit.requireActor())
        let message = try await keepingList(request, actor) {
            try await DecideReview(kernel: kernel, types: types).run(
                id, seen: Int(visit.form["version"]) ?? 0, form: visit.form, by: actor)
        }
        guard visit.form["then"] == Self.goingOn else {
            return .seeOther(address(ReviewItem.path(id), keeping: request, actor), flash: message)
        }
        return try await next(for: actor, request, saying: message)
    }

    @Sendable func undo(_ request: Request, _ visit: Visit) async throws -> Reply {
        let (id, actor) = (try id(visit), try visit.requireActor())
        let message = try await keepingList(request, actor) {
            try await UndoReview(kernel: kernel, types: types).run(
                id, seen: Int(visit.form["version"]) ?? 0, by: actor)
        }
        return .seeOther(address(ReviewItem.path(id), keeping: request, actor), flash: message)
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
            filter: filter, items: [current] + items, count: count, place: place, goesOn: goesOn,
            decidedToday: decidedToday, held: held, lastUndo: lastUndo)
    }
}
