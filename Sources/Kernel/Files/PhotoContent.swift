import Foundation

/// What an uploaded photo is, told by its bytes: a PNG, a JPEG or a WebP, and how large it is.
public struct PhotoContent: Equatable, Sendable {
    public let width: Int
    public let height: Int

    /// - Returns: nil for anything else, and for a file that breaks off.
    public init?(_ data: Data) {
        switch FileContent(data) {
        case .png(let width, let height), .jpeg(let width, let height):
            (self.width, self.height) = (width, height)
        case .pdf: return nil
        case nil:
            guard let size = Self.webp([UInt8](data)) else { return nil }
            (width, height) = size
        }
    }

    /// RFC 9649: a RIFF file of the form WEBP, whose first chunk tells the size of the picture.
    private static func webp(_ bytes: [UInt8]) -> (width: Int, height: Int)? {
        func number(_ at: Int, _ count: Int) -> Int {
            bytes[at..<(at + count)].reversed().reduce(0) { $0 << 8 | Int($1) }
        }
        guard bytes.count >= 30, bytes.starts(with: Array("RIFF".utf8)),
            Array(bytes[8..<12]) == Array("WEBP".utf8), number(4, 4) + 8 <= bytes.count
        else { return nil }
        switch String(decoding: bytes[12..<16], as: UTF8.self) {
        case "VP8 ":
            guard Array(bytes[23..<26]) == [0x9D, 0x01, 0x2A] else { return nil }
            return (number(26, 2) & 0x3FFF, number(28, 2) & 0x3FFF)
        case "VP8L":
            guard bytes[20] == 0x2F else { return nil }
            let size = number(21, 4)
            return (size & 0x3FFF + 1, size >> 14 & 0x3FFF + 1)
        case "VP8X": return (number(24, 3) + 1, number(27, 3) + 1)
        default: return nil
        }
    }
}
