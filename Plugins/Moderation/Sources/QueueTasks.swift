import Accounts
import Console
import Kernel
import Postgres

/// The queue on the first screen: how much this person may decide, and how much of it is due.
struct QueueTasks: HomeTaskSource {
    private var types = ReviewTypes([])

    func knowing(_ extensions: [any Extension]) -> any HomeTaskSource {
        var tasks = self
        tasks.types = ReviewTypes(extensions.compactMap { $0 as? any ReviewableType })
        return tasks
    }

    func tasks(for actor: Actor, in reader: any Reader) async throws -> [HomeTask] {
        guard actor.may(.workQueue) else { return [] }
        let scope = QueueScope(actor, types)
        let (waiting, due, mine) = try await reader.fetch(
            ReviewQueries.count(QueueFilter(), of: scope, most: QueueList.most),
            ReviewQueries.dueToday(scope),
            ReviewQueries.count(QueueFilter(standing: .mine), of: scope, most: QueueList.most))
        let count = waiting ?? 0
        return [
            HomeTask(
                "Queue", path: "/console/queue",
                figure: count >= QueueList.most ? "1,000+" : String(count),
                summary: summary(due: due ?? 0, mine: mine ?? 0),
                pill: (due ?? 0) > 0 ? Pill(.warn, "your turn") : nil)
        ]
    }

    private func summary(due: Int, mine: Int) -> String {
        var sentences: [String] = []
        switch due {
        case 0: sentences.append("Nothing is late or due today.")
        case 1: sentences.append("One is late or due today.")
        default: sentences.append("\(due) are late or due today.")
        }
        if mine > 0 { sentences.append(mine == 1 ? "You hold one." : "You hold \(mine).") }
        return sentences.joined(separator: " ")
    }
}
