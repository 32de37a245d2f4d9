import Documents
import Foundation
import Kernel
import Postgres
import Site
import Topics

/// Writes profiles as the CSV file that `ProviderImport` takes: importing it changes nothing.
public struct ProviderExport: Sendable {
    private let kernel: Kernel

    public init(kernel: Kernel) {
        self.kernel = kernel
    }

    /// Hands the file over in pieces: the providers with these slugs, or all of them.
    ///
    /// - Throws: `Refusal.notFound` when a slug has no provider, and what `write` throws.
    public func run(_ slugs: [Slug] = [], to write: (String) async throws -> Void) async throws {
        let known = try await kernel.database.values(
            Slug.self,
            """
            SELECT slug
            FROM providers.provider
            WHERE slug = ANY (\(slugs))
            ORDER BY slug
            """)
        guard Set(known) == Set(slugs) else { throw Refusal.notFound }
        let topics = try await TopicIndex.load(in: kernel.database)
        let names = Dictionary(
            topics.topics.map { ($0.topicID, $0.name) }, uniquingKeysWith: { first, _ in first })
        let zone = SiteFacts(settings: kernel.settings).dates.zone
        let thisYear = Practice.year(of: kernel.clock.now(), in: zone)

        let columns = ProviderColumn.required + ProviderColumn.optional
        try await write(CSVText.line(columns.map(\.rawValue)))
        let rows = kernel.database.stream(
            """
            SELECT \(sql: StoredProfile.columns)
            FROM providers.provider
            \(sql: StoredProfile.joins)
            WHERE \(slugs.isEmpty) OR provider.slug = ANY (\(slugs))
            ORDER BY provider.slug
            """)
        for try await row in rows {
            let stored = try row.decode(StoredProfile.self)
            try await write(
                CSVText.line(columns.map { stored.field($0, topics: names, thisYear: thisYear) }))
        }
    }

    /// The whole file at once.
    public func text(_ slugs: [Slug] = []) async throws -> String {
        var text = ""
        try await run(slugs) { text += $0 }
        return text
    }
}

extension StoredProfile {
    /// A field as a file has it.
    fileprivate func field(_ column: ProviderColumn, topics names: [TopicID: String], thisYear: Int) -> String
    {
        switch column {
        case .name: name
        case .credentials: titles.map(\.display).joined(separator: "; ")
        case .street: street ?? ""
        case .city: city ?? ""
        case .state: state?.name ?? ""
        case .postalCode: postalCode ?? ""
        case .remoteOnly: remoteOnly ? "yes" : "no"
        case .yearsInPractice: startYear.map { String(thisYear - $0) } ?? ""
        case .topics: topics.compactMap { names[$0] }.joined(separator: "; ")
        case .bio: bio.markdown.trimmingCharacters(in: .whitespacesAndNewlines)
        case .slug: slug.rawValue
        case .npi: npi?.rawValue ?? ""
        case .phone: phone?.rawValue ?? ""
        case .website: website ?? ""
        case .languages: languages.joined(separator: "; ")
        case .states: states.map(\.name).joined(separator: "; ")
        case .startYear: startYear.map { String($0) } ?? ""
        }
    }
}
