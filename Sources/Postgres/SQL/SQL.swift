/// The text of a statement and the values bound to it.
///
/// Write it as a literal. `\(value)` binds the value as `$1`, `$2`…; `\(sql: part)` composes another statement and
/// renumbers its parameters; `\(identifier: name)` quotes a name. There is no way to splice text into it.
///
/// ```swift
/// let sql: SQL = "SELECT title FROM articles.article WHERE article_id = \(id)"
/// ```
public struct SQL: ExpressibleByStringInterpolation, Sendable, Hashable {
    /// What is sent to the server, with `$1`, `$2`… in the place of values.
    public private(set) var text: String
    /// The values of `$1`, `$2`… in order.
    public private(set) var parameters: [PostgresValue]
    /// Whether the server plans it for its values each time, instead of keeping it prepared.
    public private(set) var isPlannedAnew = false

    // A StaticString, so that text made at run time does not fit even when the initializer is called by hand.
    public init(stringLiteral value: StaticString) {
        text = value.description
        parameters = []
    }

    public init(stringInterpolation: StringInterpolation) {
        text = stringInterpolation.text
        parameters = stringInterpolation.parameters
        isPlannedAnew = stringInterpolation.isPlannedAnew
    }

    /// The same, to be planned for its values each time; so is every statement that it becomes a part of.
    ///
    /// A prepared statement gets one plan for all values sooner or later. Where they decide what is best, as with a word
    /// that everybody uses or nobody, that plan may take a thousand times as long as planning anew.
    public var plannedAnew: SQL {
        var anew = self
        anew.isPlannedAnew = true
        return anew
    }

    /// Collects the parts of a literal.
    public struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text: String
        fileprivate var parameters: [PostgresValue] = []
        fileprivate var isPlannedAnew = false

        public init(literalCapacity: Int, interpolationCount: Int) {
            text = ""
            text.reserveCapacity(literalCapacity + interpolationCount * 3)
            parameters.reserveCapacity(interpolationCount)
        }

        public mutating func appendLiteral(_ literal: StaticString) {
            text += literal.description
        }

        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value) {
            bind(value.postgresValue)
        }

        /// Binds the value, or NULL for nil.
        public mutating func appendInterpolation<Value: PostgresEncodable>(_ value: Value?) {
            bind(value.postgresValue)
        }

        public mutating func appendInterpolation(_ value: PostgresValue) {
            bind(value)
        }

        /// Composes another statement; its parameters take the next free numbers.
        public mutating func appendInterpolation(sql: SQL) {
            if sql.isPlannedAnew { isPlannedAnew = true }
            guard !sql.parameters.isEmpty else {
                text += sql.text
                return
            }
            text += sql.renumbered(by: parameters.count)
            parameters += sql.parameters
        }

        /// Appends a name in double quotes, for the places where PostgreSQL takes no parameter.
        public mutating func appendInterpolation(identifier: String) {
            text += SQL.quoted(identifier: identifier)
        }

        private mutating func bind(_ value: PostgresValue) {
            parameters.append(value)
            text += "$"
            text += String(parameters.count)
        }
    }

    /// A name as PostgreSQL reads it whatever it holds: in double quotes, inner ones doubled, cut at a NUL.
    static func quoted(identifier: String) -> String {
        var quoted = "\""
        for scalar in identifier.unicodeScalars {
            if scalar == "\0" { break }
            if scalar == "\"" { quoted.unicodeScalars.append(scalar) }
            quoted.unicodeScalars.append(scalar)
        }
        return quoted + "\""
    }
}

extension SQL: CustomStringConvertible, CustomDebugStringConvertible, CustomReflectable {
    /// The text; bound values are never part of a description, because descriptions end up in logs.
    public var description: String { text }
    public var debugDescription: String { text }
    public var customMirror: Mirror { Mirror(self, children: ["text": text]) }
}

extension Sequence where Element == SQL {
    /// Puts a separator between statements, for conditions and lists of unknown length.
    public func joined(separator: SQL) -> SQL {
        var result: SQL = ""
        for (position, part) in enumerated() {
            result = position == 0 ? part : "\(sql: result)\(sql: separator)\(sql: part)"
        }
        return result
    }
}
