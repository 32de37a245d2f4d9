import Foundation

extension Document {
    /// Reads the JSON of the editor (ProseMirror's, with the names that Tiptap uses).
    /// - Throws: every issue, placed by its path.
    public init(json: String, schema: DocumentSchema = .article) throws(DocumentIssues) {
        self = try Document.parse(json: Data(json.utf8), schema: schema).document
    }

    public init(json: Data, schema: DocumentSchema = .article) throws(DocumentIssues) {
        self = try Document.parse(json: json, schema: schema).document
    }

    /// As `init(json:schema:)`, with notes on what was left out.
    public static func parse(json: Data, schema: DocumentSchema = .article) throws(DocumentIssues) -> Parsed {
        guard json.count <= schema.maxBytes else {
            throw DocumentIssues(.tooLarge(json.count, limit: schema.maxBytes, path: "$"))
        }
        guard EditorJSON.depth(of: json) <= EditorJSON.maxDepth(of: schema) else {
            throw DocumentIssues(
                DocumentIssue(
                    path: "$", message: DocumentIssue.depthMessage(.path("$"), limit: schema.maxDepth)))
        }
        var findings = Findings()
        let tree = EditorReader.read(try EditorJSON.node(json), findings: &findings)
        return try SchemaCheck.document(tree, against: schema, findings: findings)
    }

    /// The document as the editor reads it, keys in a fixed order. `<` is escaped, so that it may stand in a
    /// page.
    public var json: String {
        var text = ""
        EditorJSON.write(EditorNode(self), to: &text)
        return text
    }
}

extension Document: Codable {
    /// Reads what `encode(to:)` wrote, whatever schema it was written under and however unfinished it is.
    public init(from decoder: any Decoder) throws {
        var findings = Findings()
        let tree = EditorReader.read(try EditorNode(from: decoder), findings: &findings)
        guard findings.issues.isEmpty else {
            let issues = DocumentIssues(findings.issues)
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: issues.description,
                    underlyingError: issues))
        }
        self.init(blocks: tree.compactMap(\.unchecked))
    }

    public func encode(to encoder: any Encoder) throws {
        try EditorNode(self).encode(to: encoder)
    }
}

enum EditorJSON {
    /// A level of ours is at most two nodes of the editor's, and a node two levels of JSON; the rest is for
    /// tables, marks and attributes.
    static func maxDepth(of schema: DocumentSchema) -> Int { schema.maxDepth * 4 + 16 }

    /// How deep brackets nest outside of strings. Found by scanning, before anything recursive sees the text.
    static func depth(of json: Data) -> Int {
        var depth = 0
        var deepest = 0
        var isInString = false
        var isEscaped = false
        for byte in json {
            if isInString {
                if isEscaped {
                    isEscaped = false
                } else if byte == UInt8(ascii: "\\") {
                    isEscaped = true
                } else if byte == UInt8(ascii: "\"") {
                    isInString = false
                }
                continue
            }
            switch byte {
            case UInt8(ascii: "\""):
                isInString = true
            case UInt8(ascii: "["), UInt8(ascii: "{"):
                depth += 1
                deepest = max(deepest, depth)
            case UInt8(ascii: "]"), UInt8(ascii: "}"):
                depth -= 1
            default:
                break
            }
        }
        return deepest
    }

    static func node(_ json: Data) throws(DocumentIssues) -> EditorNode {
        do {
            return try JSONDecoder().decode(EditorNode.self, from: json)
        } catch let error as DecodingError {
            throw DocumentIssues(issue(error))
        } catch {
            throw DocumentIssues(
                DocumentIssue(
                    path: "$", message: "The text is not valid JSON. Send it as the editor made it."))
        }
    }

    private static func issue(_ error: DecodingError) -> DocumentIssue {
        switch error {
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            DocumentIssue(
                path: path(context.codingPath),
                message: "The text holds a value of the wrong type. Send it as the editor made it.")
        case .keyNotFound(let key, let context):
            DocumentIssue(
                path: path(context.codingPath),
                message: "The text lacks “\(key.stringValue)”. Send it as the editor made it.")
        default:
            DocumentIssue(path: "$", message: "The text is not valid JSON. Send it as the editor made it.")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce("$") { path, key in key.intValue.map { "\(path)[\($0)]" } ?? "\(path).\(key.stringValue)"
        }
    }

    // MARK: Writing

    static func write(_ node: EditorNode, to text: inout String) {
        text += "{\"type\":"
        write(node.type, to: &text)
        write(node.attributes, to: &text)
        if !node.content.isEmpty {
            text += ",\"content\":["
            for (index, child) in node.content.enumerated() {
                if index > 0 { text += "," }
                write(child, to: &text)
            }
            text += "]"
        }
        if !node.marks.isEmpty {
            text += ",\"marks\":["
            for (index, mark) in node.marks.enumerated() {
                text += index > 0 ? ",{\"type\":" : "{\"type\":"
                write(mark.type, to: &text)
                write(mark.attributes, to: &text)
                text += "}"
            }
            text += "]"
        }
        if let content = node.text {
            text += ",\"text\":"
            write(content, to: &text)
        }
        text += "}"
    }

    private static func write(_ attributes: [String: EditorValue], to text: inout String) {
        guard !attributes.isEmpty else { return }
        text += ",\"attrs\":{"
        for (index, attribute) in attributes.sorted(by: { $0.key < $1.key }).enumerated() {
            if index > 0 { text += "," }
            write(attribute.key, to: &text)
            text += ":"
            switch attribute.value {
            case .null, .other: text += "null"
            case .bool(let value): text += value ? "true" : "false"
            case .int(let value): text += String(value)
            case .string(let value): write(value, to: &text)
            }
        }
        text += "}"
    }

    private static func write(_ string: String, to text: inout String) {
        text += "\""
        for scalar in string.unicodeScalars {
            switch scalar {
            case "\"": text += "\\\""
            case "\\": text += "\\\\"
            case "<", "\u{2028}", "\u{2029}", "\0"..<" ": text += escape(scalar)
            default: text.unicodeScalars.append(scalar)
            }
        }
        text += "\""
    }

    private static func escape(_ scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16)
        return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
    }
}
