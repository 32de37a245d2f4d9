import Console
import Kernel
import Postgres

/// Adds to an account's screen what a plugin keeps for accounts: the profile of a clinician, for one.
public protocol AccountPanel: Extension {
    /// What to show for this account; nil when there is nothing. `fields` holds those of the address.
    func part(
        of account: AccountID, roles: [Role], for visit: Visit, fields: Form, in reader: any Reader
    ) async throws -> Part?
}
