import Foundation
import HTTPTypes
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Accounts

/// Somebody who was invited and has not come in yet.
struct Invited {
    let id: AccountID
    let email: String
    let link: String
}

extension TestStet {
    func invite(_ name: String, _ roles: [Role]) async throws -> Invited {
        let email = "\(UUID().uuidString.prefix(8).lowercased())@example.org"
        let input = try AccountInput(
            name: name, email: email, roles: roles.map(\.rawValue), zone: "America/New_York")
        let (id, link) = try await AddAccount(kernel: kernel).run(
            input, grantedBy: nil, by: .program("test"))
        return Invited(id: id, email: email, link: link.path)
    }

    /// An account with the password of all tests, signed out.
    func member(_ name: String, _ roles: [Role], in web: TestWeb) async throws -> Invited {
        let invited = try await invite(name, roles)
        let browser = web.visitor()
        try await browser.get(invited.link)
        let entered = try await browser.post(invited.link, Self.chosen(TestWeb.password))
        #expect(entered.status == .seeOther)
        try await browser.get("/console")
        try await browser.post("/console/sign-out")
        return invited
    }

    static func chosen(_ password: String) -> [(String, String)] {
        [("password", password), ("repeated", password)]
    }

    func sessionCount(of account: AccountID) async throws -> Int {
        try await owner.value(
            Int.self, "SELECT count(*) FROM accounts.session WHERE account_id = \(account)") ?? 0
    }

    func roles(of account: AccountID) async throws -> [String] {
        try await owner.values(
            String.self, "SELECT role FROM accounts.account_role WHERE account_id = \(account) ORDER BY role")
    }
}

extension ConsoleClient {
    /// Fills the sign-in form and sends it, from an address that the test's proxy tells.
    @discardableResult
    func signIn(
        _ email: String, _ password: String = TestWeb.password, from address: String? = nil,
        agent: String? = nil, back: String = ""
    ) async throws -> Answer {
        var headers: HTTPFields = [:]
        if let address, let name = HTTPField.Name("X-Forwarded-For") { headers[name] = address }
        if let agent { headers[.userAgent] = agent }
        try await get("/console/sign-in")
        return try await post(
            "/console/sign-in", [("email", email), ("password", password), ("back", back)], headers: headers)
    }
}

/// The value of a cookie that an answer sets; nil when it sets none of this name.
func cookie(_ name: String, of answer: ConsoleClient.Answer) -> String? {
    answer.headers[values: .setCookie].lazy
        .compactMap { $0.hasPrefix("\(name)=") ? $0.dropFirst(name.count + 1).prefix { $0 != ";" } : nil }
        .map { String($0) }
        .first { !$0.isEmpty }
}

/// A program that believes what a proxy tells of addresses: tests then come from wherever they say.
func behindProxy(
    settings: [String: String] = [:], _ body: @escaping @Sendable (TestStet, TestWeb) async throws -> Void
) async throws {
    let settings = settings.merging(["trusted_proxies": "local"]) { $1 }
    try await TestStet.compose([AccountsPlugin.self], settings: settings) { stet in
        try await stet.serve { web in try await body(stet, web) }
    }
}
