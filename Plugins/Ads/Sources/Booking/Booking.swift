import Foundation
import Kernel
import Postgres
import Site
import Topics

/// What an advertiser, a campaign or a line item is called, checked.
public struct BookingName: Sendable, Equatable {
    public let text: String

    /// - Throws: `FormIssues` about the field `name`.
    public init(_ text: String) throws(FormIssues) {
        let text = oneLine(text)
        if text.isEmpty { throw FormIssues("name", .missing("a name")) }
        if text.count > 120 { throw FormIssues("name", .tooLong("a name", max: 120)) }
        self.text = text
    }
}

/// How a line item goes before others and where it may run, checked.
public struct LineItemInput: Sendable, Equatable {
    public let name: BookingName
    public let priority: AdPriority
    public let weight: Int
    /// Impressions after which it rests; nil for as many as there are.
    public let goal: Int?
    public let pageKinds: [PageKind]
    /// Names or slugs, as those of categories are.
    public let topics: [String]
    public let excludedTopics: [String]
    public let categories: [String]
    public let excludedCategories: [String]

    /// Takes the fields as the form sends them; lists are separated by semicolons.
    ///
    /// - Throws: `FormIssues` with every field that needs another look.
    public init(
        name: String, priority: String, weight: String = "1", goal: String = "", pageKinds: [String] = [],
        topics: String = "", excludedTopics: String = "", categories: String = "",
        excludedCategories: String = ""
    ) throws(FormIssues) {
        var issues = FormIssues()
        var checkedName: BookingName?
        do throws(FormIssues) { checkedName = try BookingName(name) } catch { issues.add(contentsOf: error) }
        let band = AdPriority(rawValue: priority)
        if band == nil { issues.add("priority", .notOneOf("a priority")) }
        let share = Int(weight.trimmingCharacters(in: .whitespaces))
        if share.map({ !(1...100).contains($0) }) ?? true {
            issues.add("weight", .other("Enter a weight from 1 to 100."))
        }
        let goal = goal.replacing(",", with: "").trimmingCharacters(in: .whitespaces)
        let most = Int(goal)
        if !goal.isEmpty, most.map({ !(1...1_000_000_000).contains($0) }) ?? true {
            issues.add("goal", .other("Enter a number of impressions, or leave it empty."))
        }
        let kinds = pageKinds.compactMap(PageKind.init(rawValue:))
        if kinds.count != pageKinds.count { issues.add("page_kinds", .notOneOf("kinds of pages")) }
        guard issues.isEmpty, let checkedName, let band, let share else { throw issues }
        self.name = checkedName
        self.priority = band
        self.weight = share
        self.goal = most
        self.pageKinds = kinds
        self.topics = Self.list(topics)
        self.excludedTopics = Self.list(excludedTopics)
        self.categories = Self.list(categories)
        self.excludedCategories = Self.list(excludedCategories)
    }

    private static func list(_ text: String) -> [String] {
        text.split(whereSeparator: { ";\n".contains($0) }).map { oneLine(String($0)) }.filter { !$0.isEmpty }
    }
}

/// The words of an ad and where it leads, checked.
public struct CreativeInput: Sendable, Equatable {
    public let title: String
    public let body: String
    public let landingURL: LandingURL
    public let isOn: Bool

    /// - Throws: `FormIssues` with every field that needs another look.
    public init(title: String, body: String, landingURL: String, isOn: Bool, hasPicture: Bool)
        throws(FormIssues)
    {
        var issues = FormIssues()
        let (title, body) = (oneLine(title), oneLine(body))
        if title.isEmpty { issues.add("title", .missing("a title")) }
        if title.count > 80 { issues.add("title", .tooLong("a title", max: 80)) }
        if body.count > 200 { issues.add("body", .tooLong("a text", max: 200)) }
        if body.isEmpty, !hasPicture { issues.add("body", .missing("a text, or choose a picture")) }
        if !body.isEmpty, hasPicture {
            issues.add("body", .other("A picture stands alone. Leave the text empty."))
        }
        for (field, text) in [("title", title), ("body", body)] where !Self.isPlain(text) {
            issues.add(field, .other("Enter plain words: no tags, no control characters."))
        }
        var url: LandingURL?
        do throws(FormIssues) { url = try LandingURL(landingURL) } catch { issues.add(contentsOf: error) }
        guard issues.isEmpty, let url else { throw issues }
        self.title = title
        self.body = body
        self.landingURL = url
        self.isOn = isOn
    }

    /// Nothing that looks like markup, and nothing that has no shape: control characters, those for private use, and
    /// those that turn the direction of a line.
    private static func isPlain(_ text: String) -> Bool {
        text.unicodeScalars.allSatisfy { scalar in
            switch scalar.properties.generalCategory {
            case .control, .privateUse, .unassigned, .surrogate: false
            case .format: scalar == "\u{200D}"
            default: scalar != "<" && scalar != ">"
            }
        }
    }
}

/// Where a click leads: a secure address of a named host, which carries nobody's password.
public struct LandingURL: Sendable, Equatable {
    public let text: String

    /// - Throws: `FormIssues` about the field `landing_url`.
    public init(_ text: String) throws(FormIssues) {
        let text = text.trimmingCharacters(in: .whitespacesAndNewlines)
        guard text.count <= 2_000,
            text.unicodeScalars.allSatisfy({
                $0.isASCII && $0.value > 0x20 && !"\"<>\\`{}|^".unicodeScalars.contains($0)
            }),
            text.lowercased().hasPrefix("https://"), let parts = URLComponents(string: text),
            parts.scheme?.lowercased() == "https", parts.user == nil, parts.password == nil,
            !text.contains(/^https:\/\/[^\/?#]*:([\/?#]|$)/.ignoresCase()), let host = parts.host,
            host.contains("."), !host.hasPrefix("."), !host.hasSuffix("."),
            host.contains(where: \.isLetter)
        else {
            throw FormIssues(
                "landing_url",
                .other(
                    "Enter a secure address, like https://example.org/page, without a name or password in it."
                ))
        }
        self.text = "https://" + text.dropFirst("https://".count)
    }

    /// The site behind an address, as people know it: `example.org`.
    static func site(of text: String) -> String? {
        URLComponents(string: text)?.host.map { $0.hasPrefix("www.") ? String($0.dropFirst(4)) : $0 }
    }
}
