import CCMark

/// A node of the tree that cmark-gfm makes of a text. It lives only inside `MarkdownTree.with`.
struct MarkdownNode {
    fileprivate let pointer: OpaquePointer

    /// cmark's own name of the type: `paragraph`, `block_quote`, `html_inline` …
    var type: String { String(cString: cmark_node_get_type_string(pointer)) }

    /// Of a block, counted from 1. Inlines count theirs by `lineBreaks`: cmark forgets breaks made by a
    /// backslash.
    var line: Int { Int(cmark_node_get_start_line(pointer)) }
    var column: Int { Int(cmark_node_get_start_column(pointer)) }

    var literal: String { cmark_node_get_literal(pointer).map { String(cString: $0) } ?? "" }
    var address: String { cmark_node_get_url(pointer).map { String(cString: $0) } ?? "" }
    var title: String { cmark_node_get_title(pointer).map { String(cString: $0) } ?? "" }
    var headingLevel: Int { Int(cmark_node_get_heading_level(pointer)) }
    var isOrderedList: Bool { cmark_node_get_list_type(pointer) == CMARK_ORDERED_LIST }
    var listStart: Int { Int(cmark_node_get_list_start(pointer)) }

    var isFenced: Bool {
        var length: Int32 = 0
        var offset: Int32 = 0
        var character: CChar = 0
        return cmark_node_get_fenced(pointer, &length, &offset, &character) != 0
    }

    /// How many lines of the source end inside this inline.
    var lineBreaks: Int {
        switch type {
        case "softbreak", "linebreak": 1
        case "html_inline", "link":
            (literal + title).utf8.count { $0 == UInt8(ascii: "\n") } + children.lineBreaks
        default: children.lineBreaks
        }
    }

    var children: [MarkdownNode] {
        var nodes: [MarkdownNode] = []
        var next = cmark_node_first_child(pointer)
        while let child = next {
            nodes.append(MarkdownNode(pointer: child))
            next = cmark_node_next(child)
        }
        return nodes
    }

    /// Goes through the whole tree without recursion, so that no depth can exhaust the stack.
    func walk(_ visit: (MarkdownNode, _ isEntering: Bool) -> WalkStep) {
        guard let iterator = cmark_iter_new(pointer) else { return }
        defer { cmark_iter_free(iterator) }
        while true {
            let event = cmark_iter_next(iterator)
            guard event != CMARK_EVENT_DONE, let node = cmark_iter_get_node(iterator) else { return }
            guard visit(MarkdownNode(pointer: node), event == CMARK_EVENT_ENTER) == .on else { return }
        }
    }

    enum WalkStep {
        case on
        case stop
    }
}

extension [MarkdownNode] {
    fileprivate var lineBreaks: Int { reduce(0) { $0 + $1.lineBreaks } }
}

enum MarkdownTree {
    /// Parses a text and hands its root to `body`; the tree is gone afterwards.
    static func with<Result>(
        _ text: String, _ body: (MarkdownNode) throws(DocumentIssues) -> Result
    ) throws(DocumentIssues) -> Result? {
        guard let parser = cmark_parser_new(CMARK_OPT_DEFAULT) else { return nil }
        defer { cmark_parser_free(parser) }
        if let tables { cmark_parser_attach_syntax_extension(parser, tables) }
        var text = text
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { cmark_parser_feed(parser, $0.baseAddress, $0.count) }
        }
        guard let root = cmark_parser_finish(parser) else { return nil }
        defer { cmark_node_free(root) }
        return try body(MarkdownNode(pointer: root))
    }

    /// Tables are the only extension: those with special characters of their own (strikethrough, autolinks)
    /// write into a table that all parsers of the process share, which is a race. Made once, then only read.
    private nonisolated(unsafe) static let tables: OpaquePointer? = {
        cmark_gfm_core_extensions_ensure_registered()
        return cmark_find_syntax_extension("table")
    }()
}
