import Kernel
import Postgres
import Providers

/// A kind of title, as `credential-types-….csv` has it.
struct CredentialTypeRow: ReferenceRow, Decodable {
    let id: String
    let abbreviation: String?
    let name: String
    /// The profession; nil where there is none.
    let field: String?
    let kind: CredentialKind
    let issuer: String
    let badge: String
    /// Where the title exists; empty where that is not limited or not known.
    let states: [String]
    let renewalMonths: Int?
    /// Of which kinds its holder has another credential.
    let needsKinds: [String]
    let numberPattern: String?
    let verifyURL: String?
    /// How it is written, in small letters: `csw@KY` in one state only. Its own name and letters are among them where
    /// no other title has the same.
    var aliases: [String]
    let note: String

    static let columns = [
        "id", "abbreviation", "name", "field", "kind", "issuer", "badge", "states", "renewal_months",
        "needs_kinds", "number_pattern", "verify_url", "aliases", "note",
    ]
    static let dropsMissing = false
    static let keptBecause = "Not in the file; it stays, because claims may name it."

    init(_ values: ReferenceValues) throws(ReferenceMistake) {
        id = try values.id()
        abbreviation = values.text("abbreviation")
        name = try values.required("name")
        field = try values.one(of: Profession.self, "field")?.rawValue
        guard let kind = try values.one(of: CredentialKind.self, "kind") else {
            throw ReferenceMistake("kind", "Expected what kind of title it is, as state_license.")
        }
        self.kind = kind
        issuer = try values.required("issuer")
        badge = values.text("badge") ?? kind.badge
        guard (badge == CredentialKind.stateLicense.badge) == (kind == .stateLicense) else {
            throw ReferenceMistake("badge", "Only a state’s license may say “\(kind.badge)”.")
        }
        states = try values.states("states")
        renewalMonths = try values.number("renewal_months", in: 1...240)
        needsKinds = try values.some(of: CredentialKind.self, "needs_kinds").map(\.rawValue)
        numberPattern = try values.pattern("number_pattern")
        verifyURL = try values.address("verify_url")
        aliases = try Self.aliases(values.list("aliases"))
        note = values.text("note") ?? ""
    }

    private static func aliases(_ texts: [String]) throws(ReferenceMistake) -> [String] {
        var aliases: [String] = []
        for text in texts {
            let parts = text.split(separator: "@", omittingEmptySubsequences: false).map { String($0) }
            let hasState = parts.count == 1 || parts.count == 2 && USState(rawValue: parts[1]) != nil
            guard hasState, !parts[0].isEmpty, parts[0] == parts[0].lowercased() else {
                throw ReferenceMistake(
                    "aliases", "“\(text)” is no writing. Expected small letters, as csw or csw@KY.")
            }
            aliases.append(text)
        }
        return aliases
    }

    /// Its own name and letters, unless they mean another title too; nothing may mean two.
    static func completed(
        _ lines: [ReferenceLine<CredentialTypeRow>], into report: inout ImportReport
    ) -> [ReferenceLine<CredentialTypeRow>] {
        func own(_ row: CredentialTypeRow) -> Set<String> {
            Set([row.name.lowercased(), row.abbreviation?.lowercased()].compactMap { $0 })
        }
        let times = lines.flatMap { own($0.row) }.reduce(into: [:]) { $0[$1, default: 0] += 1 }
        var places: [String: Int] = [:]
        return lines.map { line in
            var line = line
            let unique = own(line.row).filter { times[$0] == 1 }
            line.row.aliases = Set(line.row.aliases).union(unique).sorted()
            for alias in line.row.aliases {
                if let place = places.updateValue(line.number, forKey: alias) {
                    report.add(
                        .refused, line: line.number, slug: line.row.id,
                        "Column aliases: “\(alias)” means the title of line \(place) as well.")
                }
            }
            return line
        }
    }

    static func stored(in transaction: Transaction) async throws -> [CredentialTypeRow] {
        try await transaction.all(
            CredentialTypeRow.self,
            """
            SELECT
              credential_type_id AS id, abbreviation, name, field, kind, issuer, badge, states, renewal_months,
              needs_kinds, number_pattern, verify_url, note,
              ARRAY(
                SELECT writing.text
                FROM (
                  SELECT alias || CASE state WHEN '' THEN '' ELSE '@' || state END AS text
                  FROM credentials.credential_type_alias
                  WHERE credential_type_alias.credential_type_id = credential_type.credential_type_id
                ) AS writing
                ORDER BY writing.text COLLATE "C"
              ) AS aliases
            FROM credentials.credential_type
            ORDER BY credential_type_id
            """)
    }

    /// A title keeps its kind once something was verified under it: readers would see another badge for the same look.
    static func check(
        _ changed: [ReferenceLine<CredentialTypeRow>], stored: [String: CredentialTypeRow],
        into report: inout ImportReport, in transaction: Transaction
    ) async throws {
        let others = changed.filter { line in stored[line.row.id].map { $0.kind != line.row.kind } ?? false }
        guard !others.isEmpty else { return }
        let used = Set(
            try await transaction.values(
                String.self,
                """
                SELECT DISTINCT credential_type_id
                FROM credentials.verification
                WHERE credential_type_id = ANY (\(others.map(\.row.id))) AND valid IS NOT NULL
                """))
        for line in others where used.contains(line.row.id) {
            report.add(
                .refused, line: line.number, slug: line.row.id,
                "Column kind: something was verified under it. Give the other kind an id of its own.")
        }
    }

    static func save(
        _ rows: [CredentialTypeRow], dropping gone: [String], in transaction: Transaction
    ) async throws {
        // Writings may move from one title to another, so all of them go first.
        try await transaction.execute(
            "DELETE FROM credentials.credential_type_alias WHERE credential_type_id = ANY (\(rows.map(\.id)))"
        )
        for row in rows {
            try await transaction.execute(
                """
                INSERT INTO credentials.credential_type (
                  credential_type_id, abbreviation, name, field, kind, issuer, badge, states, renewal_months,
                  needs_kinds, number_pattern, verify_url, note
                )
                VALUES (
                  \(row.id), \(row.abbreviation), \(row.name), \(row.field), \(row.kind), \(row.issuer),
                  \(row.badge), \(row.states), \(row.renewalMonths), \(row.needsKinds), \(row.numberPattern),
                  \(row.verifyURL), \(row.note)
                )
                ON CONFLICT (credential_type_id) DO UPDATE
                  SET abbreviation = excluded.abbreviation,
                      name = excluded.name,
                      field = excluded.field,
                      kind = excluded.kind,
                      issuer = excluded.issuer,
                      badge = excluded.badge,
                      states = excluded.states,
                      renewal_months = excluded.renewal_months,
                      needs_kinds = excluded.needs_kinds,
                      number_pattern = excluded.number_pattern,
                      verify_url = excluded.verify_url,
                      note = excluded.note
                """)
        }
        for row in rows {
            let parts = row.aliases.map { $0.split(separator: "@").map { String($0) } }
            try await transaction.execute(
                """
                INSERT INTO credentials.credential_type_alias (alias, state, credential_type_id)
                SELECT written.alias, written.state, \(row.id)
                FROM unnest(\(parts.map { $0[0] }), \(parts.map { $0.count == 2 ? $0[1] : "" }))
                  AS written (alias, state)
                """)
        }
    }
}

extension CredentialKind {
    /// What readers see beside a verified title of this kind.
    var badge: String {
        switch self {
        case .stateLicense: "License verified"
        case .associateLicense: "Associate license verified"
        case .stateCertification: "State certification, not a license"
        case .nationalCertification: "Certification, not a license"
        case .degree: "Degree confirmed"
        case .membership: "Membership, not a license"
        case .unregulatedTitle: "Title without a license"
        }
    }
}
