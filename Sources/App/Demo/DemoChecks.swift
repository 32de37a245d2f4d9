import DemoData
import Foundation
import Kernel
import Postgres

/// Somebody looked a credential up, and perhaps somebody decided on it.
struct DemoCheck: Sendable {
    let findingID: UUID
    let verificationID: UUID
    let at: Instant
    let day: DemoDay
    let result: Result
    let found: Found
    let verdict: Verdict

    enum Result: String, Sendable {
        case confirmed, mismatch, adverse
        case notFound = "not_found"
    }

    /// What the register showed.
    struct Found: Sendable {
        let source: String
        var name: String?
        var number: String?
        /// In its own words; nil where it knows no such entry.
        var status: String?
        var expires: DemoDay?
        /// What it says about discipline; nil where it says nothing.
        var discipline: String?

        /// An entry that agrees with the claim in everything.
        init(_ credential: DemoCredential, of name: String, at source: String) {
            self.source = source
            self.name = name
            number = credential.number
            status = credential.state == nil ? "Current" : "Current, active"
            expires = credential.claimedExpiry
        }

        init(_ entry: DemoRegisterEntry) {
            source = entry.source
            name = entry.name
            number = entry.number.isEmpty ? nil : entry.number
            status = entry.status
            expires = entry.expires
            discipline = entry.discipline
        }

        init(nothingAt source: String) {
            self.source = source
        }
    }

    /// What came of it.
    enum Verdict: Sendable {
        /// Still to be decided.
        case open
        /// Verified for a time.
        case holds(PostgresRange<Instant>)
        /// Not verified, or no longer.
        case refused(String)
    }

    /// What has happened to a credential so far, the oldest first.
    static func all(
        of credential: DemoCredential, held name: String, in plan: DemoPlan, ids: inout DemoIDs,
        chance: inout Chance
    ) -> [DemoCheck] {
        let hours = plan.hours
        func check(_ day: DemoDay, at instant: Instant, _ result: Result, _ found: Found, _ verdict: Verdict)
            -> DemoCheck
        {
            DemoCheck(
                findingID: ids.next(at: instant), verificationID: ids.next(at: instant), at: instant,
                day: day,
                result: result, found: found, verdict: verdict)
        }
        switch credential.standing {
        case .waiting, .unchecked: return []
        case .verified(let day, let until, let source):
            let at = hours.atWork(day, chance: &chance)
            let holds = PostgresRange(from: at, to: hours.end(of: until))
            return [check(day, at: at, .confirmed, Found(credential, of: name, at: source), .holds(holds))]
        case .expired(let day, let last, let source):
            let at = hours.atWork(day, chance: &chance)
            // Where it is still yesterday on the wall, its last day is not over.
            let holds = PostgresRange(from: at, to: min(hours.end(of: last), hours.now - .seconds(60)))
            return [check(day, at: at, .confirmed, Found(credential, of: name, at: source), .holds(holds))]
        case .revoked(let day, let last, let source, let reason):
            let at = hours.atWork(day, chance: &chance)
            let end = hours.atWork(last, chance: &chance)
            var found = Found(credential, of: name, at: source)
            let first = check(day, at: at, .confirmed, found, .holds(PostgresRange(from: at, to: end)))
            found.status = "Not active"
            found.discipline = reason
            return [first, check(last, at: end, .adverse, found, .refused(reason))]
        case .refused(let day, let refusal, let source, let reason):
            let at = hours.atWork(day, chance: &chance)
            var found = Found(credential, of: name, at: source)
            let result: Result
            switch refusal {
            case .notFound: (result, found) = (.notFound, Found(nothingAt: source))
            case .mismatch: (result, found.name) = (.mismatch, nil)
            case .adverse: (result, found.status) = (.adverse, "Inactive")
            }
            return [check(day, at: at, result, found, .refused(reason))]
        }
    }

    /// What a colleague read for something that still waits, half way between its coming and now.
    static func reading(
        _ entry: DemoRegisterEntry, for waiting: DemoCase, of credential: DemoCredential, in plan: DemoPlan,
        ids: inout DemoIDs
    ) -> DemoCheck {
        let opened = Instant(waiting.opened)
        let at = opened + .microseconds((plan.hours.now.microseconds - opened.microseconds) / 2)
        let found = Found(entry)
        let result: Result =
            if waiting.kind == .adverseResult || found.isAdverse {
                .adverse
            } else {
                found.number == credential.number ? .confirmed : .mismatch
            }
        return DemoCheck(
            findingID: ids.next(at: at), verificationID: ids.next(at: at), at: at,
            day: plan.hours.day(of: at),
            result: result, found: found, verdict: .open)
    }
}

extension DemoCheck.Found {
    /// The status in the words that all registers are brought to.
    fileprivate var standardStatus: String? {
        switch status {
        case nil: nil
        case "Current", "Current, active", "Current, associate": "active"
        case "Current, on probation", "Current, with conditions": "active_restricted"
        case "Suspended": "suspended"
        case "Inactive": "inactive"
        default: "unknown"
        }
    }

    fileprivate var isAdverse: Bool {
        discipline != nil || ["active_restricted", "suspended"].contains(standardStatus)
    }
}

/// A claim beside what was found, as a finding keeps it.
private struct DemoComparison: Encodable {
    struct Cell: Encodable {
        let claimed: String?
        let found: String?
        let match: String

        init(_ claimed: String?, _ found: String?) {
            self.claimed = claimed
            self.found = found
            match =
                switch (claimed, found) {
                case (_, nil): "notFound"
                case (nil, _): "notClaimed"
                default: claimed == found ? "equal" : "differs"
                }
        }

        /// Registers write names in capitals and turned around, and some add an initial.
        init(name: String, found: String?) {
            claimed = name
            self.found = found
            let words = { (text: String) in Set(text.lowercased().split { " ,".contains($0) }) }
            match = found.map { words($0) == words(name) ? "equal" : "similar" } ?? "notFound"
        }

        init(status: String) {
            claimed = nil
            found = status
            match = status == "active" ? "equal" : "differs"
        }
    }

    let name: Cell
    let number: Cell
    let status: Cell?
    let expires: Cell

    init(_ credential: DemoCredential, of name: String, _ found: DemoCheck.Found) {
        self.name = Cell(name: name, found: found.name)
        number = Cell(credential.number, found.number)
        status = found.standardStatus.map(Cell.init(status:))
        expires = Cell(credential.claimedExpiry?.description, found.expires?.description)
    }
}

extension DemoRows {
    /// A claim with its checks.
    mutating func add(
        _ claim: DemoProfile.Claim, of profile: DemoProfile, source: String, in plan: DemoPlan
    ) throws {
        let credential = claim.credential
        add(
            .credential,
            [
                claim.credentialID, profile.providerID, credential.typeID, credential.name,
                credential.abbreviation, Self.mark(credential.name, credential.abbreviation),
                credential.state,
                credential.number, credential.claimedExpiry, claim.made, nil, source,
            ])
        for check in claim.checks { try add(check, of: claim, by: profile, in: plan) }
    }

    /// A look-up, with the verification that came of it.
    mutating func add(
        _ check: DemoCheck, of claim: DemoProfile.Claim, by profile: DemoProfile, in plan: DemoPlan
    ) throws {
        let credential = claim.credential
        let found = check.found
        let url = plan.registers.url(of: credential)
        let verifier = plan.staff.moderator
        let compared = try PostgresJSON(
            encoding: DemoComparison(credential, of: profile.provider.name, found))
        add(
            .finding,
            [
                check.findingID, claim.credentialID, check.result.rawValue, found.source, url, "web_lookup",
                check.day, found.status, found.expires, compared, found.discipline, verifier.accountID,
                check.at, verifier.personID, credential.typeID, credential.name, credential.state,
                credential.number,
            ])
        let period: PostgresRange<Instant>?
        let reason: String?
        switch check.verdict {
        case .open: return
        case .holds(let range): (period, reason) = (range, nil)
        case .refused(let words): (period, reason) = (nil, words)
        }
        // What is held against somebody takes two persons, like the first license.
        let byTwo = check.result == .adverse || period != nil && credential.needsSecondPerson
        let approver = byTwo ? plan.staff.approver : nil
        add(
            .verification,
            [
                check.verificationID, claim.credentialID, check.findingID, period, check.result.rawValue,
                check.day, found.source, url, verifier.accountID, approver?.accountID,
                approver == nil ? "one" : "two", reason, check.at, profile.providerID, verifier.personID,
                approver?.personID, credential.typeID, credential.name, credential.abbreviation,
                Self.mark(credential.name, credential.abbreviation), credential.state, credential.number,
            ])
    }
}
