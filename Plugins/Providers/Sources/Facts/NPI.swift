import Kernel
import Postgres

/// A National Provider Identifier: ten digits, the first 1 or 2, the last a check digit.
///
/// The check digit is Luhn's over the number behind the prefix 80840 (69 FR 3434). A right one does not mean that
/// the number was issued.
public struct NPI: RawRepresentable, Hashable, Sendable, Codable, PostgresCodable, CustomStringConvertible {
    public let rawValue: String

    public init?(rawValue: String) {
        let digits = rawValue.utf8.map { Int($0) - 48 }
        guard digits.count == 10, digits.allSatisfy({ (0...9).contains($0) }), [1, 2].contains(digits[0])
        else { return nil }
        // The prefix always adds 24.
        let sum = digits.enumerated().reduce(24) { sum, place in
            guard place.offset % 2 == 0 else { return sum + place.element }
            let doubled = place.element * 2
            return sum + (doubled > 9 ? doubled - 9 : doubled)
        }
        guard sum % 10 == 0 else { return nil }
        self.rawValue = rawValue
    }

    /// Reads a number as people write it, with spaces or hyphens between its digits.
    ///
    /// - Throws: `Problem` as `FormIssues` that says which of its rules the number breaks.
    public init(_ text: String) throws(FormIssues) {
        let digits = text.filter { $0 != " " && $0 != "-" }
        if let npi = NPI(rawValue: digits) {
            self = npi
            return
        }
        let isNumber = digits.allSatisfy { $0.isASCII && $0.isNumber }
        guard isNumber, digits.count == 10 else {
            throw FormIssues(
                "npi", .other("This NPI is not 10 digits long. Check it against the NPI registry."))
        }
        throw FormIssues(
            "npi",
            .other(
                "This NPI has a wrong check digit, so a digit is mistyped. Check it against the NPI registry."
            ))
    }

    public var description: String { rawValue }
}
