import Foundation
import Kernel
import Testing

/// Which of our modules may import which, and who alone may import a library.
enum Arrows {
    static let modules: [String: Set<String>] = [
        "Postgres": [], "Documents": [], "Signals": [], "DemoData": [],
        "Kernel": ["Postgres"],
        "Console": ["Kernel", "Postgres"],
        "Accounts": shell,
        "Site": shell,
        "Moderation": shell.union(["Accounts"]),
        "Topics": shell.union(["Documents", "Accounts", "Moderation", "Site"]),
        "Providers": shell.union(["Documents", "Signals", "Accounts", "Moderation", "Site", "Topics"]),
        "Credentials": shell.union(["Documents", "Accounts", "Moderation", "Site", "Topics", "Providers"]),
        "Articles": shell.union(["Documents", "Accounts", "Moderation", "Site", "Topics"]),
        "Ads": shell.union(["Accounts", "Site", "Topics"]),
    ]
    private static let shell: Set<String> = ["Console", "Kernel", "Postgres"]

    static let libraries: [String: Set<String>] = [
        "CLibPQ": ["Postgres"], "CArgon2": ["Accounts"], "CCMark": ["Documents"], "CZlib": ["Site"],
        "Mustache": ["Console"], "Yams": ["Kernel", "Documents"], "ArgumentParser": ["App"],
        "HummingbirdTesting": ["TestSupport"], "Testing": ["TestSupport"],
    ]

    /// Each import that points up or sideways: `Kernel imports Accounts`.
    static func wrong(in imports: [String: Set<String>]) -> [String] {
        let ours = Set(modules.keys).union(["App", "TestSupport"])
        return imports.flatMap { module, imported in
            imported.filter { name in
                if let owners = libraries[name] { return !owners.contains(module) }
                // App knows all, and tests' support stands outside.
                guard ours.contains(name), !["App", "TestSupport"].contains(module) else { return false }
                return name != module && modules[module]?.contains(name) != true
            }
            .map { "\(module) imports \($0)" }
        }
        .sorted()
    }

    /// What the sources of a folder import.
    static func imports(in folder: String) throws -> Set<String> {
        let line = /(?m)^(?:@\S+\s+)?(?:public\s+|package\s+)?import\s+(?:struct\s+|func\s+)?([A-Za-z0-9_]+)/
        return try Files.texts(in: folder, ending: ".swift").values.reduce(into: []) { names, text in
            names.formUnion(text.matches(of: line).map { String($0.1) })
        }
    }
}

@Suite("Dependencies")
struct DependencyTests {
    @Test("an arrow that points up is found")
    func upward() {
        let wrong = Arrows.wrong(in: [
            "Kernel": ["Postgres", "Accounts"], "Accounts": ["Moderation", "CLibPQ"],
            "Postgres": ["Foundation"],
        ])

        #expect(
            wrong == ["Accounts imports CLibPQ", "Accounts imports Moderation", "Kernel imports Accounts"])
    }

    @Test("no module imports one above or beside it, nor a library that belongs to another")
    func imports() throws {
        var imports: [String: Set<String>] = [:]
        for name in try Files.folders(in: "Sources") {
            imports[name] = try Arrows.imports(in: "Sources/\(name)")
        }
        for name in try Files.folders(in: "Plugins") {
            imports[name] = try Arrows.imports(in: "Plugins/\(name)/Sources")
        }

        #expect(Arrows.wrong(in: imports) == [])
        #expect(imports["Kernel"]?.contains("Postgres") == true)
    }

    @Test("a plugin requires every plugin that it imports", arguments: Program.plugins.map { $0.id.name })
    func requires(name: String) throws {
        let module = name.prefix(1).uppercased() + name.dropFirst()
        let others = Program.plugins.map { $0.id.name }.filter { $0 != name }

        let imports = try Arrows.imports(in: "Plugins/\(module)/Sources")
        let imported = others.filter { imports.contains($0.prefix(1).uppercased() + $0.dropFirst()) }

        let required = Program.requirements(of: PluginID(stringLiteral: name)).map(\.name)
        #expect(Set(imported).subtracting(required) == [])
    }

    @Test("a plugin's statements name no schema of a plugin that it does not require")
    func schemas() throws {
        for plugin in Program.plugins {
            let module = plugin.id.name.prefix(1).uppercased() + plugin.id.name.dropFirst()
            let known = Program.requirements(of: plugin.id).union([plugin.id, "kernel", "extension"])
            let strange = Program.plugins.map { $0.id }.filter { !known.contains($0) }.map(\.name)
            for ending in [".swift", ".sql"] {
                for (file, text) in try Files.texts(in: "Plugins/\(module)", ending: ending)
                where !file.hasPrefix("Tests/") {
                    let named = Files.code(text).matches(
                        of: /(?:FROM|JOIN|INTO|UPDATE|ON)\s+([a-z]+)\.[a-z_]+/
                    )
                    .map { String($0.1) }
                    #expect(Set(named).intersection(strange) == [], "\(module)/\(file)")
                }
            }
        }
    }

    @Test("the kernel and the shell name no plugin")
    func namesNoPlugin() throws {
        let names = Program.plugins.map { $0.id.name }
        let types = names.map { $0.prefix(1).uppercased() + $0.dropFirst() + "Plugin" }
        // “site” is a word of settings and roles too.
        let schemas = names.filter { $0 != "site" }.map { "\($0)." }

        for folder in ["Sources/Postgres", "Sources/Kernel", "Sources/Console"] {
            for ending in [".swift", ".sql", ".mustache"] {
                for (file, text) in try Files.texts(in: folder, ending: ending) {
                    let code = Files.code(text)
                    #expect(!types.contains { code.contains($0) }, "\(folder)/\(file)")
                    #expect(!schemas.contains { code.contains(" \($0)") }, "\(folder)/\(file)")
                }
            }
        }
    }

    @Test("plugins look alike from outside")
    func layout() throws {
        for name in try Files.folders(in: "Plugins") {
            let folders = try Files.folders(in: "Plugins/\(name)")
            let plugin = Program.root.appending(path: "Plugins/\(name)/Sources/\(name)Plugin.swift")

            #expect(
                Set(folders).subtracting(["Assets", "Reference"]) == [
                    "Migrations", "Sources", "Templates", "Tests",
                ],
                "\(name)")
            #expect(FileManager.default.fileExists(atPath: plugin.path), "\(name)")
        }
    }

    @Test("every plugin in its folder is part of these tests")
    func complete() throws {
        let folders = try Files.folders(in: "Plugins").map { $0.lowercased() }

        #expect(folders == Program.plugins.map { $0.id.name }.sorted())
    }
}
