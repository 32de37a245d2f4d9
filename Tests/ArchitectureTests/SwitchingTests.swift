import Kernel
import Postgres
import TestSupport
import Testing

@Suite("Switching plugins on and off")
struct SwitchingTests {
    @Test("there are sets to try, the empty and the whole one among them")
    func sets() {
        let sizes = Program.closedSets.map(\.count)

        #expect(
            sizes.contains(0) && sizes.contains(Program.plugins.count)
                && sizes.contains(Program.plugins.count - 1))
    }

    @Test("the program works with every set of plugins that is closed", arguments: Program.closedSets.indices)
    func closedSet(index: Int) async throws {
        let plugins = Program.closedSets[index]
        let names = Set(plugins.map { $0.id.name })

        try await TestStet.compose(plugins) { stet in
            try await stet.serve { web in
                let visitor = web.visitor()
                let home = try await visitor.get("/")
                let signIn = try await visitor.get("/console/sign-in")
                let sitemap = try await visitor.get("/sitemap.xml")
                let ready = try await visitor.get("/readyz")

                #expect(home.status == (names.contains("site") ? .ok : .notFound), "\(names)")
                #expect(sitemap.status == (names.contains("site") ? .ok : .notFound), "\(names)")
                #expect(signIn.status == (names.contains("accounts") ? .ok : .notFound), "\(names)")
                #expect(ready.status == .ok, "\(names)")
            }
        }
    }

    @Test(
        "every link of the public menu leads somewhere, on each page that has it",
        arguments: Program.closedSets.indices)
    func publicMenu(index: Int) async throws {
        let plugins = Program.closedSets[index]
        let names = Set(plugins.map { $0.id.name })
        guard names.contains("site") else { return }

        try await TestStet.compose(plugins) { stet in
            try await stet.serve { web in
                for path in ["/", "/search", "/search?q=nothing", "/nothing-here"] {
                    let page = try await web.visitor().get(path).body
                    let menu = try #require(page.firstMatch(of: /<nav aria-label="Main">(?s:.*?)<\/nav>/)).0
                    let links = menu.matches(of: /href="([^"]*)"/).map { String($0.1) }

                    let expected = [
                        ("providers", "/providers"), ("topics", "/topics"), ("articles", "/articles"),
                    ]
                    .filter { names.contains($0.0) }
                    .map(\.1)
                    #expect(links == expected, "\(names) \(path)")
                    let main = page.matches(of: /href="(\/(?!assets|console)[^"#?]*)"/).map { String($0.1) }
                    for link in Set(main) {
                        #expect(try await web.visitor().get(link).status == .ok, "\(names) \(path): \(link)")
                    }
                }
            }
        }
    }

    @Test(
        "people find their first screen whatever else is switched on", arguments: Program.closedSets.indices)
    func firstScreen(index: Int) async throws {
        let plugins = Program.closedSets[index]
        guard plugins.contains(where: { $0.id == "accounts" }) else { return }

        try await TestStet.compose(plugins) { stet in
            try await stet.serve { web in
                let (client, _) = try await web.person("Ana", Role.allCases)

                #expect(try await client.get("/console").status == .ok)
                for entry in stet.composition.menu {
                    let answer = try await client.get(entry.path)
                    #expect(
                        answer.status == .ok || answer.status == .seeOther, "\(entry.path): \(answer.status)")
                }
            }
        }
    }
}

@Suite("The schema", .stet(with: Program.plugins))
struct SchemaTests {
    @Test("migrations ran from an empty database in the order in which plugins require each other")
    func order() async throws {
        let stet = try TestStet.current
        let ran = try await stet.owner.values(
            String.self, "SELECT plugin FROM kernel.migration GROUP BY plugin ORDER BY min(applied_at)")
        let again = try await Migrator(database: stet.owner, plugins: stet.composition.plugins).run()

        #expect(ran == ["kernel"] + stet.composition.plugins.map { type(of: $0).id.name })
        #expect(again.isEmpty)
    }

    @Test("each plugin keeps its tables in the schema of its own name")
    func schemas() async throws {
        let schemas = try await TestStet.current.owner.values(
            String.self,
            """
            SELECT DISTINCT nspname::text
            FROM pg_class
            JOIN pg_namespace ON pg_namespace.oid = relnamespace
            WHERE relkind IN ('r', 'v', 'm', 'p') AND nspname NOT IN ('pg_catalog', 'information_schema', 'extension')
            ORDER BY 1
            """)

        #expect(Set(schemas).isSubset(of: Set(Program.plugins.map { $0.id.name } + ["kernel"])))
    }
}
