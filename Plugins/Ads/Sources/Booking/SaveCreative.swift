import Crypto
import Foundation
import Hummingbird
import Kernel
import Postgres
import Site

/// Writes the ads of a line item.
public struct SaveCreative: Sendable {
    let kernel: Kernel

    public init(kernel: Kernel) { self.kernel = kernel }

    /// The field of the form that brings a picture.
    static let rule = UploadRule(field: "picture", atMost: 1)

    /// - Throws: `FormIssues` for what is blocked, `Refusal.notFound` for a line item that is not there.
    public func add(
        _ input: CreativeInput, _ picture: AdPicture?, to lineItem: LineItemID, by actor: Actor
    ) async throws -> CreativeID {
        try assertAllowed(input)
        return try await kernel.database.transaction { transaction in
            _ = try await AdQueries(reader: transaction).locked(lineItem)
            let id: CreativeID = kernel.ids.next()
            try await keep(picture, by: actor, in: transaction)
            try await transaction.execute(
                """
                INSERT INTO ads.creative (creative_id, line_item_id, title, body, picture_id, landing_url, is_on)
                VALUES (
                  \(id), \(lineItem), \(input.title), \(input.body), \(picture?.id), \(input.landingURL.text),
                  \(input.isOn)
                )
                """)
            try await transaction.audit(
                AuditEntry(
                    "ads.creative_added", on: "creative", id,
                    after: try CreativeRecord(input, picture?.id).json),
                by: ads(actor))
            return id
        }
    }

    /// Without a new picture the one that it has stays.
    ///
    /// - Throws: `Refusal.changedSince` when somebody else changed it in between.
    public func change(
        _ id: CreativeID, seen version: Int, _ input: CreativeInput, _ picture: AdPicture?, by actor: Actor
    ) async throws {
        try assertAllowed(input)
        try await kernel.database.transaction { transaction in
            let queries = AdQueries(reader: transaction)
            let found = try await queries.creative(id)
            // Locked in the order of all who write here.
            _ = try await queries.locked(found.lineItemID)
            let before = try await queries.creative(id)
            guard before.version == version else { throw conflict(before, input) }
            try await keep(picture, by: actor, in: transaction)
            let pictureID = picture?.id ?? before.pictureID
            try await transaction.execute(
                """
                UPDATE ads.creative
                SET title = \(input.title),
                    body = \(input.body),
                    picture_id = \(pictureID),
                    landing_url = \(input.landingURL.text),
                    is_on = \(input.isOn),
                    version = version + 1
                WHERE creative_id = \(id)
                """)
            try await transaction.audit(
                AuditEntry(
                    "ads.creative_changed", on: "creative", id, before: try CreativeRecord(before).json,
                    after: try CreativeRecord(input, pictureID).json), by: ads(actor))
        }
    }

    private func assertAllowed(_ input: CreativeInput) throws(FormIssues) {
        let policy = AdPolicy(kernel.settings)
        var issues = FormIssues()
        for (field, text) in [
            ("title", input.title), ("body", input.body), ("landing_url", input.landingURL.text),
        ] {
            if let problem = policy.problem(with: text) { issues.add(field, problem) }
        }
        try issues.throwIfAny()
    }

    private func keep(_ picture: AdPicture?, by actor: Actor, in transaction: Transaction) async throws {
        guard let picture else { return }
        try await transaction.execute(
            """
            INSERT INTO ads.picture (picture_id, content, width, height, created_by)
            VALUES (\(picture.id), \(picture.content), \(picture.width), \(picture.height), \(actor.accountID))
            ON CONFLICT (picture_id) DO NOTHING
            """)
    }

    private func conflict(_ stored: StoredCreative, _ sent: CreativeInput) -> Refusal {
        .changedSince(
            Conflict(
                subject: "this ad", by: nil, path: AdPath.creative(stored.creativeID),
                version: stored.version,
                fields: [
                    .init(name: "title", label: "Title", mine: sent.title, theirs: stored.title),
                    .init(name: "body", label: "Text", mine: sent.body, theirs: stored.body),
                    .init(
                        name: "landing_url", label: "Leads to", mine: sent.landingURL.text,
                        theirs: stored.landingURL),
                    .init(
                        name: "is_on", label: "In use", mine: sent.isOn ? "yes" : "",
                        theirs: stored.isOn ? "yes" : ""),
                ]))
    }
}

/// What the audit log keeps of an ad.
private struct CreativeRecord: Codable {
    let title: String
    let body: String
    let pictureID: String?
    let landingURL: String
    let isOn: Bool

    init(_ input: CreativeInput, _ pictureID: String?) {
        (title, body, landingURL, isOn) = (input.title, input.body, input.landingURL.text, input.isOn)
        self.pictureID = pictureID
    }

    init(_ stored: StoredCreative) {
        (title, body, landingURL, isOn) = (stored.title, stored.body, stored.landingURL, stored.isOn)
        pictureID = stored.pictureID
    }

    var json: PostgresJSON { get throws { try PostgresJSON(encoding: self) } }
}

/// A picture of an ad, drawn anew as a PNG: nothing of the file that was sent comes through but what it shows.
public struct AdPicture: Sendable {
    /// The SHA-256 of its bytes.
    public let id: String
    public let content: Data
    public let width: Int
    public let height: Int

    /// Draws the picture that a form brought; nil when it brought none.
    ///
    /// - Throws: `FormIssues` for what is no picture, and for one whose size is no slot's.
    public static func drawn(
        _ uploads: [Upload], sizes: [(width: Int, height: Int)]
    ) async throws -> AdPicture? {
        guard let upload = uploads.first else { return nil }
        return try await drawn(try upload.contents(), sizes: sizes)
    }

    /// Draws a picture anew.
    ///
    /// - Throws: as above.
    public static func drawn(_ data: Data, sizes: [(width: Int, height: Int)]) async throws -> AdPicture {
        let content = FileContent(data)
        let size: (width: Int, height: Int)
        switch content {
        case .png(let width, let height), .jpeg(let width, let height): size = (width, height)
        case .pdf, nil:
            throw issue("This is no whole PNG or JPEG. Save it as one of these and choose it again.")
        }
        guard let content, sizes.contains(where: { $0 == size }) else {
            let known = sizes.map { "\($0.width) × \($0.height)" }.joined(separator: ", ")
            throw issue("This picture is \(size.width) × \(size.height). Slots take \(known).")
        }
        do {
            let drawn = try await PagePictures().page(
                1, of: data, content, side: max(size.width, size.height))
            guard FileContent(drawn) == .png(width: size.width, height: size.height) else {
                throw issue("This picture stands on its side. Save it upright and choose it again.")
            }
            return AdPicture(drawn, size)
        } catch let failure as LimitedProcess.Failure {
            switch failure {
            case .refused: throw issue("This picture is damaged. Save it anew and choose it again.")
            case .beyondLimits:
                throw issue("This picture takes too long to read. Save it anew and choose it again.")
            case .notInstalled, .notStarted: throw failure
            }
        }
    }

    private init(_ drawn: Data, _ size: (width: Int, height: Int)) {
        content = drawn
        (width, height) = size
        id = SHA256.hash(data: drawn).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
    }

    private static func issue(_ text: String) -> FormIssues {
        FormIssues(SaveCreative.rule.field, .other(text))
    }

    // MARK: Sending

    static func id(_ visit: Visit) throws(Refusal) -> String {
        let id = visit.parameters.get("hash") ?? ""
        guard id.utf8.count == 64, id.utf8.allSatisfy({ Character(Unicode.Scalar($0)).isHexDigit }) else {
            throw .notFound
        }
        return id.lowercased()
    }

    static func reply(_ picture: Data, id: String, cache: String, _ request: Request) -> Reply {
        let headers: HTTPFields = [.contentType: "image/png", .cacheControl: cache, .eTag: "\"\(id)\""]
        guard request.headers[.ifNoneMatch] != "\"\(id)\"" else {
            return .response(Response(status: .notModified, headers: headers))
        }
        return .response(
            Response(
                status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture))))
    }
}
