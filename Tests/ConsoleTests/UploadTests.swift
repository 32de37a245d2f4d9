import Accounts
import Foundation
import Hummingbird
import Kernel
import TestSupport
import Testing

@testable import Console

@Suite(
    "Files that forms bring",
    .stet(with: [AccountsPlugin.self, TrialPlugin.self], settings: ["uploads.max_mb": "1"]))
struct UploadTests {
    private let path = "/console/trial/files"

    private func file(_ count: Int) -> (name: String, Data) { ("a.pdf", Data(repeating: 65, count: count)) }

    @Test("files and fields arrive together, and nothing of the files is left in the folder")
    func whole() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")

            let answer = try await visitor.upload(
                path, [("title", "Ana")], "files", [file(1_000_000), file(3)])

            #expect(answer.body == "Ana: 1000000 3")
            #expect(try FileManager.default.contentsOfDirectory(atPath: stet.kernel.scratchFolder.path) == [])
        }
    }

    @Test("a field of files in which none was chosen brings none")
    func none() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")

            #expect(
                try await visitor.upload(path, [("title", "Ana")], "files", [("", Data())]).body == "Ana: ")
        }
    }

    @Test(
        "a file that is empty, too large or one too many brings the form back with everything else in it",
        arguments: [([0], "empty"), ([1_000_001], "at most 1 MB"), ([1, 2, 3], "at most 2 files")])
    func wrong(sizes: [Int], message: String) async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")

            let answer = try await visitor.upload(path, [("title", "Ana")], "files", sizes.map { file($0) })

            #expect(answer.status == .unprocessableContent)
            #expect(answer.body.contains(message))
            #expect(answer.body.contains("value=\"Ana\""))
        }
    }

    @Test("a body beyond everything that may come is not read to its end; the form comes back")
    func excess() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")

            let answer = try await visitor.upload(path, [("title", "Ana")], "files", [file(5_000_000)])

            #expect(answer.status == .contentTooLarge)
            #expect(answer.body.contains("at most 1 MB"))
            #expect(answer.body.contains("value=\"Ana\""))
        }
    }

    @Test("more than two megabytes of fields are refused")
    func fields() async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            try await visitor.get("/console/trial/form")
            let half = String(repeating: "a", count: 1_100_000)

            let answer = try await visitor.upload(path, [("title", half), ("note", half)], "files", [])

            #expect(answer.status == .contentTooLarge)
        }
    }

    @Test("without a token no byte of a file is kept")
    func token() async throws {
        let stet = try TestStet.current
        try await stet.serve { web in
            let answer = try await web.visitor().upload(path, [("title", "Ana")], "files", [file(10)])

            #expect(answer.status == .badRequest)
            #expect(answer.body.contains("Open it again."))
            #expect(!FileManager.default.fileExists(atPath: stet.kernel.scratchFolder.path))
        }
    }

    @Test(
        "what no page of ours sends is refused",
        arguments: [
            ("multipart/form-data", "", "as our pages do"),
            ("multipart/form-data; boundary=e", "--e\r\n", "broke off"),
            ("multipart/form-data; boundary=e", "nothing", "as our pages do"),
            (
                "multipart/form-data; boundary=e",
                "--e\r\nContent-Disposition: form-data; name=\"a\"\r\n\r\na\u{0}b\r\n--e--", "UTF-8"
            ),
            (
                "multipart/form-data; boundary=e",
                "--e\r\nContent-Disposition: form-data; name=\"other\"; filename=\"a\"\r\n\r\na\r\n--e--",
                "as our pages do"
            ),
        ])
    func foreign(type: String, body: String, message: String) async throws {
        try await TestStet.current.serve { web in
            let visitor = web.visitor()
            let page = try await visitor.get("/console/trial/form")
            let token = try #require(page.body.firstMatch(of: /name="csrf" value="([^"]+)"/)?.1)

            let answer = try await visitor.send(
                .post, path, headers: [.contentType: type, .formToken: String(token)], body: body)

            #expect(answer.status == .badRequest)
            #expect(answer.body.contains(message))
        }
    }

    @Test("a disk that takes no more says so, and keeps nothing")
    func full() async throws {
        await #expect(processExitsWith: .success) {
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)
            let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
            let file = try ScratchFile(in: folder)

            let mistake = #expect(throws: StorageMistake.self) {
                try Data(repeating: 1, count: 200_000).withUnsafeBytes { try file.append($0) }
            }

            #expect(mistake == .full)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == [])
        }
    }
}
