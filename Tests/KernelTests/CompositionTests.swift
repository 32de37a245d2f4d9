import Foundation
import Kernel
import Logging
import Postgres
import Testing

@Suite("Putting plugins together")
struct CompositionTests {
    @Test("plugins come in the order in which they require each other, whatever the list's order")
    func order() throws {
        let composition = try Composition([Top.self, Left.self, Base.self, Right.self], kernel: .idle)

        #expect(composition.plugins.map { type(of: $0).id.name } == ["base", "left", "right", "top"])
    }

    @Test("an id that stands twice is K001")
    func repeated() {
        #expect(codes([Base.self, Base.self]) == ["K001"])
    }

    @Test("a menu entry with an undeclared permission is K002")
    func menu() {
        #expect(codes([UnknownPermission.self]) == ["K002"])
    }

    @Test("a route that stands twice is K003, also when its placeholders have other names")
    func routes() {
        #expect(codes([SameRoutes.self]) == ["K003"])
    }

    @Test("a requirement that is not there is K004, and so is a circle")
    func requirements() {
        #expect(codes([Left.self]) == ["K004"])
        #expect(codes([Chicken.self, Egg.self]) == ["K004"])
    }

    @Test("a page without its template is K005")
    func templates() {
        #expect(codes([NoTemplate.self]) == ["K005"])
    }

    @Test("a schema that two plugins claim is K007")
    func schemas() {
        #expect(codes([Base.self, SameSchema.self]) == ["K007"])
    }

    @Test("all mistakes are told at once, each with a hint")
    func together() {
        do {
            _ = try Composition([UnknownPermission.self, SameRoutes.self, NoTemplate.self], kernel: .idle)
            Issue.record("three mistakes were taken")
        } catch {
            #expect(error.mistakes.map(\.code).sorted() == ["K002", "K003", "K005"])
            #expect(error.mistakes.allSatisfy { !$0.hint.isEmpty })
        }
    }

    private func codes(_ plugins: [any Plugin.Type]) -> [String] {
        do {
            _ = try Composition(plugins, kernel: .idle)
            return []
        } catch {
            return error.mistakes.map(\.code)
        }
    }
}

extension Kernel {
    /// A kernel whose database nobody asks.
    static var idle: Kernel {
        let logger = Logger(label: "test") { _ in SwiftLogNoOpLogHandler() }
        let database = Database(
            DatabaseConfiguration(url: "postgres://localhost", poolSize: 1), logger: logger)
        return Kernel(
            database: database, site: database, preview: database, clock: SystemClock(), settings: Settings(),
            secret: Secret(), renderer: NoTemplates(), logger: logger)
    }
}

private struct NoTemplates: PageRenderer {
    let names: Set<String> = []
    func render(_ page: any Page) throws -> Fragment { Fragment(trusted: "") }
}

private protocol Bare: Plugin {}
extension Bare {
    var migrations: MigrationSet { .none }
}

private struct Base: Plugin {
    static let id: PluginID = "base"
    init(kernel: Kernel) {}
    var migrations: MigrationSet { MigrationSet(schema: "base", in: URL(filePath: "/nowhere")) }
}

private struct Left: Bare {
    static let id: PluginID = "left"
    static let requires: [PluginID] = ["base"]
    init(kernel: Kernel) {}
}

private struct Right: Bare {
    static let id: PluginID = "right"
    static let requires: [PluginID] = ["base"]
    init(kernel: Kernel) {}
}

private struct Top: Bare {
    static let id: PluginID = "top"
    static let requires: [PluginID] = ["right", "left"]
    init(kernel: Kernel) {}
}

private struct Chicken: Bare {
    static let id: PluginID = "chicken"
    static let requires: [PluginID] = ["egg"]
    init(kernel: Kernel) {}
}

private struct Egg: Bare {
    static let id: PluginID = "egg"
    static let requires: [PluginID] = ["chicken"]
    init(kernel: Kernel) {}
}

private struct SameSchema: Plugin {
    static let id: PluginID = "copy"
    init(kernel: Kernel) {}
    var migrations: MigrationSet { MigrationSet(schema: "base", in: URL(filePath: "/nowhere")) }
}

private struct UnknownPermission: Bare {
    static let id: PluginID = "menu"
    init(kernel: Kernel) {}
    var menu: [MenuEntry] {
        [
            MenuEntry(
                "Secrets", path: "/secrets", icon: "", group: .house,
                needs: Permission("x", to: "x", roles: []))
        ]
    }
}

private struct SameRoutes: Bare {
    static let id: PluginID = "routes"
    init(kernel: Kernel) {}
    func routes(_ routes: inout Routes) {
        routes.get("/things/:id", .anyone) { _, _ in .seeOther("/") }
        routes.get("/things/:slug", .anyone) { _, _ in .seeOther("/") }
    }
}

private struct NoTemplate: Bare {
    struct Lost: Page { static let template = "lost/page" }
    static let id: PluginID = "lost"
    init(kernel: Kernel) {}
    var pages: [any Page.Type] { [Lost.self] }
}
