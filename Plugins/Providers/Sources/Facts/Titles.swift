import Foundation
import Kernel
import Site

extension ClaimedTitle {
    /// The title as it is always written: `Certified Social Worker (CSW)`, never the letters alone.
    public var display: String {
        guard let abbreviation else { return name }
        return "\(name) (\(abbreviation))"
    }

    /// Reads `Full name (ABBR)`, or a name that has no abbreviation.
    ///
    /// - Throws: `FormIssues` when the letters stand without the name that they are short for.
    public init(_ text: String) throws(FormIssues) {
        let text = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        var (name, abbreviation): (String, String?) = (text, nil)
        if text.hasSuffix(")"), let open = text.lastIndex(of: "(") {
            let inner = text[text.index(after: open)...].dropLast().trimmingCharacters(in: .whitespaces)
            let before = text[..<open].trimmingCharacters(in: .whitespaces)
            if !inner.isEmpty, !before.isEmpty { (name, abbreviation) = (before, inner) }
        }
        guard !name.isEmpty else { throw FormIssues("credentials", .missing("a title")) }
        guard name.count <= 200, (abbreviation?.count ?? 0) <= 40 else {
            throw FormIssues("credentials", .tooLong("a title", max: 200))
        }
        if abbreviation == nil, Self.isAbbreviation(name) {
            throw FormIssues(
                "credentials",
                .other(
                    "“\(name)” alone does not say what it stands for. Write the full name first: Full name (\(name))."
                ))
        }
        guard let mark = abbreviation ?? Slug(folding: name)?.rawValue else {
            throw FormIssues(
                "credentials", .other("“\(name.prefix(80))” holds no letters. Write the title’s full name."))
        }
        self.init(name: name, abbreviation: abbreviation, mark: mark)
    }

    /// One short word in capitals, like `CSW` or `BC-DMT`.
    private static func isAbbreviation(_ name: String) -> Bool {
        let letters = name.filter(\.isLetter)
        return !name.contains(" ") && (2...8).contains(letters.count)
            && letters.filter(\.isUppercase).count >= 2
            && letters.filter(\.isLowercase).count <= 2
    }
}

/// A profile's titles, parted by whether somebody checked them.
struct TitleStanding: Sendable {
    /// What holds now, licenses first, then in the profile's order.
    let checked: [HeldCredential]
    /// What the profile names and nobody has checked.
    let unchecked: [ClaimedTitle]

    /// A held credential covers the title of its name, or the only title with its mark: one abbreviation may stand
    /// for two titles, and then the letters do not tell which was checked.
    init(titles: [ClaimedTitle], held: [HeldCredential]) {
        func covers(_ held: HeldCredential, _ title: ClaimedTitle) -> Bool {
            guard held.mark == title.mark else { return false }
            let isOnly = titles.filter { $0.mark == title.mark }.count == 1
            return isOnly || held.name.lowercased() == title.name.lowercased()
        }
        func place(_ held: HeldCredential) -> Int {
            titles.firstIndex { covers(held, $0) } ?? titles.count
        }
        checked = held.enumerated().sorted { left, right in
            let (first, second) = (left.element, right.element)
            if first.isLicense != second.isLicense { return first.isLicense }
            return (place(first), left.offset) < (place(second), right.offset)
        }.map(\.element)
        unchecked = titles.filter { title in !held.contains { covers($0, title) } }
    }

    var isVerified: Bool { checked.contains(where: \.isLicense) }

    /// The checked titles as they are written, each once: a license held in two states is one title.
    var verifiedTitles: [String] {
        var seen: Set<String> = []
        return checked.map(\.display).filter { seen.insert($0).inserted }
    }
}

extension HeldCredential {
    /// The title as it is always written: `Licensed Clinical Social Worker (LCSW)`.
    var display: String {
        guard let abbreviation else { return name }
        return "\(name) (\(abbreviation))"
    }
}
