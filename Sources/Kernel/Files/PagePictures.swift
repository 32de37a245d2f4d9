import Foundation

/// Draws files that people sent as pictures of our own making, so that none of their bytes reaches a browser.
///
/// The programs that read them (Debian's poppler-utils and libvips-tools) run apart and within limits; a few at a time.
public struct PagePictures: Sendable {
    /// Pages that a document may have.
    public static let mostPages = 20
    /// Points that a picture may have: 50 megapixels, more than a camera of today makes.
    public static let mostPixels = 50_000_000

    private static let gate = Gate(places: 2)

    private let limits: LimitedProcess.Limits

    public init(limits: LimitedProcess.Limits = LimitedProcess.Limits()) {
        self.limits = limits
    }

    /// How many pages a file has; 1 for a picture.
    ///
    /// - Throws: `LimitedProcess.Failure`, as `.refused` for a document that is damaged or locked.
    public func pages(of data: Data, _ content: FileContent) async throws -> Int {
        guard content == .pdf else { return 1 }
        let report = String(decoding: try await run(["pdfinfo", "-"], on: data), as: UTF8.self)
        guard let match = report.firstMatch(of: /(?m)^Pages:\s+(\d{1,9})$/), let pages = Int(match.1),
            pages > 0
        else {
            throw LimitedProcess.Failure.refused("pdfinfo counted no pages")
        }
        return pages
    }

    /// One page, from 1 on, as a PNG of at most `side` points along its longer side.
    ///
    /// - Throws: `LimitedProcess.Failure`.
    public func page(_ number: Int, of data: Data, _ content: FileContent, side: Int) async throws -> Data {
        switch content {
        case .pdf:
            try await run(
                [
                    "pdftoppm", "-png", "-r", "150", "-scale-to", "\(side)", "-f", "\(number)", "-l",
                    "\(number)",
                    "-singlefile", "-",
                ], on: data)
        case .png, .jpeg:
            try await run(
                ["vipsthumbnail", "stdin", "--size", "\(side)x\(side)>", "-o", ".png[strip]"], on: data)
        }
    }

    private func run(_ command: [String], on data: Data) async throws -> Data {
        try await Self.gate.pass { try await LimitedProcess(command, limits: limits).run(on: data) }
    }
}

/// Lets so many through at once; the others wait in their order.
private actor Gate {
    private var free: Int
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(places: Int) { free = places }

    func pass<Value: Sendable>(_ body: @Sendable () async throws -> Value) async throws -> Value {
        if free > 0 { free -= 1 } else { await withCheckedContinuation { waiting.append($0) } }
        defer { if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() } }
        return try await body()
    }
}
