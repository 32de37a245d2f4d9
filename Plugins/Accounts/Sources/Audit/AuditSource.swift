import Foundation
import Kernel
import Postgres

/// Puts into words what a plugin writes into the audit log: its deeds, and the things that they are done to. Plugins add
/// theirs in `Plugin.extensions`.
public protocol AuditSource: Extension {
    /// The kinds of things that the plugin's entries are about.
    var kinds: [AuditKind] { get }

    /// What each action is called behind the name of whoever did it, `%` standing for the thing: `published %`.
    var deeds: [String: String] { get }

    /// The words of one entry, where they depend on more than its action; nil for another plugin's.
    func words(for record: AuditRecord) -> String?

    /// This source once it knows what else the plugins add; itself unless that makes a difference.
    func knowing(_ extensions: [any Extension]) -> any AuditSource
}

extension AuditSource {
    public func words(for record: AuditRecord) -> String? { deeds[record.action] }
    public func knowing(_ extensions: [any Extension]) -> any AuditSource { self }
}

/// A kind of thing that entries of the audit log are about.
public struct AuditKind: Sendable {
    let type: String
    let title: String
    let path: String
    let needs: Permission
    let named: @Sendable ([UUID]) -> Query<[AuditSubject]>

    /// - Parameters:
    ///   - type: what stands in an entry as the type of its subject.
    ///   - title: what the filter calls it.
    ///   - path: where its screens are, as `/console/topics/`.
    ///   - needs: the permission without which nobody is led there.
    ///   - named: reads the names of some of them.
    public init(
        _ type: String, _ title: String, path: String, needs: Permission,
        named: @escaping @Sendable ([UUID]) -> Query<[AuditSubject]>
    ) {
        self.type = type
        self.title = title
        self.path = path
        self.needs = needs
        self.named = named
    }
}

/// What an entry is about, as people call it.
public struct AuditSubject: Decodable, Sendable {
    let id: UUID
    let name: String
    /// What else tells it from others of its name; nil where the name says it all.
    let note: String?
    /// By which id its screen is found.
    let screen: UUID
}

/// The entries that this plugin itself writes.
struct AccountAudit: AuditSource {
    static let deeds = [
        "demo.loaded": "loaded the demo data",
        "accounts.added": "added %",
        "accounts.changed": "changed %",
        "accounts.link-made": "made a one-time link for %",
        "accounts.password-set": "set the password of %",
        "accounts.password-changed": "changed their own password",
        "accounts.suspended": "suspended %",
        "accounts.restored": "restored %",
        "accounts.sessions-ended": "ended all sessions of %",
        "accounts.person-joined": "joined % with another account of the same person",
        "accounts.person-separated": "gave % a person of its own",
    ]

    var deeds: [String: String] { Self.deeds }

    var kinds: [AuditKind] {
        [
            AuditKind("account", "Account", path: "/console/accounts/", needs: .manageAccounts) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT account_id AS id, display_name AS name, NULL::text AS note, account_id AS screen
                    FROM accounts.account
                    WHERE account_id = ANY (\(ids))
                    """)
            }
        ]
    }
}
