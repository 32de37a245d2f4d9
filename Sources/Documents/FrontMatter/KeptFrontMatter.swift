/// The entries of an imported file that the product has no place for, kept so that an export gives them back.
public struct KeptFrontMatter: Codable, Sendable, Equatable {
    private struct Pair: Codable, Equatable {
        let key: String
        let value: Value
    }

    /// The list keeps the order, which a JSON object in the database does not.
    private let kept: [Pair]?

    public init(_ entries: [FrontMatter.Entry] = []) {
        kept = entries.map { Pair(key: $0.key, value: Value($0.value)) }
    }

    /// In the order of the file.
    public var pairs: [FrontMatterPair] { (kept ?? []).map { FrontMatterPair($0.key, $0.value.frontMatter) } }

    public static func == (left: KeptFrontMatter, right: KeptFrontMatter) -> Bool {
        left.pairs == right.pairs
    }

    private indirect enum Value: Codable, Equatable {
        case null
        case text(String)
        case list([Value])
        case mapping([Pair])

        init(_ value: FrontMatterValue) {
            switch value {
            case .null: self = .null
            case .text(let text): self = .text(text)
            case .list(let values): self = .list(values.map(Value.init))
            case .mapping(let pairs): self = .mapping(pairs.map { Pair(key: $0.key, value: Value($0.value)) })
            }
        }

        var frontMatter: FrontMatterValue {
            switch self {
            case .null: .null
            case .text(let text): .text(text)
            case .list(let values): .list(values.map(\.frontMatter))
            case .mapping(let pairs): .mapping(pairs.map { FrontMatterPair($0.key, $0.value.frontMatter) })
            }
        }

        private enum Keys: String, CodingKey { case mapping }

        init(from decoder: any Decoder) throws {
            if let container = try? decoder.container(keyedBy: Keys.self) {
                self = .mapping(try container.decode([Pair].self, forKey: .mapping))
                return
            }
            let container = try decoder.singleValueContainer()
            if container.decodeNil() {
                self = .null
            } else if let text = try? container.decode(String.self) {
                self = .text(text)
            } else {
                self = .list(try container.decode([Value].self))
            }
        }

        func encode(to encoder: any Encoder) throws {
            if case .mapping(let pairs) = self {
                var container = encoder.container(keyedBy: Keys.self)
                try container.encode(pairs, forKey: .mapping)
                return
            }
            var container = encoder.singleValueContainer()
            switch self {
            case .text(let text): try container.encode(text)
            case .list(let values): try container.encode(values)
            case .null, .mapping: try container.encodeNil()
            }
        }
    }
}
