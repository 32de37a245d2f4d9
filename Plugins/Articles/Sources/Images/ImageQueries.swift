import Documents
import Foundation
import Kernel
import Postgres

/// A picture to choose from.
struct ImageRow: Decodable, Sendable {
    let imageID: UUID
    let alt: String
    let width: Int
    let height: Int
    let createdAt: Instant

    var reference: ImageReference { ImageReference(imageID) }
}

/// Reads about pictures.
struct ImageQueries {
    let reader: any Reader

    func latest(limit: Int) async throws -> [ImageRow] {
        try await reader.all(
            ImageRow.self,
            """
            SELECT image_id, alt, width, height, created_at
            FROM articles.image
            ORDER BY created_at DESC, image_id DESC
            LIMIT \(limit)
            """)
    }

    private struct Stored: Decodable, Sendable {
        let imageID: UUID
        let width: Int
        let height: Int
    }

    /// The pictures of a text with their sizes.
    ///
    /// - Throws: `FormIssues` when it names one that is not kept here.
    func sizes(of document: Document) async throws -> [ImageReference: ImageSize] {
        let wanted = Set(document.figures.map(\.image))
        guard !wanted.isEmpty else { return [:] }
        let stored = try await reader.all(
            Stored.self,
            """
            SELECT image_id, width, height
            FROM articles.image
            WHERE image_id = ANY (\(wanted.map(\.id)))
            ORDER BY image_id
            """)
        let sizes = Dictionary(
            stored.map { (ImageReference($0.imageID), ImageSize(width: $0.width, height: $0.height)) },
            uniquingKeysWith: { first, _ in first })
        if let missing = wanted.first(where: { sizes[$0] == nil }) {
            throw FormIssues(
                "text", .other("The image \(missing) is not kept here. Send it again, or remove it."))
        }
        return sizes
    }
}
