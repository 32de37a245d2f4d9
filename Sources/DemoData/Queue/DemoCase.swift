import Foundation

/// Something that waits for a decision.
public struct DemoCase: Hashable, Sendable {
    public enum Kind: String, CaseIterable, Sendable {
        case firstLicense, renewal, adverseResult, ambiguousTitle, certification, changesRequested
        case profileEdit, importedProfile, probableDuplicate
    }

    public let kind: Kind
    /// Who it is about: the index of a clinician who is loaded; nil for a profile that came by import.
    public let provider: Int?
    /// The profile as it came by import; nil for every other kind.
    public let imported: DemoProvider?
    /// What heads it in the queue: the name of the person.
    public let title: String
    /// One or two sentences for the queue.
    public let summary: String
    /// 0 low, 1 medium, 2 high.
    public let risk: Int
    public let opened: Date
    /// May be past.
    public let due: Date
    /// 2 where one person has looked and another decides, otherwise 1.
    public let stage: Int
    /// The address of the account that did the first stage; nil in the first stage.
    public let firstPerson: String?
    /// Which of the clinician's credentials it is about; nil where it is about the profile.
    public let credential: Int?
    /// What the register said when someone looked; nil while nobody has.
    public let register: DemoRegisterEntry?
    /// What would change, field by field; empty where it is about a credential.
    public let changes: [DemoChange]
    /// What was asked of the clinician, or what a colleague noted; nil where nothing was.
    public let note: String?

    /// Seconds from the instant of the demo; negative when overdue.
    public func dueOffset(from now: Date) -> TimeInterval { due.timeIntervalSince(now) }
}

/// An entry of a state's register as a moderator read it.
public struct DemoRegisterEntry: Hashable, Sendable {
    public let source: String
    public let name: String
    public let number: String
    /// As the board words it: "Current, active".
    public let status: String
    /// Nil where the register prints none.
    public let expires: DemoDay?
    /// What the section on discipline says; nil when it is empty.
    public let discipline: String?
}

/// A field with what it says now and what it would say.
public struct DemoChange: Hashable, Sendable {
    /// A name of the import format: bio, street, name, topics.
    public let field: String
    public let before: String
    public let after: String
}
