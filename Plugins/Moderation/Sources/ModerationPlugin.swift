import Accounts
import Console
import Foundation
import Kernel

/// What waits for a person's decision: the queue, the desk, claims and decisions.
public struct ModerationPlugin: Plugin {
    public static let id: PluginID = "moderation"
    public static let requires: [PluginID] = ["accounts"]
    public static let templates: URL? = Bundle.module.bundleURL.appending(path: "Templates")

    public static let assets: URL? = Bundle.module.bundleURL.appending(path: "Assets")

    private let kernel: Kernel
    private let news: QueueNews

    public init(kernel: Kernel) {
        self.kernel = kernel
        news = QueueNews(kernel: kernel)
    }

    public var permissions: [Permission] { [.seeQueue, .workQueue, .takeOver, .seeAllReviews] }

    public var migrations: MigrationSet { .bundled(in: .module, schema: "moderation") }

    public var pages: [any Page.Type] {
        [
            QueuePage.self, DeskPage.self, ComparisonPart.self, ChangesPart.self, SignalsPart.self,
            TextPart.self, EvidencePart.self,
            FactsPart.self,
        ]
    }

    public var menu: [MenuEntry] {
        [MenuEntry("Queue", path: "/console/queue", icon: "queue", group: .review, needs: .seeQueue)]
    }

    public var settings: [any SettingDeclaration] { [Setting<Int>.leaseMinutes, Setting<Int>.undoMinutes] }

    public var jobs: [Job] {
        [
            .periodic("moderation.release-claims", every: .seconds(30)) { kernel in
                _ = try await kernel.database.fetch(ReleaseReview.expired)
            }
        ]
    }

    public var extensions: [any Extension] { [QueueTasks(), QueueNewsService(news: news), ReviewAudit()] }

    public func routes(_ routes: inout Routes) {
        let console = ModerationConsole(kernel: kernel, types: ReviewTypes(routes.extensions()))
        let live = QueueEvents(
            kernel: kernel, news: news, sessions: routes.extensions(of: (any SignedInSource).self).first)
        routes.get("/console/queue", .needs(.seeQueue), use: console.queue)
        routes.get(QueueNews.path, .needs(.seeQueue), use: live.events)
        routes.post("/console/queue/next", .needs(.workQueue), use: console.next)
        routes.get("/console/queue/:id", .needs(.seeQueue), use: console.desk)
        routes.post("/console/queue/:id/claim", .needs(.workQueue), use: console.claim)
        routes.post("/console/queue/:id/take-over", .needs(.takeOver), use: console.takeOver)
        routes.post("/console/queue/:id/renew", .needs(.workQueue), use: console.renew)
        routes.get("/console/queue/:id/standing", .needs(.seeQueue), use: console.standing)
        routes.post("/console/queue/:id/release", .needs(.workQueue), use: console.release)
        routes.post("/console/queue/:id/decide", .needs(.workQueue), form: console.desk, use: console.decide)
        routes.post("/console/queue/:id/undo", .needs(.workQueue), use: console.undo)
        // Where the browser stands after a form came back: loading it again shows the desk.
        routes.get("/console/queue/:id/decide", .needs(.seeQueue), use: console.back)
    }
}
