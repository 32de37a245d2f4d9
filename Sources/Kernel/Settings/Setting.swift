/// A type that a setting can have: how its text reads, and how to say what was expected.
public protocol SettingValue: Sendable {
    /// Completes "expected …": `a whole number`.
    static var expected: String { get }
    init?(setting text: String)
    var settingText: String { get }
}

extension String: SettingValue {
    public static var expected: String { "text" }
    public init?(setting text: String) { self = text }
    public var settingText: String { self }
}

extension Int: SettingValue {
    public static var expected: String { "a whole number" }
    public init?(setting text: String) { self.init(text) }
    public var settingText: String { String(self) }
}

extension Bool: SettingValue {
    public static var expected: String { "true or false" }
    public init?(setting text: String) {
        switch text {
        case "true", "yes", "on": self = true
        case "false", "no", "off": self = false
        default: return nil
        }
    }
    public var settingText: String { self ? "true" : "false" }
}

/// A list, written in YAML as a sequence and elsewhere with commas.
extension [String]: SettingValue {
    public static var expected: String { "a list" }
    public init?(setting text: String) {
        self = text.split(separator: ",").map { part in
            String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
        }
    }
    public var settingText: String { joined(separator: ", ") }
}

/// A setting whose type is not known at this point: how the loader sees it.
public protocol SettingDeclaration: Sendable {
    /// Its path in Config/stet.yaml, as `site.time_zone`.
    var key: String { get }
    /// One sentence for the file and for `stet check`.
    var summary: String { get }
    var defaultText: String { get }
    /// Why this text cannot be its value; nil when it can.
    func problem(with text: String) -> String?
}

/// A setting: its key, type and default, declared once by the part that reads it.
public struct Setting<Value: SettingValue>: SettingDeclaration {
    public let key: String
    public let fallback: Value
    public let summary: String
    private let check: @Sendable (Value) -> String?

    /// - Parameters:
    ///   - key: its path in Config/stet.yaml.
    ///   - fallback: its value where nothing else is said.
    ///   - summary: one sentence on what it does.
    ///   - check: completes "expected …" for values that fit the type and still make no sense; nil for good ones.
    public init(
        _ key: String, default fallback: Value, _ summary: String,
        check: @escaping @Sendable (Value) -> String? = { _ in nil }
    ) {
        self.key = key
        self.fallback = fallback
        self.summary = summary
        self.check = check
    }

    public var defaultText: String { fallback.settingText }

    public func problem(with text: String) -> String? {
        guard let value = Value(setting: text) else { return "expected \(Value.expected)" }
        return check(value).map { "expected \($0)" }
    }

    func value(of text: String) -> Value { Value(setting: text) ?? fallback }
}
