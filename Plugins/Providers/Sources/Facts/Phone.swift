import Kernel
import Postgres

/// A telephone number as readers see it, `(206) 555-0142`; numbers from elsewhere as `+442079460123`.
public struct Phone: RawRepresentable, Hashable, Sendable, Codable, PostgresCodable, CustomStringConvertible {
    public let rawValue: String

    /// Reads a number as people write it, with an extension behind `x` or `ext`.
    ///
    /// - Returns: nil when it is neither ten digits of the North American plan nor `+` and 8 to 15 digits.
    public init?(_ text: String) {
        let lower = text.lowercased()
        let halves = lower.split(separator: "x", maxSplits: 1, omittingEmptySubsequences: false)
        let main = halves[0].hasSuffix("e") ? halves[0].dropLast() : halves[0]
        let isPlain = main.allSatisfy { ($0.isASCII && $0.isNumber) || " +-().\u{2011}/".contains($0) }
        var digits = main.filter { $0.isASCII && $0.isNumber }
        guard isPlain else { return nil }

        var suffix = ""
        if halves.count == 2 {
            let number = halves[1].drop { $0 == "t" || $0 == "." || $0 == " " }
            guard (1...6).contains(number.count), number.allSatisfy({ $0.isASCII && $0.isNumber }) else {
                return nil
            }
            suffix = " ext. \(number)"
        }
        if digits.count == 11, digits.hasPrefix("1") { digits = digits.dropFirst() + "" }
        let isAbroad = main.contains("+") && !(digits.count == 10 && main.filter(\.isNumber).hasPrefix("1"))
        if isAbroad {
            guard (8...15).contains(digits.count) else { return nil }
            rawValue = "+\(digits)\(suffix)"
            return
        }
        // Area codes and exchanges begin with 2 to 9.
        let parts = [digits.prefix(3), digits.dropFirst(3).prefix(3), digits.dropFirst(6)]
        guard digits.count == 10, parts[0].first.map({ "23456789".contains($0) }) == true,
            parts[1].first.map({ "23456789".contains($0) }) == true
        else { return nil }
        rawValue = "(\(parts[0])) \(parts[1])-\(parts[2])\(suffix)"
    }

    public init?(rawValue: String) { self.init(rawValue) }

    /// For a `tel:` link (RFC 3966): `+12065550142`.
    public var dial: String {
        let halves = rawValue.split(separator: " ext. ")
        let digits = halves[0].filter { $0.isASCII && $0.isNumber }
        let number = rawValue.hasPrefix("+") ? "+\(digits)" : "+1\(digits)"
        return halves.count == 2 ? "\(number);ext=\(halves[1])" : number
    }

    public var description: String { rawValue }
}
