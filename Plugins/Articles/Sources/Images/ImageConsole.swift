import Documents
import Foundation
import Hummingbird
import Kernel
import Postgres

/// Takes pictures for figures, and sends them: to readers while an article that shows them is public, in the console to
/// everybody who reads articles there.
struct ImageConsole: Sendable {
    let kernel: Kernel

    static let path = "/console/articles/images"

    @Sendable func list(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(ImagesPage(visit, images: try await ImageQueries(reader: kernel.database).latest(limit: 100)))
    }

    @Sendable func add(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try await KeepImage(kernel: kernel).run(
            visit.uploads, alt: visit.form["alt"], by: try visit.requireActor())
        return .seeOther(
            Self.path,
            flash: "Kept. Choose it in a text, or write ![what it shows](image:\(id)) on a line of its own.")
    }

    @Sendable func shown(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        let picture = try await kernel.database.first(
            Picture.self, "SELECT digest, content FROM articles.image WHERE image_id = \(id)")
        return try Self.reply(picture, cache: "private, no-store", request)
    }

    @Sendable func published(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        let picture = try await kernel.site.first(
            Picture.self, "SELECT digest, content FROM articles.public_image WHERE image_id = \(id)")
        // Another picture has another id; but an article that shows it may be withdrawn.
        return try Self.reply(picture, cache: "public, max-age=3600", request)
    }

    private struct Picture: Decodable, Sendable {
        let digest: String
        let content: Data
    }

    private static func id(_ visit: Visit) throws(Refusal) -> UUID {
        guard let image = ImageReference(visit.parameters.get("id") ?? "") else { throw .notFound }
        return image.id
    }

    private static func reply(_ picture: Picture?, cache: String, _ request: Request) throws -> Reply {
        guard let picture else { throw Refusal.notFound }
        let headers: HTTPFields = [
            .contentType: "image/jpeg", .cacheControl: cache, .eTag: "\"\(picture.digest)\"",
        ]
        guard request.headers[.ifNoneMatch] != "\"\(picture.digest)\"" else {
            return .response(Response(status: .notModified, headers: headers))
        }
        return .response(
            Response(
                status: .ok, headers: headers,
                body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture.content))))
    }
}
