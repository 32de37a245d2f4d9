import Foundation

/// The fields that a form sent, in their order.
public struct Form: Sendable, Equatable {
    private let fields: [(name: String, value: String)]

    public init(_ fields: [(name: String, value: String)] = []) {
        self.fields = fields
    }

    /// Reads `application/x-www-form-urlencoded`.
    ///
    /// - Returns: nil when the body is not that, or holds bytes that are not UTF-8, or a NUL, which the database
    ///   cannot hold.
    public init?(urlEncoded body: String) {
        var fields: [(name: String, value: String)] = []
        for pair in body.split(separator: "&") {
            let halves = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard let name = Self.decoded(halves[0]),
                let value = Self.decoded(halves.count > 1 ? halves[1] : "")
            else { return nil }
            fields.append((name, value))
        }
        self.fields = fields
    }

    private static func decoded(_ text: Substring) -> String? {
        let decoded = text.replacing("+", with: " ").removingPercentEncoding
        return decoded?.utf8.contains(0) == true ? nil : decoded
    }

    public static func == (left: Form, right: Form) -> Bool {
        left.fields.elementsEqual(right.fields) { $0.name == $1.name && $0.value == $1.value }
    }

    /// The first value of a field as it was sent; nil when the field was not.
    public func raw(_ name: String) -> String? {
        fields.first { $0.name == name }?.value
    }

    /// The first value of a field without spaces around it and with line ends as `\n`; empty when it was not sent.
    public subscript(name: String) -> String {
        (raw(name) ?? "").replacing("\r\n", with: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// Every value of a field that may be chosen more than once.
    public func all(_ name: String) -> [String] {
        fields.filter { $0.name == name }.map(\.value)
    }

    public func has(_ name: String) -> Bool { raw(name) != nil }

    /// Everything that was sent, in its order, as it was sent.
    public var entries: [(name: String, value: String)] { fields }
}
