import Console
import Foundation
import Kernel
import Moderation
import Signals

extension SignalsPart.Line {
    /// A signal with the place that it means.
    init(_ signal: Signal, in profile: ProfileText) {
        self.init(
            Pill(signal), signal.explanation, excerpt: SignalsPart.Excerpt(signal, in: profile),
            fix: signal.fix)
    }
}

extension SignalsPart.Excerpt {
    private static let (around, longest) = (40, 160)

    /// The marked words with some words around them; nil where a signal means what is not there, or a whole field.
    init?(_ signal: Signal, in profile: ProfileText) {
        let scalars = Array(profile.text(of: signal.field).unicodeScalars)
        let span = signal.span.clamped(to: 0..<scalars.count)
        guard !span.isEmpty, span.count < scalars.count else { return nil }
        let start = max(0, span.lowerBound - Self.around)
        let end = min(scalars.count, span.upperBound + Self.around)
        let isLong = span.count > Self.longest
        let marked = isLong ? span.lowerBound..<span.lowerBound + Self.longest : span
        self.init(
            before: (start > 0 ? "…" : "") + String(scalars[start..<span.lowerBound]),
            marked: String(scalars[marked]) + (isLong ? "…" : ""),
            after: isLong ? "" : String(scalars[span.upperBound..<end]) + (end < scalars.count ? "…" : ""))
    }
}

extension String {
    fileprivate init(_ scalars: ArraySlice<Unicode.Scalar>) {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        self.init(view)
    }
}

extension Pill {
    /// A severity as a shape and a word.
    init(_ signal: Signal) {
        switch signal.severity {
        case .block: self.init(.bad, "Blocks")
        case .review: self.init(.warn, "Check")
        case .advise: self.init(.calm, "Advice")
        }
    }
}

extension ProfileField {
    /// What the editor calls the field.
    var label: String {
        switch self {
        case .name: "Name"
        case .titles: "Headline credentials"
        case .street: "Street"
        case .city: "City"
        case .state: "State"
        case .postalCode: "ZIP code"
        case .remoteOnly, .states: "States served online"
        case .languages: "Languages"
        case .topics: "Topics"
        case .bio: "Introduction"
        }
    }
}

/// What rules find in a profile while somebody writes it: a part of the editor, and an answer of its own to the editor
/// that asks again.
struct ProfileSignalsPart: Page {
    static let template = "providers/signals"

    struct Line: Sendable {
        let pill: Pill
        let fieldLabel: String
        /// Where the field is on the page; nil for titles, which are edited elsewhere.
        let fieldURL: String?
        let explanation: String
        let fix: String
        let excerpt: SignalsPart.Excerpt?
    }

    /// Where the editor asks again while somebody types.
    let signalsURL: String
    let hasSignals: Bool
    let signals: [Line]
    /// What is said aloud: how many there are, and whether they keep it from being submitted.
    let summary: String

    /// Signals of the text itself, in the editor at this address. Who else may be the same person is for moderators
    /// to see, and that there is no place yet stands in the list of what is missing.
    init(_ profile: ProfileText, editedAt path: String) {
        let found = profile.signals.filter { signal in
            ![.city, .state].contains(signal.field) || !profile.text(of: signal.field).isEmpty
        }
        signalsURL = "\(path)/signals"
        hasSignals = !found.isEmpty
        signals = found.map { signal in
            Line(
                pill: Pill(signal), fieldLabel: signal.field.label,
                fieldURL: signal.field == .titles ? nil : "#f-\(signal.field.rawValue)",
                explanation: signal.explanation, fix: signal.fix,
                excerpt: SignalsPart.Excerpt(signal, in: profile))
        }
        let blocking = found.count { $0.severity == .block }
        summary = Self.summary(found.count, blocking: blocking, isEmpty: profile.text.isEmpty)
    }

    private static func summary(_ count: Int, blocking: Int, isEmpty: Bool) -> String {
        let things = count == 1 ? "One thing" : "\(count) things"
        switch blocking {
        case _ where count == 0: return isEmpty ? "" : "Nothing in it needs another look."
        case 0: return "\(things) to look at. You can submit it all the same."
        case count: return "\(things) \(count == 1 ? "keeps" : "keep") it from being submitted."
        case 1: return "\(things) to look at. One of them keeps it from being submitted."
        default: return "\(things) to look at. \(blocking) of them keep it from being submitted."
        }
    }
}
