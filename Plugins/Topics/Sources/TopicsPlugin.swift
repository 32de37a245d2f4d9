import Accounts
import Console
import Foundation
import Kernel
import Site

/// What people come for: topics with questions and answers, and what other plugins show about them.
public struct TopicsPlugin: Plugin {
    public static let id: PluginID = "topics"
    public static let requires: [PluginID] = ["accounts", "moderation", "site"]
    public static let templates = Bundle.module.resourceURL?.appending(path: "Templates")

    private let kernel: Kernel
    private let sections = Additions<any TopicSection>()
    private let fillers = Additions<any SlotFiller>()

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    public var permissions: [Permission] { [.readTopics, .editTopics, .publishTopics] }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "topics") }

    public var pages: [any Page.Type] {
        [
            TopicsPage.self, TopicEditorPage.self, TopicPreviewPage.self, TopicViewPage.self,
            TopicUnpublishPage.self, TopicPage.self, TopicListPart.self, TopicListPage.self,
        ]
    }

    public var menu: [MenuEntry] {
        [MenuEntry("Topics", path: "/console/topics", icon: "topics", group: .publishing, needs: .readTopics)]
    }

    public var extensions: [any Extension] {
        [
            PublicTopic(sections: sections, fillers: fillers), AllTopics(), TopicsAtHome(), TopicAddresses(),
            TopicsFound(), SiteMenuEntry("Topics", path: "/topics", place: 2), TopicReview(kernel: kernel),
            TopicAudit(),
        ]
    }

    public func routes(_ routes: inout Routes) {
        sections.take(from: routes)
        fillers.take(from: routes)
        let console = TopicConsole(kernel: kernel, counts: routes.extensions())
        routes.get("/console/topics", .needs(.readTopics), use: console.list)
        routes.get("/console/topics/new", .needs(.editTopics), use: console.newForm)
        routes.post("/console/topics/new", .needs(.editTopics), form: console.newForm, use: console.add)
        routes.post("/console/topics/preview", .needs(.editTopics), use: console.preview)
        routes.get("/console/topics/:id", .needs(.readTopics), use: console.show)
        routes.post("/console/topics/:id", .needs(.editTopics), form: console.show, use: console.save)
        routes.post("/console/topics/:id/names", .needs(.editTopics), form: console.show, use: console.rename)
        routes.get("/console/topics/:id/names", .needs(.readTopics), use: console.back)
        routes.post(
            "/console/topics/:id/publish", .needs(.publishTopics), form: console.show, use: console.publish)
        routes.get("/console/topics/:id/publish", .needs(.readTopics), use: console.back)
        routes.get("/console/topics/:id/unpublish", .needs(.publishTopics), use: console.unpublishForm)
        routes.post(
            "/console/topics/:id/unpublish", .needs(.publishTopics), form: console.unpublishForm,
            use: console.unpublish)
    }
}
