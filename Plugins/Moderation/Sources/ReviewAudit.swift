import Accounts
import Kernel
import Postgres

/// What the audit log says about decisions.
struct ReviewAudit: AuditSource {
    private var types = ReviewTypes([])

    let deeds = [
        "moderation.decided": "decided about %",
        "moderation.undone": "took back their decision about %",
        "moderation.taken-over": "took over %",
    ]

    func knowing(_ extensions: [any Extension]) -> any AuditSource {
        var source = self
        source.types = ReviewTypes(extensions.compactMap { $0 as? any ReviewableType })
        return source
    }

    private struct Decided: Decodable {
        let state: ReviewItem.State
        let action: String
    }

    func words(for record: AuditRecord) -> String? {
        let decided = try? record.after?.decode(Decided.self)
        guard record.action == "moderation.decided", let decided else { return deeds[record.action] }
        let deed =
            switch decided.action {
            case "approve": "approved %"
            case "verify": "verified %"
            case "reject": "rejected %"
            case "request_changes": "asked for changes to %"
            case "confirm": "confirmed % as right"
            case "dismiss": "dismissed %"
            default: "decided about % (\(decided.action.replacing("_", with: " ")))"
            }
        return decided.state == .open ? "\(deed), as the first of two" : deed
    }

    var kinds: [AuditKind] {
        let types = types
        return [
            AuditKind("review_item", "Item of the queue", path: "/console/queue/", needs: .seeQueue) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT
                      review_item.review_item_id AS id,
                      review_item.title AS name,
                      concat_ws(': ', type.name, nullif(review_item.summary, '')) AS note,
                      review_item.review_item_id AS screen
                    FROM moderation.review_item
                    LEFT JOIN unnest(\(types.ids), \(types.names)) AS type (id, name)
                      ON type.id = review_item.type
                    WHERE review_item.review_item_id = ANY (\(ids))
                    """)
            }
        ]
    }
}
