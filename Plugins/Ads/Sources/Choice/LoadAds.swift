import Kernel
import Postgres
import Site

/// Reads what is booked from the public views: those of the site as of now, those of a preview as of its instant.
enum LoadAds {
    private struct SlotRow: Decodable, Sendable {
        let key: String
        let pageKind: PageKind
        let place: AdSlot.Place
        let width: Int
        let height: Int
    }

    private struct LineRow: Decodable, Sendable {
        let lineItemID: LineItemID
        let advertiserID: AdvertiserID
        let priority: AdPriority
        let weight: Int
        let goal: Int?
        let delivered: Int
        let pageKinds: [PageKind]
        let topics: [Slug]
        let excludedTopics: [Slug]
        let categories: [PageCategoryID]
        let excludedCategories: [PageCategoryID]
        let begins: Instant
        let ends: Instant?
    }

    fileprivate struct CreativeRow: Decodable, Sendable {
        let creativeID: CreativeID
        let lineItemID: LineItemID
        let title: String
        let body: String
        let pictureID: String?
        let width: Int?
        let height: Int?
        let landingURL: String
    }

    static func state(in reader: any Reader) async throws -> AdState {
        let (slots, rows, creatives) = try await reader.fetch(
            Query.all(
                SlotRow.self,
                """
                SELECT key, page_kind, place, width, height
                FROM ads.public_slot
                ORDER BY page_kind, position
                """),
            Query.all(
                LineRow.self,
                """
                SELECT
                  line_item_id, advertiser_id, priority, weight, goal, delivered, page_kinds, topics,
                  excluded_topics, categories, excluded_categories, begins, ends
                FROM ads.public_line_item
                ORDER BY line_item_id, begins
                """),
            Query.all(
                CreativeRow.self,
                """
                SELECT creative_id, line_item_id, title, body, picture_id, width, height, landing_url
                FROM ads.public_creative
                ORDER BY creative_id
                """))
        let byLine = Dictionary(grouping: creatives, by: \.lineItemID)
        var lines: [AdLine] = []
        var delivered: [Int: Int] = [:]
        for row in rows {
            let flight = PostgresRange(from: row.begins, to: row.ends)
            if lines.last?.id == row.lineItemID {
                lines[lines.count - 1].flights.append(flight)
                continue
            }
            if row.goal != nil { delivered[lines.count] = row.delivered }
            lines.append(line(row, flight, byLine[row.lineItemID] ?? []))
        }
        let book = AdBook(
            lines,
            slots: slots.map { row in
                (
                    row.pageKind,
                    AdSlot(key: row.key, place: row.place, width: row.width, height: row.height)
                )
            })
        return AdState(book: book, delivered: delivered)
    }

    private static func line(
        _ row: LineRow, _ flight: PostgresRange<Instant>, _ creatives: [CreativeRow]
    ) -> AdLine {
        AdLine(
            id: row.lineItemID, advertiser: row.advertiserID, priority: row.priority, weight: row.weight,
            goal: row.goal, pageKinds: Set(row.pageKinds), topics: Set(row.topics),
            excludedTopics: Set(row.excludedTopics), categories: Set(row.categories),
            excludedCategories: Set(row.excludedCategories), flights: [flight],
            creatives: creatives.map { creative in
                AdCreative(
                    id: creative.creativeID, title: creative.title, body: creative.body,
                    landingURL: creative.landingURL, picture: creative.picture)
            })
    }

    /// The statement that reads the slots of pages of a kind.
    static func slots(of kind: PageKind) -> Query<[AdSlot]> {
        .all(
            AdSlot.self,
            """
            SELECT key, place, width, height
            FROM ads.public_slot
            WHERE page_kind = \(kind)
            ORDER BY position
            """)
    }
}

extension LoadAds.CreativeRow {
    fileprivate var picture: AdCreative.Picture? {
        guard let pictureID, let width, let height else { return nil }
        return AdCreative.Picture(id: pictureID, width: width, height: height)
    }
}
