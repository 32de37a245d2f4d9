import Foundation
import HTTPTypes
import Kernel
import Postgres
import Testing

@testable import Ads

@Suite("Tokens of ads")
struct TokenTests {
    private let signer = AdTokenSigner(secret: Secret())
    private let token = AdToken(
        id: UUID(), lineItem: LineItemID(rawValue: UUID()), creative: CreativeID(rawValue: UUID()),
        slot: "article-body-1", path: "/articles/über-uns",
        expires: Instant(microseconds: 1_900_000_000_000_000))

    @Test("a token says what it was made of")
    func roundTrip() {
        #expect(signer.token(signer.text(token)) == token)
    }

    @Test("a token with any one character changed is none")
    func changed() {
        let text = Array(signer.text(token))
        for position in text.indices {
            var other = text
            other[position] = other[position] == "A" ? "B" : "A"

            // The last character of base64 has bits that carry nothing.
            let read = signer.token(String(other))
            #expect(read == nil || (position == text.count - 1 && read == token), "\(position)")
        }
    }

    @Test("another installation's token is none, and neither is what is no token at all")
    func foreign() {
        let other = AdTokenSigner(secret: Secret())

        #expect(signer.token(other.text(token)) == nil)
        for text in ["", "A", "..", String(repeating: "A", count: 40), String(repeating: "A", count: 5_000)] {
            #expect(signer.token(text) == nil)
        }
    }

    @Test(
        "programs and what is loaded ahead are told from readers' browsers",
        arguments: [
            (browser, nil, nil), ("", nil, FilterReason.notBrowser), ("curl/8.5.0", nil, .notBrowser),
            ("Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", nil, .bot),
            ("Mozilla/5.0 (X11; Linux x86_64) HeadlessChrome/120.0.0.0 Safari/537.36", nil, .bot),
            (browser, "prefetch;prerender", .prefetch),
        ] as [(String, String?, FilterReason?)])
    func traffic(agent: String, purpose: String?, reason: FilterReason?) throws {
        var headers: HTTPFields = [.userAgent: agent]
        if let purpose { headers[try #require(HTTPField.Name("Sec-Purpose"))] = purpose }

        let found = AdTraffic.reason(headers, token: token, at: token.expires - .seconds(1))

        #expect(found == reason)
    }

    @Test("a token counts until it expires")
    func expiry() {
        let headers: HTTPFields = [.userAgent: browser]

        #expect(AdTraffic.reason(headers, token: token, at: token.expires) == .expired)
    }
}
