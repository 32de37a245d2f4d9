import Crypto
import Foundation
import Kernel
import Postgres
import Site

/// One handing-out of an ad: which one, where, and until when a browser may tell of it.
struct AdToken: Sendable, Equatable {
    /// The id of this one time; what it tells counts once.
    let id: UUID
    let lineItem: LineItemID
    let creative: CreativeID
    let slot: String
    /// Without a query.
    let path: String
    let expires: Instant

    /// A page may stand open for a day.
    static let lifetime = Duration.seconds(86_400)
}

extension AdToken {
    init(_ winner: AdChoice.Winner, in slot: AdSlot, on page: SlotPage, at instant: Instant) {
        self.init(
            id: .drawn(), lineItem: winner.line.id, creative: winner.creative.id, slot: slot.key,
            path: Self.bare(page.path),
            expires: instant + Self.lifetime)
    }

    /// The path without query and fragment, looked through by bytes: this runs for each slot of each page handed out.
    private static func bare(_ path: String) -> String {
        let end = path.utf8.firstIndex { $0 == UInt8(ascii: "?") || $0 == UInt8(ascii: "#") }
        return String(path[..<(end ?? path.endIndex)].unicodeScalars.prefix(200))
    }
}

extension UUID {
    /// Version 4 (RFC 9562, section 5.4) from the system's generator. `UUID()` opens a file for each on Linux.
    fileprivate static func drawn() -> UUID {
        var generator = SystemRandomNumberGenerator()
        var (high, low) = (generator.next(), generator.next())
        high = high & 0xFFFF_FFFF_FFFF_0FFF | 0x4000
        low = low & 0x3FFF_FFFF_FFFF_FFFF | 0x8000_0000_0000_0000
        var uuid = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).uuid
        withUnsafeMutableBytes(of: &uuid) { bytes in
            bytes.storeBytes(of: high.bigEndian, as: UInt64.self)
            bytes.storeBytes(of: low.bigEndian, toByteOffset: 8, as: UInt64.self)
        }
        return UUID(uuid: uuid)
    }
}

/// Makes tokens that nobody else can make.
struct AdTokenSigner: Sendable {
    private let key: SymmetricKey

    /// Bytes of the signature that are kept: 128 bits are beyond guessing, and addresses stay short.
    private static let signatureLength = 16
    private static let version: UInt8 = 1

    init(secret: Secret) {
        key = secret.key(for: "ads.token")
    }

    /// The token as it may stand in an address.
    func text(_ token: AdToken) -> String {
        let payload = Self.payload(of: token)
        return (payload + signature(of: payload)).urlSafeBase64
    }

    /// - Returns: nil for what this installation did not sign.
    func token(_ text: String) -> AdToken? {
        guard text.utf8.count <= 2_000, let data = Data(urlSafeBase64: text),
            data.count > Self.signatureLength
        else { return nil }
        let payload = data.prefix(data.count - Self.signatureLength)
        let sent = data.suffix(Self.signatureLength)
        // Compared without an early end, so that no time tells how much of it was right.
        let isSame = zip(signature(of: payload), sent).reduce(0) { $0 | ($1.0 ^ $1.1) } == 0
        return isSame ? Self.token(of: [UInt8](payload)) : nil
    }

    private func signature(of payload: Data) -> Data {
        Data(HMAC<SHA256>.authenticationCode(for: payload, using: key).prefix(Self.signatureLength))
    }

    // MARK: Layout: version, token, line item, creative, seconds of the end, length of the slot's key, key, path

    private static func payload(of token: AdToken) -> Data {
        var payload = Data([version])
        for id in [token.id, token.lineItem.rawValue, token.creative.rawValue] {
            withUnsafeBytes(of: id.uuid) { payload.append(contentsOf: $0) }
        }
        let seconds = UInt64(max(0, token.expires.microseconds / 1_000_000))
        payload.append(contentsOf: (0..<8).map { UInt8(truncatingIfNeeded: seconds >> (56 - 8 * $0)) })
        payload.append(UInt8(token.slot.utf8.count))
        payload.append(contentsOf: token.slot.utf8)
        payload.append(contentsOf: token.path.utf8)
        return payload
    }

    private static func token(of bytes: [UInt8]) -> AdToken? {
        guard bytes.count > 58, bytes[0] == version else { return nil }
        let keyEnd = 58 + Int(bytes[57])
        guard bytes.count > keyEnd, let slot = String(validating: bytes[58..<keyEnd], as: UTF8.self),
            let path = String(validating: bytes[keyEnd...], as: UTF8.self)
        else { return nil }
        let seconds = bytes[49..<57].reduce(Int64(0)) { $0 << 8 | Int64($1) }
        return AdToken(
            id: uuid(bytes[1..<17]), lineItem: LineItemID(rawValue: uuid(bytes[17..<33])),
            creative: CreativeID(rawValue: uuid(bytes[33..<49])), slot: slot, path: path,
            expires: Instant(microseconds: seconds * 1_000_000))
    }

    private static func uuid(_ bytes: ArraySlice<UInt8>) -> UUID {
        var uuid = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)).uuid
        withUnsafeMutableBytes(of: &uuid) { $0.copyBytes(from: bytes) }
        return UUID(uuid: uuid)
    }
}
