import Crypto
import Foundation

/// The one secret of an installation; keys for single purposes are derived from it and never stored.
public struct Secret: Sendable {
    private let root: SymmetricKey

    /// Reads the secret from a file of at least 32 bytes.
    ///
    /// - Throws: `SettingMistake` when the file is missing, cannot be read or is too short.
    public init(file: URL) throws(SettingMistake) {
        guard let bytes = try? Data(contentsOf: file) else {
            throw SettingMistake(
                place: "secret_file",
                message: "the file is missing or not readable by this process. Make one of 32 random bytes.")
        }
        guard bytes.count >= 32 else {
            throw SettingMistake(
                place: "secret_file", message: "expected at least 32 bytes, the file holds \(bytes.count).")
        }
        root = SymmetricKey(data: bytes)
    }

    /// A secret that lives as long as this value: for tests and for commands that sign nothing.
    public init() {
        root = SymmetricKey(size: .bits256)
    }

    /// The key for one purpose (HKDF, RFC 5869): knowing one tells nothing about another.
    public func key(for purpose: String) -> SymmetricKey {
        HKDF<SHA256>.deriveKey(inputKeyMaterial: root, info: Data(purpose.utf8), outputByteCount: 32)
    }

    /// A signature of `text` for one purpose, safe in cookies and addresses.
    public func sign(_ text: String, for purpose: String) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Data(text.utf8), using: key(for: purpose))
        return Data(code).urlSafeBase64
    }

    /// Compares in constant time.
    public func isSignature(_ signature: String, of text: String, for purpose: String) -> Bool {
        guard let code = Data(urlSafeBase64: signature) else { return false }
        return HMAC<SHA256>.isValidAuthenticationCode(
            code, authenticating: Data(text.utf8), using: key(for: purpose))
    }
}

extension Data {
    /// Base64 with the alphabet of RFC 4648 section 5 and no padding: fits cookies and addresses.
    public var urlSafeBase64: String {
        let safe = base64EncodedData().lazy.filter { $0 != UInt8(ascii: "=") }.map { letter in
            switch letter {
            case UInt8(ascii: "+"): UInt8(ascii: "-")
            case UInt8(ascii: "/"): UInt8(ascii: "_")
            default: letter
            }
        }
        return String(decoding: Array(safe), as: UTF8.self)
    }

    public init?(urlSafeBase64 text: String) {
        let standard = text.replacing("-", with: "+").replacing("_", with: "/")
        let padding = String(repeating: "=", count: (4 - standard.utf8.count % 4) % 4)
        self.init(base64Encoded: standard + padding)
    }

    /// So many bytes from the system's generator.
    public static func random(count: Int) -> Data {
        var generator = SystemRandomNumberGenerator()
        return Data((0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) })
    }
}
