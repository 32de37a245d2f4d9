import CArgon2
import Foundation
import Kernel
import NIOPosix

/// Hashes passwords with Argon2id (RFC 9106), away from the event loops and few at a time.
///
/// The parameters stand in each hash, so that a change of settings reaches an account at its next sign-in. The
/// defaults are those that OWASP's password storage cheat sheet gives for Argon2id.
public struct Passwords: Sendable {
    /// Longer ones are not hashed: nobody types them, and they cost time.
    static let longest = 1_024

    private let memory: UInt32
    private let passes: UInt32
    private let turnstile: Turnstile

    public init(settings: Settings) {
        memory = UInt32(settings[.argonMemory])
        passes = UInt32(settings[.argonPasses])
        turnstile = Turnstile(
            atOnce: settings[.argonAtOnce], mostWaiting: settings[.argonWaiting])
    }

    /// Something went wrong inside libargon2; its code.
    struct HashingFailed: Error {
        let code: Int32
    }

    /// Hashes a password with a salt of its own.
    ///
    /// - Throws: `Refusal.tooMany` when too many wait for theirs.
    public func hash(_ password: String) async throws -> String {
        let (memory, passes, typed) = (memory, passes, Self.typed(password))
        return try await turnstile.pass {
            try await NIOThreadPool.singleton.runIfActive {
                let salt = [UInt8](Data.random(count: 16))
                var encoded = [CChar](repeating: 0, count: 256)
                let code = argon2id_hash_encoded(
                    passes, memory, 1, typed, typed.utf8.count, salt, salt.count, 32, &encoded, encoded.count)
                guard code == ARGON2_OK.rawValue else { throw HashingFailed(code: code) }
                return String(
                    decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
            }
        }
    }

    /// Whether the password belongs to the hash.
    ///
    /// For an account without a password, or no account at all, `hash` is nil: the answer is no and takes the same
    /// work, so that nobody learns from the time which addresses have accounts.
    ///
    /// - Throws: `Refusal.tooMany` when too many wait for theirs.
    public func verify(_ password: String, against hash: String?) async throws -> Bool {
        let fits = password.utf8.count <= Self.longest
        guard let hash, fits else {
            _ = try await self.hash(fits ? password : "")
            return false
        }
        let typed = Self.typed(password)
        return try await turnstile.pass {
            try await NIOThreadPool.singleton.runIfActive {
                argon2id_verify(hash, typed, typed.utf8.count) == ARGON2_OK.rawValue
            }
        }
    }

    /// Whether the hash was made with other parameters than those of now.
    public func isOutdated(_ hash: String) -> Bool {
        !hash.hasPrefix("$argon2id$v=19$m=\(memory),t=\(passes),p=1$")
    }

    /// Keyboards differ in the bytes that they send for one letter (NIST SP 800-63B asks for this form).
    private static func typed(_ password: String) -> String {
        password.precomposedStringWithCompatibilityMapping
    }
}
