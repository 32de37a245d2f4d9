import Accounts
import Foundation
import Kernel
import Moderation
import Postgres
import Site
import TestSupport

@testable import Providers

/// A clinician at their own profile, and what tests do there.
struct Editing: Sendable {
    static let path = "/console/me/profile"

    let client: ConsoleClient
    let account: AccountID
    let id: ProviderID

    /// Somebody who began their profile.
    init(client: ConsoleClient, account: AccountID, id: ProviderID) {
        self.client = client
        self.account = account
        self.id = id
    }

    /// Imports the people of the tests, and signs in whose profile is `jonas-okafor`.
    init(_ web: TestWeb, _ slug: String = "jonas-okafor", name: String = "Jonas Okafor") async throws {
        let stet = try TestStet.current
        if try await stet.provider(slug) == nil { _ = try await importing(someProviders) }
        (client, account) = try await web.person(name, [.clinician])
        guard let slug = Slug(slug), let id = try await stet.provider(slug.rawValue) else {
            throw Refusal.notFound
        }
        try await LinkAccount(kernel: stet.kernel).run(slug, to: account, by: .program("test"))
        self.id = id
        try await client.get(Self.path)
    }

    /// The fields of a form that can be submitted; `changes` replace those of their name.
    static func fields(_ changes: [(String, String)] = []) -> [(String, String)] {
        let whole = [
            ("name", "Jonas Okafor"), ("bio", "I work online."), ("topics", "Grief"), ("remote_only", "yes"),
            ("states", "Washington; OR"), ("start_year", "2018"), ("languages", "English; Igbo"),
            ("phone", "206 555 0142"), ("website", "example.org"), ("npi", "1234567893"),
        ]
        let names = Set(changes.map(\.0))
        return whole.filter { !names.contains($0.0) } + changes
    }

    func version() async throws -> Int {
        try await TestStet.current.database.value(
            Int.self, "SELECT version FROM providers.provider WHERE provider_id = \(id)") ?? 0
    }

    /// Sends the form with the version that is stored now.
    @discardableResult
    func send(_ changes: [(String, String)] = [], then: String = "save") async throws -> ConsoleClient.Answer
    {
        let version = String(try await version())
        return try await client.post(
            Self.path, Self.fields(changes) + [("version", version), ("then", then)])
    }

    func preview(_ changes: [(String, String)] = []) async throws -> String {
        try await client.post("\(Self.path)/preview", Self.fields(changes)).body
    }

    /// What is saved last.
    func stored() async throws -> StoredProfile {
        try await ProviderQueries(reader: TestStet.current.database).profile(id)
    }

    /// A moderator decides about what waits, at the desk.
    func decide(_ web: TestWeb, _ decision: String, _ fields: [(String, String)] = []) async throws
        -> ConsoleClient.Answer
    {
        let item = try await waiting()
        let (moderator, _) = try await web.person("Ines Duarte", [.moderator])
        let path = "/console/queue/\(item.reviewItemID)"
        try await moderator.get(path)
        return try await moderator.post(
            "\(path)/decide", [("decision", decision), ("version", String(item.version))] + fields)
    }

    /// What a moderator sees of what waits.
    func desk(_ web: TestWeb) async throws -> String {
        let (moderator, _) = try await web.person("Ines Duarte", [.moderator])
        return try await moderator.get("/console/queue/\(try await waiting().reviewItemID)").body
    }

    private func waiting() async throws -> Waiting {
        let item = try await TestStet.current.database.first(
            Waiting.self,
            """
            SELECT review_item_id, version
            FROM moderation.review_item
            WHERE subject_id = \(id) AND state = 'open'
            """)
        guard let item else { throw Refusal.notFound }
        return item
    }

    private struct Waiting: Decodable, Sendable {
        let reviewItemID: ReviewItemID
        let version: Int
    }
}
