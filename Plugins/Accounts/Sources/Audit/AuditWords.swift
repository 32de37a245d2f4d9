import Console
import Foundation
import Kernel
import Postgres

/// An entry of the audit log in plain words.
extension AuditRecord {
    /// What was done: `Gave roles`, or for what other plugins record, their own words: `Credentials: claim changed`.
    var deed: String {
        switch action {
        case "accounts.added": return "Made the account"
        case "accounts.changed": return "Changed the account"
        case "accounts.link-made": return "Made a one-time link"
        case "accounts.password-set": return "A password was set by the link"
        case "accounts.password-changed": return "Changed the password"
        case "accounts.suspended": return "Suspended the account"
        case "accounts.restored": return "Restored the account"
        case "accounts.sessions-ended": return "Ended all sessions"
        case "accounts.person-joined": return "Joined it with another account of the same person"
        case "accounts.person-separated": return "Gave it a person of its own"
        default:
            let words = action.split(separator: ".", maxSplits: 1).map { plainWords(String($0)) }
            return words.count == 2 ? "\(words[0].capitalizedFirst): \(words[1])" : words.joined()
        }
    }

    /// Who did it, with the role in which they did.
    var doer: String {
        guard let role = role.flatMap(Role.init(rawValue:)) else { return actorName }
        return "\(actorName), \(role.title.lowercased())"
    }

    /// The fields that differ between before and after.
    var changes: [ChangeRow] {
        let (old, new) = (Self.fields(of: before), Self.fields(of: after))
        return Set(old.keys).union(new.keys).sorted().compactMap { name in
            ChangeRow(
                plainWords(name).capitalizedFirst, from: old[name] ?? "", to: new[name] ?? "")
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
    for character in name {
        if character == "-" || character == "_" || character == "." {
            words.append(" ")
        } else if character.isUppercase, words.last?.isLowercase == true {
            words += " \(character.lowercased())"
        } else {
            words.append(character)
        }
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
