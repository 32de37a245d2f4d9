import Console
import Foundation
import Kernel
import Postgres
import Site

/// Puts articles below another one, in an order, for a time, and takes them off again.
///
/// The past stays as readers had it: a pin that has begun keeps its place until it ends, so to move it is to end it and
/// to begin another one.
struct PinRelated {
    let kernel: Kernel

    /// What an editor asks for.
    struct Wish: Sendable {
        let target: ArticleID
        /// Its place, from 1; nil for the last one.
        var position: Int?
        /// Nil for now.
        var from: Schedule?
        /// Nil for good.
        var until: Schedule?
    }

    /// Readers are served a list, not an index.
    static let most = 12

    enum Step: String, Sendable {
        case up, down
    }

    @discardableResult
    func add(_ wish: Wish, to id: ArticleID, by actor: Actor) async throws -> RelatedPinID {
        guard wish.target != id else {
            throw FormIssues(
                "related_title", .other("An article does not stand below itself. Choose another one."))
        }
        return try await kernel.database.transaction { transaction in
            let board = try await board(of: id, in: transaction)
            try await assertFits(wish, on: board, of: id, in: transaction)
            let pin: RelatedPinID = kernel.ids.next()
            let place = min(max(wish.position ?? .max, 1), board.pins.count + 1)
            try await insert(
                Pin(
                    relatedPinID: pin, targetID: wish.target, position: place,
                    begins: wish.from?.instant ?? board.instant, ends: wish.until?.instant,
                    localStart: wish.from?.local, localEnd: wish.until?.local,
                    zone: (wish.from ?? wish.until)?.zone, createdBy: actor.accountID),
                of: id, in: transaction)
            try await number(board.pins, skipping: place, of: id, at: board.instant, in: transaction)
            try await record("articles.related-pinned", wish.target, of: id, by: actor, in: transaction)
            return pin
        }
    }

    /// Puts the articles that a file names below its own, each at its place in the file; those in another language and
    /// those that are not there are left out. A list that an editor has touched stays as it is.
    ///
    /// - Returns: how many were put there that were not before.
    func take(
        _ slugs: [Slug], of id: ArticleID, by actor: AuditActor, in transaction: Transaction
    ) async throws -> Int {
        let board = try await board(of: id, in: transaction)
        let isTouched = try await transaction.value(
            Bool.self,
            """
            SELECT EXISTS (
              SELECT
              FROM articles.related_pin
              WHERE article_id = \(id) AND (created_by IS NOT NULL OR NOT upper_inf(visible))
            )
            """)
        guard isTouched == false else { return 0 }
        var seen = Set(board.pins.map(\.targetID))
        let found = try await named(slugs.prefix(Self.most), besides: id, in: transaction)
            .filter { seen.insert($0.articleID).inserted }
        for named in found {
            try await insert(
                Pin(
                    relatedPinID: kernel.ids.next(), targetID: named.articleID, position: named.position,
                    begins: board.instant, ends: nil, localStart: nil, localEnd: nil, zone: nil,
                    createdBy: nil),
                of: id, in: transaction)
            try await record("articles.related-pinned", named.articleID, of: id, by: actor, in: transaction)
        }
        return found.count
    }

    private struct Named: Decodable, Sendable {
        let articleID: ArticleID
        let position: Int
    }

    /// The articles with these addresses that the same readers understand, with their places.
    private func named(
        _ slugs: some Sequence<Slug>, besides id: ArticleID, in transaction: Transaction
    ) async throws -> [Named] {
        try await transaction.all(
            Named.self,
            """
            SELECT target.article_id, named.position
            FROM unnest(\(Array(slugs))) WITH ORDINALITY AS named (slug, position)
            JOIN articles.article AS target ON target.slug = named.slug AND target.article_id <> \(id)
            WHERE (\(sql: Self.lang(of: "target.article_id"))) = (\(sql: Self.lang(of: "\(id)")))
            ORDER BY named.position
            """)
    }

    /// A subquery: the language of an article's latest text, wherever it is spoken.
    private static func lang(of id: SQL) -> SQL {
        """
        SELECT split_part(latest.lang, '-', 1)
        FROM articles.revision AS latest
        WHERE latest.article_id = \(sql: id)
        ORDER BY latest.number DESC
        LIMIT 1
        """
    }

    /// Swaps a pin with the one above or below it; at the end of the list nothing happens.
    func move(_ pin: RelatedPinID, _ step: Step, of id: ArticleID, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let board = try await board(of: id, in: transaction)
            let place = try await place(of: pin, on: board, of: id, in: transaction)
            let other = step == .up ? place - 1 : place + 1
            guard board.pins.indices.contains(other) else { return }
            var order = board.pins
            order.swapAt(place, other)
            try await number(order, of: id, at: board.instant, in: transaction)
            try await record(
                "articles.related-moved", board.pins[place].targetID, of: id, by: actor, in: transaction)
        }
    }

    /// Ends a pin now, or deletes one that has not begun.
    func remove(_ pin: RelatedPinID, of id: ArticleID, by actor: Actor) async throws {
        try await kernel.database.transaction { transaction in
            let board = try await board(of: id, in: transaction)
            let place = try await place(of: pin, on: board, of: id, in: transaction)
            let removed = board.pins[place]
            try await end(removed, at: board.instant, in: transaction)
            var order = board.pins
            order.remove(at: place)
            try await number(order, of: id, at: board.instant, in: transaction)
            try await record(
                "articles.related-unpinned", removed.targetID, of: id, by: actor, in: transaction)
        }
    }

    // MARK: The list

    /// A pin as it is stored.
    private struct Pin: Decodable, Sendable {
        let relatedPinID: RelatedPinID
        let targetID: ArticleID
        let position: Int
        let begins: Instant
        let ends: Instant?
        let localStart: String?
        let localEnd: String?
        let zone: String?
        let createdBy: AccountID?
    }

    /// The pins that have not ended, in their order, and the instant at which the list changes.
    private struct Board {
        let pins: [Pin]
        let instant: Instant
    }

    private func board(of id: ArticleID, in transaction: Transaction) async throws -> Board {
        try await RelatedQueries.lock([id], in: transaction)
        let instant = try await transaction.value(
            Instant.self,
            """
            SELECT greatest(
              clock_timestamp(),
              (
                SELECT max(lower(visible)) + interval '1 microsecond'
                FROM articles.related_pin
                WHERE article_id = \(id) AND lower(visible) <= clock_timestamp()
              )
            )
            """)
        guard let instant else { throw Refusal.notFound }
        let pins = try await transaction.all(
            Pin.self,
            """
            SELECT
              related_pin_id, target_id, position, lower(visible) AS begins, upper(visible) AS ends,
              local_start, local_end, zone, created_by
            FROM articles.related_pin
            WHERE article_id = \(id) AND (upper_inf(visible) OR upper(visible) > \(instant))
            ORDER BY position, lower(visible), related_pin_id
            """)
        return Board(pins: pins, instant: instant)
    }

    /// - Throws: `Refusal.wrongState` for a pin that is over, `.notFound` for one of another article.
    private func place(
        of pin: RelatedPinID, on board: Board, of id: ArticleID, in transaction: Transaction
    ) async throws -> Int {
        if let place = board.pins.firstIndex(where: { $0.relatedPinID == pin }) { return place }
        let isOver = try await transaction.value(
            Bool.self,
            """
            SELECT true
            FROM articles.related_pin
            WHERE related_pin_id = \(pin) AND article_id = \(id)
            """)
        guard isOver == true else { throw Refusal.notFound }
        throw Refusal.wrongState(
            message: "Somebody changed this list in between. Look at it again.",
            now: RelatedQueries.path(of: id))
    }

    // MARK: Rules

    private struct Target: Decodable, Sendable {
        let title: String
        let lang: String
        let ownLang: String
    }

    private func assertFits(
        _ wish: Wish, on board: Board, of id: ArticleID, in transaction: Transaction
    ) async throws {
        let target = try await transaction.first(
            Target.self,
            """
            SELECT
              title,
              split_part(lang, '-', 1) AS lang,
              (\(sql: Self.lang(of: "\(id)"))) AS own_lang
            FROM articles.revision
            WHERE article_id = \(wish.target)
            ORDER BY number DESC
            LIMIT 1
            """)
        guard let target else { throw FormIssues("related_title", .notOneOf("an article")) }
        guard target.lang == target.ownLang else {
            throw FormIssues(
                "related_title",
                .other(
                    "“\(target.title)” is in another language. Choose one that the same readers understand."))
        }
        let begins = wish.from?.instant ?? board.instant
        if let ends = wish.until?.instant, ends <= begins {
            throw FormIssues("related_until_day", .other("Enter an end that comes after the beginning."))
        }
        let isThere = board.pins.contains { pin in
            pin.targetID == wish.target && comes(pin.begins, before: wish.until?.instant)
                && comes(begins, before: pin.ends)
        }
        if isThere {
            throw FormIssues(
                "related_title",
                .other("“\(target.title)” is in the list already. Move it, or choose another one."))
        }
        if board.pins.count >= Self.most {
            throw FormIssues(
                "related_title",
                .other("The list holds \(Self.most) articles. Remove one before you add another."))
        }
    }

    /// Whether an instant comes before an end; nothing comes after no end.
    private func comes(_ instant: Instant, before end: Instant?) -> Bool {
        end.map { instant < $0 } ?? true
    }

    // MARK: Writing

    /// Gives the pins their places from 1 on, one left free where a new pin stands.
    private func number(
        _ order: [Pin], skipping free: Int? = nil, of id: ArticleID, at instant: Instant,
        in transaction: Transaction
    ) async throws {
        var moved: [Pin] = []
        var place = 0
        for pin in order {
            place += 1
            if place == free { place += 1 }
            guard pin.position != place else { continue }
            if pin.begins >= instant {
                try await transaction.execute(
                    """
                    UPDATE articles.related_pin
                    SET position = \(place)
                    WHERE related_pin_id = \(pin.relatedPinID)
                    """)
                continue
            }
            try await end(pin, at: instant, in: transaction)
            moved.append(
                Pin(
                    relatedPinID: kernel.ids.next(), targetID: pin.targetID, position: place, begins: instant,
                    ends: pin.ends, localStart: nil, localEnd: pin.localEnd,
                    zone: pin.localEnd == nil ? nil : pin.zone, createdBy: pin.createdBy))
        }
        for pin in moved { try await insert(pin, of: id, in: transaction) }
    }

    private func end(_ pin: Pin, at instant: Instant, in transaction: Transaction) async throws {
        guard pin.begins < instant else {
            try await transaction.execute(
                "DELETE FROM articles.related_pin WHERE related_pin_id = \(pin.relatedPinID)")
            return
        }
        try await transaction.execute(
            """
            UPDATE articles.related_pin
            SET visible = tstzrange(lower(visible), \(instant))
            WHERE related_pin_id = \(pin.relatedPinID)
            """)
    }

    private func insert(_ pin: Pin, of id: ArticleID, in transaction: Transaction) async throws {
        try await transaction.execute(
            """
            INSERT INTO articles.related_pin (
              related_pin_id, article_id, target_id, position, visible, local_start, local_end, zone, created_by
            )
            VALUES (
              \(pin.relatedPinID), \(id), \(pin.targetID), \(pin.position), tstzrange(\(pin.begins), \(pin.ends)),
              \(pin.localStart), \(pin.localEnd), \(pin.zone), \(pin.createdBy)
            )
            """)
    }

    private struct Record: Encodable {
        let target: ArticleID
    }

    private func record(
        _ action: String, _ target: ArticleID, of id: ArticleID, by actor: Actor, in transaction: Transaction
    ) async throws {
        try await record(
            action, target, of: id, by: .person(actor, as: actor.role(for: .editArticles)), in: transaction)
    }

    private func record(
        _ action: String, _ target: ArticleID, of id: ArticleID, by actor: AuditActor,
        in transaction: Transaction
    ) async throws {
        try await transaction.audit(
            AuditEntry(action, on: "article", id, after: try PostgresJSON(encoding: Record(target: target))),
            by: actor)
    }
}
