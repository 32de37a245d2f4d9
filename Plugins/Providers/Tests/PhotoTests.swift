import Foundation
import Kernel
import Postgres
import TestSupport
import Testing

@testable import Providers

@Suite("Photos of profiles", .stet(with: providerPlugins))
struct PhotoTests {
    /// A JPEG of 300 × 240 points, drawn from the sample.
    private func photo(_ form: String = ".jpg") async throws -> Data {
        try await LimitedProcess(["vipsthumbnail", "stdin", "--size", "300x240!", "-o", form])
            .run(on: SampleFiles.jpeg)
    }

    /// The photo with a script in a comment and another behind its end.
    private func scripted(_ photo: Data) -> Data {
        let words = Data("<script>alert(1)</script>".utf8)
        let comment = Data([0xFF, 0xFE, 0x00, UInt8(words.count + 2)]) + words
        return photo.prefix(2) + comment + photo.dropFirst(2) + words
    }

    private func send(
        _ editing: Editing, _ file: Data, _ changes: [(String, String)] = [], then: String = "save"
    )
        async throws -> ConsoleClient.Answer
    {
        let version = String(try await editing.version())
        return try await editing.client.upload(
            Editing.path, Editing.fields(changes) + [("version", version), ("then", then)], "photo_file",
            [("me.jpg", file)])
    }

    @Test("a form that comes back keeps no photo")
    func refusedForm() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)

            let answer = try await send(editing, try await photo(), [("phone", "call me")])

            #expect(answer.status == .unprocessableContent)
            let kept = try await stet.database.value(Int.self, "SELECT count(*) FROM providers.photo")
            #expect(kept == 0)
        }
    }

    @Test("a version that cannot be saved leaves no photo behind")
    func blocked() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)

            let answer = try await send(
                editing, try await photo(), [("topics", "A topic that nobody knows")])

            #expect(answer.status == .unprocessableContent)
            let kept = try await stet.database.value(Int.self, "SELECT count(*) FROM providers.photo")
            #expect(kept == 0)
        }
    }

    @Test("where two people write, the photo is shown to choose, and one that nobody chose is swept")
    func conflict() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)
            let seen = String(try await editing.version())
            try await editing.send([("bio", "Saved in between.")])

            let answer = try await editing.client.upload(
                Editing.path, Editing.fields() + [("version", seen), ("then", "save")], "photo_file",
                [("me.jpg", try await photo())])

            @Sendable func photos() async throws -> [String] {
                try await stet.database.values(String.self, "SELECT photo_id FROM providers.photo")
            }
            let mine = try #require(try await photos().first)
            #expect(answer.status == .conflict)
            #expect(answer.body.contains("The photo that you chose just now"))
            #expect(answer.body.contains("No photo"))
            #expect(answer.body.contains("src=\"/console/photos/\(mine)\""))

            try await SweepPhotos.run(stet.kernel)
            #expect(try await photos() == [mine])
            _ = try await stet.owner.rows("ALTER TABLE providers.photo DISABLE TRIGGER guard_photo")
            _ = try await stet.owner.rows(
                "UPDATE providers.photo SET created_at = created_at - interval '2 days'")
            try await SweepPhotos.run(stet.kernel)
            #expect(try await photos() == [])
        }
    }

    @Test("a photo that a version shows is not swept")
    func kept() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)
            _ = try await send(editing, try await photo())
            _ = try await stet.owner.rows("ALTER TABLE providers.photo DISABLE TRIGGER guard_photo")
            _ = try await stet.owner.rows(
                "UPDATE providers.photo SET created_at = created_at - interval '2 days'")

            try await SweepPhotos.run(stet.kernel)

            let count = try await stet.database.value(Int.self, "SELECT count(*) FROM providers.photo")
            #expect(count == 1)
        }
    }

    @Test("nothing of the file is kept but the picture", arguments: [".jpg", ".png", ".webp"])
    func drawnAnew(form: String) async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let editing = try await Editing(web)
            let photo = try await photo(form)

            let answer = try await send(editing, form == ".jpg" ? scripted(photo) : photo)

            #expect(answer.location == Editing.path)
            let id = try #require(try await editing.stored().photoID)
            let kept = try #require(
                try await stet.database.value(
                    Data.self, "SELECT large FROM providers.photo WHERE photo_id = \(id)"))
            let small = try #require(
                try await stet.database.value(
                    Data.self, "SELECT small FROM providers.photo WHERE photo_id = \(id)"))
            #expect(FileContent(kept) == .jpeg(width: 480, height: 480))
            #expect(FileContent(small) == .jpeg(width: 96, height: 96))
            for bytes in [kept, small] {
                #expect(bytes.range(of: Data("script".utf8)) == nil)
                #expect(bytes.range(of: Data("Exif".utf8)) == nil)
            }
        }
    }

    @Test("readers get a photo while the profile that shows it is public, and not before")
    func whilePublic() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            _ = try await send(editing, try await photo(), then: "submit")
            let id = try #require(try await editing.stored().photoID)
            let before = try await web.visitor().get("/photos/\(id)").status
            let own = try await editing.client.get("/console/photos/\(id)").status
            let (stranger, _) = try await web.person("Str Anger", [.clinician])
            let strange = try await stranger.get("/console/photos/\(id)").status

            _ = try await editing.decide(web, "approve")
            let shown = try await web.visitor().get("/photos/\(id)")
            let small = try await web.visitor().get("/photos/\(id)/small").status
            try await editing.send([("photo", ""), ("bio", "Without a photo.")], then: "submit")
            _ = try await editing.decide(web, "approve")
            let after = try await web.visitor().get("/photos/\(id)").status

            #expect(before == .notFound && own == .ok && strange == .notFound)
            #expect(shown.status == .ok && small == .ok)
            #expect(shown.headers[.contentType] == "image/jpeg")
            #expect(shown.headers[.cacheControl]?.contains("immutable") == true)
            #expect(after == .notFound)
        }
    }

    @Test("the page, its structured data and the desk show the photo")
    func shown() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            _ = try await send(editing, try await photo(), then: "submit")
            let id = try #require(try await editing.stored().photoID)
            let desk = try await editing.desk(web)
            _ = try await editing.decide(web, "approve")

            let page = try await web.visitor().get("/providers/jonas-okafor").body

            #expect(desk.contains("/console/photos/\(id)"))
            #expect(page.contains("src=\"/photos/\(id)\""))
            #expect(page.contains("/photos/\(id)\""))
        }
    }

    @Test("what is no photo is told beside the field, and what was written stays")
    func noPhoto() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            var endless = SampleFiles.png
            endless.replaceSubrange(16..<24, with: [UInt8](repeating: 0x7F, count: 8))
            var impossible = SampleFiles.png
            impossible.replaceSubrange(16..<24, with: [UInt8](repeating: 0xFF, count: 8))
            let files = [
                SampleFiles.pdf(), SampleFiles.png, Data("<svg onload=alert(1)>".utf8),
                try await photo().prefix(400), endless, impossible,
            ]
            for file in files {
                let answer = try await send(editing, file, [("bio", "Still here.")])

                #expect(answer.status == .unprocessableContent)
                #expect(answer.body.contains("href=\"#f-photo_file\""))
                #expect(answer.body.contains("Still here."))
            }
            #expect(try await editing.stored().photoID == nil)
        }
    }

    @Test("a photo goes with the next version when its box is ticked")
    func removed() async throws {
        try await TestStet.current.serve { web in
            let editing = try await Editing(web)
            _ = try await send(editing, try await photo())
            let id = try #require(try await editing.stored().photoID)

            try await editing.send([("photo", id), ("photo_remove", "yes")])

            #expect(try await editing.stored().photoID == nil)
        }
    }
}
