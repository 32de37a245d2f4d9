import Console
import Kernel
import Moderation
import Postgres
import Providers

/// The fields in which somebody writes down what they found.
struct FindingFields {
    let credential: Credential
    let boards: [Board]
    /// All titles, for a claim that nobody has recognized; empty otherwise.
    let types: [CredentialType]
    let today: PostgresDate
    /// The person's own look-up of the claim as it is now; nil when there is none.
    let last: Finding?

    /// What must be found out about the claim, then what stands in the register.
    ///
    /// Everything begins empty: whoever fills it in, or ticks that a name or a number stands there as stated, has
    /// looked. Beside a decision, which says the result itself, the claim can be completed; without one the result is
    /// asked for.
    func fields(_ visit: Visit, forDecision: Bool) -> [Field] {
        var fields = forDecision ? claimFields(visit) : []
        let (source, url) = place
        let isNumbered = credential.kind?.needsNumber ?? true
        fields += found(
            "found_name", "Name there", last?.compared.name?.found, stated: credential.providerName,
            isRequired: true, visit)
        fields += found(
            "found_number", "Number there", last?.compared.number?.found, stated: credential.number,
            isRequired: isNumbered, hint: numberHint, visit)
        fields += [
            Field(
                visit.select(
                    "found_status", "Status there", last?.compared.status?.found ?? "",
                    options: [("", "Choose")] + RegisterStatus.allCases.map { ($0.rawValue, $0.word) },
                    isRequired: true)),
            Field(
                visit.text(
                    "found_expires", "Expires there", last?.expiresOn?.description ?? "", kind: "date",
                    isRequired: credential.kind?.needsExpiry ?? false)),
            Field(
                visit.area(
                    "restrictions", "Restrictions or discipline", last?.note ?? "", rows: 2, maxLength: 4_000,
                    hint: "Leave it empty when the register names none.")),
            Field(
                visit.text(
                    "raw_status", "Status in its own words", lastRawStatus,
                    hint: "Only where the words matter, such as a probation.")),
            Field(visit.text("source", "Source", source, isRequired: true)),
            Field(visit.text("source_url", "Address of the entry", url, kind: "url")),
            Field(
                visit.select(
                    "method", "How", last?.method.rawValue ?? FindingMethod.webLookup.rawValue,
                    options: FindingMethod.byHand.map { ($0.rawValue, $0.word) }, isRequired: true)),
            Field(
                visit.text(
                    "checked_on", "Looked up on", (last?.checkedOn ?? today).description, kind: "date",
                    isRequired: true)),
        ]
        if !forDecision {
            fields.append(
                Field(
                    visit.choices(
                        "result", "Result", kind: "radio",
                        options: FindingResult.allCases.map { ($0.rawValue, $0.word.capitalizedFirst) })))
        }
        return fields
    }

    /// What stands there, to be typed, or ticked where it is as stated.
    private func found(
        _ name: String, _ label: String, _ last: String?, stated: String?, isRequired: Bool,
        hint: String? = nil, _ visit: Visit
    ) -> [Field] {
        guard let stated, last == nil else {
            return [Field(visit.text(name, label, last ?? "", isRequired: isRequired, hint: hint))]
        }
        return [
            Field(visit.text(name, label, hint: hint)),
            Field(visit.check("\(name)_same", "As stated: \(stated)")),
        ]
    }

    private func claimFields(_ visit: Visit) -> [Field] {
        var fields: [Field] = []
        if credential.kind == nil {
            fields.append(
                Field(
                    visit.select(
                        "claim_type", "What it is", options: [("", "Choose")] + types.map(\.option),
                        isRequired: true, hint: "Nobody has recognized this title yet.")))
        }
        if credential.state == nil, credential.kind?.needsState ?? true {
            fields.append(
                Field(
                    visit.select(
                        "claim_state", "State that issued it", credential.providerState ?? "",
                        options: [("", "None")] + USState.all.map { ($0.rawValue, $0.name) },
                        isRequired: credential.kind != nil)))
        }
        return fields
    }

    private var place: (source: String, url: String) {
        if let last { return (last.source, last.sourceURL ?? "") }
        if let board = boards.first { return (board.name, board.verifyURL ?? "") }
        if let issuer = credential.issuer, !(credential.kind?.needsState ?? true) {
            return (issuer, credential.typeVerifyURL ?? "")
        }
        return ("", "")
    }

    private var lastRawStatus: String {
        guard let raw = last?.rawStatus, raw != last?.status?.word else { return "" }
        return raw
    }

    private var numberHint: String? {
        guard let pattern = credential.numberPattern else { return nil }
        return pattern == "^1-[0-9]{2}-[0-9]{4,5}$" ? "Usually like 1-23-45678." : nil
    }
}

extension Finding {
    /// The status as it was chosen; nil for findings that came without one.
    var status: RegisterStatus? {
        compared.status?.found.flatMap(RegisterStatus.init(rawValue:))
    }
}

extension CredentialType {
    /// As a line of a list to choose from, with the states where that tells two apart.
    var option: (value: String, label: String) {
        let place = states.isEmpty ? "" : " · \(states.joined(separator: ", "))"
        return (credentialTypeID, "\(title) · \(kind.word.lowercased())\(place)")
    }
}
