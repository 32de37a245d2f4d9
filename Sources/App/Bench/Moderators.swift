import Accounts
import Foundation
import Kernel

extension LoopbackBrowser {
    private static let password = "a sentence works well"

    /// Makes an account with these roles and signs it in through the pages.
    ///
    /// - Returns: a browser with a session and a connection of its own, and whose it is.
    static func person(
        _ name: String, _ roles: [Role], on port: Int, kernel: Kernel
    ) async throws -> (browser: LoopbackBrowser, account: AccountID) {
        let input = try AccountInput(
            name: name, email: "\(UUID().uuidString.lowercased())@example.org",
            roles: roles.map(\.rawValue), zone: "America/New_York")
        let (account, link) = try await AddAccount(kernel: kernel).run(
            input, grantedBy: nil, by: .program("stet bench"))
        let browser = try LoopbackBrowser(port: port)
        _ = try browser.get(link.path)
        let answer = try browser.post(link.path, [("password", password), ("repeated", password)])
        guard answer.status == 303, try browser.get("/console").status == 200 else {
            throw SettingMistake(place: "sign-in", message: "\(name) could not sign in.")
        }
        return (browser, account)
    }

    /// So many people who work on the queue.
    static func moderators(_ count: Int, on port: Int, kernel: Kernel) async throws -> [LoopbackBrowser] {
        var browsers: [LoopbackBrowser] = []
        for number in 1...count {
            let roles: [Role] = [.moderator, .approver]
            browsers.append(
                try await person("Moderator \(number)", roles, on: port, kernel: kernel).browser)
        }
        return browsers
    }
}

/// What a moderator does, as requests.
extension LoopbackBrowser {
    /// Claims the next item and returns its address; nil when there is none.
    func claimNext() throws -> String? {
        let answer = try post("/console/queue/next")
        guard answer.status == 303, let location = answer.location else { throw unexpected(answer) }
        let path = String(location.prefix { $0 != "?" })
        return path == "/console/queue" ? nil : path
    }

    /// Sends an item back to whose it is, which everybody may who may decide it.
    ///
    /// - Returns: whether the server took the decision.
    func decide(_ path: String, version: Int) throws -> Bool {
        let answer = try post(
            "\(path)/decide",
            [
                ("version", String(version)), ("decision", "request_changes"), ("reason_code", "other"),
                ("reason", "Add what the register asks for, and we will look again."),
            ])
        return answer.status == 303
    }

    /// Reads a page, and returns the version that its form of this id names.
    func read(_ path: String, form: String = "decide") throws -> Int {
        let answer = try get(path)
        guard answer.status == 200, let start = answer.body.range(of: "id=\"\(form)\"")?.upperBound,
            let match = answer.body[start...].firstMatch(of: /name="version" value="(\d+)"/),
            let version = Int(match.1)
        else { throw unexpected(answer) }
        return version
    }

    func release(_ path: String) throws {
        let answer = try post("\(path)/release")
        guard answer.status == 303 else { throw unexpected(answer) }
    }

    private func unexpected(_ answer: Answer) -> SettingMistake {
        SettingMistake(place: "the queue", message: "the server answered \(answer.status), unexpectedly.")
    }
}
