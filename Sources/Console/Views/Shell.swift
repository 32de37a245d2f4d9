import Foundation
import Kernel
import Postgres

/// What every screen of the console shows around its content. Pages keep it in a property called `shell`.
public struct Shell: Sendable {
    struct MenuGroup: Sendable {
        let groupTitle: String?
        let entries: [MenuLine]
    }

    struct MenuLine: Sendable {
        let url: String
        let title: String
        let isCurrent: Bool
        let menuCount: String?
    }

    struct Person: Sendable {
        let initials: String
        let fullName: String
        let roles: String
    }

    struct Flash: Sendable {
        let tone: String
        let message: String
        let flashURL: String?
        let flashTitle: String?
    }

    let title: String
    let assetVersion: String
    let csrf: String
    let menu: [MenuGroup]
    let person: Person?
    let flash: Flash?

    public init(_ visit: Visit, title: String) {
        self.title = title
        assetVersion = AssetVersion.current
        csrf = visit.formToken
        menu = MenuEntry.Group.allCases.compactMap { group in
            let entries = visit.menu.filter { $0.group == group }.map { entry in
                MenuLine(
                    url: entry.path, title: entry.title,
                    isCurrent: visit.path == entry.path || visit.path.hasPrefix(entry.path + "/"),
                    menuCount: nil)
            }
            return entries.isEmpty ? nil : MenuGroup(groupTitle: group.title, entries: entries)
        }
        person = visit.actor.map { actor in
            Person(
                initials: initials(of: actor.name), fullName: actor.name,
                roles: actor.roles.sorted().map(\.title).joined(separator: ", "))
        }
        flash = visit.flash.map { Flash(tone: "good", message: $0, flashURL: nil, flashTitle: nil) }
    }
}

/// The first letters of the first and the last word of a name: `AW`.
public func initials(of name: String) -> String {
    let words = name.split(separator: " ")
    let letters = [words.first, words.count > 1 ? words.last : nil].compactMap { $0?.first }
    return String(letters).uppercased()
}

/// Stands in the address of every asset, so that a new version of a file is a new address.
public enum AssetVersion {
    /// Starts with the process: a release replaces both.
    public static let current = String(Int(Date().timeIntervalSince1970), radix: 36)
}
