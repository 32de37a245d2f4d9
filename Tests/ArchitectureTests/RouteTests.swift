import Console
import Kernel
import TestSupport
import Testing

@Suite("Routes and who may call them", .stet(with: Program.plugins))
struct RouteTests {
    @Test("each route answers nobody as its access rule says")
    func nobody() async throws {
        let routes = try Self.routes
        try await TestStet.current.serve { web in
            let client = web.visitor()
            try await client.get("/console/sign-in")
            for route in routes {
                let answer = try await Self.call(route, client)

                #expect(isRight(answer, of: route, for: nil), "\(Self.name(of: route)): \(answer.status)")
            }
        }
    }

    @Test("each route answers each role as its access rule says", arguments: Role.allCases)
    func roles(role: Role) async throws {
        let routes = try Self.routes
        try await TestStet.current.serve { web in
            let (client, _) = try await web.person("Somebody", [role])
            for route in routes {
                let answer = try await Self.call(route, client)

                #expect(isRight(answer, of: route, for: role), "\(Self.name(of: route)): \(answer.status)")
            }
        }
    }

    @Test("every route of the console asks for somebody, but for the ways in")
    func open() throws {
        let open = try Self.routes.filter { $0.path.hasPrefix("/console") && $0.access == .anyone }.map(
            \.path)

        #expect(Set(open) == ["/console/sign-in", "/console/welcome/:token"])
    }

    @Test("every permission that a route needs is declared, and somebody holds it")
    func permissions() throws {
        let declared = Set(try TestStet.current.composition.permissions)
        for route in try Self.routes {
            guard case .needs(let permission) = route.access else { continue }

            #expect(declared.contains(permission), "\(Self.name(of: route))")
            #expect(!permission.roles.isEmpty, "\(permission.id)")
        }
    }

    @Test("every line of the menu leads to a page that whoever sees it may open")
    func menu() throws {
        let routes = try Self.routes
        for entry in try TestStet.current.composition.menu {
            let route = try #require(
                routes.first { $0.method == .get && $0.path == entry.path }, "\(entry.path)")

            if case .needs(let permission) = route.access {
                #expect(entry.needs.roles.isSubset(of: permission.roles), "\(entry.path)")
            }
        }
    }

    @Test("an admin decides about no content, and an auditor changes nothing")
    func narrowRoles() throws {
        let posts = try Self.routes.filter { $0.method == .post }.compactMap {
            route -> (String, Set<Role>)? in
            guard case .needs(let permission) = route.access else { return nil }
            return (route.path, permission.roles)
        }

        let adminDoes = posts.filter { $0.1.contains(.admin) }.map(\.0)
        #expect(adminDoes.filter { !$0.hasPrefix("/console/accounts") } == [])
        #expect(posts.filter { $0.1.contains(.auditor) }.map(\.0) == [])
    }

    // MARK: Calling

    /// Every route, the way out last: it ends the session.
    private static var routes: [Route] {
        get throws {
            try WebRouter.routes(of: TestStet.current.composition)
                .sorted { ($0.path.hasSuffix("sign-out") ? 1 : 0) < ($1.path.hasSuffix("sign-out") ? 1 : 0) }
        }
    }

    private static func name(of route: Route) -> String { "\(route.method) \(route.path)" }

    /// Calls a route about something that does not exist, with no field but the token.
    private static func call(_ route: Route, _ client: ConsoleClient) async throws -> ConsoleClient.Answer {
        let path =
            "/"
            + route.path.split(separator: "/").map { part in
                if part == "**" { return "nothing.css" }
                guard part.hasPrefix(":") else { return String(part) }
                return part == ":slug" ? "nothing-of-this-name" : "00000000-0000-7000-8000-000000000000"
            }
            .joined(separator: "/")
        return route.method == .post ? try await client.post(path) : try await client.get(path)
    }

    private func isRight(_ answer: ConsoleClient.Answer, of route: Route, for role: Role?) -> Bool {
        let mayEnter =
            switch route.access {
            case .anyone: true
            case .signedIn: role != nil
            case .needs(let permission): role.map { permission.roles.contains($0) } ?? false
            }
        let toSignIn = answer.status == .seeOther && answer.location?.hasPrefix("/console/sign-in") == true
        guard mayEnter else { return role == nil ? toSignIn : answer.status == .forbidden }
        // A page may be missing, a form incomplete; nothing is forbidden and nothing breaks.
        let expected: Set<Int> =
            route.method == .post
            ? [200, 303, 400, 404, 409, 410, 422, 429] : [200, 301, 303, 304, 404, 410]
        return expected.contains(answer.status.code) && (!toSignIn || route.path.hasSuffix("sign-out"))
    }
}
