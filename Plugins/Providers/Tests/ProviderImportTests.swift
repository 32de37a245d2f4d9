import Accounts
import Foundation
import Kernel
import Postgres
import Site
import Synchronization
import TestSupport
import Testing

@testable import Providers

@Suite("Provider files", .stet(with: providerPlugins))
struct ProviderImportTests {
    private func count(_ sql: SQL) async throws -> Int {
        try await TestStet.current.database.value(Int.self, sql) ?? -1
    }

    @Test("without a reason everybody waits in the queue, and nobody is public")
    func waits() async throws {
        let report = try await importing(someProviders, ImportOptions())

        let created = report.lines.filter { $0.outcome == .created }
        #expect(created.map(\.slug) == ["ana-whitfield", "jonas-okafor", "ana-whitfield-2"])
        #expect(created.map(\.line) == [2, 3, 4])
        #expect(try await count("SELECT count(*) FROM moderation.review_item WHERE state = 'open'") == 3)
        let live = try await TestStet.current.kernel.site.value(
            Int.self, "SELECT count(*) FROM providers.public_provider")
        #expect(live == 0)
    }

    @Test("with a reason everybody is public and nobody verified, by one entry in the log")
    func published() async throws {
        let stet = try TestStet.current

        let report = try await importing(someProviders)

        #expect(report.isWritten)
        #expect(
            try await stet.kernel.site.value(Int.self, "SELECT count(*) FROM providers.public_provider") == 3)
        #expect(
            try await stet.kernel.site.value(
                Bool.self, "SELECT bool_or(verified) FROM providers.public_listing") == false)
        #expect(try await count("SELECT count(*) FROM kernel.audit_entry") == 1)
        #expect(try await count("SELECT count(*) FROM moderation.review_item") == 0)
        let topics = try await stet.database.values(
            String.self, "SELECT slug FROM topics.topic ORDER BY slug")
        #expect(topics == ["grief", "sleep", "stage-fright"])
        #expect(try await count("SELECT count(*) FROM topics.publication") == 0)
    }

    @Test("a second time nothing changes; what waited is published when a reason comes")
    func twice() async throws {
        _ = try await importing(someProviders, ImportOptions())

        #expect(
            try await importing(someProviders, ImportOptions()).lines.map(\.outcome) == [
                .unchanged, .unchanged, .unchanged,
            ])
        let published = try await importing(someProviders)
        #expect(published.lines.map(\.outcome) == [.changed, .changed, .changed])
        #expect(try await importing(someProviders).count(.unchanged) == 3)
        #expect(try await count("SELECT count(*) FROM providers.revision") == 3)
        #expect(try await count("SELECT count(*) FROM moderation.review_item WHERE state = 'open'") == 0)
    }

    @Test("what is exported imports without a change, whatever the texts begin with")
    func roundTrip() async throws {
        let stet = try TestStet.current
        let odd = #"""
            \#(requiredHeader),slug,npi,phone,website,languages,states
            'Aisha O'Neil,"Licensed Psychologist (LP)",,,,,yes,3,Grief,"- one
            - two, ""three"" ",aisha,1234567893,206-555-0142,example.org,English; Español,WA; OR
            '=Equal Sign,,"1 ""A"" Street",Reno,Nevada,89501,no,,,+ for sleep,equal,,+44 20 7946 0123,,,

            """#
        let first = try await importing(odd)
        #expect(first.isWritten, "\(first.lines)")
        let text = try await ProviderExport(kernel: stet.kernel).text()

        let again = try await importing(text)

        #expect(
            again.lines.filter { $0.outcome != .noted }.map(\.outcome) == [.unchanged, .unchanged],
            "\(again.lines)")
        #expect(text.contains("\r\n'=Equal Sign,"))
        #expect(text.contains("+442079460123") == false || text.contains("'+442079460123"))
        #expect(text.contains("Washington; Oregon"))
        #expect(try await ProviderExport(kernel: stet.kernel).text() == text)
    }

    /// Everything that a profile can hold and a file can say.
    private static let whole = """
        \(requiredHeader),slug,npi,phone,website,languages,states,given_name,family_name,other_names,pronouns,phone_private,\
        email,email_private,street_private,modalities,fee_from,fee_to,sliding_scale,insurance,new_clients,\
        office2_street,office2_city,office2_state,office2_postal_code,office2_street_private,office2_phone,office3_city,\
        office3_state
        Aisha O'Neil,Licensed Psychologist (LP),4 Quay Street,Seattle,WA,98101,no,3,Grief,I listen.,aisha,1234567893,\
        206-555-0142,example.org,English; Igbo,Oregon,Aisha,O'Neil,Aisha Bello; A. Bello,she/her,yes,\
        aisha@example.org,no,yes,CBT; Walk and talk,90,140,yes,BCBS; Own Plan,waitlist,\
        "9 Elm; Street",Portland,OR,97205,yes,503 555 0142,Salem,Oregon

        """

    @Test("a file may say everything that a profile holds, and its export says the same")
    func everything() async throws {
        let stet = try TestStet.current
        let first = try await importing(Self.whole)
        #expect(first.isWritten, "\(first.lines)")
        let id = try #require(try await stet.provider("aisha"))
        let stored = try await ProviderQueries(reader: stet.database).profile(id)
        let text = try await ProviderExport(kernel: stet.kernel).text()

        let again = try await importing(text)

        #expect(stored.givenName == "Aisha" && stored.familyName == "O'Neil" && stored.pronouns == "she/her")
        #expect(stored.otherNames == ["Aisha Bello", "A. Bello"])
        #expect(stored.phonePrivate && !stored.emailPrivate && stored.streetPrivate && stored.slidingScale)
        #expect(stored.email == "aisha@example.org")
        #expect(stored.modalities == ["Cognitive behavioral therapy (CBT)", "Walk and talk"])
        #expect(stored.feeFrom == 90 && stored.feeTo == 140 && stored.newClients == .waitlist)
        #expect(stored.insurance == ["Blue Cross Blue Shield", "Own Plan"])
        #expect(stored.offices.map(\.city) == ["Portland", "Salem"])
        #expect(
            stored.offices.first?.street == "9 Elm; Street" && stored.offices.first?.streetPrivate == true)
        #expect(
            again.lines.filter { $0.outcome != .noted }.map(\.outcome) == [.unchanged], "\(again.lines)")
        #expect(try await ProviderExport(kernel: stet.kernel).text() == text)
        #expect(text.contains("office3_phone") && !text.contains("office4_"))
    }

    @Test("a file without a column changes nothing of what it would hold")
    func without() async throws {
        let stet = try TestStet.current
        _ = try await importing(Self.whole)
        let id = try #require(try await stet.provider("aisha"))
        let before = try await ProviderQueries(reader: stet.database).profile(id)

        let report = try await importing(
            """
            \(requiredHeader),slug
            Aisha O'Neil,Licensed Psychologist (LP),4 Quay Street,Seattle,WA,98101,no,3,Grief,I listen longer.,aisha

            """)

        #expect(report.count(.changed) == 1, "\(report.lines)")
        var after = ProfileInput(try await ProviderQueries(reader: stet.database).profile(id))
        #expect(after.bio.text == "I listen longer.")
        after.bio = before.bio
        #expect(after == ProfileInput(before))
    }

    @Test("an email address stays private until a file says no")
    func privateEmail() async throws {
        let stet = try TestStet.current
        let line = "Ana Lee,,,Reno,NV,89501,no,,,One.,ana,ana@example.org"
        func isPrivate() async throws -> Bool? {
            try await stet.database.value(
                Bool.self, "SELECT email_private FROM providers.revision ORDER BY number DESC LIMIT 1")
        }

        _ = try await importing("\(requiredHeader),slug,email\n\(line)\n")
        let without = try await isPrivate()
        _ = try await importing("\(requiredHeader),slug,email,email_private\n\(line),no\n")
        let told = try await isPrivate()
        let again = try await importing("\(requiredHeader),slug,email\n\(line)\n")

        #expect(without == true && told == false)
        #expect(again.count(.unchanged) == 1)
    }

    @Test(
        "what a column cannot hold is refused with its name",
        arguments: [
            ("email", "me at home", "email: "), ("pronouns", String(repeating: "x", count: 41), "pronouns: "),
            ("fee_from", "a lot", "fee_from: "), ("sliding_scale", "perhaps", "sliding_scale: "),
            ("new_clients", "some", "new_clients: "), ("office2_street", "1 Way", "office2_city: "),
            ("office6_state", "Narnia", "office6_state: "),
            ("other_names", (1...11).map { "Name \($0)" }.joined(separator: ";"), "other_names: "),
            ("email", "=1+1", "formula"), ("modalities", "undefined", "undefined"),
        ])
    func refusedColumn(column: String, value: String, words: String) async throws {
        let report = try await importing(
            "\(requiredHeader),\(column)\nAna Lee,,,Reno,NV,89501,no,,,One.,\(value)\n")

        #expect(
            report.lines.contains { $0.outcome == .refused && $0.message.contains(words) }, "\(report.lines)")
        #expect(try await count("SELECT count(*) FROM providers.provider") == 0)
    }

    @Test(
        "a column that says nothing without another is refused alone",
        arguments: ["phone_private", "email_private", "fee_to"])
    func companion(column: String) async throws {
        let report = try await importing("\(requiredHeader),\(column)\nAna Lee,,,Reno,NV,89501,no,,,One.,\n")

        #expect(report.lines.contains { $0.line == 1 && $0.message.contains("says nothing without") })
    }

    @Test("a line that lacks what readers need is refused, with a slug and without")
    func unfinished() async throws {
        for slug in ["", "ana"] {
            let report = try await importing("\(requiredHeader),slug\nAna Lee,,,,,,no,,,One.,\(slug)\n")

            #expect(report.lines.contains { $0.outcome == .refused && $0.message.contains("city") })
        }
        #expect(try await count("SELECT count(*) FROM providers.provider") == 0)
    }

    @Test("the help of the command names every column that may follow, in lines that no terminal wraps")
    func help() {
        #expect(ProviderImport.optionalColumns.split(separator: "\n").allSatisfy { $0.count <= 80 })
        for column in ProviderColumn.optional + ProviderColumn.offices(upTo: 2) {
            #expect(ProviderImport.optionalColumns.contains(column.name), "\(column.name)")
        }
    }

    @Test("what is exported in one year imports in another without a change")
    func otherYear() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        let text = try await ProviderExport(kernel: stet.kernel).text()
        stet.clock.advance(by: .seconds(3 * 366 * 86_400))

        let again = try await importing(text)

        #expect(again.count(.unchanged) == 3, "\(again.lines)")
        #expect(again.lines.contains { $0.outcome == .noted && $0.message.contains("start_year") })
    }

    @Test("a start year may take the place of the years, and one that cannot be is refused")
    func startYear() async throws {
        let header = "\(requiredHeader),start_year"
        let year = Practice.year(of: try TestStet.current.clock.now(), in: .gmt)

        let taken = try await importing("\(header)\nAna Lee,,,Reno,NV,89501,no,,,One.,2011\n")
        let future = try await importing("\(header)\nBo Lee,,,Reno,NV,89501,no,,,One.,\(year + 2)\n")
        let words = try await importing("\(header)\nBo Lee,,,Reno,NV,89501,no,,,One.,long ago\n")

        #expect(taken.count(.created) == 1)
        let stored = try await count("SELECT start_year FROM providers.revision")
        #expect(stored == 2011)
        for refused in [future, words] {
            #expect(refused.lines.contains { $0.outcome == .refused && $0.message.contains("start_year") })
        }
    }

    @Test(
        "no field of an exported file is run by a spreadsheet, whatever people wrote",
        arguments: ["=1+1", "+x", "-x", "@x", "=\"\u{301}"])
    func formulas(text: String) async throws {
        let stet = try TestStet.current
        let kept = CSVText.neutralized(text)
        let line = CSVText.line([
            text, "\(text) Title", text, text, "NV", "89501", "no", "3", "\(text) Topic", text, text, "plain",
        ])
        let report = try await importing("\(requiredHeader),languages,slug\n\(line)")
        #expect(report.isWritten, "\(report.lines)")

        let exported = try await ProviderExport(kernel: stet.kernel).text()

        var parser = CSVParser()
        let records = try parser.push(exported.utf8) + parser.finish()
        let fields = try #require(records.last).fields
        #expect(fields.filter { CSVText.isFormula($0) } == [])
        #expect(fields.count { $0.hasPrefix(kept) } >= 4)
    }

    @Test("a file of one line of 100 MB is given up after its first megabyte, and nothing is stored")
    func longLine() async throws {
        let stet = try TestStet.current
        let url = URL.temporaryDirectory.appending(path: "\(UUID().uuidString).csv")
        try Data("\(requiredHeader)\nAna Lee,".utf8).write(to: url)
        defer { try? FileManager.default.removeItem(at: url) }
        let handle = try FileHandle(forWritingTo: url)
        try handle.seekToEnd()
        let megabyte = Data(repeating: UInt8(ascii: "x"), count: 1_000_000)
        for _ in 0..<100 { try handle.write(contentsOf: megabyte) }
        try handle.close()
        let file = ImportSource.file(url)
        let read = Mutex((total: 0, largest: 0))
        let counted = ImportSource(name: file.name) {
            let next = try file.open()
            return {
                let bytes = try next()
                read.withLock { $0 = ($0.total + (bytes?.count ?? 0), max($0.largest, bytes?.count ?? 0)) }
                return bytes
            }
        }

        let report = try await ProviderImport(kernel: stet.kernel, claims: []).run(counted)

        #expect(report.lines.map(\.line) == [2])
        #expect(report.lines.first?.message.contains("longer than 1 MB") == true)
        #expect(!report.isReadable)
        #expect(read.withLock { $0.total } < 1_200_000)
        #expect(read.withLock { $0.largest } <= 1 << 16)
        #expect(try await count("SELECT count(*) FROM providers.provider") == 0)
    }

    @Test("a line finds its provider by slug, by NPI, and by name and postal code")
    func identity() async throws {
        let header = "\(requiredHeader),slug,npi"
        _ = try await importing("\(header)\nAna Lee,,,Reno,NV,89501,no,,,One.,ana,1234567893\n")

        let bySlug = try await importing("\(header)\nAnna Lee,,,Reno,NV,89501,no,,,Two.,ana,\n")
        let byName = try await importing("\(requiredHeader)\nAnna Lee,,,Reno,NV,89501,no,,,Three.\n")
        let other = try await importing("\(requiredHeader)\nAnna Lee,,,Reno,NV,89502,no,,,Four.\n")
        _ = try await importing("\(header)\nAnna Lee,,,Reno,NV,89501,no,,,Five.,ana,1234567893\n")
        let byNPI = try await importing("\(header)\nA. Lee,,,Elko,NV,89801,no,,,Six.,,1234567893\n")

        #expect(bySlug.lines.map(\.outcome) == [.changed])
        #expect(byName.lines.map(\.slug) == ["ana"])
        #expect(other.lines.map(\.outcome) == [.created])
        #expect(byNPI.lines.map(\.slug) == ["ana"])
        #expect(try await count("SELECT count(*) FROM providers.provider") == 2)
    }

    @Test("a rehearsal tells what would happen and leaves nothing")
    func dryRun() async throws {
        let report = try await importing(someProviders, ImportOptions(isDryRun: true))

        #expect(report.count(.created) == 3)
        #expect(!report.isWritten)
        #expect(try await count("SELECT count(*) FROM providers.provider") == 0)
    }

    @Test("one line that is refused keeps the whole file out, and is named")
    func allOrNothing() async throws {
        let report = try await importing(
            someProviders + "Bo,CSW,1 Way,Reno,Bavaria,1234567,maybe,90,,undefined\n")

        #expect(report.lines.filter { $0.outcome == .refused }.allSatisfy { $0.line == 5 })
        let said = report.lines.map(\.message).joined(separator: "\n")
        for words in ["“CSW” alone", "not a state", "ZIP code", "yes or no", "0 to 80", "“undefined”"] {
            #expect(said.contains(words), "\(words)")
        }
        #expect(!report.isWritten)
        #expect(try await count("SELECT count(*) FROM providers.provider") == 0)
    }

    @Test(
        "a file that is not what was expected is refused with its line and what was",
        arguments: [
            ("name,city\nA,B\n", 1, "years_in_practice"), ("", 1, "Expected the header"),
            ("\(requiredHeader),fee\n", 1, "“fee”"), ("\(requiredHeader),name\n", 1, "twice"),
            ("\(requiredHeader)\nAna,,,\n", 2, "4 fields where the header has 10"),
            ("\(requiredHeader)\nAna,\"open,,,,,yes,,,\n", 2, "never closed"),
            ("\(requiredHeader)\n=HYPERLINK(1),,,,,,yes,,,x\n", 2, "formula"),
            ("\(requiredHeader)\nAna,,,,,,no,,,x\n", 2, "city"),
            ("\(requiredHeader)\nAna,,\"undefined, undefined\",,,,yes,,,x\n", 2, "undefined"),
            ("\(requiredHeader)\nAna,,,,,,yes,,,<b>x</b>\n", 2, "HTML"),
        ])
    func badFiles(text: String, line: Int, words: String) async throws {
        let report = try await importing(text)

        #expect(report.hasRefusals)
        #expect(report.lines.contains { $0.line == line && $0.message.contains(words) }, "\(report.lines)")
        #expect(try await count("SELECT count(*) FROM providers.provider") == 0)
    }

    @Test("bytes that are not UTF-8 are refused with their line")
    func notUTF8() async throws {
        let stet = try TestStet.current
        let data = Data("\(requiredHeader)\nM".utf8) + [0xFC] + Data("ller,,,,,,yes,,,x\n".utf8)

        let report = try await ProviderImport(kernel: stet.kernel, claims: []).run(.data(data, name: "x.csv"))

        #expect(report.lines.map(\.line) == [2])
        #expect(!report.isReadable)
    }

    @Test("somebody who is in a file twice is refused the second time")
    func twiceInOneFile() async throws {
        let line = "Ana Lee,,,Reno,NV,89501,no,,,One.\n"

        let report = try await importing("\(requiredHeader)\n\(line)\(line)")

        #expect(report.lines.contains { $0.outcome == .refused && $0.message.contains("Line 2") })
    }

    @Test("a profile that its clinician edits stays theirs")
    func clinicianEdited() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)
        try await stet.serve { web in
            let (client, account) = try await web.person("Jonas Okafor", [.clinician])
            try await LinkAccount(kernel: stet.kernel).run(
                try #require(Slug("jonas-okafor")), to: account, by: .program("test"))
            try await client.get("/console/me/profile")
            let saved = try await client.post(
                "/console/me/profile",
                [
                    ("version", "2"), ("then", "save"), ("name", "Jonas Okafor"), ("bio", "Mine."),
                    ("topics", "Grief"),
                    ("remote_only", "yes"),
                ])
            #expect(saved.status == .seeOther)
        }

        let report = try await importing(someProviders)

        #expect(report.lines.first { $0.outcome == .refused }?.line == 3)
        #expect(!report.isWritten)
    }

    @Test("a new bio from a file takes the place of the public one, and never both")
    func replaced() async throws {
        let stet = try TestStet.current
        _ = try await importing(someProviders)

        _ = try await importing(someProviders.replacing("Rest is a skill.", with: "Rest can be learned."))

        let bios = try await stet.kernel.site.values(
            String.self, "SELECT bio_text FROM providers.public_provider WHERE slug = 'ana-whitfield-2'")
        #expect(bios == ["Rest can be learned."])
    }

    @Test("two thousand lines take a few statements each hundred, and not one a line")
    func many() async throws {
        let stet = try TestStet.current
        let lines = (1...2_000).map { "Person \($0),,,Reno,NV,\(10_000 + $0),no,3,Grief,Text \($0).\n" }
            .joined()
        let before = stet.database.metrics.statements

        let report = try await importing("\(requiredHeader)\n\(lines)")

        #expect(report.count(.created) == 2_000)
        #expect(stet.database.metrics.statements - before < 100)
    }

    @Test(
        "a long file is read twice and a short one once, and both are taken alike",
        arguments: [(0, 2), (4_000, 1)])
    func readings(keptBytes: Int, readings: Int) async throws {
        let stet = try TestStet.current
        let opened = Mutex(0)
        let data = ImportSource.data(Data(someProviders.utf8), name: "people.csv")
        let counted = ImportSource(name: data.name) {
            opened.withLock { $0 += 1 }
            return try data.open()
        }
        var providers = ProviderImport(kernel: stet.kernel, claims: [])
        providers.keptBytes = keptBytes

        let report = try await providers.run(counted)

        #expect(
            report.lines.filter { $0.outcome == .created }.map(\.slug) == [
                "ana-whitfield", "jonas-okafor", "ana-whitfield-2",
            ])
        #expect(opened.withLock { $0 } == readings)
    }
}
