import DemoData
import Documents
import Foundation
import Kernel
import Postgres
import Topics

/// The topics with their pages, public for two years.
enum DemoTopicRows {
    /// Each a day after the one before, as an editor would have written them.
    private static func made(_ number: Int, hours: DemoHours, today: DemoDay) -> Instant {
        hours.opening(of: today - 760 + number) + .seconds(number * 1_140)
    }

    static func id(_ number: Int, seed: UInt64, hours: DemoHours, today: DemoDay) -> UUID {
        var ids = DemoIDs(seed: seed, of: .topic(number))
        return ids.next(at: made(number, hours: hours, today: today))
    }

    /// - Throws: `DocumentIssues` for a page that the editor would not take either.
    static func all(in plan: DemoPlan) throws -> DemoRows {
        var rows = DemoRows()
        for (number, topic) in plan.data.topics.enumerated() {
            let made = made(number, hours: plan.hours, today: plan.data.today)
            var ids = DemoIDs(seed: plan.seed, of: .topic(number))
            let (id, revision, publication) = (ids.next(at: made), ids.next(at: made), ids.next(at: made))
            let matter = try FrontMatter(data: Data(topic.markdown.utf8))
            let document = try Document(markdown: matter.body, schema: .topic)
            rows.add(.topic, [id, topic.slug, topic.name, topic.label, topic.aliases, made])
            let dek = try matter.text("dek") ?? ""
            let rendering = try TopicRendering(document, dek: dek)
            rows.add(
                .topicRevision,
                [
                    revision, id, 1, topic.crisisTier, dek, document.json, rendering.html, rendering.text,
                    rendering.wordCount, rendering.description, rendering.structuredData, rendering.contents,
                    made, "demo",
                ])
            let visible = PostgresRange(from: made + .seconds(7_200))
            rows.add(
                .topicPublication,
                [publication, id, revision, visible, plan.staff.editor.accountID, made + .seconds(7_200)])
        }
        return rows
    }
}
