import CZlib
import Foundation

/// Compresses with gzip (RFC 1952). Pages are compressed once, when they are drawn.
enum Gzip {
    static func compress(_ data: Data) -> [UInt8] {
        // 15 bits of window, and 16 to ask for gzip's header instead of zlib's.
        deflated([UInt8](data), windowBits: 15 + 16, Z_FINISH)
    }

    /// Blocks of DEFLATE without a last one, to a whole byte: more can follow.
    static func flushed(_ bytes: [UInt8]) -> [UInt8] {
        bytes.isEmpty ? [] : deflated(bytes, windowBits: -15, Z_FULL_FLUSH)
    }

    private static func deflated(_ bytes: [UInt8], windowBits: Int32, _ ending: Int32) -> [UInt8] {
        var stream = z_stream()
        guard
            deflateInit2_(
                &stream, Z_BEST_SPEED, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY, ZLIB_VERSION,
                Int32(MemoryLayout<z_stream>.size)) == Z_OK
        else { return [] }
        defer { deflateEnd(&stream) }
        // A flush takes a few bytes more than the end for which zlib reckons.
        let bound = Int(deflateBound(&stream, UInt(bytes.count))) + 16
        var input = bytes
        return [UInt8](unsafeUninitializedCapacity: bound) { output, count in
            input.withUnsafeMutableBufferPointer { input in
                stream.next_in = input.baseAddress
                stream.avail_in = UInt32(input.count)
                stream.next_out = output.baseAddress
                stream.avail_out = UInt32(bound)
                _ = deflate(&stream, ending)
            }
            count = bound - Int(stream.avail_out)
        }
    }
}
