import Crypto
import Documents
import Foundation
import Kernel
import Postgres

/// Makes the picture of a figure from a file that somebody sent, and keeps that alone.
///
/// It is drawn anew as a JPEG, so nothing of the file comes through: neither what it says about place and camera, nor
/// what somebody hid in it.
struct KeepImage {
    let kernel: Kernel

    /// The field of the form that brings the file.
    static let rule = UploadRule(field: "image_file", atMost: 1)
    static let longestSide = 1_600
    /// Less than this, a figure is a blur.
    static let leastSide = 200

    /// - Returns: the picture's id; that of the same picture where it is kept already.
    /// - Throws: `FormIssues` for what is no picture, and for one without a description.
    func run(_ uploads: [Upload], alt: String, by actor: Actor) async throws -> ImageReference {
        let alt = oneLine(alt)
        if let problem = Figure.problem(alt: alt) { throw FormIssues("alt", .other(problem)) }
        guard let upload = uploads.first else { throw Self.issue("Choose a file.") }
        do {
            let data = try upload.contents()
            try Self.check(data)
            return try await keep(try await Self.drawn(data), alt: alt, by: actor)
        } catch let failure as LimitedProcess.Failure {
            throw issues(failure)
        } catch let mistake as StorageMistake {
            throw unavailable(mistake)
        }
    }

    private static func check(_ data: Data) throws(FormIssues) {
        guard let content = PhotoContent(data) else {
            throw issue("This is no whole PNG, JPEG or WebP. Save it as one of these and choose it again.")
        }
        guard min(content.width, content.height) >= leastSide else {
            throw issue(
                "This image is \(content.width) × \(content.height). Choose one of at least \(leastSide) × \(leastSide)."
            )
        }
        guard content.width * content.height <= PagePictures.mostPixels else {
            throw issue("This image has more than 50 megapixels. Make it smaller and choose it again.")
        }
    }

    private static func drawn(_ data: Data) async throws -> Data {
        // The compiler inside libvips would write its code to a file, and there may be none.
        try await LimitedProcess([
            "env", "ORC_CODE=emulate", "vipsthumbnail", "stdin", "--size", "\(longestSide)x\(longestSide)>",
            "--export-profile", "srgb", "-o", ".jpg[Q=82,strip,background=255]",
        ]).run(on: data)
    }

    private func keep(_ picture: Data, alt: String, by actor: Actor) async throws -> ImageReference {
        guard let size = PhotoContent(picture) else { throw Self.damaged }
        let digest = SHA256.hash(data: picture).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        let id: ImageID = kernel.ids.next()
        let kept = try await kernel.database.transaction { transaction in
            try await transaction.execute(
                """
                INSERT INTO articles.image (image_id, digest, content, alt, width, height, created_by)
                VALUES (
                  \(id), \(digest), \(picture), \(alt), \(size.width), \(size.height), \(actor.accountID)
                )
                ON CONFLICT (digest) DO NOTHING
                """)
            return try await transaction.value(
                UUID.self,
                """
                SELECT image_id
                FROM articles.image
                WHERE digest = \(digest)
                """)
        }
        return ImageReference(kept ?? id.rawValue)
    }

    private func issues(_ failure: LimitedProcess.Failure) -> FormIssues {
        switch failure {
        case .refused: Self.damaged
        case .beyondLimits:
            Self.issue("This image takes too long to read. Make it smaller and choose it again.")
        case .notInstalled, .notStarted: unavailable(failure)
        }
    }

    private func unavailable(_ cause: any Error) -> FormIssues {
        kernel.logger.error("an image cannot be kept", metadata: ["error": "\(cause)"])
        return Self.issue("Images cannot be kept right now. Try it again in a while.")
    }

    private static let damaged = issue("This image is damaged. Save it anew and choose it again.")

    private static func issue(_ text: String) -> FormIssues { FormIssues(rule.field, .other(text)) }
}

private struct ImageID: Identifier {
    let rawValue: UUID
}
