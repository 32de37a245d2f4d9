import Foundation
import Postgres

/// What came of looking a credential up.
enum FindingResult: String, Sendable, Codable, CaseIterable, PostgresCodable {
    case confirmed, mismatch
    case notFound = "not_found"
    case adverse, inconclusive

    var word: String {
        switch self {
        case .confirmed: "matches"
        case .mismatch: "differs"
        case .notFound: "not found"
        case .adverse: "adverse"
        case .inconclusive: "inconclusive"
        }
    }
}

/// A register's status in the words that all registers are brought to; theirs are kept beside.
enum RegisterStatus: String, Sendable, Codable, CaseIterable {
    case active
    case activeRestricted = "active_restricted"
    case inactive, delinquent, expired, suspended, revoked, surrendered, retired, pending, deceased, unknown

    var word: String {
        switch self {
        case .active: "Active"
        case .activeRestricted: "Active, restricted or on probation"
        case .inactive: "Inactive"
        case .delinquent: "Delinquent or lapsed"
        case .expired: "Expired"
        case .suspended: "Suspended"
        case .revoked: "Revoked"
        case .surrendered: "Surrendered"
        case .retired: "Retired"
        case .pending: "Pending"
        case .deceased: "Deceased"
        case .unknown: "Not stated"
        }
    }

    /// Whether its holder may practice with it, as far as the register tells. Without that there is nothing to verify,
    /// and no reason outweighs it.
    var isInForce: Bool {
        switch self {
        case .active, .activeRestricted, .unknown: true
        default: false
        }
    }

    /// Whether a board acted against its holder.
    var isAdverse: Bool {
        switch self {
        case .activeRestricted, .suspended, .revoked, .surrendered: true
        default: false
        }
    }
}

/// What keeps a look-up from carrying a badge, whatever speaks for it. The one rule by which the form refuses and the
/// desk chooses which button comes first; the database keeps it once more.
enum Obstacle: Sendable, Equatable {
    case notInForce(RegisterStatus)
    case ended(PostgresDate)

    /// What a look-up tells; empty where nothing stands in the way. A register that states nothing keeps nobody.
    static func among(status: RegisterStatus?, expiresOn: PostgresDate?, on today: PostgresDate) -> [Obstacle]
    {
        var found: [Obstacle] = []
        if let status, !status.isInForce { found.append(.notInForce(status)) }
        if let expiresOn, expiresOn < today { found.append(.ended(expiresOn)) }
        return found
    }
}

/// What a look-up suggests to do.
enum Suggestion: String, Sendable {
    case verify, reject
    case requestChanges = "request_changes"

    /// Against an obstacle or what a board did, nobody should press “Verify” by habit; where name or number differ,
    /// the clinician may have mistyped.
    init(_ result: FindingResult, _ obstacles: [Obstacle]) {
        self =
            switch result {
            case _ where !obstacles.isEmpty: .reject
            case .confirmed: .verify
            case .adverse: .reject
            case .mismatch, .notFound, .inconclusive: .requestChanges
            }
    }
}

/// How a claimed value and a found one compare.
enum Match: String, Sendable, Codable {
    case equal, similar, differs, notClaimed, notFound
}

/// Compares what was claimed with what a register says. A machine proposes here; people decide.
enum Comparison {
    /// Names match in whatever order, case and accents; an added middle name or initial makes them similar.
    static func names(_ claimed: String, _ found: String) -> Match {
        let (left, right) = (words(claimed), words(found))
        guard !right.isEmpty else { return .notFound }
        guard !left.isEmpty else { return .notClaimed }
        if left.sorted() == right.sorted() { return .equal }
        let (short, long) = left.count <= right.count ? (left, right) : (right, left)
        // Two words in common at least: first name and surname. What is left over is a middle name or an initial.
        var rest = long
        var shared = 0
        for word in short {
            if let index = rest.firstIndex(of: word) {
                rest.remove(at: index)
                shared += 1
            } else if let index = rest.firstIndex(where: {
                isInitial(word, of: $0) || isInitial($0, of: word)
            }) {
                rest.remove(at: index)
            } else {
                return .differs
            }
        }
        return shared >= 2 ? .similar : .differs
    }

    /// Numbers match in their letters and digits; a register may leave out the letters of the license.
    static func numbers(_ claimed: String?, _ found: String) -> Match {
        let right = alphanumerics(found)
        guard !right.isEmpty else { return .notFound }
        let left = alphanumerics(claimed ?? "")
        guard !left.isEmpty else { return .notClaimed }
        if left == right { return .equal }
        let (leftDigits, rightDigits) = (digits(left), digits(right))
        let hasNoLetters = leftDigits.count == left.count || rightDigits.count == right.count
        let areEqual = !leftDigits.isEmpty && withoutZeros(leftDigits) == withoutZeros(rightDigits)
        return hasNoLetters && areEqual ? .equal : .differs
    }

    static func dates(_ claimed: PostgresDate?, _ found: PostgresDate?) -> Match {
        guard let found else { return .notFound }
        guard let claimed else { return .notClaimed }
        return claimed == found ? .equal : .differs
    }

    /// What the fields together say.
    static func result(name: Match, number: Match, status: RegisterStatus, hasRestrictions: Bool)
        -> FindingResult
    {
        if status.isAdverse || hasRestrictions { return .adverse }
        if status == .unknown { return .inconclusive }
        let isSame = name != .differs && number != .differs
        return isSame && status == .active ? .confirmed : .mismatch
    }

    private static func words(_ name: String) -> [String] {
        name.folding(options: [.diacriticInsensitive, .caseInsensitive, .widthInsensitive], locale: nil)
            .replacing("'", with: "").replacing("’", with: "")
            .split { !$0.isLetter }.map { $0.lowercased() }
    }

    private static func isInitial(_ short: String, of long: String) -> Bool {
        short.count == 1 && long.hasPrefix(short)
    }

    private static func alphanumerics(_ text: String) -> String {
        String(text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) })
    }

    private static func digits(_ text: String) -> String {
        text.filter(\.isNumber)
    }

    private static func withoutZeros(_ digits: String) -> Substring {
        let rest = digits.drop { $0 == "0" }
        return rest.isEmpty ? digits.suffix(1) : rest
    }
}
