import Foundation
import HTTPTypes
import Kernel
import Postgres

/// What a browser told about an ad.
enum AdEventKind: String, Sendable, CaseIterable, Codable, PostgresCodable {
    case impression, click
}

/// Why an event does not count.
enum FilterReason: String, Sendable, CaseIterable, Codable, PostgresCodable {
    case bot, prefetch, expired, duplicate
    case notBrowser = "not_browser"
    case noImpression = "no_impression"

    var title: String {
        switch self {
        case .bot: "Says that it is a program"
        case .notBrowser: "Not a browser"
        case .prefetch: "Loaded ahead, not shown"
        case .expired: "Page was open for over a day"
        case .duplicate: "Told twice"
        case .noImpression: "Click without having been shown"
        }
    }
}

/// An event as it is stored.
struct AdEvent: Sendable {
    let token: AdToken
    let kind: AdEventKind
    /// Nil where nothing speaks against it so far; the table itself finds what was told twice.
    let filtered: FilterReason?
}

/// Tells readers' browsers from programs, by what they say of themselves. What lies about itself is not found here.
enum AdTraffic {
    private static let programs = [
        "bot", "crawl", "spider", "slurp", "scrape", "headless", "phantomjs", "preview", "monitor",
        "lighthouse",
        "facebookexternalhit", "feedfetcher", "validator",
    ]

    static func reason(_ headers: HTTPFields, token: AdToken, at instant: Instant) -> FilterReason? {
        if isAhead(headers) { return .prefetch }
        let agent = (headers[.userAgent] ?? "").lowercased()
        if programs.contains(where: { agent.contains($0) }) { return .bot }
        // Every browser says so since 1994, and few libraries do.
        if !agent.hasPrefix("mozilla/") { return .notBrowser }
        return token.expires <= instant ? .expired : nil
    }

    /// What was asked for before anybody looks at it.
    private static func isAhead(_ headers: HTTPFields) -> Bool {
        headers.contains { field in
            ["sec-purpose", "purpose", "x-purpose", "x-moz"].contains(field.name.canonicalName)
                && ["prefetch", "prerender", "preview"].contains { field.value.lowercased().contains($0) }
        }
    }
}

/// Stores events in groups: whoever tells one waits until its group is committed, and those who come meanwhile make up
/// the next group.
actor RecordEvents {
    private struct Waiting {
        let event: AdEvent
        let told: CheckedContinuation<Void, any Error>
    }

    private let database: Database
    private var waiting: [Waiting] = []
    private var isWriting = false

    private static let mostAtOnce = 500
    /// Beyond this many, whoever comes is sent away.
    private static let mostWaiting = 20_000

    init(database: Database) {
        self.database = database
    }

    /// Returns when the event is stored.
    ///
    /// - Throws: `Refusal.tooMany` while too much waits, and what the database throws.
    func run(_ event: AdEvent) async throws {
        guard waiting.count < Self.mostWaiting else { throw Refusal.tooMany(seconds: 1) }
        try await withCheckedThrowingContinuation { told in
            waiting.append(Waiting(event: event, told: told))
            if !isWriting {
                isWriting = true
                Task { await writeAll() }
            }
        }
    }

    private func writeAll() async {
        while !waiting.isEmpty {
            let group = Array(waiting.prefix(Self.mostAtOnce))
            waiting.removeFirst(group.count)
            do {
                try await store(group.map(\.event))
                for one in group { one.told.resume() }
            } catch {
                for one in group { one.told.resume(throwing: error) }
            }
        }
        isWriting = false
    }

    /// Writes a group in one statement, which is a transaction.
    private func store(_ events: [AdEvent], retries: Int = 3) async throws {
        // One order everywhere, so that processes with the same events wait for each other and not in a circle; an
        // impression before the click that needs it.
        let events = events.sorted {
            ($0.token.id.uuidString, $0.kind == .click ? 1 : 0)
                < ($1.token.id.uuidString, $1.kind == .click ? 1 : 0)
        }
        do {
            _ = try await database.rows(Self.insertion(events))
        } catch let error as PostgresError where error.constraint == "event_once" && retries > 0 {
            // Another process stored one of them in between: now the table sees it.
            try await store(events, retries: retries - 1)
        }
    }

    private static func insertion(_ events: [AdEvent]) -> SQL {
        """
        INSERT INTO ads.event (token_id, kind, line_item_id, creative_id, slot_key, page_path, filtered)
        SELECT token_id, kind, line_item_id, creative_id, slot_key, page_path, filtered
        FROM unnest(
          \(events.map(\.token.id)), \(events.map(\.kind)), \(events.map(\.token.lineItem)),
          \(events.map(\.token.creative)), \(events.map(\.token.slot)), \(events.map(\.token.path)),
          \(events.map(\.filtered))
        ) AS told (token_id, kind, line_item_id, creative_id, slot_key, page_path, filtered)
        """
    }
}
