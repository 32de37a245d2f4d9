import Foundation
import Kernel
import Postgres

public struct AdvertiserID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

public struct CampaignID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

public struct LineItemID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

public struct CreativeID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

public struct FlightID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

/// Who goes first: each band is asked before the next, and within one weights decide.
public enum AdPriority: String, CaseIterable, Sendable, Codable, PostgresCodable {
    case sponsorship, standard, bulk, house

    /// Its place among the bands, from 0.
    var rank: Int {
        switch self {
        case .sponsorship: 0
        case .standard: 1
        case .bulk: 2
        case .house: 3
        }
    }

    var title: String {
        switch self {
        case .sponsorship: "Sponsorship"
        case .standard: "Standard"
        case .bulk: "Bulk"
        case .house: "House"
        }
    }
}
