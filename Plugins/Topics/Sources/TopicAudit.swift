import Accounts
import Kernel
import Postgres

/// What the audit log says about topics.
struct TopicAudit: AuditSource {
    let deeds = [
        "topics.added": "began the topic %",
        "topics.saved": "saved a draft of %",
        "topics.renamed": "renamed %",
        "topics.published": "published %",
        "topics.unpublished": "took % off the site",
        "topics.imported": "imported %",
    ]

    /// What is public later was scheduled.
    func words(for record: AuditRecord) -> String? {
        let published = try? record.after?.decode(TopicPublished.self)
        guard record.action == "topics.published", let published, published.from > record.at + .seconds(60)
        else { return deeds[record.action] }
        return "scheduled %"
    }

    var kinds: [AuditKind] {
        [
            AuditKind("topic", "Topic", path: "/console/topics/", needs: .readTopics) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT topic_id AS id, name, NULL::text AS note, topic_id AS screen
                    FROM topics.topic
                    WHERE topic_id = ANY (\(ids))
                    """)
            }
        ]
    }
}
