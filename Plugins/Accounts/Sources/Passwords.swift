import CArgon2
import Foundation
import Kernel
import NIOPosix

extension Setting where Value == Int {
    static let argonMemory = Setting(
        "accounts.argon2_memory_kib", default: 19_456, "Memory that hashing a password takes, in KiB.",
        check: { (1_024...1_048_576).contains($0) ? nil : "1024 to 1048576" })
    static let argonPasses = Setting(
        "accounts.argon2_passes", default: 2, "Passes over that memory.",
        check: { (1...20).contains($0) ? nil : "1 to 20" })
    static let sessionHours = Setting(
        "accounts.session_hours", default: 12, "Hours after which a session ends.",
        check: { (1...720).contains($0) ? nil : "1 to 720" })
}

/// Hashes passwords with Argon2id (RFC 9106), away from the event loops and few at a time.
///
/// The parameters stand in each hash, so that a change of settings reaches an account at its next sign-in. The
/// defaults are those that OWASP's password storage cheat sheet gives for Argon2id.
public struct Passwords: Sendable {
    private let memory: UInt32
    private let passes: UInt32
    /// Two threads: hashing takes memory by design, and more at once would let strangers fill the machine.
    private static let threads: NIOThreadPool = {
        let pool = NIOThreadPool(numberOfThreads: 2)
        pool.start()
        return pool
    }()

    public init(settings: Settings) {
        memory = UInt32(settings[.argonMemory])
        passes = UInt32(settings[.argonPasses])
    }

    /// Something went wrong inside libargon2; its code.
    struct HashingFailed: Error {
        let code: Int32
    }

    public func hash(_ password: String) async throws -> String {
        let (memory, passes) = (memory, passes)
        return try await Self.threads.runIfActive {
            let salt = [UInt8](Data.random(count: 16))
            var encoded = [CChar](repeating: 0, count: 256)
            let code = argon2id_hash_encoded(
                passes, memory, 1, password, password.utf8.count, salt, salt.count, 32, &encoded,
                encoded.count)
            guard code == ARGON2_OK.rawValue else { throw HashingFailed(code: code) }
            return String(decoding: encoded.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
        }
    }

    /// Whether the password belongs to the hash.
    ///
    /// For an account without a password, or no account at all, `hash` is nil: the answer is no and takes as long, so
    /// that nobody learns from the time which addresses have accounts.
    public func verify(_ password: String, against hash: String?) async throws -> Bool {
        let comparison = try await hashOrDecoy(hash)
        let matches = try await Self.threads.runIfActive {
            argon2id_verify(comparison, password, password.utf8.count) == ARGON2_OK.rawValue
        }
        return matches && hash != nil
    }

    /// Whether the hash was made with other parameters than those of now.
    public func isOutdated(_ hash: String) -> Bool {
        !hash.hasPrefix("$argon2id$v=19$m=\(memory),t=\(passes),p=1$")
    }

    private func hashOrDecoy(_ hash: String?) async throws -> String {
        if let hash { return hash }
        return try await Decoy.shared.hash(by: self)
    }

    /// A hash that no password belongs to, made once.
    private actor Decoy {
        static let shared = Decoy()
        private var made: String?

        func hash(by passwords: Passwords) async throws -> String {
            if let made { return made }
            let hash = try await passwords.hash(Data.random(count: 24).urlSafeBase64)
            made = hash
            return hash
        }
    }
}
