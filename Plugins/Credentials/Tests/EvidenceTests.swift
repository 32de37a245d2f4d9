import Foundation
import Hummingbird
import Kernel
import Postgres
import Providers
import TestSupport
import Testing

@testable import Credentials

@Suite("Evidence", .stet(with: Clinic.plugins))
struct EvidenceTests {
    private let new = "/console/me/credentials/new"

    private func keyed() throws -> Clinic {
        let clinic = try Clinic()
        try makeKey(clinic)
        return clinic
    }

    /// A key in the data folder, as deploy/up makes it.
    private func makeKey(_ clinic: Clinic) throws {
        let folder = URL(filePath: clinic.kernel.settings[.data])
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        try Data.random(count: 32).write(to: folder.appending(path: "evidence-key"))
    }

    private func fields(_ clinic: Clinic, _ changes: [String: String] = [:]) -> [(String, String)] {
        ["kind": "lmft", "state": "CA", "number": "LMFT 118204", "expires": clinic.day(700).description]
            .merging(changes) { $1 }.map { ($0.key, $0.value) }
    }

    private struct Row: Decodable, Sendable {
        let evidenceID: EvidenceID
        let credentialID: CredentialID?
        let isRemoved: Bool
    }

    private func rows(_ clinic: Clinic) async throws -> [Row] {
        try await clinic.stet.owner.all(
            Row.self,
            """
            SELECT evidence_id, credential_id, removed_at IS NOT NULL AS is_removed
            FROM credentials.evidence
            ORDER BY created_at, evidence_id
            """)
    }

    private func files(_ clinic: Clinic) throws -> [UUID] {
        try clinic.kernel.evidenceFiles.ids(olderThan: .zero, at: .distantFuture)
    }

    /// A clinician with a public profile, before the form of a new claim.
    private func clinician(_ clinic: Clinic, _ web: TestWeb) async throws -> ConsoleClient {
        let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
        try await clinic.provider(account: account)
        try await ana.get(new)
        return ana
    }

    /// A clinician with a claim and a PDF of two pages, and the addresses of its first page.
    private func sent(_ clinic: Clinic, _ web: TestWeb) async throws -> (
        ana: ConsoleClient, claim: CredentialID, evidence: EvidenceID, desk: String, own: String
    ) {
        let ana = try await clinician(clinic, web)
        let answer = try await ana.upload(
            new, fields(clinic), "files", [("license.exe", SampleFiles.pdf(pages: 2))])
        try #require(answer.status == .seeOther, "\(answer.body)")
        let row = try #require(try await rows(clinic).first)
        let claim = try #require(row.credentialID)
        return (
            ana, claim, row.evidenceID, "/console/credentials/\(claim)/evidence/\(row.evidenceID)/1",
            "/console/me/evidence/\(row.evidenceID)/1"
        )
    }

    @Test("what a clinician sends stands at the desk as pictures of our own, and each look is written down")
    func line() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let (ana, claim, evidence, desk, own) = try await sent(clinic, web)
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            let (theo, _) = try await web.person("Theo Lindgren", [.approver])

            let item = try #require(try await clinic.item(of: claim)).path
            try await ines.post("\(item)/claim")
            let screen = try await ines.get(item)
            let picture = try await ines.get(desk)
            let beyond = try await ines.get(String(desk.dropLast()) + "3")

            #expect(screen.body.contains("src=\"\(desk)\""))
            #expect(screen.body.contains("page 2 of 2"))
            #expect(FileContent(picture.bytes) == .png(width: 1_237, height: 1_600))
            #expect(picture.headers[.contentType] == "image/png")
            #expect(picture.headers[.cacheControl] == "no-store")
            #expect(picture.headers[.contentDisposition] == "inline; filename=page-1.png")
            #expect(picture.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            #expect(picture.headers[.xContentTypeOptions] == "nosniff")
            #expect(beyond.status == .notFound)
            #expect(try await theo.get(desk).status == .ok)
            #expect(try await ana.get(own).status == .ok)
            let reads = try await clinic.stet.owner.values(
                String.self,
                """
                SELECT actor_name || ' ' || role || ' ' || (after ->> 'place')
                FROM kernel.audit_entry
                WHERE action = 'credentials.evidence-read' AND subject_id = \(evidence.description)
                ORDER BY at
                """)
            #expect(
                reads == [
                    "Ines Carvalho moderator desk", "Theo Lindgren approver desk",
                    "Ana Whitfield clinician own",
                ])
        }
    }

    @Test("nobody else sees it: auditors and admins may not, another clinician finds nothing")
    func strangers() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let (_, claim, _, desk, own) = try await sent(clinic, web)
            let (auditor, _) = try await web.person("Noor Haddad", [.auditor])
            let (admin, _) = try await web.person("Ada Byron", [.admin])
            let (ben, benAccount) = try await web.person("Benjamin Ode", [.clinician])
            try await clinic.provider("Benjamin Ode", slug: "benjamin-ode", account: benAccount)
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            let other = try await clinic.license(of: try await clinic.provider("C", slug: "c"), number: "1")

            let seen = try await auditor.get("/console/credentials/\(claim)").body

            #expect(seen.contains("1 file, for moderators and approvers"))
            #expect(!seen.contains("/evidence/"))
            #expect(try await auditor.get(desk).status == .forbidden)
            #expect(try await admin.get(desk).status == .forbidden)
            #expect(try await ben.get(desk).status == .forbidden)
            #expect(try await ben.get(own).status == .notFound)
            #expect(
                try await ines.get(desk.replacing(claim.description, with: other.description)).status
                    == .notFound)
        }
    }

    @Test(
        "a file that is none of ours is refused with what to do, and the rest of the form stays",
        arguments: [
            ("PK\u{3}\u{4} a zip", "Save it as one of these"), ("", "The file is empty"),
            ("%PDF-1.4\n\(String(repeating: "x", count: 50))\nstartxref\n9\n%%EOF\n", "damaged or locked"),
        ])
    func refused(text: String, message: String) async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let ana = try await clinician(clinic, web)

            let answer = try await ana.upload(
                new, fields(clinic), "files", [("license.pdf.exe", Data(text.utf8))])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains(message))
            #expect(answer.body.contains("value=\"LMFT 118204\""))
            #expect(try await rows(clinic).isEmpty)
            #expect(try files(clinic).isEmpty)
        }
    }

    @Test("who sent as many files within a day as the house takes is told to go on tomorrow, and can")
    func daily() async throws {
        let clinic = try Clinic()
        try makeKey(clinic)
        let most = clinic.kernel.settings[.evidenceFilesADay]
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            try await clinic.provider(account: account)
            try await ana.get(new)
            _ = try await clinic.stet.owner.transaction { transaction in
                try await transaction.execute(
                    """
                    INSERT INTO credentials.evidence (
                      evidence_id, kind, bytes, sha256, pages, key_id, uploaded_by, removed_at
                    )
                    SELECT gen_random_uuid(), 'png', 1, sha256(''), 1, 'k', \(account), clock_timestamp()
                    FROM generate_series(2, \(most))
                    """)
            }

            let answer = try await ana.upload(
                new, fields(clinic), "files", [("a.png", SampleFiles.png), ("b.png", SampleFiles.png)])
            let kept = try files(clinic).count
            try await clinic.stet.owner.transaction { transaction in
                try await transaction.script("ALTER TABLE credentials.evidence DISABLE TRIGGER keep_evidence")
                try await transaction.execute(
                    "UPDATE credentials.evidence SET created_at = created_at - interval '25 hours'")
            }
            let tomorrow = try await ana.upload(new, fields(clinic), "files", [("b.png", SampleFiles.png)])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("You sent \(most) files within a day, and that is the most."))
            #expect(kept == 1)
            #expect(tomorrow.status == .seeOther)
        }
    }

    @Test("more than twenty pages are refused")
    func tooManyPages() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let ana = try await clinician(clinic, web)

            let answer = try await ana.upload(
                new, fields(clinic), "files", [("long.pdf", SampleFiles.pdf(pages: 21))])

            #expect(answer.body.contains("This PDF has 21 pages"))
            #expect(try files(clinic).isEmpty)
        }
    }

    @Test(
        "good files are kept while the form comes back, ticked; the ticked ones go with the claim, the others are gone"
    )
    func kept() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let ana = try await clinician(clinic, web)

            let back = try await ana.upload(
                new, fields(clinic, ["number": ""]), "files",
                [("a.pdf", SampleFiles.pdf()), ("b.png", SampleFiles.png)])
            let held = try await rows(clinic).map(\.evidenceID)
            try #require(held.count == 2)
            let own = try await ana.get("/console/me/evidence/\(held[0])/1")
            let ticks = held.map { ("listed", "\($0)") } + [("evidence", "\(held[1])")]
            let again = try await ana.upload(new, fields(clinic, ["number": ""]) + ticks, "files", [])
            let done = try await ana.upload(new, fields(clinic) + ticks, "files", [])

            #expect(back.status == .unprocessableContent)
            #expect(back.body.matches(of: /name="evidence" value="[^"]+" checked/).count == 2)
            #expect(own.status == .ok)
            #expect(again.body.matches(of: /name="evidence" value="[^"]+" checked/).count == 1)
            #expect(done.status == .seeOther)
            let rows = try await rows(clinic)
            #expect(rows.map(\.isRemoved) == [true, false])
            #expect(rows.map { $0.credentialID != nil } == [false, true])
            #expect(try await ana.get("/console/me/evidence/\(held[0])/1").status == .notFound)
        }
    }

    @Test("another person's files cannot be claimed along")
    func foreign() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            let (ben, benAccount) = try await web.person("Benjamin Ode", [.clinician])
            try await clinic.provider(account: account)
            try await clinic.provider("Benjamin Ode", slug: "benjamin-ode", account: benAccount)
            try await ana.get(new)
            try await ana.upload(new, fields(clinic, ["number": ""]), "files", [("a.png", SampleFiles.png)])
            let held = try #require(try await rows(clinic).first).evidenceID
            try await ben.get(new)

            try await ben.upload(
                new, fields(clinic) + [("evidence", "\(held)"), ("listed", "\(held)")], "files", [])
            try await ben.upload(new, fields(clinic, ["state": "WA"]) + [("listed", "\(held)")], "files", [])

            let row = try #require(try await rows(clinic).first)
            #expect(row.credentialID == nil)
            #expect(!row.isRemoved)
        }
    }

    @Test("before anybody looked a file can be taken back, afterwards it stays with the record")
    func lookedAt() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let (ana, claim, evidence, _, own) = try await sent(clinic, web)
            let path = "/console/me/credentials/\(claim)"
            let before = try await ana.get(path)
            try await RecordFinding(kernel: clinic.kernel).run(
                claim, Form(clinic.found(["result": "confirmed"])),
                by: try await clinic.person("Ines Carvalho"))

            let after = try await ana.get(path)
            let version = try await clinic.queries.credential(claim).version
            let answer = try await ana.upload(
                path, fields(clinic) + [("version", "\(version)"), ("listed", "\(evidence)")], "files", [])

            #expect(before.body.contains("Keep PDF, 2 pages"))
            #expect(after.body.contains("so it stays"))
            #expect(answer.status == .seeOther)
            #expect(try await ana.get(own).status == .ok)
        }
    }

    @Test("a claim that is taken back takes its files along")
    func withdrawn() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let (ana, claim, _, desk, own) = try await sent(clinic, web)
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            let version = try await clinic.queries.credential(claim).version

            try await ana.post("/console/me/credentials/\(claim)/remove", [("version", "\(version)")])

            #expect(try await ana.get(own).status == .notFound)
            #expect(try await ines.get(desk).status == .notFound)
            clinic.stet.clock.advance(by: .seconds(7_200))
            #expect(try await SweepEvidence(kernel: clinic.kernel).run() == 1)
            #expect(try files(clinic).isEmpty)
        }
    }

    @Test("two forms at once keep each file once, and one claim")
    func twoAtOnce() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            let provider = try await clinic.provider(account: account)
            try await ana.get(new)
            let form = fields(clinic)

            async let first = ana.upload(new, form, "files", [("a.png", SampleFiles.png)])
            async let second = ana.upload(new, form, "files", [("b.jpg", SampleFiles.jpeg)])
            let answers = try await [first, second].map(\.status.code).sorted()

            #expect(answers == [303, 422])
            #expect(try await clinic.stet.database.fetch(CredentialQueries.claims(of: provider)).count == 1)
            #expect(try await rows(clinic).filter { $0.credentialID != nil }.count == 1)
            #expect(try files(clinic).count == 2)
        }
    }

    @Test("a file that a crash left without a row is collected after an hour, and no other")
    func orphan() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let (_, _, evidence, _, _) = try await sent(clinic, web)
            _ = try await clinic.kernel.evidenceFiles.write(SampleFiles.png, as: UUID())

            let young = try await SweepEvidence(kernel: clinic.kernel).run()
            clinic.stet.clock.advance(by: .seconds(7_200))
            let old = try await SweepEvidence(kernel: clinic.kernel).run()

            #expect(young == 0)
            #expect(old == 1)
            #expect(try files(clinic) == [evidence.rawValue])
        }
    }

    @Test("files for a claim that was never submitted go after a day")
    func abandoned() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let ana = try await clinician(clinic, web)
            try await ana.upload(new, fields(clinic, ["number": ""]), "files", [("a.png", SampleFiles.png)])

            clinic.stet.clock.advance(by: .seconds(90_000))
            let count = try await SweepEvidence(kernel: clinic.kernel).run()

            #expect(count == 1)
            #expect(try await !ana.get(new).body.contains("Sent already"))
        }
    }

    @Test("a row whose file is missing says so at the desk")
    func missing() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let (_, claim, evidence, desk, _) = try await sent(clinic, web)
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            clinic.kernel.evidenceFiles.remove(evidence.rawValue)

            let screen = try await ines.get("/console/credentials/\(claim)")
            let answer = try await ines.get(desk)

            #expect(screen.body.contains("it is missing here. Ask for it again."))
            #expect(answer.status == .serviceUnavailable)
        }
    }

    @Test("another key opens nothing, says so, and keeps the program from starting")
    func wrongKey() async throws {
        let clinic = try keyed()
        try await clinic.stet.serve { web in
            let (_, _, _, desk, _) = try await sent(clinic, web)
            let (ines, _) = try await web.person("Ines Carvalho", [.moderator])
            let before = try await EvidenceKeyCheck(kernel: clinic.kernel).mistakes()
            try makeKey(clinic)

            let answer = try await ines.get(desk)
            let after = try await EvidenceKeyCheck(kernel: clinic.kernel).mistakes()

            #expect(before.isEmpty)
            #expect(answer.status == .serviceUnavailable)
            #expect(answer.body.contains("Tell an admin"))
            #expect(after.map(\.place) == ["evidence.key_file"])
            await #expect(throws: SettingMistakes.self) { try await clinic.stet.composition.assertReady() }
        }
    }

    @Test("a disk that is full while a file is sealed keeps nothing of it, and the form says so")
    func fullDisk() async throws {
        await #expect(processExitsWith: .success) {
            try await TestStet.compose(Clinic.plugins) { stet in
                let (tests, clinic) = (EvidenceTests(), try Clinic())
                try tests.makeKey(clinic)
                try await stet.serve { web in
                    let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
                    try await clinic.provider(account: account)
                    try await ana.get(tests.new)
                    let scan = SampleFiles.pdf(pages: 1)
                    // What was received fits to the byte; sealed it is longer.
                    signal(SIGXFSZ, SIG_IGN)
                    var limit = rlimit(rlim_cur: rlim_t(scan.count), rlim_max: rlim_t(scan.count))
                    setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)

                    let answer = try await ana.upload(
                        tests.new, tests.fields(clinic), "files", [("license.pdf", scan)])

                    #expect(answer.status == .unprocessableContent)
                    #expect(answer.body.contains("Files cannot be kept right now"))
                    #expect(try await tests.rows(clinic).isEmpty)
                    #expect(try tests.files(clinic).isEmpty)
                }
            }
        }
    }

    @Test("a key that goes away while the form is open keeps no file, and the form says so")
    func keyGone() async throws {
        let clinic = try Clinic()
        try makeKey(clinic)
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            try await clinic.provider(account: account)
            try await ana.get(new)
            try FileManager.default.removeItem(
                at: URL(filePath: clinic.kernel.settings[.data]).appending(path: "evidence-key"))

            let answer = try await ana.upload(
                new, fields(clinic), "files", [("license.pdf", SampleFiles.pdf(pages: 1))])

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains("Files cannot be kept right now"))
            #expect(try await rows(clinic).isEmpty)
            #expect(try files(clinic).isEmpty)
        }
    }

    @Test("without a key the form takes no files, and nothing is wrong")
    func noKey() async throws {
        let clinic = try Clinic()
        try await clinic.stet.serve { web in
            let (ana, account) = try await web.person("Ana Whitfield", [.clinician])
            try await clinic.provider(account: account)

            #expect(try await !ana.get(new).body.contains("type=\"file\""))
            #expect(try await EvidenceKeyCheck(kernel: clinic.kernel).mistakes().isEmpty)
        }
    }

    @Test(
        "a key file that was named and is not there is a mistake",
        .stet(with: Clinic.plugins, settings: ["evidence.key_file": "/nonexistent/key"]))
    func namedKey() async throws {
        let mistakes = try await EvidenceKeyCheck(kernel: try Clinic().kernel).mistakes()

        #expect(mistakes.map(\.place) == ["evidence.key_file"])
    }
}
