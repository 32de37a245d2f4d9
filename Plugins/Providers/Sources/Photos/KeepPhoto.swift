import Crypto
import Foundation
import Kernel
import Postgres

/// Makes the pictures of a profile from a photo that somebody sent, and keeps those alone.
///
/// Both are drawn anew as JPEGs, cut to a square around what draws the eye. So nothing of the file comes through:
/// neither what it says about place and camera, nor what somebody hid in it.
struct KeepPhoto {
    let kernel: Kernel

    /// Both pictures of a photo, and what they are found by.
    struct Pictures: Sendable {
        let digest: String
        let large: Data
        let small: Data
    }

    /// The field of the form that brings the photo.
    static let rule = UploadRule(field: "photo_file", atMost: 1)
    static let largeSide = 480
    static let smallSide = 96
    /// Less than this, a photo is a blur.
    static let leastSide = 200

    /// Draws the photo that a form brought. Nothing of it is kept yet.
    ///
    /// - Returns: nil when the form brought none.
    /// - Throws: `FormIssues` for what is no photo.
    func draw(_ uploads: [Upload]) async throws -> Pictures? {
        guard let upload = uploads.first else { return nil }
        do {
            let data = try upload.contents()
            try Self.check(data)
            let large = try await Self.square(data, side: Self.largeSide)
            let small = try await Self.square(large, side: Self.smallSide)
            let digest = SHA256.hash(data: large).map { byte in
                String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
            }.joined()
            return Pictures(digest: digest, large: large, small: small)
        } catch let failure as LimitedProcess.Failure {
            throw issues(failure)
        } catch let mistake as StorageMistake {
            throw unavailable(mistake)
        }
    }

    private static func check(_ data: Data) throws(FormIssues) {
        guard let content = PhotoContent(data) else {
            throw issue(
                "This is no whole PNG, JPEG or WebP. Save the photo as one of these and choose it again.")
        }
        guard min(content.width, content.height) >= leastSide else {
            throw issue(
                "This photo is \(content.width) × \(content.height). Choose one of at least \(leastSide) × \(leastSide)."
            )
        }
        guard content.width * content.height <= PagePictures.mostPixels else {
            throw issue("This photo has more than 50 megapixels. Make it smaller and choose it again.")
        }
    }

    private static func square(_ data: Data, side: Int) async throws -> Data {
        // The compiler inside libvips would write its code to a file, and there may be none.
        try await LimitedProcess([
            "env", "ORC_CODE=emulate", "vipsthumbnail", "stdin", "--size", "\(side)x\(side)", "--smartcrop",
            "attention", "--export-profile", "srgb", "-o", ".jpg[Q=82,strip,background=255]",
        ]).run(on: data)
    }

    /// Keeps the pictures, in the transaction of the version that shows them.
    static func keep(
        _ pictures: Pictures, of id: ProviderID, by actor: Actor, in transaction: Transaction
    ) async throws {
        try await transaction.execute(
            """
            INSERT INTO providers.photo (provider_id, photo_id, large, small, created_by)
            VALUES (\(id), \(pictures.digest), \(pictures.large), \(pictures.small), \(actor.accountID))
            ON CONFLICT (provider_id, photo_id) DO NOTHING
            """)
    }

    private func issues(_ failure: LimitedProcess.Failure) -> FormIssues {
        switch failure {
        case .refused: Self.issue("This photo is damaged. Save it anew and choose it again.")
        case .beyondLimits:
            Self.issue("This photo takes too long to read. Make it smaller and choose it again.")
        case .notInstalled, .notStarted: unavailable(failure)
        }
    }

    private func unavailable(_ cause: any Error) -> FormIssues {
        kernel.logger.error("a photo cannot be kept", metadata: ["error": "\(cause)"])
        return Self.issue(
            "Photos cannot be kept right now. Save the rest, and choose the photo again in a while.")
    }

    private static func issue(_ text: String) -> FormIssues { FormIssues(rule.field, .other(text)) }
}
