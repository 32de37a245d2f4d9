import Foundation
import Kernel
import Postgres

/// What the site says about a person in its own words. It states only what was checked; what is missing leaves no
/// gap.
///
/// "Ana Whitfield is a Licensed Marriage and Family Therapist (LMFT) in Santa Clara, California, and has been in
/// practice for 7 years. They work with loneliness, grief and social anxiety."
struct GeneratedSentence: Sendable {
    let name: String
    /// Verified titles alone, as they are written.
    let titles: [String]
    let place: Place
    /// Whole years in practice; nil when the profile does not say.
    let years: Int?
    /// Words in prose, the most important first.
    let topics: [String]

    /// More would be a list and not a sentence.
    private static let mostTitles = 2
    private static let mostTopics = 3

    /// Both sentences; empty when there is nothing to say.
    var text: String {
        var sentences: [String] = []
        if let about = aboutPerson { sentences.append(about) }
        let topics = Array(topics.prefix(Self.mostTopics)).naturalList
        if !topics.isEmpty {
            sentences.append("\(sentences.isEmpty ? "\(name.oneLine) works" : "They work") with \(topics).")
        }
        return sentences.joined(separator: " ")
    }

    /// For a card, which shows name, place and titles itself: `In practice for 7 years. Works with grief.`; nil when
    /// there is nothing to say.
    var short: String? {
        var sentences: [String] = []
        if let years = duration { sentences.append("In practice \(years).") }
        let topics = Array(topics.prefix(Self.mostTopics)).naturalList
        if !topics.isEmpty { sentences.append("Works with \(topics).") }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private var aboutPerson: String? {
        let name = name.oneLine
        let titles = titles.map(\.oneLine).filter { !$0.isEmpty }.prefix(Self.mostTitles)
        var clause: String?
        // A place is closed by a comma where it holds one, and a list of states always.
        var comma = ""
        if !titles.isEmpty {
            clause = "\(name) is \(titles.map { "\(Article.indefinite(before: $0)) \($0)" }.naturalList)"
        }
        switch place {
        case .office:
            guard let phrase = place.phrase else { break }
            clause = clause.map { "\($0) \(phrase)" } ?? "\(name) works \(phrase)"
            if phrase.contains(",") { comma = "," }
        case .remote(let states):
            let remotely =
                states.isEmpty ? "works remotely" : "works remotely with people in \(Place.list(states))"
            clause = clause.map { "\($0) who \(remotely)" } ?? "\(name) \(remotely)"
            if !states.isEmpty { comma = "," }
        }
        guard let duration else { return clause.map { "\($0)." } }
        guard let clause else { return "\(name) has been in practice \(duration)." }
        return "\(clause)\(comma) and has been in practice \(duration)."
    }

    private var duration: String? {
        switch years {
        case nil: nil
        case 0: "since this year"
        case 1: "for 1 year"
        case let years?: years > 1 ? "for \(years) years" : nil
        }
    }
}

/// The article before a word, by its first sound.
enum Article {
    static func indefinite(before phrase: String) -> String {
        let word = phrase.prefix { !$0.isWhitespace && $0 != "-" }
        let letters = word.filter(\.isLetter)
        guard let first = letters.first else { return "a" }
        // Letters that are read out one by one: "an LMFT", "a CSW".
        if letters.count > 1, letters.allSatisfy(\.isUppercase) {
            return "AEFHILMNORSX".contains(first) ? "an" : "a"
        }
        let lower = letters.lowercased()
        if ["uni", "use", "usu", "eu", "one", "once"].contains(where: lower.hasPrefix),
            !lower.hasPrefix("unin"),
            !lower.hasPrefix("unim")
        {
            return "a"
        }
        if ["hon", "hour", "heir"].contains(where: lower.hasPrefix) { return "an" }
        return "aeiou".contains(lower.first ?? "x") ? "an" : "a"
    }
}

/// How long somebody has been in practice, from the year in which they began.
enum Practice {
    /// Whole years at an instant; nil when the year is not known or lies ahead.
    static func years(since start: Int?, at instant: Instant, in zone: TimeZone) -> Int? {
        years(since: start, in: year(of: instant, in: zone))
    }

    /// Whole years in a year of the calendar; nil when the first one is not known or lies ahead.
    static func years(since start: Int?, in year: Int) -> Int? {
        guard let start, start <= year else { return nil }
        return year - start
    }

    static func year(of instant: Instant, in zone: TimeZone) -> Int {
        calendar(zone).component(.year, from: instant.date)
    }

    /// The next New Year, at which every page that counts years changes.
    static func nextNewYear(after instant: Instant, in zone: TimeZone) -> Instant? {
        let next = DateComponents(year: year(of: instant, in: zone) + 1, month: 1, day: 1)
        return calendar(zone).date(from: next).map { Instant($0) }
    }

    private static func calendar(_ zone: TimeZone) -> Calendar {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = zone
        return calendar
    }
}
