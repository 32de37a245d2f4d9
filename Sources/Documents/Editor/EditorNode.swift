/// A node of the editor's JSON (ProseMirror), as it came, before its names mean anything.
struct EditorNode: Hashable, Sendable {
    var type: String
    var text: String?
    var attributes: [String: EditorValue]
    var content: [EditorNode]
    var marks: [EditorMark]
    /// Keys that no node has.
    var unknownKeys: [String]

    init(
        _ type: String, text: String? = nil, attributes: [String: EditorValue] = [:],
        content: [EditorNode] = [],
        marks: [EditorMark] = []
    ) {
        self.type = type
        self.text = text
        self.attributes = attributes
        self.content = content
        self.marks = marks
        unknownKeys = []
    }
}

struct EditorMark: Hashable, Sendable {
    var type: String
    var attributes: [String: EditorValue]
    var unknownKeys: [String]

    init(_ type: String, attributes: [String: EditorValue] = [:]) {
        self.type = type
        self.attributes = attributes
        unknownKeys = []
    }
}

/// The value of an attribute. Lists and objects are told apart only to be refused.
enum EditorValue: Hashable, Sendable {
    case null
    case bool(Bool)
    case int(Int)
    case string(String)
    case other
}

private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }

    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension EditorNode: Codable {
    /// Deeper than any limit of a schema allows; keeps foreign decoders from exhausting the stack.
    private static let maxDecodingDepth = 600

    init(from decoder: any Decoder) throws {
        guard decoder.codingPath.count < Self.maxDecodingDepth else {
            throw DecodingError.dataCorrupted(.init(codingPath: [], debugDescription: "nested too deeply"))
        }
        let container = try decoder.container(keyedBy: Key.self)
        self.init(try container.decode(String.self, forKey: Key(stringValue: "type")))
        for key in container.allKeys {
            switch key.stringValue {
            case "type": break
            case "text": text = try container.decodeIfPresent(String.self, forKey: key)
            case "attrs":
                attributes = try container.decodeIfPresent([String: EditorValue].self, forKey: key) ?? [:]
            case "content": content = try container.decodeIfPresent([EditorNode].self, forKey: key) ?? []
            case "marks": marks = try container.decodeIfPresent([EditorMark].self, forKey: key) ?? []
            default: unknownKeys.append(key.stringValue)
            }
        }
        unknownKeys.sort()
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(type, forKey: Key(stringValue: "type"))
        try container.encodeIfPresent(text, forKey: Key(stringValue: "text"))
        if !attributes.isEmpty { try container.encode(attributes, forKey: Key(stringValue: "attrs")) }
        if !content.isEmpty { try container.encode(content, forKey: Key(stringValue: "content")) }
        if !marks.isEmpty { try container.encode(marks, forKey: Key(stringValue: "marks")) }
    }
}

extension EditorMark: Codable {
    init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        self.init(try container.decode(String.self, forKey: Key(stringValue: "type")))
        for key in container.allKeys {
            switch key.stringValue {
            case "type": break
            case "attrs":
                attributes = try container.decodeIfPresent([String: EditorValue].self, forKey: key) ?? [:]
            default: unknownKeys.append(key.stringValue)
            }
        }
        unknownKeys.sort()
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(type, forKey: Key(stringValue: "type"))
        if !attributes.isEmpty { try container.encode(attributes, forKey: Key(stringValue: "attrs")) }
    }
}

extension EditorValue: Codable {
    init(from decoder: any Decoder) throws {
        guard let container = try? decoder.singleValueContainer() else {
            self = .other
            return
        }
        if container.decodeNil() {
            self = .null
        } else if let value = try? container.decode(String.self) {
            self = .string(value)
        } else if let value = try? container.decode(Int.self) {
            self = .int(value)
        } else if let value = try? container.decode(Bool.self) {
            self = .bool(value)
        } else {
            self = .other
        }
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .null, .other: try container.encodeNil()
        case .bool(let value): try container.encode(value)
        case .int(let value): try container.encode(value)
        case .string(let value): try container.encode(value)
        }
    }
}
