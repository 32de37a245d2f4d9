import Foundation
import Yams

/// A mistake in the configuration: where it stands and what was expected.
public struct SettingMistake: Error, Equatable, Sendable, CustomStringConvertible {
    /// File and line, or the name of an environment variable or flag.
    public let place: String
    public let message: String

    public init(place: String, message: String) {
        self.place = place
        self.message = message
    }

    public var description: String { "\(place): \(message)" }
}

/// All mistakes of a configuration at once.
public struct SettingMistakes: Error, CustomStringConvertible, Sendable {
    public let mistakes: [SettingMistake]

    public init(_ mistakes: [SettingMistake]) { self.mistakes = mistakes }

    public var description: String { mistakes.map(\.description).joined(separator: "\n") }
}

/// The values of all settings: flags over environment over files over defaults.
public struct Settings: Sendable {
    private let texts: [String: String]

    private init(texts: [String: String]) { self.texts = texts }

    /// Only defaults, and what a test sets.
    public init(_ overrides: [String: String] = [:]) {
        texts = overrides
    }

    public subscript<Value>(setting: Setting<Value>) -> Value {
        texts[setting.key].map(setting.value(of:)) ?? setting.fallback
    }

    /// Reads files, then the environment, then flags, and checks every value against its declaration.
    ///
    /// Later files go over earlier ones; nested keys are joined with dots. In the environment a key is `STET_` and its
    /// capitals, dots as underscores: `STET_SITE_TIME_ZONE`. Flags are keys and values from the command line.
    ///
    /// - Throws: `SettingMistakes`, with each unknown key, unreadable file and value of a wrong type.
    public static func load(
        files: [URL], environment: [String: String], flags: [String: String],
        declared: [any SettingDeclaration]
    ) throws(SettingMistakes) -> Settings {
        let known = Dictionary(declared.map { ($0.key, $0) }, uniquingKeysWith: { first, _ in first })
        var mistakes: [SettingMistake] = []
        var texts: [String: String] = [:]

        func take(_ key: String, _ text: String, from place: String) {
            guard let declaration = known[key] else {
                let hint = nearest(to: key, among: known.keys).map { " The nearest is “\($0)”." } ?? ""
                mistakes.append(SettingMistake(place: place, message: "there is no setting “\(key)”.\(hint)"))
                return
            }
            if let problem = declaration.problem(with: text) {
                mistakes.append(SettingMistake(place: place, message: "“\(key)”: \(problem), not “\(text)”."))
                return
            }
            texts[key] = text
        }

        for file in files {
            do {
                for entry in try entries(of: file) {
                    take(entry.key, entry.text, from: "\(file.lastPathComponent):\(entry.line)")
                }
            } catch let mistake as SettingMistake {
                mistakes.append(mistake)
            } catch {
                mistakes.append(
                    SettingMistake(
                        place: file.lastPathComponent, message: "the file cannot be read: \(error)"))
            }
        }
        for declaration in declared {
            let name = environmentName(of: declaration.key)
            if let text = environment[name] { take(declaration.key, text, from: name) }
        }
        mistakes += misspelt(environment, declared)
        for (key, text) in flags { take(key, text, from: "--\(key)") }

        guard mistakes.isEmpty else { throw SettingMistakes(mistakes) }
        return Settings(texts: texts)
    }

    /// The environment variable that overrides a key: `STET_SITE_TIME_ZONE`.
    public static func environmentName(of key: String) -> String {
        "STET_" + key.uppercased().replacing(".", with: "_")
    }

    /// Variables that are nearly one of ours. Scripts around the program have variables of their own, which are not.
    private static func misspelt(
        _ environment: [String: String], _ declared: [any SettingDeclaration]
    ) -> [SettingMistake] {
        let names = Set(declared.map { environmentName(of: $0.key) })
        return environment.keys.sorted().filter { $0.hasPrefix("STET_") && !names.contains($0) }
            .compactMap { name in
                let near = names.map { (editDistance(name, $0), $0) }.filter { $0.0 <= 2 }.min { $0 < $1 }
                return near.map {
                    SettingMistake(
                        place: name, message: "there is no setting of this name. The nearest is “\($0.1)”.")
                }
            }
    }

    private struct Entry {
        let key: String
        let text: String
        let line: Int
    }

    /// The leaves of a YAML mapping with the lines they stand on; Yams' decoder would drop both unknown keys and lines.
    private static func entries(of file: URL) throws -> [Entry] {
        let place = file.lastPathComponent
        let text: String
        do {
            text = try String(contentsOf: file, encoding: .utf8)
        } catch {
            throw SettingMistake(place: place, message: "the file is missing or not UTF-8.")
        }
        let root: Node?
        do {
            root = try Yams.compose(yaml: text)
        } catch let YamlError.parser(_, problem, mark, _), let YamlError.scanner(_, problem, mark, _) {
            throw SettingMistake(
                place: "\(place):\(mark.line):\(mark.column)", message: "this is not YAML: \(problem).")
        }
        guard let root, root != .scalar(.init("")) else { return [] }
        guard root.mapping != nil else {
            throw SettingMistake(place: "\(place):1", message: "expected keys with values.")
        }
        return try leaves(of: root, under: "", in: place)
    }

    private static func leaves(of node: Node, under path: String, in place: String) throws -> [Entry] {
        let line = node.mark?.line ?? 0
        switch node {
        case .scalar(let scalar):
            return [Entry(key: path, text: scalar.string, line: line)]
        case .sequence(let sequence):
            return [Entry(key: path, text: sequence.compactMap(\.string).joined(separator: ","), line: line)]
        case .mapping(let mapping):
            return try mapping.flatMap { key, value in
                guard let name = key.string else {
                    throw SettingMistake(place: "\(place):\(line)", message: "a key must be a word.")
                }
                return try leaves(of: value, under: path.isEmpty ? name : "\(path).\(name)", in: place)
            }
        case .alias:
            throw SettingMistake(
                place: "\(place):\(line)", message: "write the value out instead of an alias.")
        }
    }
}
