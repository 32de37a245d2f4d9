import Console
import Kernel
import Postgres

/// What needs somebody now, on the first screen after signing in. Plugins add theirs in `Plugin.extensions`.
public protocol HomeTaskSource: Extension {
    /// The tasks of this person; empty when there is nothing for their roles.
    func tasks(for actor: Actor, in reader: any Reader) async throws -> [HomeTask]

    /// This source once it knows what else the plugins add; itself unless that makes a difference.
    func knowing(_ extensions: [any Extension]) -> any HomeTaskSource
}

extension HomeTaskSource {
    public func knowing(_ extensions: [any Extension]) -> any HomeTaskSource { self }
}

/// One box on the first screen.
public struct HomeTask: Sendable {
    let url: String
    let title: String
    let figure: String?
    let summary: String
    let pill: Pill?

    /// `figure` is the number that matters: `38`.
    public init(_ title: String, path: String, figure: String? = nil, summary: String, pill: Pill? = nil) {
        self.title = title
        url = path
        self.figure = figure
        self.summary = summary
        self.pill = pill
    }
}
