import Foundation
import Kernel
import Mustache

/// A template that cannot be used, with what to do.
public struct TemplateMistake: Error, CustomStringConvertible, Sendable {
    public let description: String
}

/// Every template of the program, parsed once at start.
public struct Templates: PageRenderer {
    private let library: MustacheLibrary
    /// The names of all templates, as `articles/edit`.
    public let names: Set<String>

    /// Reads `*.mustache` below the folders; a template's name is its path without the ending.
    ///
    /// - Throws: `TemplateMistake` for a file that does not parse, a name taken twice, and output that is not escaped
    ///   and not named `…HTML`.
    public init(folders: [URL]) throws {
        MustacheContentTypes.register(ScalarHTML(), named: ScalarHTML.name)
        var library = MustacheLibrary()
        var names: Set<String> = []
        for (name, text) in try Self.files(in: folders) {
            guard names.insert(name).inserted else {
                throw TemplateMistake(description: "Two templates are called \(name). Rename one.")
            }
            try Self.refuseUnescaped(text, in: name)
            // Every file for itself: a partial is escaped by the pragma of its own file.
            let pragma = "{{% CONTENT_TYPE:\(ScalarHTML.name)}}"
            do {
                try library.register(pragma + text, named: name)
            } catch {
                throw TemplateMistake(description: "\(name).mustache cannot be parsed: \(error)")
            }
        }
        self.library = library
        self.names = names
    }

    /// The shell's own templates and those of the plugins.
    public init(plugins: [any Plugin.Type]) throws {
        try self.init(folders: Self.folders(of: plugins))
    }

    /// Where the templates of the shell and of the plugins lie.
    public static func folders(of plugins: [any Plugin.Type]) -> [URL] {
        [Bundle.module.bundleURL.appending(path: "Templates")] + plugins.compactMap { $0.templates }
    }

    /// Fills a page's template with the page.
    ///
    /// - Throws: `TemplateMistake` when the template is missing.
    public func render(_ page: any Page) throws -> Fragment {
        guard let html = library.render(PageValues(of: page), withTemplate: type(of: page).template) else {
            throw TemplateMistake(description: "There is no template \(type(of: page).template).")
        }
        return Fragment(trusted: html)
    }

    /// The templates below the folders with their names.
    public static func files(in folders: [URL]) throws -> [(name: String, text: String)] {
        try folders.flatMap { try files(below: $0) }
    }

    private static func files(below folder: URL) throws -> [(name: String, text: String)] {
        let manager = FileManager.default
        guard let paths = manager.enumerator(atPath: folder.path) else {
            throw TemplateMistake(description: "The folder \(folder.lastPathComponent) cannot be read.")
        }
        return try paths.compactMap { $0 as? String }
            .filter { $0.hasSuffix(".mustache") }
            .sorted()
            .map { path in
                let text = try String(contentsOf: folder.appending(path: path), encoding: .utf8)
                return (String(path.dropLast(".mustache".count)), text)
            }
    }

    /// Output as it stands is for fragments that Documents or a template made; such fields end in `HTML`.
    private static func refuseUnescaped(_ text: String, in name: String) throws {
        guard !text.contains(/\{\{[=%]/) else {
            throw TemplateMistake(
                description: "\(name).mustache chooses its own tags or escaping. Leave both to the loader.")
        }
        for match in text.matches(of: /\{\{(?:\{|&)\s*([^}\s]+)\s*\}/) {
            var field = match.1
            if field == "." {
                // The value of the section it stands in: that one's name counts.
                let before = text[..<match.range.lowerBound]
                field = before.matches(of: /\{\{#\s*([^}\s]+)\s*\}/).last?.1 ?? field
            }
            guard field.hasSuffix("HTML") else {
                throw TemplateMistake(
                    description: "\(name).mustache writes \(field) unescaped. Only fields named …HTML may be."
                )
            }
        }
    }
}
