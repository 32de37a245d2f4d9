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

        let mostOffices = try await kernel.database.value(
            Int?.self,
            """
            SELECT max(position)
            FROM providers.provider
            CROSS JOIN LATERAL (
              SELECT revision_id
              FROM providers.revision
              WHERE revision.provider_id = provider.provider_id
              ORDER BY revision.number DESC
              LIMIT 1
            ) AS latest
            JOIN providers.revision_office USING (revision_id)
            WHERE \(slugs.isEmpty) OR provider.slug = ANY (\(slugs))
            """)
        let columns =
            ProviderColumn.required + ProviderColumn.optional
            + ProviderColumn.offices(upTo: (mostOffices ?? nil) ?? 1)
        try await write(CSVText.line(columns.map(\.name)))
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
        case .profile(let column): field(column, topics: names, thisYear: thisYear)
        case .office(let position, let column):
            position - 2 < offices.count ? offices[position - 2].field(column) : ""
        }
    }

    private func field(_ column: ProfileColumn, topics names: [TopicID: String], thisYear: Int) -> String {
        func list(_ texts: [String]) -> String { texts.joined(separator: "; ") }
        return switch column {
        case .name: name
        case .credentials: list(titles.map(\.display))
        case .street: street ?? ""
        case .city: city ?? ""
        case .state: state?.name ?? ""
        case .postalCode: postalCode ?? ""
        case .remoteOnly: yesOrNo(remoteOnly)
        case .yearsInPractice: startYear.map { String(thisYear - $0) } ?? ""
        case .topics: list(topics.compactMap { names[$0] })
        case .bio: bio.markdown.trimmingCharacters(in: .whitespacesAndNewlines)
        case .slug: slug.rawValue
        case .npi: npi?.rawValue ?? ""
        case .phone: phone?.rawValue ?? ""
        case .website: website ?? ""
        case .languages: list(languages)
        case .states: list(states.map(\.name))
        case .startYear: startYear.map { String($0) } ?? ""
        case .givenName: givenName ?? ""
        case .familyName: familyName ?? ""
        case .otherNames: list(otherNames)
        case .pronouns: pronouns ?? ""
        case .phonePrivate: yesOrNo(phonePrivate)
        case .email: email ?? ""
        case .emailPrivate: yesOrNo(emailPrivate)
        case .streetPrivate: yesOrNo(streetPrivate)
        case .modalities: list(modalities)
        case .feeFrom: feeFrom.map { String($0) } ?? ""
        case .feeTo: feeTo.map { String($0) } ?? ""
        case .slidingScale: yesOrNo(slidingScale)
        case .insurance: list(insurance)
        case .newClients: newClients?.rawValue ?? ""
        }
    }
}

extension Office {
    fileprivate func field(_ column: OfficeColumn) -> String {
        switch column {
        case .street: street ?? ""
        case .city: city ?? ""
        case .state: state?.name ?? ""
        case .postalCode: postalCode ?? ""
        case .streetPrivate: yesOrNo(streetPrivate)
        case .phone: phone?.rawValue ?? ""
        }
    }
}

private func yesOrNo(_ isSet: Bool) -> String { isSet ? "yes" : "no" }
