import Foundation
import Kernel
import Postgres

/// The token of a form on a public page.
///
/// A reader has no cookie that it could be bound to. It is bound to the page's path and to the time at which the page
/// was drawn: who sends it has fetched that page lately. That the page was ours in the reader's own browser, the browser
/// says (`Sec-Fetch-Site`).
public enum ReaderToken {
    /// A form may be open for this long.
    static let lifetime = Duration.seconds(4 * 3_600)
    private static let purpose = "reader-form"

    /// The token of a form that is sent to `path`. Its page must not be kept by any cache.
    public static func make(for path: String, at instant: Instant, with secret: Secret) -> String {
        let made = String(instant.microseconds, radix: 36)
        return "\(made).\(secret.sign("\(made) \(path)", for: purpose))"
    }

    enum Standing {
        case fresh
        /// One of ours, from too long ago.
        case stale
        case foreign
    }

    static func standing(of token: String?, for path: String, at now: Instant, with secret: Secret)
        -> Standing
    {
        let parts = (token ?? "").split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2,
            secret.isSignature(String(parts[1]), of: "\(parts[0]) \(path)", for: purpose),
            let made = Int64(parts[0], radix: 36)
        else { return .foreign }
        return Instant(microseconds: made) + lifetime > now ? .fresh : .stale
    }
}
