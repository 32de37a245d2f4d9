/// Where somebody works, in words.
enum Place: Hashable, Sendable {
    case office(city: String?, state: USState?)
    /// Online only, for people in these states; empty when none are named.
    case remote([USState])

    init(remoteOnly: Bool, city: String?, state: USState?, states: [USState]) {
        self = remoteOnly ? .remote(states) : .office(city: city, state: state)
    }

    /// The line under a name: `Santa Clara, California`, `Remote only, for people in Washington and Oregon`.
    var line: String {
        switch self {
        case .office(let city, let state):
            let parts = [city?.oneLine, state?.name].compactMap { $0 }.filter { !$0.isEmpty }
            return parts.isEmpty ? "Place not given" : parts.joined(separator: ", ")
        case .remote(let states):
            return states.isEmpty ? "Remote only" : "Remote only, for people in \(Self.list(states))"
        }
    }

    /// The same inside a sentence, behind a verb: `in Santa Clara, California`; nil when nothing is known.
    var phrase: String? {
        guard case .office(let city, let state) = self else { return nil }
        let town = city?.oneLine ?? ""
        guard let state else { return town.isEmpty ? nil : "in \(town)" }
        return town.isEmpty ? "in \(state.nameInProse)" : "in \(town), \(state.name)"
    }

    /// `Washington, Oregon and Idaho`; beyond five the rest is counted.
    static func list(_ states: [USState]) -> String {
        let names = states.map(\.nameInProse)
        guard names.count > 5 else { return names.naturalList }
        return "\(names.prefix(3).joined(separator: ", ")) and \(names.count - 3) more states"
    }
}

extension [String] {
    /// As people say it: `loneliness, grief and social anxiety`. Empty words are left out.
    var naturalList: String {
        let words = compactMap { word -> String? in
            let word = word.oneLine
            return word.isEmpty ? nil : word
        }
        guard let last = words.last, words.count > 1 else { return words.first ?? "" }
        return "\(words.dropLast().joined(separator: ", ")) and \(last)"
    }
}

extension String {
    /// White space as single spaces, none around it.
    var oneLine: String { split(whereSeparator: \.isWhitespace).joined(separator: " ") }
}
