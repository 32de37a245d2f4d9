import Console
import Foundation
import Hummingbird
import Kernel
import Postgres

/// Says how many people are listed under topics. A plugin that lists people supplies it.
public protocol TopicCounts: Extension {
    /// How many there are now for each of the topics; those without any may be left out.
    func people(for topics: [TopicID], in reader: any Reader) async throws -> [TopicID: Int]
}

/// The screens about topics: what was sent, the use case for it, the page that follows.
struct TopicConsole: Sendable {
    let kernel: Kernel
    let counts: [any TopicCounts]

    private static let pageSize = 50

    @Sendable func list(_ request: Request, _ visit: Visit) async throws -> Reply {
        let fields = request.fields
        let filter = TopicFilter(
            search: fields["q"], state: TopicFilter.State(rawValue: fields["state"]),
            sort: TopicFilter.Sort(rawValue: fields["sort"]) ?? .title)
        let after = fields.raw("after")
        let queries = TopicQueries(reader: kernel.database)
        var topics = try await queries.list(
            filter, after: after.flatMap { PageKey<TopicKey>($0)?.key }, limit: Self.pageSize + 1)
        let hasMore = topics.count > Self.pageSize
        topics = Array(topics.prefix(Self.pageSize))
        var people: [TopicID: Int]?
        for source in counts {
            let counted = try await source.people(for: topics.map(\.topicID), in: kernel.database)
            people = (people ?? [:]).merging(counted, uniquingKeysWith: +)
        }
        let next = (hasMore ? topics.last : nil).map { last in
            PageKey(
                TopicKey(
                    name: last.name.lowercased(), changed: last.changedAt.microseconds, id: last.topicID)
            ).text
        }
        return .page(
            TopicsPage(
                visit, topics: topics, people: people, count: try await queries.count(filter),
                filter: filter, after: after, next: next))
    }

    @Sendable func newForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(TopicEditorPage(visit, topic: nil, live: nil, withdrawn: nil))
    }

    /// The preview beside the form, as it is typed.
    @Sendable func preview(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(TopicPreviewPage(draftView: TopicView(TopicFields(visit.form))))
    }

    @Sendable func add(_ request: Request, _ visit: Visit) async throws -> Reply {
        let input = try TopicInput(names: names(visit.form), text: TopicFields(visit.form).checked())
        let id = try await SaveTopic(kernel: kernel).add(input, by: try visit.requireActor())
        return .seeOther(
            "/console/topics/\(id)",
            flash: "Saved as a draft. Readers see no page until another editor publishes it.")
    }

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        let queries = TopicQueries(reader: kernel.database)
        let topic = try await queries.topic(try id(visit))
        let isOff = topic.wasPublic && !topic.hasPage
        let withdrawn = isOff ? try await queries.lastWithdrawal(of: topic.topicID) : nil
        guard try visit.requireActor().may(.editTopics) else {
            return .page(TopicViewPage(visit, topic: topic, withdrawn: withdrawn))
        }
        let live = try await TopicRevision.live(of: topic.topicID, in: kernel.database)
        return .page(TopicEditorPage(visit, topic: topic, live: live, withdrawn: withdrawn))
    }

    @Sendable func save(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        let outcome = try await SaveTopic(kernel: kernel).run(
            id, seen: Int(visit.form["version"]) ?? 0, try TopicFields(visit.form).checked(),
            by: try visit.requireActor())
        let flash =
            switch outcome {
            case .unchanged: "Nothing is different, so nothing was saved."
            case .waits(isPublic: true):
                "Saved as a draft. Readers keep the page that they have until another editor publishes this one."
            case .waits(isPublic: false):
                "Saved as a draft. Readers see no page until another editor publishes it."
            }
        return .seeOther("/console/topics/\(id)", flash: flash)
    }

    @Sendable func rename(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        let isChanged = try await RenameTopic(kernel: kernel).run(
            id, seen: Int(visit.form["version"]) ?? 0, try names(visit.form), by: try visit.requireActor())
        return .seeOther(
            "/console/topics/\(id)",
            flash: isChanged
                ? "Names changed. Readers see them now; the text stays as it is."
                : "Nothing is different, so nothing was changed.")
    }

    @Sendable func publish(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        let actor = try visit.requireActor()
        let start =
            visit.form["then"] == "schedule"
            ? try visit.form.schedule(day: "day", time: "time", in: actor.zone, after: kernel.clock.now())
                .instant
            : nil
        let from = try await PublishTopic(kernel: kernel).run(
            id, seen: Int(visit.form["version"]) ?? 0, from: start, by: actor)
        let words = TimeText(zone: actor.zone)
        return .seeOther(
            "/console/topics/\(id)",
            flash: start == nil ? "Published. Readers see it now." : "Scheduled for \(words.full(from)).")
    }

    @Sendable func unpublishForm(_ request: Request, _ visit: Visit) async throws -> Reply {
        let topic = try await TopicQueries(reader: kernel.database).topic(try id(visit))
        guard topic.hasPage else {
            throw Refusal.wrongState(
                message: "Readers do not see this topic’s page.", now: "/console/topics/\(topic.topicID)")
        }
        return .page(TopicUnpublishPage(visit, topic: topic))
    }

    @Sendable func unpublish(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try id(visit)
        try await PublishTopic(kernel: kernel).unpublish(
            id, because: visit.form["unpublish_reason"], by: try visit.requireActor())
        return .seeOther(
            "/console/topics/\(id)",
            flash: "Taken off the site. Readers are told that the page is not available now.")
    }

    /// Where the browser stands after a form came back: loading it again shows the topic.
    @Sendable func back(_ request: Request, _ visit: Visit) async throws -> Reply {
        .seeOther("/console/topics/\(try id(visit))")
    }

    private func id(_ visit: Visit) throws(Refusal) -> TopicID {
        guard let id = TopicID(visit.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }

    private func names(_ form: Form) throws(FormIssues) -> TopicNames {
        try TopicNames(
            title: form["title"], slug: form["slug"], label: form["label"],
            aliases: form["aliases"].split(separator: ";").map { String($0) })
    }
}
