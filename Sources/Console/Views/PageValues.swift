import Kernel
import Mustache

/// A page's stored properties by name, read once.
///
/// The template library reflects on an object for each name that it looks up, and on those around it when the name is
/// not there: on a page of two dozen cards that was most of the time that drawing took. A class of our own, because the
/// library asks of each value what it conforms to, and of a dictionary that is a long question.
final class PageValues: MustacheParent {
    private let values: [String: Any]

    /// The properties of a page, or of a structure within it.
    init(of value: Any) {
        var values: [String: Any] = [:]
        for (name, child) in Mirror(reflecting: value).children {
            if let name { values[name] = Self.plain(child) }
        }
        self.values = values
    }

    func child(named name: String) -> Any? { values[name] }

    /// Text and truth as they are, structures by their names, lists of those.
    private static func plain(_ value: Any) -> Any {
        // Types are compared before anything is cast: a cast that fails takes longer than all the rest.
        let type = type(of: value)
        if type == String.self || type == Bool.self || type == Int.self { return value }
        if type == String?.self { return value as? String ?? Nothing() }
        let mirror = Mirror(reflecting: value)
        switch mirror.displayStyle {
        case .optional: return mirror.children.first.map { plain($0.value) } ?? Nothing()
        case .collection: return mirror.children.map { plain($0.value) }
        case .struct: return PageValues(of: value)
        default: return value
        }
    }

    /// A value that is not there. Its name is known and is looked up no further outside.
    private struct Nothing: MustacheCustomRepresentation {
        var representation: Any? { nil }
    }
}
