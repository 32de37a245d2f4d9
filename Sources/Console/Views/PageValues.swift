import Kernel

/// A page's stored properties as dictionaries, made once.
///
/// The template library reflects on an object for each name that it looks up, and on those around it when the name is
/// not there: on a page of two dozen cards that was most of the time that drawing took.
enum PageValues {
    static func of(_ page: any Page) -> [String: Any] {
        properties(of: page)
    }

    private static func properties(of value: Any) -> [String: Any] {
        var values: [String: Any] = [:]
        for (name, child) in Mirror(reflecting: value).children {
            guard let name, let plain = plain(child) else { continue }
            values[name] = plain
        }
        return values
    }

    /// Text and truth as they are, structures as dictionaries, lists of those; nothing for nil, whose name then falls
    /// through to the structure around it as it does by reflection.
    private static func plain(_ value: Any) -> Any? {
        switch value {
        case let text as String: return text
        case let flag as Bool: return flag
        case let number as Int: return number
        default: break
        }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.flatMap { plain($0.value) }
        case .collection: return mirror.children.compactMap { plain($0.value) }
        case .struct: return properties(of: value)
        default: return value
        }
    }
}
