import Articles
import Foundation
import Kernel
import TestSupport
import Testing

@Suite("stet related", .stet(with: Command.plugins))
struct RelatedCommandTests {
    private struct Printed: Decodable {
        struct Candidate: Decodable {
            let slug: String
            let textScore: Double?
            let score: Double?
            let reason: String

            private enum CodingKeys: String, CodingKey {
                case slug, score, reason
                case textScore = "text_score"
            }
        }

        let article: String
        let candidates: [Candidate]
    }

    private func take(_ slug: String, _ text: String) async throws {
        let file = "---\nkind: article\ntitle: \(slug)\nslug: \(slug)\ncategory: Birds\n---\n\n\(text)\n"
        let report = try await ArticleImport(kernel: TestStet.current.kernel).run(
            Data(file.utf8), file: "article.md", options: ImportOptions(publishReason: "A test"))
        #expect(report.isWritten, "\(report.lines)")
    }

    @Test("prints every other public article with its scores as JSON")
    func all() async throws {
        try await take("owls", "Owls hunt mice at night.")
        try await take("wings", "Wings let owls hunt mice.")
        try await take("trams", "Trams run on rails.")

        let ended = try await Command.run(
            ["related", "owls", "--all", "--json"], try TestStet.current.environment())
        let printed = try JSONDecoder().decode(Printed.self, from: Data(ended.output.utf8))

        #expect(ended.code == 0)
        #expect(printed.article == "owls")
        #expect(printed.candidates.map(\.slug) == ["wings", "trams"])
        #expect(try #require(printed.candidates[0].textScore) > 0.2)
        #expect(printed.candidates[1].textScore == 0)
        #expect(printed.candidates[0].reason.hasPrefix("shares: "))
    }

    @Test("prints the list that readers see, a line each, as of an instant")
    func lines() async throws {
        try await take("owls", "Owls hunt mice at night.")
        try await take("wings", "Wings let owls hunt mice.")
        let environment = try TestStet.current.environment()

        let now = try await Command.run(["related", "owls"], environment)
        let before = try await Command.run(["related", "owls", "--at", "2020-01-01T00:00:00Z"], environment)

        #expect(now.output.contains(" wings shares: "))
        #expect(before.output.isEmpty)
        #expect(before.errors.contains("Nothing stands below owls."))
    }

    @Test("a slug that no article has, and an instant that is none, end with 65")
    func mistakes() async throws {
        let environment = try TestStet.current.environment()

        for arguments in [["nowhere"], ["No Slug"], ["nowhere", "--at", "noon"]] {
            #expect(try await Command.run(["related"] + arguments, environment).code == 65)
        }
    }
}
