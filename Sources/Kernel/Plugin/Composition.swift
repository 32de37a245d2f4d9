import Foundation
import Logging

/// A mistake in how plugins fit together, with what to do about it.
public struct CompositionMistake: Error, Equatable, Sendable, CustomStringConvertible {
    /// `K001` … `K007`, as in CONTRIBUTING.md.
    public let code: String
    public let message: String
    public let hint: String

    public var description: String { "\(code) \(message) \(hint)" }
}

/// All mistakes of a composition at once.
public struct CompositionMistakes: Error, CustomStringConvertible {
    public let mistakes: [CompositionMistake]

    public var description: String { mistakes.map(\.description).joined(separator: "\n") }
}

/// The plugins that make up this program, checked and in the order in which they require each other.
///
/// It never changes after it was made.
public struct Composition: Sendable {
    public let kernel: Kernel
    public let plugins: [any Plugin]
    public let extensions: [any Extension]
    public let routes: [Route]

    /// - Throws: `CompositionMistakes` with every mistake found, not only the first.
    public init(_ types: [any Plugin.Type], kernel: Kernel) throws(CompositionMistakes) {
        var mistakes = Self.repeated(types) + Self.unknownRequirements(types)
        guard mistakes.isEmpty else { throw CompositionMistakes(mistakes: mistakes) }
        let (sorted, cycle) = Self.sorted(types)
        guard cycle.isEmpty else { throw CompositionMistakes(mistakes: cycle) }

        let plugins = sorted.map { $0.init(kernel: kernel) }
        let extensions = plugins.flatMap(\.extensions)
        var routes: [Route] = []
        for plugin in plugins {
            var added = Routes(extensions: extensions)
            plugin.routes(&added)
            routes += added.all
        }

        mistakes += Self.menuMistakes(plugins)
        mistakes += Self.routeMistakes(routes)
        mistakes += Self.schemaMistakes(plugins)
        mistakes += Self.templateMistakes(plugins, names: kernel.renderer.names)
        guard mistakes.isEmpty else { throw CompositionMistakes(mistakes: mistakes) }
        self.kernel = kernel
        self.plugins = plugins
        self.extensions = extensions
        self.routes = routes
    }

    public var permissions: [Permission] { plugins.flatMap(\.permissions) }

    /// The kernel's own jobs and those of the plugins.
    public var jobs: [Job] { [SweepWork.job] + plugins.flatMap(\.jobs) }

    public var menu: [MenuEntry] {
        // Stable within a group: the plugins' order decides, so the menu never jumps.
        plugins.flatMap(\.menu).enumerated()
            .sorted { ($0.element.group, $0.offset) < ($1.element.group, $1.offset) }
            .map(\.element)
    }

    /// Everything that plugins add to one extension point.
    public func extensions<Point>(of point: Point.Type = Point.self) -> [Point] {
        extensions.compactMap { $0 as? Point }
    }

    private static func repeated(_ types: [any Plugin.Type]) -> [CompositionMistake] {
        let ids: [PluginID] = types.map { $0.id }
        return Dictionary(grouping: ids, by: { $0 })
            .filter { $0.value.count > 1 }.keys.sorted()
            .map { id in
                CompositionMistake(
                    code: "K001", message: "Two plugins are called \(id).",
                    hint: "Give one of them another id.")
            }
    }

    private static func unknownRequirements(_ types: [any Plugin.Type]) -> [CompositionMistake] {
        let known = Set(types.map { $0.id })
        return types.flatMap { type in
            type.requires.filter { !known.contains($0) }.map { missing in
                CompositionMistake(
                    code: "K004", message: "\(type.id) requires \(missing), which is not switched on.",
                    hint: "Switch \(missing) on in Config/stet.yaml, or switch \(type.id) off.")
            }
        }
    }

    /// Those without open requirements first, by name among equals, so that the order is always the same.
    private static func sorted(
        _ types: [any Plugin.Type]
    ) -> (sorted: [any Plugin.Type], cycle: [CompositionMistake]) {
        var waiting = types.sorted { $0.id < $1.id }
        var sorted: [any Plugin.Type] = []
        var done: Set<PluginID> = []
        while !waiting.isEmpty {
            guard let next = waiting.firstIndex(where: { done.isSuperset(of: $0.requires) }) else {
                let names = waiting.map { $0.id.name }.joined(separator: ", ")
                return (
                    [],
                    [
                        CompositionMistake(
                            code: "K004", message: "These plugins require each other in a circle: \(names).",
                            hint:
                                "Turn one arrow around with an event or a protocol that the lower one declares."
                        )
                    ]
                )
            }
            let type = waiting.remove(at: next)
            done.insert(type.id)
            sorted.append(type)
        }
        return (sorted, [])
    }

    private static func menuMistakes(_ plugins: [any Plugin]) -> [CompositionMistake] {
        let known = Set(plugins.flatMap(\.permissions))
        return plugins.flatMap(\.menu).filter { !known.contains($0.needs) }.map { entry in
            CompositionMistake(
                code: "K002",
                message: "The menu entry \(entry.title) needs \(entry.needs.id), which no plugin declares.",
                hint: "List the permission in its plugin's `permissions`.")
        }
    }

    private static func routeMistakes(_ routes: [Route]) -> [CompositionMistake] {
        Dictionary(grouping: routes) { route in
            // Two names for one place in a path are the same route to the router.
            let path = route.path.split(separator: "/").map { $0.hasPrefix(":") ? ":" : String($0) }
            return "\(route.method.rawValue) /\(path.joined(separator: "/"))"
        }
        .filter { $0.value.count > 1 }.keys.sorted()
        .map { route in
            CompositionMistake(
                code: "K003", message: "The route \(route) is there twice.",
                hint: "Give one of them another path.")
        }
    }

    private static func templateMistakes(
        _ plugins: [any Plugin], names: Set<String>
    ) -> [CompositionMistake] {
        plugins.flatMap(\.pages).map { $0.template }.filter { !names.contains($0) }.map { name in
            CompositionMistake(
                code: "K005", message: "There is no template \(name).",
                hint: "Add \(name).mustache to the Templates folder of its plugin.")
        }
    }

    private static func schemaMistakes(_ plugins: [any Plugin]) -> [CompositionMistake] {
        Dictionary(grouping: plugins.map(\.migrations).filter { !$0.isEmpty }, by: \.schema)
            .filter { $0.value.count > 1 }.keys.sorted()
            .map { schema in
                CompositionMistake(
                    code: "K007", message: "Two plugins claim the schema \(schema).",
                    hint: "A plugin's schema carries the plugin's own name.")
            }
    }
}
