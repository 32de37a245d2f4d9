import Kernel
import Postgres

/// What must hold before a person claims or decides an item.
struct ReviewRules {
    let reader: any Reader
    let types: ReviewTypes
    let actor: Actor
    /// What they wrote, to be given back when it cannot be saved; empty when nothing.
    var written = ""

    /// - Throws: `Refusal.wrongState`, saying who decided and when.
    func assertOpen(_ item: ReviewItem) async throws {
        switch item.state {
        case .open: return
        case .withdrawn: throw refusal("This was withdrawn, so nobody has to decide.", item)
        case .decided:
            let decision = try await ReviewQueries(reader: reader).lastDecision(of: item.reviewItemID)
            throw refusal(sentence(about: decision), item)
        }
    }

    /// What the person saw is what is there.
    ///
    /// - Throws: `Refusal.wrongState` when somebody took that decision in between, `Refusal.changedSince` when the
    ///   subject changed.
    func assertSeen(_ item: ReviewItem, version: Int, form: Form) async throws {
        guard item.version != version else { return }
        let decision = try await ReviewQueries(reader: reader).decision(of: item.reviewItemID, on: version)
        if let decision { throw refusal(sentence(about: decision), item) }
        // Everything typed comes along unseen; the one thing to choose is whether to decide as it stands now.
        let kept = form.entries.filter { !["csrf", "version", "decision"].contains($0.name) }.map { entry in
            Conflict.Field(name: entry.name, label: entry.name, mine: entry.value, theirs: entry.value)
        }
        let decisionField = Conflict.Field(
            name: "decision", label: "Your decision", mine: form["decision"], theirs: Self.lookAgain,
            words: .init(
                mine: "Decide as I did, about what is there now",
                theirs: "Look at it again; my words are kept"))
        throw Refusal.changedSince(
            Conflict(
                subject: "what this is about", by: nil, path: "\(item.path)/decide", version: item.version,
                fields: kept + [decisionField]))
    }

    /// The choice that decides nothing: the desk comes back with everything that was typed.
    static let lookAgain = "look at it again"

    /// - Throws: `Refusal.wrongState`, naming who holds it and until when.
    func assertNotHeldByOthers(_ item: ReviewItem) async throws {
        guard let holder = item.claimedBy, holder != actor.accountID else { return }
        throw refusal(try await sentence(about: item, heldBy: holder), item)
    }

    /// What became of an item that this person does not hold, for a screen that was drawn before it happened.
    func standing(of item: ReviewItem) async throws -> String {
        do {
            try await assertOpen(item)
            try await assertNotHeldByOthers(item)
        } catch Refusal.wrongState(let message, _) {
            return message
        }
        if item.claimedBy == actor.accountID { return "You hold this." }
        let last = try await ReviewQueries(reader: reader).lastDecision(of: item.reviewItemID)
        guard let last else { return "Nobody holds this now. Claim it to go on." }
        return sentence(about: last)
    }

    private func sentence(about item: ReviewItem, heldBy holder: AccountID) async throws -> String {
        let name = try await ReviewQueries(reader: reader).name(of: holder)
        let until = item.claimedUntil.map { " until \(TimeText(zone: actor.zone).time($0))" } ?? ""
        return item.takenFrom == actor.accountID
            ? "\(name) took this over from you and has it\(until)." : "\(name) has this\(until)."
    }

    /// Four eyes are those of two persons, however many accounts they have.
    ///
    /// - Throws: `Refusal.wrongState` for whoever took the first decision.
    func assertAnotherPerson(_ item: ReviewItem) throws(Refusal) {
        guard item.firstPerson == actor.personID else { return }
        throw refusal("You took the first decision. Somebody else takes the second.", item)
    }

    /// What the person may do now: nothing without the stage's permission, nothing in the second stage for whoever
    /// decided the first, and else what the type offers.
    func actions(for item: ReviewItem) async throws -> [ReviewAction] {
        let type = try types.type(of: item, for: actor)
        guard item.state == .open, actor.may(.workQueue), actor.may(try types.permission(for: item)),
            item.firstPerson != actor.personID
        else { return [] }
        return try await type.actions(for: item, actor: actor, in: reader)
    }

    private func refusal(_ sentence: String, _ item: ReviewItem) -> Refusal {
        .wrongState(message: written.isEmpty ? sentence : "\(sentence) \(lost)", now: item.path)
    }

    /// The message travels in a cookie, which holds about four thousand bytes.
    private var lost: String {
        var shown = ""
        for character in written {
            guard shown.utf8.count + String(character).utf8.count <= 2_000 else { break }
            shown.append(character)
        }
        return "Nothing of yours was saved. You wrote: “\(shown)\(shown == written ? "" : "…")”"
    }

    private func sentence(about decision: ReviewDecision?) -> String {
        guard let decision else { return "This is decided already." }
        let minutes = Int(decision.secondsAgo / 60)
        let ago =
            switch minutes {
            case ..<1: "just now"
            case 1: "a minute ago"
            case 2..<60: "\(minutes) minutes ago"
            default: "on \(TimeText(zone: actor.zone).shortDate(decision.at))"
            }
        return "\(decision.byName) \(decision.deed) this \(ago). See what they chose."
    }
}
