import Foundation
import HTTPTypes
import Hummingbird
import Kernel
import Postgres

extension Setting where Value == [String] {
    static let adsTxt = Setting(
        "ads.ads_txt", default: [], "The lines of /ads.txt; without any there is no such file.",
        check: { lines in
            lines.contains { $0.contains(where: \.isNewline) } ? "lines without line ends in them" : nil
        })
}

/// What readers' browsers ask for because of ads: pictures, the beacon of an impression, the way of a click.
struct AdRoutes: Sendable {
    let kernel: Kernel
    let desk: AdDesk
    let signer: AdTokenSigner
    let record: RecordEvents

    static let seenPath = "/seen/"
    static let clickPath = "/go/"
    static let picturePath = "/pictures/"

    /// An ad was drawn. It answers when that is stored for good.
    @Sendable func seen(_ request: Request, _ visit: Visit) async throws -> Reply {
        let token = try token(visit)
        try await tell(.impression, token, request, visit)
        return .response(Response(status: .noContent, headers: [.cacheControl: "no-store"]))
    }

    /// A reader follows an ad: the click is stored, then they are sent where the database says.
    @Sendable func go(_ request: Request, _ visit: Visit) async throws -> Reply {
        let token = try token(visit)
        let destination = try await kernel.site.value(
            String.self,
            """
            SELECT landing_url
            FROM ads.public_destination
            WHERE creative_id = \(token.creative)
            """)
        guard let destination else { throw Refusal.notFound }
        try await tell(.click, token, request, visit)
        return .response(
            Response(
                status: .seeOther,
                // The advertiser learns neither the page nor what it is about.
                headers: [
                    .location: destination, .cacheControl: "no-store", Self.referrerPolicy: "no-referrer",
                ]))
    }

    private static let referrerPolicy: HTTPField.Name = {
        guard let name = HTTPField.Name("Referrer-Policy") else { preconditionFailure("not a header's name") }
        return name
    }()

    private func token(_ visit: Visit) throws(Refusal) -> AdToken {
        guard let token = signer.token(visit.parameters.get("token") ?? "") else { throw .notFound }
        return token
    }

    private func tell(
        _ kind: AdEventKind, _ token: AdToken, _ request: Request, _ visit: Visit
    ) async throws {
        // A browser that shows something asks for it whole.
        guard request.method == .get else { return }
        let filtered = AdTraffic.reason(request.headers, token: token, at: visit.now)
        try await record.run(AdEvent(token: token, kind: kind, filtered: filtered))
        if kind == .impression, filtered == nil { desk.delivered(token) }
    }

    @Sendable func picture(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try AdPicture.id(visit)
        let picture = try await kernel.site.value(
            Data.self, "SELECT content FROM ads.public_picture WHERE picture_id = \(id)")
        guard let picture else { throw Refusal.notFound }
        // Another picture is another address.
        return AdPicture.reply(picture, id: id, cache: "public, max-age=2592000, immutable", request)
    }

    @Sendable func adsTxt(_ request: Request, _ visit: Visit) async throws -> Reply {
        let lines = kernel.settings[.adsTxt]
        guard !lines.isEmpty else { throw Refusal.notFound }
        return .text(lines.joined(separator: "\n") + "\n", type: "text/plain; charset=utf-8")
    }
}
