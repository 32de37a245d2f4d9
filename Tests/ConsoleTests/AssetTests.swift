import Accounts
import Foundation
import Hummingbird
import Kernel
import TestSupport
import Testing

@Suite("Files under /assets", .stet(with: [AccountsPlugin.self, TrialPlugin.self]))
struct AssetTests {
    @Test("a file comes with its type and a tag")
    func types() async throws {
        let types = [
            "console.css": "text/css; charset=utf-8", "console.js": "text/javascript; charset=utf-8",
            "stet.svg": "image/svg+xml",
        ]
        try await TestStet.current.serve { web in
            for (file, type) in types {
                let answer = try await web.visitor().get("/assets/\(file)")

                #expect(answer.status == .ok, "\(file)")
                #expect(answer.headers[.contentType] == type)
                #expect(answer.headers[.eTag]?.hasPrefix("\"") == true, "\(file)")
            }
        }
    }

    @Test("a copy that is still right is not sent again")
    func notModified() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            let tag = try #require(try await visitor.get("/assets/console.css").headers[.eTag])

            let again = try await visitor.get("/assets/console.css", headers: [.ifNoneMatch: tag])
            let other = try await visitor.get("/assets/console.css", headers: [.ifNoneMatch: "\"other\""])

            #expect(again.status == .notModified)
            #expect(again.body.isEmpty)
            #expect(other.status == .ok)
        }
    }

    @Test("a file asked for by its version may be kept for good, another for minutes")
    func lifetime() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()

            let versioned = try await visitor.get("/assets/console.css?v=1").headers[.cacheControl]
            let bare = try await visitor.get("/assets/console.css").headers[.cacheControl]

            #expect(versioned == "public, max-age=31536000, immutable")
            #expect(bare == "public, max-age=300")
        }
    }

    @Test("what only the browser tests need is served to nobody")
    func testTools() async throws {
        let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
        try FileManager.default.createDirectory(
            at: folder.appending(path: "test"), withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        try Data("1".utf8).write(to: folder.appending(path: "test/axe.min.js"))
        try Data("1".utf8).write(to: folder.appending(path: "library.js"))
        let settings = ["assets": folder.path]
        try await TestStet.compose([AccountsPlugin.self, TrialPlugin.self], settings: settings) { stet in
            try await stet.serve { web in
                let library = try await web.visitor().get("/assets/library.js")
                let tool = try await web.visitor().get("/assets/test/axe.min.js")

                #expect(library.status == .ok)
                #expect(tool.status == .notFound)
            }
        }
    }

    @Test("no path leads out of the folders")
    func traversal() async throws {
        let paths = [
            "/assets/../../etc/passwd", "/assets/..%2f..%2fetc%2fpasswd", "/assets/%2e%2e/%2e%2e/etc/passwd",
            "/assets//etc/passwd", "/assets/%2fetc%2fpasswd", "/assets/..%5c..%5cetc%5cpasswd",
            "/assets/../Templates/console-layout.mustache", "/assets/", "/assets/test/..",
            "/assets/.stamp.json",
            "/assets/console.css%00.png", "/assets/Console.css",
        ]
        try await TestStet.current.serve { web in
            for path in paths {
                let answer = try await web.visitor().get(path)

                #expect(answer.status == .notFound, "\(path)")
                #expect(!answer.body.contains("root:"), "\(path)")
            }
        }
    }
}
