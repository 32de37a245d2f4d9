import Foundation
import Kernel
import Postgres

/// An instant in words, with the full instant behind it.
public struct Moment: Sendable {
    let iso: String
    let full: String
    let text: String

    /// How far away it is from the visit: `in 40 min`, `today 4:00 PM`, `Nov 14`.
    public init(_ instant: Instant, for visit: Visit) {
        let words = TimeText(zone: visit.actor?.zone ?? .gmt)
        iso = instant.description
        full = words.full(instant)
        text = words.relative(instant, now: visit.now)
    }

    /// With words of the caller's own.
    public init(_ instant: Instant, for visit: Visit, text: String) {
        iso = instant.description
        full = TimeText(zone: visit.actor?.zone ?? .gmt).full(instant)
        self.text = text
    }
}

/// A status: a word in a tone, its shape drawn by the style sheet.
public struct Pill: Sendable, Equatable {
    public enum Tone: String, Sendable {
        case good, warn, bad, calm
    }

    public let tone: String
    let word: String

    public init(_ tone: Tone, _ word: String) {
        self.tone = tone.rawValue
        self.word = word
    }
}

/// What a list says when it is empty, and what to do next.
public struct EmptyState: Sendable {
    let sentence: String
    let emptyURL: String?
    let emptyTitle: String?

    public init(_ sentence: String, action: String? = nil, path: String? = nil) {
        self.sentence = sentence
        emptyURL = path
        emptyTitle = action
    }
}

/// A column's heading; with an address it sorts by it.
public struct Column: Sendable {
    let title: String
    let sortDirection: String?
    let sortURL: String?
    let isNumber: Bool

    public init(_ title: String, sortURL: String? = nil, sortDirection: String? = nil, isNumber: Bool = false)
    {
        self.title = title
        self.sortURL = sortURL
        self.sortDirection = sortDirection
        self.isNumber = isNumber
    }
}

/// Search and filters above a list; what they say stands in the address.
public struct Filters: Sendable {
    /// One list of values to filter by.
    public struct Select: Sendable {
        let name: String
        let label: String
        let options: [Choice]
        /// Whether something else than its first value is chosen.
        public let isInUse: Bool

        public init(
            _ name: String, _ label: String, chosen: String, options: [(value: String, label: String)]
        ) {
            self.name = name
            self.label = label
            isInUse = options.dropFirst().contains { $0.value == chosen }
            self.options = options.map { Choice($0.value, $0.label, isSelected: $0.value == chosen) }
        }
    }

    let filterURL: String
    let searchLabel: String?
    let searchText: String
    let selects: [Select]
    let isFiltered: Bool
    let found: String

    /// `found` says how much the list holds, in words: `38 open items`.
    public init(
        _ path: String, search: (label: String, text: String)? = nil, selects: [Select] = [],
        isFiltered: Bool,
        found: String
    ) {
        filterURL = path
        searchLabel = search?.label
        searchText = search?.text ?? ""
        self.selects = selects
        self.isFiltered = isFiltered
        self.found = found
    }
}

/// The way to the next page of a list, by key.
public struct Paging: Sendable {
    let firstURL: String?
    let previousURL: String?
    let nextURL: String?

    /// `previous` is the key of the first line, for lists that can be walked upwards.
    ///
    /// - Returns: nil when there is no other page.
    public init?(
        path: String, query: [(String, String)], after: String?, next: String?, previous: String? = nil
    ) {
        guard after != nil || next != nil || previous != nil else { return nil }
        firstURL = after == nil && previous == nil ? nil : address(path, query)
        previousURL = previous.map { address(path, query + [("before", $0)]) }
        nextURL = next.map { address(path, query + [("after", $0)]) }
    }
}

/// A path with a query, its values escaped and empty ones left out.
public func address(_ path: String, _ query: [(String, String)]) -> String {
    let fields = query.filter { !$0.1.isEmpty }.map { name, value in
        "\(name)=\(value.addingPercentEncoding(withAllowedCharacters: plainInQueries) ?? "")"
    }
    return fields.isEmpty ? path : "\(path)?\(fields.joined(separator: "&"))"
}

/// What needs no escape in the value of a query field (RFC 3986, 3.4); the rest is escaped byte by byte.
private let plainInQueries = CharacterSet(
    charactersIn: "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/:")

/// A term and what it means, for short lists of facts.
public struct Fact: Sendable {
    let term: String
    let meaning: String

    public init(_ term: String, _ meaning: String) {
        self.term = term
        self.meaning = meaning
    }
}

/// A piece of a page that another plugin draws: a page of its own, without a layout.
public struct Part: Sendable {
    let template: String
    let model: any Page

    public init(_ page: any Page) {
        template = type(of: page).template
        model = page
    }
}

/// A link with its words.
public struct Link: Sendable, Equatable {
    let title: String
    let url: String

    public init(_ title: String, to url: String) {
        self.title = title
        self.url = url
    }
}
