import Kernel

/// The kinds of review in this composition, and who may do what with them.
struct ReviewTypes: Sendable {
    private let all: [any ReviewableType]

    init(_ all: [any ReviewableType]) {
        self.all = all
    }

    /// What the queue can filter by for this person.
    func visible(to actor: Actor) -> [any ReviewableType] {
        if actor.may(.seeAllReviews) { return all }
        return all.filter { type in type.stages.contains { actor.may($0) } }
    }

    /// The permissions by which this person may decide.
    func permissions(of actor: Actor) -> [Permission] {
        guard actor.may(.workQueue) else { return [] }
        return Set(all.flatMap(\.stages)).filter { actor.may($0) }.sorted { $0.id < $1.id }
    }

    /// The type of an item.
    ///
    /// - Throws: `Refusal.notFound` when its plugin is switched off, `Refusal.forbidden` when the person may not
    ///   even see it.
    func type(of item: ReviewItem, for actor: Actor) throws(Refusal) -> any ReviewableType {
        guard let type = all.first(where: { $0.id == item.type }) else { throw .notFound }
        let maySee = actor.may(.seeAllReviews) || type.stages.contains { actor.may($0) }
        guard maySee else { throw .forbidden(type.needs) }
        return type
    }

    /// The permission that deciding an item takes now.
    func permission(for item: ReviewItem) throws(Refusal) -> Permission {
        try permission(item.needs, of: item)
    }

    /// One of the permissions of an item's type.
    func permission(_ id: String, of item: ReviewItem) throws(Refusal) -> Permission {
        let permission = all.first { $0.id == item.type }?.stages.first { $0.id == id }
        guard let permission else { throw .notFound }
        return permission
    }

    func canUndo(_ action: String, of type: String) -> Bool {
        all.first { $0.id == type }?.canUndo(action) ?? false
    }

    var ids: [String] { all.map(\.id) }
    var names: [String] { all.map(\.name) }

    func name(of type: String) -> String {
        all.first { $0.id == type }?.name ?? type
    }
}
