import Console
import Foundation
import Kernel
import Postgres

/// An entry of the audit log as one sentence, taken apart where its subject stands.
struct AuditSentence: Sendable, Equatable {
    let doer: String
    /// The deed up to the subject.
    let deed: String
    /// What it was done to; nil where the deed says that too.
    let thing: String?
    /// Where that is; nil where there is no screen, or none for this reader.
    let thingURL: String?
    /// What follows the subject.
    let rest: String
    /// What else tells the subject from others.
    let note: String?
}

/// Everything that puts entries of the audit log into words.
struct AuditWording: Sendable {
    private let sources: [any AuditSource]

    init(_ extensions: [any Extension]) {
        sources = extensions.compactMap { ($0 as? any AuditSource)?.knowing(extensions) }
    }

    var kinds: [AuditKind] { sources.flatMap(\.kinds) }

    /// The actions in whose words these letters stand.
    func actions(saying letters: String) -> [String] {
        let letters = letters.lowercased()
        return sources.flatMap(\.deeds)
            .filter { $0.value.replacing("%", with: "").lowercased().contains(letters) }
            .map(\.key).sorted()
    }

    /// Reads the names of everything that the entries are about, and of the accounts that they mention.
    func names(in entries: [AuditRecord], for actor: Actor, reader: any Reader) async throws -> AuditNames {
        var batch = Batch()
        let mentioned = entries.flatMap(\.mentioned)
        let accounts = batch.add(
            .all(
                AuditSubject.self,
                """
                SELECT account_id AS id, display_name AS name, NULL::text AS note, account_id AS screen
                FROM accounts.account
                WHERE account_id = ANY (\(mentioned))
                """))
        let asked = kinds.map { kind in
            let ids = entries.filter { $0.subjectType == kind.type }
                .compactMap { UUID(uuidString: $0.subjectID) }
            return (kind, batch.add(kind.named(ids)))
        }
        let results = try await reader.run(batch)
        var names = AuditNames()
        for account in try results[accounts] { names.accounts[account.id] = account.name }
        for (kind, ticket) in asked {
            for subject in try results[ticket] {
                names.subjects[AuditFilter.Subject(type: kind.type, id: subject.id.uuidString.lowercased())] =
                    (
                        subject,
                        actor.may(kind.needs) ? "\(kind.path)\(subject.screen.uuidString.lowercased())" : nil
                    )
            }
        }
        return names
    }

    func sentence(_ record: AuditRecord, _ names: AuditNames) -> AuditSentence {
        let words =
            sources.lazy.compactMap { $0.words(for: record) }.first
            ?? "recorded “\(plainWords(record.action))” about %"
        let parts = words.split(separator: "%", maxSplits: 1, omittingEmptySubsequences: false)
        let found = names.subjects[AuditFilter.Subject(type: record.subjectType, id: record.subjectID)]
        let hasThing = parts.count == 2
        return AuditSentence(
            doer: record.actorName.capitalizedFirst, deed: String(parts[0]),
            thing: hasThing ? found?.subject.name ?? record.unnamed : nil,
            thingURL: hasThing ? found?.url : nil, rest: hasThing ? String(parts[1]) : "",
            note: found?.subject.note)
    }
}

/// What ids in entries stand for.
struct AuditNames: Sendable {
    fileprivate(set) var subjects: [AuditFilter.Subject: (subject: AuditSubject, url: String?)] = [:]
    fileprivate(set) var accounts: [UUID: String] = [:]
}

extension AuditRecord {
    /// The subject by its type and its id: of what nothing else is known.
    fileprivate var unnamed: String {
        let isID = UUID(uuidString: subjectID) != nil
        return isID ? "\(plainWords(subjectType)) …\(subjectID.suffix(12))" : subjectID
    }

    /// The ids in what was before and after.
    fileprivate var mentioned: [UUID] {
        [before, after].compactMap { $0?.text }.flatMap { text in
            text.matches(of: /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/.ignoresCase())
                .compactMap { UUID(uuidString: String($0.output)) }
        }
    }

    /// The fields that differ between before and after: accounts by their names, instants as `words` has them, and no
    /// other ids, which say nothing to a reader.
    func changes(_ names: AuditNames = AuditNames(), in words: TimeText) -> [ChangeRow] {
        let (old, new) = (Self.fields(of: before), Self.fields(of: after))
        func shown(_ value: String?) -> String {
            guard let value else { return "" }
            if let id = UUID(uuidString: value) { return names.accounts[id] ?? "" }
            return Instant(rfc3339: value).map(words.full) ?? value
        }
        return Set(old.keys).union(new.keys).sorted().compactMap { name in
            let label = name == "slug" ? "Address" : plainWords(name).capitalizedFirst
            return ChangeRow(label, from: shown(old[name]), to: shown(new[name]))
        }
    }

    /// What a document holds, each value as text under the names that lead to it.
    private static func fields(of document: PostgresJSON?) -> [String: String] {
        guard let document, let value = try? document.decode(JSONValue.self) else { return [:] }
        var fields: [String: String] = [:]
        value.collect(into: &fields, under: "")
        return fields
    }
}

/// `claim-changed`, `valid_until` and `timeZone` as people write them.
func plainWords(_ name: String) -> String {
    var words = ""
    var previous: Character?
    for character in name {
        if character == "-" || character == "_" || character == "." {
            words.append(" ")
        } else if character.isUppercase, let previous {
            words += previous.isLowercase ? " \(character.lowercased())" : character.lowercased()
        } else {
            words.append(character)
        }
        previous = character
    }
    return words
}

/// Any JSON, for showing it.
private enum JSONValue: Decodable {
    case nothing
    case text(String)
    case list([JSONValue])
    case object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .text(flag ? "yes" : "no")
        } else if let number = try? container.decode(Int64.self) {
            self = .text(String(number))
        } else if let number = try? container.decode(Double.self) {
            self = .text(String(number))
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSONValue].self) {
            self = .list(list)
        } else {
            self = .object(try container.decode([String: JSONValue].self))
        }
    }

    /// More of a value than this is cut: the record keeps all of it.
    private static let longest = 600
    /// None of our records holds one; a record that did would not be the place where it leaks.
    private static let secrets = ["password", "token", "secret", "hash", "cookie"]

    func collect(into fields: inout [String: String], under name: String) {
        switch self {
        case .object(let members):
            for (key, value) in members {
                value.collect(into: &fields, under: name.isEmpty ? key : "\(name).\(key)")
            }
        case .nothing: break
        case .text, .list:
            let isSecret = Self.secrets.contains { name.lowercased().contains($0) }
            fields[name.isEmpty ? "value" : name] = isSecret ? "not shown" : cut(flat)
        }
    }

    private var flat: String {
        switch self {
        case .nothing: ""
        case .text(let text): text
        case .list(let values): values.map(\.flat).joined(separator: ", ")
        case .object(let members):
            members.sorted { $0.key < $1.key }.map { "\(plainWords($0.key)) \($0.value.flat)" }
                .joined(separator: ", ")
        }
    }

    private func cut(_ text: String) -> String {
        text.count > Self.longest ? "\(text.prefix(Self.longest))…" : text
    }
}
