import Documents
import Foundation
import Kernel
import Signals
import Topics

extension ProfileText {
    /// What rules read of a profile that somebody sent.
    init(_ input: ProfileInput) {
        self.init(
            input.bio.text, name: input.name, titles: input.titles.map(Title.init),
            place: Place(
                street: input.street, city: input.city, state: input.state?.rawValue,
                postalCode: input.postalCode, remoteOnly: input.remoteOnly,
                states: input.states.map(\.rawValue)),
            languages: input.languages, topics: input.topics, npi: input.npi?.rawValue,
            phone: input.phone?.rawValue, placeholders: Self.shownByForm, limit: Self.longestBio)
    }

    /// What rules read of a profile that is stored.
    init(_ stored: StoredProfile, topics index: TopicIndex) {
        let names = Dictionary(
            index.topics.map { ($0.topicID, $0.name) }, uniquingKeysWith: { first, _ in first })
        self.init(
            stored.bio.text, name: stored.name, titles: stored.titles.map(Title.init),
            place: Place(
                street: stored.street, city: stored.city, state: stored.state?.rawValue,
                postalCode: stored.postalCode, remoteOnly: stored.remoteOnly,
                states: stored.states.map(\.rawValue)),
            languages: stored.languages, topics: stored.topics.compactMap { names[$0] },
            npi: stored.npi?.rawValue, phone: stored.phone?.rawValue, placeholders: Self.shownByForm,
            limit: Self.longestBio)
    }

    /// What rules read of a form while somebody fills it in: as it stands, right or wrong.
    init(_ fields: ProfileFields) {
        func given(_ text: String) -> String? { text.oneLine.isEmpty ? nil : text.oneLine }
        self.init(
            fields.bioDocument?.text ?? fields.bioText, name: given(fields.name),
            titles: fields.titles.map(Title.init),
            place: Place(
                street: given(fields.street), city: given(fields.city),
                state: USState(fields.state.oneLine)?.rawValue, postalCode: given(fields.postalCode),
                remoteOnly: fields.remoteOnly, states: fields.states.compactMap { USState($0)?.rawValue }),
            languages: fields.languages, topics: fields.topics, npi: given(fields.npi),
            phone: given(fields.phone), placeholders: Self.shownByForm, limit: Self.longestBio)
    }

    /// The words that the editor itself shows beside its empty text.
    static let shownByForm = ["Write as you would speak to somebody who looks for help."]

    private static let longestBio = DocumentSchema.bio.maxCharacters
}

extension ProfileText.Title {
    fileprivate init(_ title: ClaimedTitle) {
        self.init(title.name, abbreviation: title.abbreviation)
    }
}

extension FormIssues {
    /// What stops a submission, each at its field; nothing when no rule blocks.
    init(blocking signals: [Signal]) {
        self.init(
            signals.filter { $0.severity == .block }.map { signal in
                // Titles have no field in the form.
                Issue(
                    field: signal.field == .titles ? "" : signal.field.rawValue,
                    message: "\(signal.explanation) \(signal.fix)")
            })
    }
}
