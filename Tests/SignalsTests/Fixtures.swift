import DemoData
import Foundation
import Signals

/// What one rule finds in a text, as severity and the marked words.
func found(_ rule: String, in profile: ProfileText) -> [String] {
    profile.signals.filter { $0.rule == rule }.map { signal in
        "\(signal.severity.rawValue) \(signal.field.rawValue): \(marked(signal, in: profile))"
    }
}

func found(_ rule: String, in text: String, name: String? = nil) -> [String] {
    found(rule, in: ProfileText(text, name: name))
}

/// The words under a signal's span.
func marked(_ signal: Signal, in profile: ProfileText) -> String {
    let scalars = Array(profile.text(of: signal.field).unicodeScalars)
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars[signal.span])
    return String(view)
}

extension DemoData {
    /// Three hundred made-up clinicians, the same in every run.
    static let some = DemoData(seed: 1, providers: 300, now: Date(timeIntervalSince1970: 1_790_000_000))
}

extension ProfileText {
    init(_ provider: DemoProvider) {
        self.init(
            provider.bioMarkdown, name: provider.name,
            titles: provider.titles.map { Title($0.name, abbreviation: $0.abbreviation) },
            place: Place(
                street: provider.street, city: provider.city, state: provider.state,
                postalCode: provider.postalCode, remoteOnly: provider.remoteOnly,
                states: provider.statesServed),
            languages: provider.languages, topics: provider.topics, npi: provider.npi, phone: provider.phone)
    }
}
