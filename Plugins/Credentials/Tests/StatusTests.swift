import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Credentials

@Suite("What a register says about a license", .stet(with: Clinic.plugins))
struct StatusTests {
    @Test(
        "a license that is not in force is never verified, whatever reason is given",
        arguments: RegisterStatus.allCases.filter { !$0.isInForce })
    func notInForce(status: RegisterStatus) async throws {
        let clinic = try Clinic()
        let id = try await clinic.license(of: try await clinic.provider())
        let fields = clinic.found(["found_status": status.rawValue, "reason": "It holds all the same."])

        let issues = await #expect(throws: FormIssues.self) {
            try await clinic.decide(id, "verify", by: try await clinic.person("Ines"), fields)
        }

        #expect(issues?.issues.map(\.field) == ["found_status"])
    }

    @Test("the database refuses a badge for a license that was found suspended, whatever the program does")
    func notInForceByTrigger() async throws {
        let clinic = try Clinic()
        let (ines, theo) = (try await clinic.person("Ines"), try await clinic.person("Theo", [.approver]))
        let id = try await clinic.license(of: try await clinic.provider())
        let fields = clinic.found([
            "found_status": "suspended", "reason_code": "adverse", "reason": "Suspended in May.",
        ])
        try await clinic.decide(id, "reject", by: ines, fields)
        let finding = try #require(
            try await clinic.stet.database.fetch(CredentialQueries.findings(of: id)).first)

        let issues = await #expect(throws: FormIssues.self) {
            try await clinic.stet.database.transaction { transaction in
                let credential = try await CredentialQueries(reader: transaction).locked(id)
                _ = try await VerifyCredential(kernel: clinic.kernel).verify(
                    credential, by: finding, .init(verifiedBy: ines.accountID, approvedBy: theo.accountID),
                    reason: "It holds all the same.", actor: theo, in: transaction)
            }
        }

        #expect(issues?.issues.first?.message == "The register says that it is not in force. Reject it.")
    }

    @Test("a license that is held with restrictions tells readers so")
    func restricted() async throws {
        let clinic = try Clinic()
        let provider = try await clinic.provider()
        let id = try await clinic.license(of: provider)

        try await clinic.verified(
            id,
            ["found_status": "active_restricted", "reason": "The order allows practice under supervision."])

        let badge = try await clinic.badges(of: provider).first?.badge
        #expect(badge == "License verified, with a note by the board")
    }

    @Test("writing down again what one wrote before is no second look")
    func sameFinding() async throws {
        let clinic = try Clinic()
        let ines = try await clinic.person("Ines")
        let id = try await clinic.license(of: try await clinic.provider())
        try await clinic.recordedYesterday(id, by: ines, clinic.found(yesterday(of: clinic)))

        try await clinic.decide(id, "verify", by: ines, clinic.found(yesterday(of: clinic)))

        let findings = try await clinic.stet.database.fetch(CredentialQueries.findings(of: id))
        #expect(findings.count == 1)
    }

    @Test("something else for a day on which one looked before asks for the day of the new look")
    func otherFindingOfThatDay() async throws {
        let clinic = try Clinic()
        let ines = try await clinic.person("Ines")
        let id = try await clinic.license(of: try await clinic.provider())
        try await clinic.recordedYesterday(id, by: ines, clinic.found(yesterday(of: clinic)))
        var changed = yesterday(of: clinic)
        changed["found_number"] = "118240"
        changed["reason"] = "A slip of the pen."
        let fields = clinic.found(changed)

        let issues = await #expect(throws: FormIssues.self) {
            try await clinic.decide(id, "verify", by: ines, fields)
        }

        #expect(issues?.issues.map(\.field) == ["checked_on"])
        changed["checked_on"] = clinic.today.description
        try await clinic.decide(id, "verify", by: ines, clinic.found(changed))
        let findings = try await clinic.stet.database.fetch(CredentialQueries.findings(of: id))
        #expect(findings.count == 2)
    }

    private func yesterday(of clinic: Clinic) -> [String: String] {
        ["checked_on": clinic.day(-1).description]
    }
}

extension Clinic {
    /// A finding as of yesterday, which only the owner of the schema may write.
    fileprivate func recordedYesterday(
        _ id: CredentialID, by actor: Actor, _ fields: [(String, String)]
    ) async throws {
        let policy = CredentialPolicy(kernel.settings)
        let credential = try await queries.credential(id)
        let input = try FindingInput(
            Form(fields), of: credential.stated, purpose: .verify, today: today, policy: policy)
        let compared = try PostgresJSON(encoding: input.compared(with: credential))
        _ = try await stet.owner.transaction { transaction in
            try await transaction.execute(
                """
                INSERT INTO credentials.finding (
                  finding_id, credential_id, result, source, source_url, method, checked_on, raw_status,
                  expires_on, compared, account_id, at
                )
                VALUES (
                  gen_random_uuid(), \(id), \(input.result(for: credential)), \(input.source),
                  \(input.sourceURL), \(input.method), \(input.checkedOn), \(input.status.word),
                  \(input.expiresOn), \(compared), \(actor.accountID), clock_timestamp() - interval '1 day'
                )
                """)
        }
    }
}
