import Console
import Credentials
import Foundation
import Hummingbird
import Kernel
import Providers
import TestSupport
import Testing
import Topics

/// What screens offer: links, buttons and forms.
@Suite("What screens offer", .stet(with: Program.plugins))
struct OfferTests {
    /// A topic and somebody with a claim, both of which wait for review.
    private func fill() async throws {
        let stet = try TestStet.current
        let topic = try await TopicImport(kernel: stet.kernel).run(
            Data("---\nkind: topic\ntitle: Stage Fright\n---\n\nHands shake.\n".utf8), file: "stage.md",
            options: ImportOptions(publishReason: "First load"))
        let provider = try await ProviderImport(kernel: stet.kernel, claims: stet.composition.extensions())
            .run(
                .data(
                    Data(
                        """
                        name,credentials,street,city,state,postal_code,remote_only,years_in_practice,topics,bio
                        Ana Whitfield,Licensed Marriage and Family Therapist (LMFT),,Reno,NV,89501,no,7,Stage Fright,Hello.

                        """.utf8), name: "people.csv"))
        #expect(topic.isWritten && provider.isWritten)
    }

    @Test("no screen offers what the person who sees it may not do", arguments: Role.allCases)
    func permitted(role: Role) async throws {
        try await fill()
        let routes = try WebRouter.routes(of: TestStet.current.composition)
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Somebody", [role])
            var waiting = ["/console"]
            var seen = Set(waiting)
            while let path = waiting.popLast() {
                let page = try await client.get(path)

                #expect(page.status == .ok || page.status == .seeOther, "\(path): \(page.status)")
                for offered in Self.forms(of: page.body) where !Self.may(role, post: offered, routes) {
                    Issue.record("\(path) offers to send \(offered)")
                }
                for link in Self.links(of: page.body) where seen.insert(link).inserted {
                    waiting.append(link)
                }
            }

            // Everybody finds their own account's page; the others are there for those who see more.
            #expect(seen.count > 1)
        }
    }

    /// Where forms and their buttons send to.
    private static func forms(of html: String) -> [String] {
        html.matches(of: /<form[^>]*>/).compactMap { form -> String? in
            guard form.0.contains("method=\"post\"") else { return nil }
            return form.0.firstMatch(of: /action="([^"]*)"/).map { String($0.1) }
        } + html.matches(of: /formaction="([^"]*)"/).map { String($0.1) }
    }

    /// The screens that a page leads to, without what their addresses ask for.
    private static func links(of html: String) -> Set<String> {
        Set(
            html.matches(of: /href="(\/console[^"?#]*)/).map { String($0.1) }
        )
    }

    private static func may(_ role: Role, post path: String, _ routes: [Route]) -> Bool {
        let parts = path.split(separator: "/")
        let route = routes.first { route in
            let pattern = route.path.split(separator: "/")
            return route.method == .post && pattern.count == parts.count
                && zip(pattern, parts).allSatisfy { $0.hasPrefix(":") || $0 == $1 }
        }
        guard let route else { return false }
        switch route.access {
        case .anyone, .signedIn: return true
        case .needs(let permission): return permission.roles.contains(role)
        }
    }

    @Test("an auditor reads a topic and finds nothing to press")
    func auditor() async throws {
        try await fill()
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Miles Achterberg", [.auditor])
            let list = try await client.get("/console/topics").body
            let link = try #require(list.firstMatch(of: /href="(\/console\/topics\/[0-9a-f-]{36})"/)).1

            let topic = try await client.get(String(link)).body

            #expect(!list.contains("New topic"))
            #expect(topic.contains("Hands shake."))
            #expect(topic.contains("/topics/stage-fright"))
            #expect(!topic.contains("Save draft") && !topic.contains("Unpublish"))
        }
    }
}

/// What nobody's browser would ask for.
@Suite("Requests that no page of ours makes", .stet(with: Program.plugins))
struct StrayRequestTests {
    @Test("no form of the program is taken without its token")
    func tokenless() async throws {
        let routes = try WebRouter.routes(of: TestStet.current.composition).filter { $0.method == .post }
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Somebody", Role.allCases)
            for route in routes {
                let path =
                    "/"
                    + route.path.split(separator: "/")
                    .map { $0.hasPrefix(":") ? "00000000-0000-7000-8000-000000000000" : String($0) }
                    .joined(separator: "/")

                let answer = try await client.post(path, withToken: false)

                #expect(answer.status == .badRequest, "\(route.path): \(answer.status)")
            }
        }
    }

    @Test(
        "a slug with dots, slashes or worse is an address that is not there",
        arguments: [
            "a.b", "..", "%2e%2e", "..%2f..%2fetc%2fpasswd", "a%2fb", "a/b", "a%5cb", "a%00b", "%ff", "-a",
            "a--b",
            "%F0%9F%92%A9", "a%0d%0ab", "a'b", String(repeating: "a", count: 5_000),
        ])
    func slugs(slug: String) async throws {
        let folders = try WebRouter.routes(of: TestStet.current.composition)
            .filter { $0.method == .get && $0.path.hasSuffix("/:slug") }
            .map { $0.path.replacing("/:slug", with: "") }
        #expect(folders.contains("/topics") && folders.contains("/providers"))
        try await TestStet.current.serve { web in
            for folder in folders {
                let answer = try await web.visitor().get("\(folder)/\(slug)")

                #expect(answer.status == .notFound, "\(folder)/\(slug.prefix(40)): \(answer.status)")
            }
        }
    }
}
