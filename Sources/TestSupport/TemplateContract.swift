import Console
import Foundation
import Kernel
import Synchronization
import Testing

@_spi(Reflection) import Swift

/// Holds every page against its template: a name that the page lacks renders as nothing and nobody notices.
///
/// Types are followed where there is no value (an empty list, an absent value), values where types say nothing (the
/// parts that other plugins draw).
public struct TemplateContract: Sendable {
    private let templates: [String: [TemplateTag]]

    public init(plugins: [any Plugin.Type]) throws {
        try self.init(folders: Console.Templates.folders(of: plugins))
    }

    public init(folders: [URL]) throws {
        var templates: [String: [TemplateTag]] = [:]
        for (name, text) in try Console.Templates.files(in: folders) {
            templates[name] = TagReader.tags(of: text)
        }
        self.templates = templates
    }

    /// What is wrong between a page's template and every page of this type.
    public func violations(of type: any Page.Type) -> [String] {
        walk(type.template, Scope(type: type, value: nil))
    }

    /// What is wrong between this page and its template.
    public func violations(of page: any Page) -> [String] {
        walk(type(of: page).template, Scope(type: type(of: page), value: page))
    }

    private func walk(_ name: String, _ scope: Scope) -> [String] {
        var walk = ContractWalk(templates: templates)
        walk.template(name, [scope], blocks: [:], depth: 0)
        return Set(walk.violations).sorted()
    }
}

/// A renderer that reports each page which does not fit its template as a failure of the running test.
public struct CheckingRenderer: PageRenderer {
    private let templates: Console.Templates
    private let contract: TemplateContract
    private let checked = CheckedPages()

    public init(plugins: [any Plugin.Type]) throws {
        templates = try Console.Templates(plugins: plugins)
        contract = try TemplateContract(plugins: plugins)
    }

    public var names: Set<String> { templates.names }

    public func render(_ page: any Page) throws -> Fragment {
        if checked.isDue(type(of: page)) {
            for violation in contract.violations(of: page) {
                Issue.record("\(type(of: page)): \(violation)")
            }
        }
        return try templates.render(page)
    }
}

/// Counts checks: a test that draws one page ten thousand times would spend its time here.
private final class CheckedPages: Sendable {
    private let counts = Mutex<[ObjectIdentifier: Int]>([:])

    func isDue(_ type: any Page.Type) -> Bool {
        counts.withLock { counts in
            counts[ObjectIdentifier(type), default: 0] += 1
            return counts[ObjectIdentifier(type), default: 0] <= 50
        }
    }
}

/// Something that names resolve in: its type, and its value where there is one.
private struct Scope {
    let type: Any.Type
    let value: Any?

    /// Looks through an existential at the type behind it.
    init(type: Any.Type, value: Any?) {
        self.value = value
        self.type = value.map { Swift.type(of: $0) } ?? type
    }

    /// True where neither type nor value tells what is inside: `any Page` without a page.
    var isOpaque: Bool { kind(of: type) == .existential }

    var wrapped: Scope? {
        guard let optional = type as? any OptionalLike.Type else { return nil }
        return Scope(
            type: optional.wrapped, value: value.flatMap { Mirror(reflecting: $0).children.first?.value })
    }

    /// The elements of a list; one without a value when the list is empty or unknown.
    var elements: [Scope]? {
        guard let list = type as? any ListLike.Type else { return nil }
        let values = (value as? any ListLike)?.contents ?? []
        return values.isEmpty
            ? [Scope(type: list.element, value: nil)] : values.map { Scope(type: list.element, value: $0) }
    }

    var fields: [(name: String, type: Any.Type)] {
        guard kind(of: type) == .struct else { return [] }
        var fields: [(String, Any.Type)] = []
        _ = _forEachField(of: type) { name, _, type, _ in
            fields.append((String(cString: name), type))
            return true
        }
        return fields
    }

    func field(_ name: String) -> Scope? {
        guard let field = fields.first(where: { $0.name == name }) else { return nil }
        let child = value.flatMap { value in Mirror(reflecting: value).children.first { $0.label == name } }
        return Scope(type: field.type, value: child?.value)
    }
}

private struct Holder<Content> {
    let content: Content
}

/// What kind of type it is, asked of a field that has it: the runtime may be asked for fields of structures only.
private func kind(of type: Any.Type) -> _MetadataKind? {
    func kindOfField<Content>(_: Content.Type) -> _MetadataKind? {
        var kind: _MetadataKind?
        _ = _forEachField(of: Holder<Content>.self) { _, _, _, found in
            kind = found
            return true
        }
        return kind
    }
    return _openExistential(type, do: kindOfField)
}

private protocol OptionalLike {
    static var wrapped: Any.Type { get }
}

extension Optional: OptionalLike {
    fileprivate static var wrapped: Any.Type { Wrapped.self }
}

private protocol ListLike {
    static var element: Any.Type { get }
    var contents: [Any] { get }
}

extension Array: ListLike {
    fileprivate static var element: Any.Type { Element.self }
    fileprivate var contents: [Any] { self }
}

/// One page on its way through its template.
private struct ContractWalk {
    let templates: [String: [TemplateTag]]
    var violations: [String] = []
    private var name = ""

    init(templates: [String: [TemplateTag]]) {
        self.templates = templates
    }

    /// What fills a layout's blocks, and the template in which it is written.
    typealias Blocks = [String: (template: String, tags: [TemplateTag])]

    /// Types that print in one way only.
    private static func prints(_ type: Any.Type) -> Bool {
        type is String.Type || type is Int.Type || type is Bool.Type
    }

    mutating func template(_ name: String, _ stack: [Scope], blocks: Blocks, depth: Int) {
        guard let tags = templates[name] else { return note("there is no template \(name)") }
        guard depth < 30 else { return note("\(name) draws itself") }
        let outer = self.name
        self.name = name
        for tag in tags { walk(tag, stack, blocks, depth) }
        self.name = outer
    }

    private mutating func walk(_ tag: TemplateTag, _ stack: [Scope], _ blocks: Blocks, _ depth: Int) {
        switch tag {
        case .value(let field):
            guard let found = find(field, in: stack), !found.isOpaque else { return }
            let text = (found.wrapped ?? found).type
            if !Self.prints(text) { note("{{\(field)}} is \(text), not text") }
        case .section(let field, let content):
            guard let found = find(field, in: stack) else { return }
            section(field, found, content, stack, blocks, depth)
        case .inverted(let field, let content):
            _ = find(field, in: stack)
            for tag in content { walk(tag, stack, blocks, depth) }
        case .block(let name, let content):
            let (template, tags) = blocks[name] ?? (self.name, content)
            let outer = self.name
            self.name = template
            for tag in tags { walk(tag, stack, blocks, depth) }
            self.name = outer
        case .partial(let partial, let own):
            let known = knownBlocks(of: partial)
            for block in own.keys.sorted() where !known.contains(block) {
                note("\(partial) has no block {{$\(block)}}")
            }
            let filled = own.mapValues { (template: self.name, tags: $0) }
            template(partial, stack, blocks: blocks.merging(filled) { outer, _ in outer }, depth: depth + 1)
        case .dynamic(let field):
            guard let found = find(field, in: stack), let name = found.value as? String else { return }
            template(name, stack, blocks: blocks, depth: depth + 1)
        }
    }

    private mutating func section(
        _ field: String, _ found: Scope, _ content: [TemplateTag], _ stack: [Scope], _ blocks: Blocks,
        _ depth: Int
    ) {
        let inside = found.wrapped ?? found
        if let elements = inside.elements {
            for element in elements { enter(element, content, stack, blocks, depth) }
        } else if inside.type is Bool.Type {
            for tag in content { walk(tag, stack, blocks, depth) }
        } else if inside.type is String.Type, found.wrapped == nil {
            note("{{#\(field)}} is text that is always there: an empty one counts as true")
        } else {
            enter(inside, content, stack, blocks, depth)
        }
    }

    private mutating func enter(
        _ scope: Scope, _ content: [TemplateTag], _ stack: [Scope], _ blocks: Blocks, _ depth: Int
    ) {
        // What is inside is checked when a test draws it.
        guard !scope.isOpaque else { return }
        for tag in content { walk(tag, stack + [scope], blocks, depth) }
    }

    private mutating func find(_ path: String, in stack: [Scope]) -> Scope? {
        if path == "." { return stack.last }
        let names = path.split(separator: ".").map { String($0) }
        guard let first = names.first else { return nil }
        guard var found = stack.reversed().lazy.compactMap({ $0.field(first) }).first else {
            note("{{\(path)}} is nowhere")
            return nil
        }
        for name in names.dropFirst() {
            guard let next = (found.wrapped ?? found).field(name) else {
                note("{{\(path)}} is nowhere")
                return nil
            }
            found = next
        }
        return found
    }

    private func knownBlocks(of name: String, depth: Int = 0) -> Set<String> {
        guard depth < 30 else { return [] }
        return blocks(in: templates[name] ?? [], depth)
    }

    private func blocks(in tags: [TemplateTag], _ depth: Int) -> Set<String> {
        tags.reduce(into: []) { known, tag in
            switch tag {
            case .block(let name, let content): known.formUnion(blocks(in: content, depth).union([name]))
            case .section(_, let content), .inverted(_, let content):
                known.formUnion(blocks(in: content, depth))
            case .partial(let name, let own):
                known.formUnion(knownBlocks(of: name, depth: depth + 1))
                for content in own.values { known.formUnion(blocks(in: content, depth)) }
            case .value, .dynamic: break
            }
        }
    }

    private mutating func note(_ problem: String) {
        violations.append("\(name).mustache: \(problem)")
    }
}
