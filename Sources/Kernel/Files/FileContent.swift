import Foundation

/// What a file is, told by its bytes alone.
public enum FileContent: Equatable, Sendable {
    case pdf
    case png(width: Int, height: Int)
    case jpeg(width: Int, height: Int)

    /// Recognizes a file by its first bytes and by its frame from beginning to end.
    ///
    /// What stands behind the end is passed over, for scanners and cameras put all kinds of things there: a page is
    /// always drawn anew.
    ///
    /// - Returns: nil for anything else, and for a file that breaks off.
    public init?(_ data: Data) {
        let bytes = [UInt8](data)
        guard let content = Self.pdf(bytes) ?? Self.png(bytes) ?? Self.jpeg(bytes) else { return nil }
        self = content
    }

    /// Points of a picture; nil for a document.
    public var pixels: Int? {
        switch self {
        case .pdf: nil
        case .png(let width, let height), .jpeg(let width, let height): width * height
        }
    }

    /// ISO 32000: a header with a version, and near the end `startxref`, an offset inside the file and `%%EOF`.
    private static func pdf(_ bytes: [UInt8]) -> FileContent? {
        guard bytes.starts(with: Array("%PDF-".utf8)), bytes.count > 32, bytes[5] == 49 || bytes[5] == 50,
            bytes[6] == 46
        else { return nil }
        let tail = String(decoding: bytes.suffix(1_024), as: UTF8.self)
        guard let match = tail.matches(of: /startxref\s+(\d{1,10})\s+%%EOF/).last,
            let offset = Int(match.1), offset < bytes.count
        else { return nil }
        return .pdf
    }

    /// ISO 15948: the signature, then chunks, IHDR first and IEND last and empty.
    private static func png(_ bytes: [UInt8]) -> FileContent? {
        guard bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) else { return nil }
        var at = 8
        var size: (width: Int, height: Int)?
        var hasData = false
        while at + 12 <= bytes.count {
            let length = number(bytes, at, 4)
            let type = String(decoding: bytes[(at + 4)..<(at + 8)], as: UTF8.self)
            guard length <= bytes.count - at - 12 else { return nil }
            switch type {
            case "IHDR":
                guard at == 8, length == 13 else { return nil }
                size = (number(bytes, at + 8, 4), number(bytes, at + 12, 4))
            case "IDAT": hasData = true
            case "IEND":
                // ISO 15948 allows no more than 31 bits; the product of two such sides fits an Int.
                guard length == 0, hasData, let size, (1...0x7FFF_FFFF).contains(size.width),
                    (1...0x7FFF_FFFF).contains(size.height)
                else { return nil }
                return .png(width: size.width, height: size.height)
            default: break
            }
            guard size != nil else { return nil }
            at += length + 12
        }
        return nil
    }

    /// ITU T.81: SOI, segments with a frame header among them, coded data, EOI.
    private static func jpeg(_ bytes: [UInt8]) -> FileContent? {
        guard bytes.starts(with: [0xFF, 0xD8, 0xFF]) else { return nil }
        var at = 2
        var size: (width: Int, height: Int)?
        while at + 4 <= bytes.count {
            guard bytes[at] == 0xFF else { return nil }
            let marker = bytes[at + 1]
            if marker == 0xFF {
                at += 1
                continue
            }
            let length = number(bytes, at + 2, 2)
            guard length >= 2, length <= bytes.count - at - 2 else { return nil }
            switch marker {
            case 0xC0...0xC3 where length >= 8:
                size = (number(bytes, at + 7, 2), number(bytes, at + 5, 2))
            case 0xDA:
                guard let size, size.width > 0, size.height > 0, hasEnd(bytes, from: at + 2 + length) else {
                    return nil
                }
                return .jpeg(width: size.width, height: size.height)
            default: break
            }
            at += length + 2
        }
        return nil
    }

    private static func hasEnd(_ bytes: [UInt8], from start: Int) -> Bool {
        guard start < bytes.count - 1 else { return false }
        return (start..<(bytes.count - 1)).contains { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xD9 }
    }

    private static func number(_ bytes: [UInt8], _ at: Int, _ count: Int) -> Int {
        bytes[at..<(at + count)].reduce(0) { $0 << 8 | Int($1) }
    }
}
