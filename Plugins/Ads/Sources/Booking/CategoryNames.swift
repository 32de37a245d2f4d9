import Kernel
import Postgres
import Site

/// What the categories of pages are called today: people book by these names, line items hold ids.
struct CategoryNames: Sendable {
    private let known: [PageCategory]

    init(_ known: [PageCategory]) {
        self.known = known
    }

    /// Asks everybody who knows categories.
    static func load(from sources: [any PageCategories], in reader: any Reader) async throws -> Self {
        var known: [PageCategory] = []
        for source in sources { known += try await source.all(in: reader) }
        return CategoryNames(known)
    }

    /// Every category as `text(of:)` writes it.
    var all: [String] { known.map(Self.written) }

    /// The names in the order of the alphabet. A category that is no more keeps its place and says so.
    func names(of ids: [PageCategoryID]) -> [String] {
        ids.map { id in known.first { $0.id == id }?.name ?? Self.gone(id) }.sorted(by: Self.alphabet)
    }

    /// The names as a form's field holds them, apart by semicolons; `category(meant:keeping:)` reads each.
    func text(of ids: [PageCategoryID]) -> String {
        ids.map { id in known.first { $0.id == id }.map(Self.written) ?? Self.gone(id) }
            .sorted(by: Self.alphabet).joined(separator: "; ")
    }

    /// Whether one of them is no more.
    func isMissing(anyOf ids: [PageCategoryID]) -> Bool {
        ids.contains { id in !known.contains { $0.id == id } }
    }

    /// The category that somebody means by a name or a slug; nil when there is none. Of those that are no more, only
    /// one that is kept can be meant.
    func category(meant text: String, keeping kept: [PageCategoryID] = []) -> PageCategoryID? {
        let slug = Slug(folding: text)
        let found =
            known.first { $0.name.lowercased() == text.lowercased() } ?? known.first { $0.slug == slug }
        return found?.id ?? kept.first { Self.gone($0) == text }
    }

    /// A name that holds what separates names is written as its slug.
    private static func written(_ category: PageCategory) -> String {
        category.name.contains(";") ? category.slug.rawValue : category.name
    }

    private static func gone(_ id: PageCategoryID) -> String { "gone category \(id)" }

    private static func alphabet(_ left: String, _ right: String) -> Bool {
        left.lowercased() < right.lowercased()
    }
}
