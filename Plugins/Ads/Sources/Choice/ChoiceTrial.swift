import Kernel
import Postgres
import Site

/// The choice alone, without pages and tokens around it: for measuring.
public struct ChoiceTrial: Sendable {
    private let state: AdState

    /// Reads what is booked.
    public init(reading reader: any Reader) async throws {
        state = try await LoadAds.state(in: reader)
    }

    /// How many line items run or will.
    public var lineItems: Int { state.book.lines.count }

    /// How many slots of a page are filled for one request.
    public func choose(_ page: SlotPage, bucket: UInt64, at instant: Instant) -> Int {
        AdChoice.choose(page, bucket: bucket, at: instant, in: state).count
    }
}
