import Foundation
import Kernel
import Postgres

/// A state of the United States, the District of Columbia or an inhabited territory, by its postal code.
public struct USState: RawRepresentable, Hashable, Sendable, Codable, PostgresCodable, CustomStringConvertible
{
    public let rawValue: String

    /// Reads the two letters as they are stored; nil when no state has them.
    public init?(rawValue: String) {
        guard Self.names[rawValue] != nil else { return nil }
        self.rawValue = rawValue
    }

    /// Reads a code or a name, whatever its case: `CA`, `california`.
    public init?(_ text: String) {
        let wanted = text.trimmingCharacters(in: .whitespaces).lowercased()
        guard let code = Self.codes[wanted] else { return nil }
        rawValue = code
    }

    public var name: String { Self.names[rawValue] ?? rawValue }

    /// The name inside a sentence: `the District of Columbia`.
    var nameInProse: String { rawValue == "DC" ? "the District of Columbia" : name }

    public var description: String { rawValue }

    /// All of them, by name.
    public static let all: [USState] = table.compactMap { USState(rawValue: $0.0) }.sorted {
        $0.name < $1.name
    }

    private static let names = Dictionary(uniqueKeysWithValues: table)

    private static let codes = Dictionary(
        table.flatMap { code, name in [(code.lowercased(), code), (name.lowercased(), code)] }
            + [("washington dc", "DC"), ("washington, dc", "DC"), ("washington d.c.", "DC")],
        uniquingKeysWith: { first, _ in first })

    private static let table = [
        ("AL", "Alabama"), ("AK", "Alaska"), ("AS", "American Samoa"), ("AZ", "Arizona"), ("AR", "Arkansas"),
        ("CA", "California"), ("CO", "Colorado"), ("CT", "Connecticut"), ("DE", "Delaware"),
        ("DC", "District of Columbia"), ("FL", "Florida"), ("GA", "Georgia"), ("GU", "Guam"),
        ("HI", "Hawaii"),
        ("ID", "Idaho"), ("IL", "Illinois"), ("IN", "Indiana"), ("IA", "Iowa"), ("KS", "Kansas"),
        ("KY", "Kentucky"), ("LA", "Louisiana"), ("ME", "Maine"), ("MD", "Maryland"), ("MA", "Massachusetts"),
        ("MI", "Michigan"), ("MN", "Minnesota"), ("MS", "Mississippi"), ("MO", "Missouri"), ("MT", "Montana"),
        ("NE", "Nebraska"), ("NV", "Nevada"), ("NH", "New Hampshire"), ("NJ", "New Jersey"),
        ("NM", "New Mexico"), ("NY", "New York"), ("NC", "North Carolina"), ("ND", "North Dakota"),
        ("MP", "Northern Mariana Islands"), ("OH", "Ohio"), ("OK", "Oklahoma"), ("OR", "Oregon"),
        ("PA", "Pennsylvania"), ("PR", "Puerto Rico"), ("RI", "Rhode Island"), ("SC", "South Carolina"),
        ("SD", "South Dakota"), ("TN", "Tennessee"), ("TX", "Texas"), ("UT", "Utah"), ("VT", "Vermont"),
        ("VI", "U.S. Virgin Islands"), ("VA", "Virginia"), ("WA", "Washington"), ("WV", "West Virginia"),
        ("WI", "Wisconsin"), ("WY", "Wyoming"),
    ]
}
