import Synchronization

/// What other plugins add to one extension point, for those parts of a plugin that exist before the composition is
/// complete, as its public pages do.
///
/// The plugin that declares the point fills it once, in `routes`; until then it is empty.
public final class Additions<Point: Sendable>: Sendable {
    private let points = Mutex<[Point]>([])

    public init() {}

    public var all: [Point] { points.withLock { $0 } }

    /// Takes what the composition's plugins added to the point.
    public func take(from routes: Routes) {
        let added: [Point] = routes.extensions()
        points.withLock { $0 = added }
    }
}
