import Accounts
import Hummingbird
import Kernel
import TestSupport
import Testing

@testable import Console

@Suite("Behind nobody", .stet(with: [AccountsPlugin.self, TrialPlugin.self]))
struct DirectTests {
    @Test("what a visitor says about their own address counts for nothing")
    func direct() async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get(
                "/trial/address", headers: [.forwardedFor: "203.0.113.9"])

            #expect(answer.body == "local")
        }
    }
}

@Suite(
    "Behind proxies",
    .stet(with: [AccountsPlugin.self, TrialPlugin.self], settings: ["trusted_proxies": "local, 10.0.0.2"]))
struct ProxyTests {
    @Test(
        "the nearest address that is not one of our proxies is the visitor's",
        arguments: [
            ("203.0.113.9", "203.0.113.9"),
            ("203.0.113.9, 10.0.0.2", "203.0.113.9"),
            ("made up, 203.0.113.9, 10.0.0.2", "203.0.113.9"),
            ("10.0.0.2", "local"),
            ("", "local"),
        ])
    func forwarded(header: String, address: String) async throws {
        try await TestStet.current.serve { web in
            let answer = try await web.visitor().get("/trial/address", headers: [.forwardedFor: header])

            #expect(answer.body == address)
        }
    }
}
