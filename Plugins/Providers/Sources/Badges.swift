import Foundation
import Kernel
import Postgres

public struct ProviderID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

/// Says which credentials hold at the instant of a page. Providers decides where badges go; the plugin that verifies
/// credentials supplies them, as queries, so that they travel with the page's own statements.
public protocol BadgeSource: Extension {
    /// The credentials that hold at the snapshot's instant; `providers` is a subquery of one column, the ids of the
    /// providers in question.
    func holding(of providers: SQL) -> Query<[HeldCredential]>

    /// When badges of these providers next begin or end after the snapshot's instant; nil when never.
    func nextBoundary(of providers: SQL) -> Query<Instant?>

    /// The instants at which badges of these providers begin or end, past and coming ones: a query of one column; nil
    /// where none are known.
    func boundaries(of providers: SQL) -> SQL?
}

extension BadgeSource {
    public func boundaries(of providers: SQL) -> SQL? { nil }
}

/// A verified credential at the instant of a page.
public struct HeldCredential: Decodable, Sendable, Equatable {
    public let providerID: ProviderID
    /// Stable within a provider: the abbreviation, or the slug of the name.
    public let mark: String
    public let name: String
    public let abbreviation: String?
    /// As in the reference data: `state_license`, `national_certification` ….
    public let kind: String
    /// The badge's words: `License verified`.
    public let badge: String
    public let state: String?
    /// The day on which somebody looked it up, `YYYY-MM-DD`.
    public let checkedOn: String
    /// Where it was looked up, and the address of that.
    public let source: String
    public let sourceURL: String?
    /// When it ends; nil while no end is known.
    public let validUntil: Instant?

    /// Whether it makes the whole card or profile *verified*: only a state's license does.
    public var isLicense: Bool { kind == "state_license" }
}

/// Says which credentials a provider claims, for the headline of the profile: only what is claimed with its proof, or
/// waits for one, may stand there.
public protocol ClaimSource: Extension {
    /// The claims that stand, the oldest first.
    func titles(of provider: ProviderID, in reader: any Reader) async throws -> [ClaimedTitle]
}

/// Takes the credentials that an import or a profile names, as claims that nobody has checked.
public protocol ClaimSink: Extension {
    /// Adds claims to providers, each of whom comes once, where there are none with the same mark yet, and opens their
    /// reviews.
    func claim(
        _ claims: [NamedTitles], by account: AccountID?, source: String, in transaction: Transaction
    ) async throws
}

/// The titles that a profile names.
public struct NamedTitles: Sendable {
    public let providerID: ProviderID
    public let name: String
    /// Two letters; nil for somebody without an office.
    public let state: String?
    public let titles: [ClaimedTitle]

    public init(_ titles: [ClaimedTitle], of providerID: ProviderID, named name: String, state: String?) {
        self.providerID = providerID
        self.name = name
        self.state = state
        self.titles = titles
    }
}

/// A credential as somebody claims it: `Licensed Marriage and Family Therapist (LMFT)`.
public struct ClaimedTitle: Hashable, Sendable, Codable {
    public let name: String
    /// Nil for a title without one, as Hypnotherapist.
    public let abbreviation: String?
    /// What identifies it within a provider: the abbreviation, or the slug of the name.
    public let mark: String

    public init(name: String, abbreviation: String?, mark: String) {
        self.name = name
        self.abbreviation = abbreviation
        self.mark = mark
    }
}
