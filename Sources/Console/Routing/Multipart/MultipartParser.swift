import Foundation
import Kernel

/// Takes a body of the type multipart/form-data apart as it arrives (RFC 7578 and, for the frame, RFC 2046), and keeps
/// no more of it than one part's head.
///
/// Everything that no browser sends is refused: the less is understood, the less can be misunderstood.
struct MultipartParser {
    enum Event: Equatable {
        case begins(MultipartHead)
        case bytes(ArraySlice<UInt8>)
        case ends
    }

    /// What the parts may be at most; a body beyond it is none of ours.
    struct Limits {
        var parts = 100
        var headBytes = 4_096
        var nameBytes = 200
    }

    private enum State {
        /// Before the first delimiter.
        case preamble
        /// Behind a delimiter, which a line's end or two hyphens follow.
        case delimiter
        case head
        case body
        case epilogue
    }

    private let delimiter: [UInt8]
    private let limits: Limits
    private var state = State.preamble
    /// What has arrived and is not understood yet.
    private var pending: [UInt8] = [13, 10]
    private var head: [[UInt8]] = []
    private var headBytes = 0
    private var parts = 0

    /// A parser for the boundary that the request's header names.
    init(boundary: String, limits: Limits = Limits()) {
        delimiter = [13, 10] + Array("--\(boundary)".utf8)
        self.limits = limits
    }

    /// Takes the next bytes and tells what they are.
    ///
    /// - Throws: `MultipartMistake`, and whatever `handle` throws.
    mutating func take(_ bytes: some Sequence<UInt8>, _ handle: (Event) throws -> Void) throws {
        guard state != .epilogue else { return }
        pending += bytes
        while try step(handle) {}
    }

    /// Says that nothing more comes.
    ///
    /// - Throws: `MultipartMistake` for a body that was cut off.
    func finish() throws(MultipartMistake) {
        guard state == .epilogue else { throw .cutOff }
    }

    /// One step; false when it takes more bytes.
    private mutating func step(_ handle: (Event) throws -> Void) throws -> Bool {
        switch state {
        case .preamble: try skipPreamble()
        case .delimiter: try readDelimiter()
        case .head: try readHead(handle)
        case .body: try readBody(handle)
        case .epilogue: false
        }
    }

    /// Lines before the first delimiter are for readers of mail; ours are empty.
    private mutating func skipPreamble() throws(MultipartMistake) -> Bool {
        guard pending.count >= delimiter.count else { return false }
        if pending.starts(with: delimiter) {
            pending.removeFirst(delimiter.count)
            state = .delimiter
            return true
        }
        guard pending.starts(with: [13, 10, 13, 10]) else { throw .malformed }
        pending.removeFirst(2)
        return true
    }

    private mutating func readDelimiter() throws(MultipartMistake) -> Bool {
        guard pending.count >= 2 else { return false }
        switch (pending[0], pending[1]) {
        case (13, 10):
            parts += 1
            guard parts <= limits.parts else { throw .tooManyParts(limits.parts) }
            state = .head
        case (45, 45):
            state = .epilogue
        default:
            throw .malformed
        }
        pending.removeFirst(2)
        return state == .head
    }

    private mutating func readHead(_ handle: (Event) throws -> Void) throws -> Bool {
        guard
            let end = pending.indices.dropLast().first(where: { pending[$0] == 13 && pending[$0 + 1] == 10 })
        else {
            guard headBytes + pending.count <= limits.headBytes else { throw MultipartMistake.headTooLarge }
            return false
        }
        let line = Array(pending[..<end])
        headBytes += line.count + 2
        guard headBytes <= limits.headBytes else { throw MultipartMistake.headTooLarge }
        pending.removeFirst(end + 2)
        guard line.isEmpty else {
            head.append(line)
            return true
        }
        let read = try MultipartHead(lines: head, nameBytes: limits.nameBytes)
        (head, headBytes, state) = ([], 0, .body)
        try handle(.begins(read))
        return true
    }

    private mutating func readBody(_ handle: (Event) throws -> Void) throws -> Bool {
        if let start = delimiterStart() {
            if start > 0 { try handle(.bytes(pending[..<start])) }
            try handle(.ends)
            pending.removeFirst(start + delimiter.count)
            state = .delimiter
            return true
        }
        // The last bytes may be the beginning of a delimiter.
        let sure = pending.count - (delimiter.count - 1)
        guard sure > 0 else { return false }
        try handle(.bytes(pending[..<sure]))
        pending.removeFirst(sure)
        return false
    }

    private func delimiterStart() -> Int? {
        pending.withUnsafeBytes { bytes in
            var from = 0
            while bytes.count - from >= delimiter.count, let base = bytes.baseAddress,
                let found = memchr(base + from, 13, bytes.count - from - delimiter.count + 1)
            {
                let start = UnsafeRawPointer(found) - base
                if bytes[start..<(start + delimiter.count)].elementsEqual(delimiter) { return start }
                from = start + 1
            }
            return nil
        }
    }
}

/// Why a body is none that our pages send.
enum MultipartMistake: Error, Equatable {
    case noBoundary
    case malformed
    case cutOff
    case tooManyParts(Int)
    case headTooLarge
    case notText

    var refusal: Refusal {
        switch self {
        case .noBoundary, .malformed, .headTooLarge: .badRequest("Send the form as our pages do.")
        case .cutOff: .badRequest("The form broke off on its way. Send it again.")
        case .tooManyParts(let most): .badRequest("The form holds more than \(most) fields. Send fewer.")
        case .notText: .badRequest("The form holds text that is not UTF-8.")
        }
    }
}
