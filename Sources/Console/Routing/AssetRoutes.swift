import Crypto
import Foundation
import Hummingbird
import Kernel

/// Style sheets, scripts and pictures, read once at start and served under `/assets/`.
struct AssetRoutes: Sendable {
    private struct Asset: Sendable {
        let bytes: ByteBuffer
        let type: String
        let tag: String
    }

    private let assets: [String: Asset]

    /// Takes the shell's own files, those of the plugins, and those that deploy/fetch-assets unpacked.
    init(composition: Composition) throws {
        let fetched = URL(filePath: composition.kernel.settings[.assets])
        let folders =
            [Bundle.module.bundleURL.appending(path: "Assets"), fetched]
            + composition.plugins.compactMap { type(of: $0).assets }
        var assets: [String: Asset] = [:]
        for folder in folders {
            for path in FileManager.default.enumerator(atPath: folder.path)?.compactMap({ $0 as? String })
                ?? []
            {
                // The browser tests' own tools lie there; no page asks for them.
                guard !path.hasPrefix("test/"), let type = Self.types[URL(filePath: path).pathExtension],
                    let data = try? Data(contentsOf: folder.appending(path: path))
                else { continue }
                let digest = SHA256.hash(data: data).prefix(12)
                assets[path] = Asset(
                    bytes: ByteBuffer(bytes: data), type: type, tag: "\"\(Data(digest).urlSafeBase64)\"")
            }
        }
        self.assets = assets
    }

    private static let types = [
        "css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8", "svg": "image/svg+xml",
        "png": "image/png", "ico": "image/x-icon", "woff2": "font/woff2", "txt": "text/plain; charset=utf-8",
    ]

    var route: Route {
        var routes = Routes(extensions: [])
        routes.get("/assets/**", .anyone, use: serve)
        return routes.all[0]
    }

    private func serve(_ request: Request, _ visit: Visit) async throws -> Reply {
        let path = visit.parameters.getCatchAll().joined(separator: "/")
        guard let asset = assets[path] else { throw Refusal.notFound }
        // A page asks for files by version, so that a new version is a new address.
        let lifetime = request.uri.query == nil ? "max-age=300" : "max-age=31536000, immutable"
        let headers: HTTPFields = [
            .contentType: asset.type, .eTag: asset.tag, .cacheControl: "public, \(lifetime)",
        ]
        guard request.headers[.ifNoneMatch] != asset.tag else {
            return .response(Response(status: .notModified, headers: headers))
        }
        return .response(Response(status: .ok, headers: headers, body: ResponseBody(byteBuffer: asset.bytes)))
    }
}
