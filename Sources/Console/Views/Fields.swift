import Kernel

/// A line to type in.
public struct TextField: Sendable {
    let name: String
    let label: String
    let effect: String?
    let kind: String
    let value: String
    let autocomplete: String
    let isRequired: Bool
    let issue: String?
    let hint: String?
    /// For a time that the clocks show twice: the instants that it can mean.
    fileprivate(set) var isTwice = false
    fileprivate(set) var instants: [Choice] = []
}

/// Several lines to type in.
public struct TextArea: Sendable {
    let name: String
    let label: String
    let effect: String?
    let rows: String
    let value: String
    let isRequired: Bool
    let issue: String?
    let hint: String?
    let maxLength: String?
}

/// One of several values.
public struct SelectField: Sendable {
    let name: String
    let label: String
    let effect: String?
    let options: [Choice]
    let isRequired: Bool
    let issue: String?
    let hint: String?
}

/// Something to tick.
public struct CheckField: Sendable {
    let name: String
    let label: String
    let value: String
    let isSelected: Bool
    let issue: String?
    let hint: String?
}

/// Several values to tick, or to choose one of, all in view.
public struct ChoiceField: Sendable {
    let name: String
    let label: String
    let effect: String?
    let kind: String
    let options: [Choice]
    let issue: String?
    let hint: String?
}

/// One entry of a list to choose from.
public struct Choice: Sendable, Equatable {
    public let value: String
    public let label: String
    public let isSelected: Bool

    public init(_ value: String, _ label: String, isSelected: Bool = false) {
        self.value = value
        self.label = label
        self.isSelected = isSelected
    }
}

/// A field of whichever kind, where a page shows a list of them.
public struct Field: Sendable {
    let textField: TextField?
    let textArea: TextArea?
    let selectField: SelectField?
    let checkField: CheckField?
    let choiceField: ChoiceField?

    public init(_ field: TextField) { self.init(text: field) }
    public init(_ field: TextArea) { self.init(area: field) }
    public init(_ field: SelectField) { self.init(select: field) }
    public init(_ field: CheckField) { self.init(check: field) }
    public init(_ field: ChoiceField) { self.init(choice: field) }

    private init(
        text: TextField? = nil, area: TextArea? = nil, select: SelectField? = nil, check: CheckField? = nil,
        choice: ChoiceField? = nil
    ) {
        textField = text
        textArea = area
        selectField = select
        checkField = check
        choiceField = choice
    }
}

/// Fields as a visit shows them: what was sent and what is wrong with it when the form comes back, else what is stored.
extension Visit {
    /// True when a form comes back to be mended.
    private var comesBack: Bool { !issues.isEmpty }

    private func shown(_ name: String, _ stored: String) -> String {
        comesBack ? form.raw(name) ?? "" : stored
    }

    /// The visit for the fields of one of several forms: when another one comes back, these show what is stored.
    public func form(with field: String) -> Visit {
        guard form.raw(field) == nil else { return self }
        var other = self
        other.issues = FormIssues()
        return other
    }

    /// A line to type in.
    ///
    /// `kind` is HTML's type: `text`, `email`, `password`, `date`, `tel`, `url`. `effect` says what saving it does, in
    /// grey beside the label.
    public func text(
        _ name: String, _ label: String, _ stored: String = "", kind: String = "text",
        autocomplete: String = "off",
        isRequired: Bool = false, effect: String? = nil, hint: String? = nil
    ) -> TextField {
        TextField(
            name: name, label: label, effect: effect, kind: kind,
            // A password is never sent back.
            value: kind == "password" ? "" : shown(name, stored), autocomplete: autocomplete,
            isRequired: isRequired, issue: issues[name], hint: hint)
    }

    /// A time of the day, beside the field for its day: `time` goes with `day`, `end_time` with `end_day`. Where the
    /// clocks show it twice, both instants are there to choose from; `Form.instant` reads which.
    public func time(_ name: String, _ label: String, _ stored: String = "", hint: String? = nil) -> TextField
    {
        let zone = actor?.zone ?? .gmt
        var field = text(name, label, stored, kind: "time", hint: hint)
        guard let (first, second) = form.twice(day: "\(name.dropLast(4))day", time: name, in: zone) else {
            return field
        }
        let turn = form[Form.turn(of: name)]
        field.isTwice = true
        field.instants = [(Form.first, first), (Form.second, second)].map { value, instant in
            Choice(value, TimeText(zone: zone).full(instant), isSelected: value == turn)
        }
        return field
    }

    public func area(
        _ name: String, _ label: String, _ stored: String = "", rows: Int = 6, isRequired: Bool = false,
        maxLength: Int? = nil, effect: String? = nil, hint: String? = nil
    ) -> TextArea {
        TextArea(
            name: name, label: label, effect: effect, rows: String(rows), value: shown(name, stored),
            isRequired: isRequired, issue: issues[name], hint: hint, maxLength: maxLength.map { String($0) })
    }

    public func select(
        _ name: String, _ label: String, _ stored: String = "", options: [(value: String, label: String)],
        isRequired: Bool = false, effect: String? = nil, hint: String? = nil
    ) -> SelectField {
        let chosen = shown(name, stored)
        return SelectField(
            name: name, label: label, effect: effect,
            options: options.map { Choice($0.value, $0.label, isSelected: $0.value == chosen) },
            isRequired: isRequired, issue: issues[name], hint: hint)
    }

    public func check(
        _ name: String, _ label: String, _ stored: Bool = false, value: String = "yes", hint: String? = nil
    ) -> CheckField {
        CheckField(
            name: name, label: label, value: value, isSelected: comesBack ? form.has(name) : stored,
            issue: issues[name], hint: hint)
    }

    /// Several values, all in view; `kind` is `checkbox` for any number of them and `radio` for one.
    public func choices(
        _ name: String, _ label: String, _ stored: [String] = [], kind: String = "checkbox",
        options: [(value: String, label: String)], effect: String? = nil, hint: String? = nil
    ) -> ChoiceField {
        let chosen = Set(comesBack ? form.all(name) : stored)
        return ChoiceField(
            name: name, label: label, effect: effect, kind: kind,
            options: options.map { Choice($0.value, $0.label, isSelected: chosen.contains($0.value)) },
            issue: issues[name], hint: hint)
    }
}

/// The summary above a form that comes back. Pages keep its parts as properties of their own.
public struct IssueSummary: Sendable {
    /// One line, linked to its field.
    public struct Line: Sendable {
        let target: String?
        let message: String
    }

    public let hasIssues: Bool
    public let issuesHeading: String
    public let issues: [Line]

    public init(_ visit: Visit) {
        hasIssues = !visit.issues.isEmpty
        let count = visit.issues.issues.count
        issuesHeading = count == 1 ? "One thing needs another look" : "\(count) things need another look"
        issues = visit.issues.issues.map { issue in
            Line(target: issue.field.isEmpty ? nil : issue.field, message: issue.message)
        }
    }
}
