import CZlib
import Foundation
import NIOCore

/// A page taken apart at the marks of its slots, once: each answer is put together from the pieces, which stay as they
/// are, and from what fills the slots at that moment.
struct SlottedPage: Sendable {
    /// The page with the slots whose marks were found.
    let page: SlotPage
    /// What stands before, between and behind the slots.
    private let pieces: [Piece]

    private struct Piece: Sendable {
        let html: ByteBuffer
        let packed: GzipPiece
    }

    /// - Returns: nil when none of the slots has its mark in the page.
    init?(html: String, page: SlotPage) {
        var parts: [ArraySlice<UInt8>] = []
        var slots: [AdSlot] = []
        var rest = Array(html.utf8)[...]
        for slot in page.slots {
            guard let mark = Self.range(of: Array(slot.mark.utf8), in: rest) else { continue }
            parts.append(rest[..<mark.lowerBound])
            slots.append(slot)
            rest = rest[mark.upperBound...]
        }
        guard !slots.isEmpty else { return nil }
        parts.append(rest)
        self.page = page.with(slots)
        pieces = parts.map {
            Piece(html: ByteBuffer(bytes: $0), packed: GzipPiece(Data($0), compressed: true))
        }
    }

    /// Where a mark stands. `firstRange(of:)` of the standard library is made for any collection, and takes some hundred
    /// times as long for a page.
    private static func range(of mark: [UInt8], in bytes: ArraySlice<UInt8>) -> Range<Int>? {
        var rest = bytes
        while let start = rest.firstIndex(of: mark[0]) {
            rest = rest[start...]
            if rest.starts(with: mark) { return start..<start + mark.count }
            rest = rest.dropFirst()
        }
        return nil
    }

    /// The whole page: with these elements by the keys of their slots, empty elements in the others.
    func html(_ elements: [String: String] = [:]) -> ByteBuffer {
        let filled = page.slots.map { elements[$0.key] ?? $0.emptyElement }
        let size =
            pieces.reduce(0) { $0 + $1.html.readableBytes } + filled.reduce(0) { $0 + $1.utf8.count }
        var html = ByteBufferAllocator().buffer(capacity: size)
        html.writeImmutableBuffer(pieces[0].html)
        for (element, piece) in zip(filled, pieces.dropFirst()) {
            html.writeString(element)
            html.writeImmutableBuffer(piece.html)
        }
        return html
    }

    /// The same, compressed with gzip. The pieces were compressed before; only the elements are not.
    func compressed(_ elements: [String: String]) -> ByteBuffer {
        var file = GzipFile()
        file.append(pieces[0].packed)
        for (slot, piece) in zip(page.slots, pieces.dropFirst()) {
            let element = elements[slot.key] ?? slot.emptyElement
            file.append(GzipPiece(Data(element.utf8), compressed: false))
            file.append(piece.packed)
        }
        return file.finished()
    }
}

extension AdSlot {
    /// What stands in the page while nothing fills the slot: without a size, and without a label.
    var emptyElement: String { "<div class=\"slot-empty\" data-ad-slot=\"\(key)\"></div>" }
}

/// A part of a gzip file: blocks of DEFLATE that refer to nothing before them and end at a byte.
struct GzipPiece: Sendable {
    fileprivate let blocks: [UInt8]
    fileprivate let checksum: UInt
    fileprivate let count: Int

    init(_ data: Data, compressed: Bool) {
        let bytes = [UInt8](data)
        blocks = compressed ? Gzip.flushed(bytes) : Self.stored(bytes)
        checksum = crc32(0, bytes, uInt(bytes.count))
        count = bytes.count
    }

    /// RFC 1951, section 3.2.4: blocks of at most 65,535 bytes as they are.
    private static func stored(_ bytes: [UInt8]) -> [UInt8] {
        var blocks: [UInt8] = []
        blocks.reserveCapacity(bytes.count + 5)
        var rest = bytes[...]
        while !rest.isEmpty {
            let part = rest.prefix(65_535)
            let (low, high) = (UInt8(part.count & 0xFF), UInt8(part.count >> 8))
            blocks += [0, low, high, ~low, ~high]
            blocks += part
            rest = rest.dropFirst(part.count)
        }
        return blocks
    }
}

/// A gzip file (RFC 1952) that is put together from pieces.
struct GzipFile {
    private var buffer = ByteBuffer(bytes: [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 0xFF])
    private var checksum: UInt = 0
    private var count = 0

    mutating func append(_ piece: GzipPiece) {
        buffer.writeBytes(piece.blocks)
        checksum = crc32_combine(checksum, piece.checksum, piece.count)
        count += piece.count
    }

    /// The file with its last block, which is empty, and its end.
    mutating func finished() -> ByteBuffer {
        buffer.writeBytes([1, 0, 0, 0xFF, 0xFF])
        buffer.writeInteger(UInt32(truncatingIfNeeded: checksum), endianness: .little)
        buffer.writeInteger(UInt32(truncatingIfNeeded: count), endianness: .little)
        return buffer
    }
}
