import DemoData
import Foundation
import Kernel
import Postgres

/// Where articles stand, and who signs them.
struct DemoShelves: Sendable {
    struct Category: Sendable {
        let id: UUID
        let facts: DemoCategory
    }

    struct Author: Sendable {
        let id: UUID
        let facts: DemoAuthor
    }

    /// When they were set up: once the accounts were there.
    let made: Instant
    /// By slug, as the authors are.
    let categories: [String: Category]
    let authors: [String: Author]

    init(_ data: DemoData, seed: UInt64, staff: DemoStaff) {
        let made = staff.made + .seconds(86_400)
        self.made = made
        categories = Dictionary(
            data.categories.enumerated().map { number, category in
                var ids = DemoIDs(seed: seed, of: .category(number))
                return (category.slug, Category(id: ids.next(at: made), facts: category))
            }, uniquingKeysWith: { first, _ in first })
        authors = Dictionary(
            data.authors.enumerated().map { number, author in
                var ids = DemoIDs(seed: seed, of: .author(number))
                return (author.slug, Author(id: ids.next(at: made), facts: author))
            }, uniquingKeysWith: { first, _ in first })
    }
}

extension DemoRows {
    init(shelvesOf plan: DemoPlan) {
        let shelves = plan.shelves
        for shelf in plan.data.categories.compactMap({ shelves.categories[$0.slug] }) {
            let category = shelf.facts
            add(
                .category,
                [
                    shelf.id, category.slug, category.name, category.description,
                    category.needsClinicalReview,
                    shelves.made,
                ])
        }
        for signer in plan.data.authors.compactMap({ shelves.authors[$0.slug] }) {
            let author = signer.facts
            let account = author.account.flatMap { plan.staff[$0]?.accountID }
            add(
                .author,
                [
                    signer.id, author.slug, author.name, author.credentials ?? "", author.bio, account,
                    shelves.made,
                ])
        }
    }
}
