import Console
import Hummingbird
import Kernel

/// The first screen: what needs this person now.
struct HomeConsole: Sendable {
    let kernel: Kernel
    let sources: [any HomeTaskSource]

    @Sendable func show(_ request: Request, _ visit: Visit) async throws -> Reply {
        let actor = try visit.requireActor()
        var tasks: [HomeTask] = []
        for source in sources { tasks += try await source.tasks(for: actor, in: kernel.database) }
        return .page(HomePage(visit, name: actor.name, tasks: tasks))
    }
}

struct HomePage: Page {
    static let template = "accounts/home"

    let shell: Shell
    let lead: String?
    let hasTasks: Bool
    let tasks: [HomeTask]
    let empty: EmptyState?

    init(_ visit: Visit, name: String, tasks: [HomeTask]) {
        shell = Shell(visit, title: "Home")
        let first = name.split(separator: " ").first.map(String.init) ?? name
        // Who was added without a name goes by their address.
        let greeting = name.contains("@") ? "This" : "\(first), this"
        lead = tasks.isEmpty ? nil : "\(greeting) is where things stand."
        hasTasks = !tasks.isEmpty
        // What asks for something comes first; otherwise the order of the plugins stays.
        self.tasks = tasks.filter(\.asks) + tasks.filter { !$0.asks }
        let way = visit.menu.first
        empty =
            tasks.isEmpty
            ? EmptyState(
                "Nothing needs you right now, \(first). What comes up for you is shown here.",
                action: way.map { "Go to \($0.title)" }, path: way?.path) : nil
    }
}
