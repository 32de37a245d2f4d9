import Foundation
import Hummingbird
import Kernel
import Postgres

/// Sends the pictures of profiles: to readers while the profile that shows them is public, and in the console to its
/// clinician and to those who look after profiles.
struct PhotoRoutes: Sendable {
    let kernel: Kernel

    static let publicPath = "/photos/"
    static let consolePath = "/console/photos/"

    @Sendable func large(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await publicPhoto("large", request, visit)
    }

    @Sendable func small(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await publicPhoto("small", request, visit)
    }

    private func publicPhoto(_ size: SQL, _ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try Self.id(visit)
        let picture = try await kernel.site.value(
            Data.self, "SELECT \(sql: size) FROM providers.public_photo WHERE photo_id = \(id) LIMIT 1")
        guard let picture else { throw Refusal.notFound }
        // Another picture is another address.
        return Self.reply(picture, id: id, cache: "public, max-age=2592000, immutable", request)
    }

    @Sendable func inConsole(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        let id = try Self.id(visit)
        let mayAll = actor.may(.readProviders) || actor.may(.editProviders) || actor.may(.reviewProfiles)
        let picture = try await kernel.database.value(
            Data.self,
            """
            SELECT photo.large
            FROM providers.photo
            JOIN providers.provider USING (provider_id)
            WHERE photo.photo_id = \(id) AND (\(mayAll) OR provider.account_id = \(actor.accountID))
            LIMIT 1
            """)
        guard let picture else { throw Refusal.notFound }
        return Self.reply(picture, id: id, cache: "private, no-store", request)
    }

    private static func id(_ visit: Visit) throws(Refusal) -> String {
        let id = visit.parameters.get("hash") ?? ""
        guard id.utf8.count == 64, id.allSatisfy(\.isHexDigit) else { throw .notFound }
        return id.lowercased()
    }

    private static func reply(_ picture: Data, id: String, cache: String, _ request: Request) -> Reply {
        let headers: HTTPFields = [
            .contentType: "image/jpeg", .cacheControl: cache, .eTag: "\"\(id)\"",
        ]
        guard request.headers[.ifNoneMatch] != "\"\(id)\"" else {
            return .response(Response(status: .notModified, headers: headers))
        }
        return .response(
            Response(
                status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture))))
    }
}
