import Foundation
import Kernel
import Postgres
import Site

/// The element of a filled slot.
struct AdElement: Page {
    static let template = "ads/slot"

    let slotKey: String
    let slotSize: String
    /// Whoever hears the page is told slots apart by it.
    let label: String
    let lineItem: String
    let width: String
    let height: String
    let title: String
    let text: String?
    /// Where the words lead, so that nobody has to guess; nil beside a picture.
    let site: String?
    let pictureURL: String?
    /// Where the click goes by way of; nil in a preview, where nothing is counted.
    let clickURL: String?
    let seenURL: String?

    init(_ winner: AdChoice.Winner, in slot: AdSlot, token: String?) {
        slotKey = slot.key
        slotSize = "\(slot.width)x\(slot.height)"
        label = Self.label(of: slot)
        lineItem = winner.line.id.description
        width = String(slot.width)
        height = String(slot.height)
        title = winner.creative.title
        text = winner.creative.picture == nil ? winner.creative.body : nil
        site = text == nil ? nil : LandingURL.site(of: winner.creative.landingURL)
        pictureURL = winner.creative.picture.map { AdRoutes.picturePath + $0.id }
        clickURL = token.map { AdRoutes.clickPath + $0 }
        seenURL = token.map { AdRoutes.seenPath + $0 }
    }

    /// `Advertisement` for the first of a page, `Advertisement 2` for the slot `article-body-2`.
    private static func label(of slot: AdSlot) -> String {
        let number = slot.key.split(separator: "-").last.flatMap { Int($0) } ?? 1
        return number > 1 ? "Advertisement \(number)" : "Advertisement"
    }
}

/// The element of an ad in a slot, drawn once: only its token differs from request to request.
struct AdSkeleton: Sendable {
    /// The whole creative and not its id: a request that still knows an older one must not draw for those that follow.
    struct Key: Hashable, Sendable {
        let creative: AdCreative
        let slot: String
    }

    /// A character that no text of an ad may hold.
    private static let placeholder = "\u{F8FF}"
    private let pieces: [Substring]

    init(_ winner: AdChoice.Winner, in slot: AdSlot, renderer: any PageRenderer) throws {
        let html = try renderer.render(AdElement(winner, in: slot, token: Self.placeholder)).html
        pieces = html.split(separator: Self.placeholder, omittingEmptySubsequences: false)
    }

    func html(token: String) -> String { pieces.joined(separator: token) }
}

/// Fills the slots of public pages from what is booked.
struct AdFiller: SlotFiller {
    let kernel: Kernel
    let desk: AdDesk
    let signer: AdTokenSigner

    let chosenFrom: Set = ["ads.line_item", "ads.line_item_topic", "ads.creative", "ads.flight"]

    func ask(
        for kind: PageKind, in batch: inout Batch
    ) -> @Sendable (BatchResults) throws -> [AdSlot] {
        let ticket = batch.add(LoadAds.slots(of: kind))
        return { results in try results[ticket] }
    }

    func fill(_ page: SlotPage, at instant: Instant, bucket: UInt64) -> [String: String] {
        guard let state = desk.state else { return [:] }
        var elements: [String: String] = [:]
        for (slot, winner) in AdChoice.choose(page, bucket: bucket, at: instant, in: state) {
            do {
                let skeleton = try desk.skeleton(.init(creative: winner.creative, slot: slot.key)) {
                    try AdSkeleton(winner, in: slot, renderer: kernel.renderer)
                }
                let token = AdToken(winner, in: slot, on: page, at: instant)
                elements[slot.key] = skeleton.html(token: signer.text(token))
            } catch {
                kernel.logger.error("an ad cannot be drawn", metadata: ["error": "\(error)"])
            }
        }
        return elements
    }

    func preview(_ page: SlotPage, at instant: Instant, in snapshot: Snapshot) async throws -> [String:
        String]
    {
        let state = try await LoadAds.state(in: snapshot)
        let chosen = AdChoice.choose(page, bucket: Self.previewBucket, at: instant, in: state)
        return try chosen.reduce(into: [:]) { elements, choice in
            let element = AdElement(choice.winner, in: choice.slot, token: nil)
            elements[choice.slot.key] = try kernel.renderer.render(element).html
        }
    }

    /// Previews of one page at one instant are the same each time.
    static let previewBucket: UInt64 = 1

    var boundaries: SQL? {
        """
        SELECT begins AS at FROM ads.public_boundary
        UNION ALL
        SELECT ends FROM ads.public_boundary
        """
    }
}
