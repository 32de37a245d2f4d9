import Accounts
import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Providers

@Suite("Pages about people in the time machine", .stet(with: providerPlugins))
struct ProfileInTimeTests {
    private static let day = Duration.seconds(86_400)

    private func screen(_ path: String, at instant: Instant) -> String {
        "/console/time-machine?path=\(path)&at=\(instant)"
    }

    private func frame(_ path: String, at instant: Instant) -> String {
        "/console/time-machine/page?path=\(path)&at=\(instant)"
    }

    @Test("a badge stands before its end and not after it, and readers' pages stay as they are")
    func badge() async throws {
        _ = try await importing(someProviders)
        let stet = try TestStet.current
        try await stet.license("ana-whitfield", seconds: 86_400)
        try await stet.serve { web in
            let path = "/providers/ana-whitfield"
            let now = stet.clock.now()
            let (auditor, _) = try await web.person("Au", [.auditor])
            let before = try await web.visitor().get(path)

            let today = try await auditor.get(frame(path, at: now))
            let later = try await auditor.get(frame(path, at: now + Self.day + .seconds(60)))
            let after = try await web.visitor().get(path)

            #expect(today.body.contains("License verified"))
            #expect(!later.body.contains("License verified") && later.body.contains("Not checked by us"))
            #expect(after.body == before.body && !after.body.contains("Preview:"))
            #expect(try await web.visitor().get("\(path)?at=\(now + Self.day)").body == before.body)
        }
    }

    @Test("the screen says what goes at the next change, and leads there and back")
    func changes() async throws {
        _ = try await importing(someProviders)
        let stet = try TestStet.current
        try await stet.license("ana-whitfield", seconds: 86_400)
        let end = try await stet.owner.value(
            Instant.self, "SELECT upper(holds) FROM providers.license_period")
        let spoken = try #require(end?.description)
        try await stet.serve { web in
            let (editor, _) = try await web.person("Ruth", [.editor])
            let now = stet.clock.now()
            for path in ["/providers/ana-whitfield", "/providers"] {
                let today = try await editor.get(screen(path, at: now)).body
                let next = try #require(today.firstMatch(of: /rel="next" href="([^"]+)"/)).1
                let then = try await editor.get(String(next).replacing("&amp;", with: "&")).body

                #expect(next.contains("at=\(spoken)&amp;"))
                #expect(today.contains("<del>License verified</del>"))
                #expect(then.contains("rel=\"prev\""))
                #expect(!then.contains("<del>License verified</del>"))
            }
        }
    }

    @Test("the slider's steps are the changes of the page, the same ones wherever it stands")
    func slider() async throws {
        _ = try await importing(someProviders)
        let stet = try TestStet.current
        try await stet.license("ana-whitfield", seconds: 86_400)
        try await stet.serve { web in
            let (editor, _) = try await web.person("Ruth", [.editor])
            let now = stet.clock.now()
            let body = try await editor.get(screen("/providers/ana-whitfield", at: now)).body
            let around = try #require(body.firstMatch(of: /name="around" value="([^"]+)"/)).1
            let last = try #require(body.firstMatch(of: /max="([0-9]+)"/)).1
            let moved = try await editor.get(
                "/console/time-machine?path=/providers/ana-whitfield&around=\(around)&stop=\(last)&at=\(now)")
            let nowhere = try await editor.get(
                "/console/time-machine?path=/providers/ana-whitfield&around=\(around)&stop=99&at=\(now)")
            let then = try await editor.get(try #require(moved.location)).body

            #expect(moved.status == .seeOther)
            #expect(then.contains("value=\"\(last)\""))
            #expect(!then.contains("License verified</ins>"))
            #expect(nowhere.status == .ok)
        }
    }

    @Test("before anything was published readers found nothing, and the screen tells when that ended")
    func past() async throws {
        _ = try await importing(someProviders)
        let stet = try TestStet.current
        try await stet.serve { web in
            let (editor, _) = try await web.person("Ruth", [.editor])
            let path = "/providers/ana-whitfield"
            let before = try await editor.get(screen(path, at: stet.clock.now() - Self.day)).body

            #expect(before.contains("Readers find no page \(path)"))
            #expect(!before.contains("<iframe"))
            #expect(before.contains("The page appears."))
        }
    }
}
