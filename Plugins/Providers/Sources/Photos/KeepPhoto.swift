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

    /// The field of the form that brings the photo.
    static let rule = UploadRule(field: "photo_file", atMost: 1)
    static let largeSide = 480
    static let smallSide = 96
    /// Less than this, a photo is a blur.
    static let leastSide = 200

    /// Keeps the photo that a form brought.
    ///
    /// - Returns: its digest; nil when the form brought none.
    /// - Throws: `FormIssues` for what is no photo, `Refusal.notFound` for another's profile.
    func run(_ uploads: [Upload], for id: ProviderID, by actor: Actor) async throws -> String? {
        guard let upload = uploads.first else { return nil }
        do {
            let data = try upload.contents()
            try Self.check(data)
            let large = try await Self.square(data, side: Self.largeSide)
            let small = try await Self.square(large, side: Self.smallSide)
            return try await keep(large, small, for: id, by: actor)
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

    private func keep(
        _ large: Data, _ small: Data, for id: ProviderID, by actor: Actor
    ) async throws -> String {
        let digest = SHA256.hash(data: large).map { byte in
            String(byte >> 4, radix: 16) + String(byte & 15, radix: 16)
        }.joined()
        try await kernel.database.transaction { transaction in
            let stored = try await ProviderQueries(reader: transaction).locked(id, in: transaction)
            let isOwn = stored.accountID == actor.accountID && actor.may(.editOwnProfile)
            guard isOwn || actor.may(.editProviders) else { throw Refusal.notFound }
            try await transaction.execute(
                """
                INSERT INTO providers.photo (provider_id, photo_id, large, small, created_by)
                VALUES (\(id), \(digest), \(large), \(small), \(actor.accountID))
                ON CONFLICT (provider_id, photo_id) DO NOTHING
                """)
        }
        return digest
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
