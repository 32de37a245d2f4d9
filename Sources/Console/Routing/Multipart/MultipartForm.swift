import Foundation
import Hummingbird
import Kernel

/// Reads a form with files: fields into memory up to a limit, files to the disk.
struct MultipartForm {
    let boundary: String
    let rule: UploadRule
    /// Bytes that a file may have.
    let fileLimit: Int
    /// Bytes that all fields may have together.
    let fieldLimit: Int
    /// Where files lie while the request lasts.
    let folder: URL
    /// Throws unless the token is ours; asked before the first byte of a file is kept.
    let assertToken: (String?) throws -> Void

    /// What came of a body.
    struct Read {
        var fields: [(name: String, value: String)] = []
        var uploads: [Upload] = []
        /// What the person is told when the body was larger than all that may come, so that its end was not read.
        var excess: FormIssues?

        var form: Form { Form(fields) }
    }

    /// The boundary in a request's type; nil where it is another type.
    ///
    /// - Throws: `MultipartMistake.noBoundary`.
    static func boundary(of type: String) throws(MultipartMistake) -> String? {
        guard let media = MediaType(from: type), media.type == .multipart, media.subType == "form-data" else {
            return nil
        }
        // RFC 2046: 1 to 70 of these; a space is allowed there and sent by nobody.
        let letters = CharacterSet(charactersIn: "'()+_,-./:=?").union(.alphanumerics)
        guard let (name, boundary) = media.parameter, name.lowercased() == "boundary",
            (1...70).contains(boundary.utf8.count), boundary.utf8.count == boundary.unicodeScalars.count,
            boundary.unicodeScalars.allSatisfy(letters.contains)
        else { throw .noBoundary }
        return boundary
    }

    /// Reads the body once, part by part.
    ///
    /// - Throws: `Refusal` for a body that none of our pages sends, `StorageMistake`.
    func read(_ body: RequestBody) async throws -> Read {
        do {
            return try await parse(body)
        } catch let mistake as MultipartMistake {
            throw mistake.refusal
        }
    }

    private func parse(_ body: RequestBody) async throws -> Read {
        var parser = MultipartParser(boundary: boundary)
        var parts = Parts(form: self)
        var total = 0
        for try await buffer in body {
            total += buffer.readableBytes
            guard total <= fieldLimit + rule.count * fileLimit else { return try parts.cutShort() }
            try parser.take(buffer.readableBytesView) { try parts.take($0) }
        }
        try parser.finish()
        return parts.read
    }
}

/// The parts of one body as they come.
private struct Parts {
    let form: MultipartForm
    private(set) var read = MultipartForm.Read()
    private var part = Part.none
    private var fieldBytes = 0
    private var isTokenProven = false

    private enum Part {
        case none
        case field(name: String, bytes: [UInt8])
        case file(ScratchFile, isNamed: Bool, count: Int)
        /// What is read and not kept, and why.
        case refused(FormIssues)
    }

    init(form: MultipartForm) { self.form = form }

    mutating func take(_ event: MultipartParser.Event) throws {
        switch event {
        case .begins(let head): part = try begin(head)
        case .bytes(let bytes): try add(bytes)
        case .ends:
            try end()
            part = .none
        }
    }

    private mutating func begin(_ head: MultipartHead) throws -> Part {
        guard head.isFile else {
            try countField(head.name.utf8.count)
            return .field(name: head.name, bytes: [])
        }
        guard head.name == form.rule.field else { throw MultipartMistake.malformed }
        if !isTokenProven {
            try form.assertToken(read.form.raw("csrf"))
            isTokenProven = true
        }
        guard read.uploads.count < form.rule.count else {
            return .refused(issue("Send at most \(form.rule.count) files at once."))
        }
        return .file(try ScratchFile(in: form.folder), isNamed: head.isNamed, count: 0)
    }

    private mutating func add(_ bytes: ArraySlice<UInt8>) throws {
        switch part {
        case .none, .refused: break
        case .field(let name, var kept):
            try countField(bytes.count)
            part = .none
            kept += bytes
            part = .field(name: name, bytes: kept)
        case .file(let file, let isNamed, let count):
            guard count + bytes.count <= form.fileLimit else {
                part = .refused(tooLarge)
                return
            }
            try bytes.withUnsafeBytes { try file.append($0) }
            part = .file(file, isNamed: isNamed, count: count + bytes.count)
        }
    }

    private mutating func end() throws {
        switch part {
        case .none: break
        case .field(let name, let bytes):
            guard let value = String(validating: bytes, as: UTF8.self), !bytes.contains(0) else {
                throw MultipartMistake.notText
            }
            read.fields.append((name, value))
        case .file(_, isNamed: false, count: 0): break
        case .file(_, _, count: 0):
            read.uploads.append(
                Upload(field: form.rule.field, .failure(issue("The file is empty. Choose another."))))
        case .file(let file, _, _):
            read.uploads.append(Upload(field: form.rule.field, .success(file)))
        case .refused(let issues):
            read.uploads.append(Upload(field: form.rule.field, .failure(issues)))
        }
    }

    /// What was read before the body went beyond all limits.
    func cutShort() throws -> MultipartForm.Read {
        // Files alone can make it so large; without a token nothing of it counts.
        guard isTokenProven else { throw Refusal.tooLarge(limit: form.fieldLimit) }
        var read = read
        read.excess = tooLarge
        return read
    }

    private mutating func countField(_ bytes: Int) throws {
        fieldBytes += bytes
        guard fieldBytes <= form.fieldLimit else { throw Refusal.tooLarge(limit: form.fieldLimit) }
    }

    private var tooLarge: FormIssues {
        issue(
            "A file may have at most \(form.fileLimit / 1_000_000) MB. Send a smaller one, such as a scan in gray."
        )
    }

    private func issue(_ text: String) -> FormIssues { FormIssues(form.rule.field, .other(text)) }
}
