import Foundation

extension Rule {
    /// A headline that no license stands behind: a degree, a certification, a membership, or a title anybody may use.
    static let titleWithoutLicense = Rule(
        "title-without-license", "Title that is no license", version: Titles.list.version
    ) { reading in
        let titles = reading.profile.titles
        guard let headline = titles.first, let kind = Titles.kind(of: headline) else { return [] }
        // What we do not know may be a license.
        let hasLicense = titles.contains { Titles.kind(of: $0) == nil }
        let span = ProfileText.span(of: 0, in: titles.map(\.display))
        return [
            Finding(
                hasLicense ? .advise : .review, .titles, span,
                "\(headline.display) is \(kind.words), not a license.",
                fix: hasLicense
                    ? "Put the license first." : "Add the state license, with its state and number.")
        ]
    }
}

/// What titles are, as far as rules know: reference data, of which the directory's own list of credentials knows more.
enum Titles {
    static let list = Reference("titles")

    /// Letters, and the states in which they mean something.
    static let ambiguous = list.table("ambiguous").mapValues { Set($0) }

    enum Kind: String, CaseIterable, Sendable {
        case degrees, certifications, memberships, unregulated

        var words: String {
            switch self {
            case .degrees: "a degree"
            case .certifications: "a certification"
            case .memberships: "a membership"
            case .unregulated: "a title that most states do not regulate"
            }
        }
    }

    private static let kinds: [String: Kind] = {
        var kinds: [String: Kind] = [:]
        for kind in Kind.allCases {
            for entry in list[kind.rawValue] {
                for part in entry.split(separator: "=") {
                    kinds[part.trimmingCharacters(in: .whitespaces).lowercased()] = kind
                }
            }
        }
        return kinds
    }()

    /// Nil for a license, and for a title that the list does not know.
    static func kind(of title: ProfileText.Title) -> Kind? {
        kinds[title.name.normalized] ?? title.abbreviation.flatMap { kinds[$0.lowercased()] }
    }
}
