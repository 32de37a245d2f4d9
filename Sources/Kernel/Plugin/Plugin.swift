import Foundation

/// The short name of a plugin, also the name of its PostgreSQL schema: `providers`.
public struct PluginID: Hashable, Sendable, Comparable, ExpressibleByStringLiteral, CustomStringConvertible {
    public let name: String

    public init(stringLiteral name: String) { self.name = name }

    public var description: String { name }

    public static func < (left: PluginID, right: PluginID) -> Bool { left.name < right.name }
}

/// A feature of the product. Everything it adds is stated here and nowhere else.
///
/// A plugin declares; it performs nothing in `init`, and nothing depends on the order in which plugins are listed.
public protocol Plugin: Sendable {
    static var id: PluginID { get }
    /// The plugins whose types or tables this one uses.
    static var requires: [PluginID] { get }
    init(kernel: Kernel)
    var permissions: [Permission] { get }
    var migrations: MigrationSet { get }
    /// Rows that it brings along in files, loaded after its migrations.
    var reference: [any ReferenceData] { get }
    /// Where its Mustache templates lie; nil when it has none.
    static var templates: URL? { get }
    /// Where the files lie that it serves under `/assets/`; nil when it has none.
    static var assets: URL? { get }
    /// Every page it draws: each one's template must exist.
    var pages: [any Page.Type] { get }
    var menu: [MenuEntry] { get }
    var jobs: [Job] { get }
    var subscriptions: [Subscription] { get }
    var settings: [any SettingDeclaration] { get }
    /// What it adds to the extension points that the plugins below it declare.
    var extensions: [any Extension] { get }
    func routes(_ routes: inout Routes)
}

extension Plugin {
    public static var requires: [PluginID] { [] }
    public var permissions: [Permission] { [] }
    public var reference: [any ReferenceData] { [] }
    public static var templates: URL? { nil }
    public static var assets: URL? { nil }
    public var pages: [any Page.Type] { [] }
    public var menu: [MenuEntry] { [] }
    public var jobs: [Job] { [] }
    public var subscriptions: [Subscription] { [] }
    public var settings: [any SettingDeclaration] { [] }
    public var extensions: [any Extension] { [] }
    public func routes(_ routes: inout Routes) {}
}

/// What one plugin adds to a point that another declares: a section of a page, a kind of review, a source of badges.
///
/// The plugin that owns the point declares a protocol that refines this one and asks the composition for all of it.
public protocol Extension: Sendable {}

/// A line of the console's menu, shown to those who hold its permission.
public struct MenuEntry: Sendable {
    /// The groups in the order in which the menu shows them.
    public enum Group: Int, Sendable, CaseIterable, Comparable {
        case mine, review, publishing, business, house

        /// The heading above the group; nil for the first ones, which need none.
        public var title: String? {
            switch self {
            case .mine, .review: nil
            case .publishing: "Publishing"
            case .business: "Business"
            case .house: "Administration"
            }
        }

        public static func < (left: Group, right: Group) -> Bool { left.rawValue < right.rawValue }
    }

    public let title: String
    public let path: String
    public let icon: String
    public let group: Group
    public let needs: Permission

    public init(_ title: String, path: String, icon: String, group: Group, needs: Permission) {
        self.title = title
        self.path = path
        self.icon = icon
        self.group = group
        self.needs = needs
    }
}
