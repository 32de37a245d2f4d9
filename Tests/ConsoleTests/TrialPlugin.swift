import Accounts
import Console
import Foundation
import Hummingbird
import Kernel
import Postgres

/// A plugin with one route for each thing that a handler can do, so that tests see what the shell makes of it.
struct TrialPlugin: Plugin {
    static let id: PluginID = "trial"
    static let requires: [PluginID] = ["accounts"]
    static let templates: URL? = try? TrialTemplates.write()

    private let kernel: Kernel

    init(kernel: Kernel) { self.kernel = kernel }

    var permissions: [Permission] { [.tryThings] }
    var migrations: MigrationSet { .none }
    var pages: [any Page.Type] { [TrialForm.self] }
    var menu: [MenuEntry] {
        [MenuEntry("Trial", path: "/console/trial/secret", icon: "", group: .house, needs: .tryThings)]
    }

    func routes(_ routes: inout Routes) {
        let kernel = kernel
        for folder in ["/console/trial", "/trial"] {
            routes.get("\(folder)/refuse/:kind", .anyone) { _, visit in try TrialErrors.refuse(visit) }
            routes.get("\(folder)/page", .anyone) { _, _ in
                .text("<p>page</p>", type: "text/html; charset=utf-8")
            }
            routes.get("\(folder)/read", .anyone) { _, _ in
                let number = try await kernel.database.value(Int.self, "SELECT 42")
                return .text("\(number ?? 0)", type: "text/plain")
            }
            routes.get("\(folder)/wait", .anyone) { _, _ in
                _ = try await kernel.database.rows("SELECT pg_sleep(3600)")
                return .seeOther("/")
            }
            routes.get("\(folder)/broken", .anyone) { _, _ in
                _ = try await kernel.database.value(Int.self, "SELECT hidden FROM accounts.hideaway")
                return .seeOther("/")
            }
            routes.get("\(folder)/find", .anyone) { request, _ in
                let text = request.uri.queryParameters["q"].map { String($0) } ?? ""
                _ = try await kernel.database.value(String.self, "SELECT \(text)::text")
                return .text("found", type: "text/plain")
            }
        }
        routes.get("/trial/misspelt", .anyone) { _, _ in .page(MisspeltPage()) }
        routes.get("/trial/address", .anyone) { _, visit in .text(visit.clientAddress, type: "text/plain") }
        routes.get("/console/trial/mine", .signedIn) { _, visit in .page(TrialForm(visit)) }
        routes.get("/console/trial/secret", .needs(.tryThings)) { _, visit in .page(TrialForm(visit)) }
        routes.get("/console/trial/away", .anyone) { _, _ in .seeOther("/console/trial/form") }
        routes.get("/console/trial/token/:token", .anyone) { _, visit in .page(TrialForm(visit)) }
        let form: Route.Handler = { _, visit in .page(TrialForm(visit)) }
        routes.get("/console/trial/form", .anyone, use: form)
        routes.post("/console/trial/form", .anyone, form: form) { _, visit in
            guard visit.form["title"].count <= 10 else {
                throw FormIssues("title", .tooLong("a title", max: 10))
            }
            return .seeOther("/console/trial/form", flash: "Saved “\(visit.form["title"])”.")
        }
        routes.post("/console/trial/bare", .anyone) { _, _ in throw FormIssues("title", .missing("a title")) }
        routes.post("/console/trial/conflict", .signedIn) { _, visit in
            guard visit.form["version"] == "5" else {
                throw Refusal.changedSince(TrialErrors.conflict(visit))
            }
            return .seeOther("/console/trial/form", flash: "Saved “\(visit.form["title"])”.")
        }
        routes.post(
            "/console/trial/files", .anyone, form: form, uploads: UploadRule(field: "files", atMost: 2)
        ) { _, visit in
            let sizes = try visit.uploads.map { String(try $0.contents().count) }
            return .text("\(visit.form["title"]): \(sizes.joined(separator: " "))", type: "text/plain")
        }
        routes.post("/trial/form", .anyone) { _, _ in .seeOther("/trial/page") }
    }
}

extension Permission {
    static let tryThings = Permission("trial.try", to: "try things", roles: [.editor])
}

/// A form with one field.
struct TrialForm: Page {
    static let template = "trial/form"

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let titleField: TextField

    init(_ visit: Visit) {
        shell = Shell(visit, title: "Trial")
        let summary = IssueSummary(visit)
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        titleField = visit.text("title", "Title")
    }
}

/// A page whose template asks for something else.
struct MisspeltPage: Page {
    static let template = "trial/misspelt"
    let something = "x"
}

private enum TrialTemplates {
    static func write() throws -> URL {
        let folder = URL.temporaryDirectory.appending(path: "trial-\(UUID().uuidString)")
        try FileManager.default.createDirectory(
            at: folder.appending(path: "trial"), withIntermediateDirectories: true)
        let text = """
            {{<console-layout}}
            {{$content}}
            {{> console/issues}}
            <form method="post" action="/console/trial/form">
            {{> console/csrf}}
            {{#titleField}}
            {{> console/text}}
            {{/titleField}}
            </form>
            {{/content}}
            {{/console-layout}}
            """
        try text.write(to: folder.appending(path: "trial/form.mustache"), atomically: true, encoding: .utf8)
        try "{{nothing}}".write(
            to: folder.appending(path: "trial/misspelt.mustache"), atomically: true, encoding: .utf8)
        return folder
    }
}

enum TrialErrors {
    /// A fault of ours, with something in its words that nobody outside may see.
    struct Fault: Error, CustomStringConvertible {
        let description = "password=hunter2 at accounts.account"
    }

    static func conflict(_ visit: Visit) -> Conflict {
        Conflict(
            subject: "this trial", by: "Ines", path: "/console/trial/conflict", version: 5,
            fields: [
                Conflict.Field(
                    name: "title", label: "Title", mine: visit.form["title"], theirs: "what Ines wrote"),
                Conflict.Field(name: "note", label: "Note", mine: "same", theirs: "same"),
            ])
    }

    static func refuse(_ visit: Visit) throws -> Reply {
        switch visit.parameters.get("kind") ?? "" {
        case "gone": throw Refusal.gone
        case "sign-in": throw Refusal.signInRequired
        case "forbidden": throw Refusal.forbidden(.tryThings)
        case "wrong-state": throw Refusal.wrongState(message: "It is decided.", now: "/console/trial/form")
        case "too-many": throw Refusal.tooMany(seconds: 120)
        case "fault": throw Fault()
        case "issues": throw FormIssues("title", .missing("a title"))
        default: throw Refusal.notFound
        }
    }
}
