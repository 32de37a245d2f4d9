import Foundation
import TestSupport
import Testing

@testable import Kernel

@Suite("What a file is")
struct FileContentTests {
    @Test("whole files are recognized by their bytes")
    func whole() {
        #expect(FileContent(SampleFiles.pdf()) == .pdf)
        #expect(FileContent(SampleFiles.png) == .png(width: 30, height: 20))
        #expect(FileContent(SampleFiles.jpeg) == .jpeg(width: 30, height: 20))
    }

    @Test(
        "everything else is not, whatever it begins with",
        arguments: [
            "", "%PDF-1.4\n", "%PDF-1.4\nhello, this is a text that only says it is a document",
            "PK\u{3}\u{4}",
            "GIF89a", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "<html><script>alert(1)</script>", "MZ",
            "\u{7F}ELF",
        ])
    func other(text: String) {
        #expect(FileContent(Data(text.utf8)) == nil)
    }

    @Test("a file that breaks off is not")
    func cutOff() {
        for whole in [SampleFiles.pdf(), SampleFiles.png, SampleFiles.jpeg] {
            for end in 0..<(whole.count - 8) { #expect(FileContent(whole.prefix(end)) == nil, "\(end)") }
        }
    }

    @Test("a picture without a size, or with its parts out of order, is not")
    func wrongFrame() {
        var flat = SampleFiles.png
        flat.replaceSubrange(16..<20, with: [0, 0, 0, 0])
        var bare = SampleFiles.png
        bare.removeSubrange(8..<33)

        #expect(FileContent(flat) == nil)
        #expect(FileContent(bare) == nil)
    }

    @Test("a picture whose sides no picture can have is not, and the largest that one can have is counted")
    func wrongSides() {
        func png(side: [UInt8]) -> Data {
            var data = SampleFiles.png
            data.replaceSubrange(16..<24, with: side + side)
            return data
        }

        #expect(FileContent(png(side: [0xFF, 0xFF, 0xFF, 0xFF])) == nil)
        #expect(FileContent(png(side: [0x80, 0, 0, 0])) == nil)
        #expect(FileContent(png(side: [0x7F, 0xFF, 0xFF, 0xFF]))?.pixels == 0x7FFF_FFFF * 0x7FFF_FFFF)
    }
}

@Suite("Sealed files")
struct SealedFileTests {
    private let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)

    private func key(_ name: String = "key") throws -> URL {
        let file = folder.appending(path: name)
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        if !FileManager.default.fileExists(atPath: file.path) { try Data.random(count: 32).write(to: file) }
        return file
    }

    private func files(_ purpose: String = "evidence", keys: FileKeys? = nil) throws -> SealedFiles {
        SealedFiles(purpose, in: folder.appending(path: "files"), keys: try keys ?? FileKeys(file: key()))
    }

    private func stored(_ id: UUID) -> URL { folder.appending(path: "files/\(id.uuidString.lowercased())") }

    @Test("a file comes back as it was, and lies there unreadable, for its owner alone")
    func roundTrip() async throws {
        let (files, id) = (try files(), UUID())

        let keyID = try await files.write(SampleFiles.pdf(), as: id)
        let back = try await files.read(id, sealedBy: keyID)

        #expect(back == SampleFiles.pdf())
        #expect(try Data(contentsOf: stored(id)).range(of: Data("License".utf8)) == nil)
        let rights =
            try FileManager.default.attributesOfItem(atPath: stored(id).path)[.posixPermissions] as? Int
        #expect(rights == 0o600)
        #expect(
            try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "files").path).count
                == 1)
    }

    @Test("a file under another id, for another purpose, or changed by a bit does not open")
    func bound() async throws {
        let (files, id, other) = (try files(), UUID(), UUID())
        let keyID = try await files.write(SampleFiles.pdf(), as: id)
        try FileManager.default.copyItem(at: stored(id), to: stored(other))

        await #expect(throws: StorageMistake.self) { _ = try await files.read(other, sealedBy: keyID) }
        let photos = try self.files("photos")
        await #expect(throws: StorageMistake.self) { _ = try await photos.read(id, sealedBy: keyID) }
        var bytes = try Data(contentsOf: stored(id))
        bytes[20] ^= 1
        try bytes.write(to: stored(id))
        await #expect(throws: StorageMistake.self) { _ = try await files.read(id, sealedBy: keyID) }
    }

    @Test("another key does not open it, and an older one does")
    func keys() async throws {
        let (first, second) = (try key("first"), try key("second"))
        let id = UUID()
        let keyID = try await files(keys: FileKeys(file: first)).write(SampleFiles.png, as: id)

        let changed = try files(keys: FileKeys(file: second))
        await #expect(throws: FileKeyMistake.self) { _ = try await changed.read(id, sealedBy: keyID) }
        let rotated = try files(keys: FileKeys(file: second, older: [first]))
        let back = try await rotated.read(id, sealedBy: keyID)
        #expect(back == SampleFiles.png)
    }

    @Test("a key that is missing or too short is a mistake that names the file")
    func noKey() async throws {
        let short = folder.appending(path: "short")
        _ = try key()
        try Data([1, 2, 3]).write(to: short)
        for (file, reason) in [(folder.appending(path: "none"), "missing"), (short, "3 bytes")] {
            let mistake = await #expect(throws: FileKeyMistake.self) {
                _ = try await files(keys: FileKeys(file: file)).write(Data([1]), as: UUID())
            }
            #expect(mistake?.description.contains(reason) == true)
            #expect(mistake?.description.contains(file.lastPathComponent) == true)
        }
    }

    @Test("a disk that takes no more keeps nothing of a file")
    func full() async throws {
        await #expect(processExitsWith: .success) {
            let folder = URL.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let key = folder.appending(path: "key")
            try Data.random(count: 32).write(to: key)
            let files = SealedFiles(
                "evidence", in: folder.appending(path: "files"), keys: FileKeys(file: key))
            signal(SIGXFSZ, SIG_IGN)
            var limit = rlimit(rlim_cur: 100_000, rlim_max: 100_000)
            setrlimit(__rlimit_resource_t(RLIMIT_FSIZE.rawValue), &limit)

            let mistake = await #expect(throws: StorageMistake.self) {
                _ = try await files.write(Data(count: 200_000), as: UUID())
            }

            #expect(mistake == .full)
            #expect(
                try FileManager.default.contentsOfDirectory(atPath: folder.appending(path: "files").path)
                    == [])
        }
    }
}

@Suite("Programs within limits")
struct LimitedProcessTests {
    private func limits(seconds: Int = 60, processor: Int = 10) -> LimitedProcess.Limits {
        var limits = LimitedProcess.Limits()
        limits.seconds = seconds
        limits.processorSeconds = processor
        return limits
    }

    @Test("what goes in comes out, however much it is")
    func through() async throws {
        let data = Data((0..<3_000_000).map { UInt8(truncatingIfNeeded: $0 &* 31) })

        let back = try await LimitedProcess(["cat"], limits: limits()).run(on: data)

        #expect(back == data)
    }

    @Test(
        "a program that waits, computes or talks for ever is ended",
        arguments: [["sleep", "600"], ["sh", "-c", "while :; do :; done"], ["yes"]])
    func endless(command: [String]) async throws {
        let some = LimitedProcess(
            command, limits: limits(seconds: command[0] == "sleep" ? 1 : 60, processor: 1))

        await #expect(throws: LimitedProcess.Failure.beyondLimits) { _ = try await some.run(on: Data()) }
    }

    @Test("a program writes no file, and one that can do without goes on")
    func noFile() async throws {
        let file = URL.temporaryDirectory.appending(path: UUID().uuidString)
        defer { try? FileManager.default.removeItem(at: file) }
        let writing = LimitedProcess(
            ["sh", "-c", "echo hello > \(file.path); echo \"went on\""], limits: limits())

        let said = try await writing.run(on: Data())

        #expect(String(decoding: said, as: UTF8.self) == "went on\n")
        #expect(FileManager.default.contents(atPath: file.path) ?? Data() == Data())
    }

    @Test("one that is not there, and one that refuses, say so")
    func failures() async throws {
        await #expect(throws: LimitedProcess.Failure.notInstalled("no-such-program")) {
            _ = try await LimitedProcess(["no-such-program"]).run(on: Data())
        }
        await #expect(throws: LimitedProcess.Failure.refused("broken")) {
            _ = try await LimitedProcess(["sh", "-c", "echo broken >&2; exit 3"]).run(
                on: Data(count: 500_000))
        }
    }
}

@Suite("Pages as pictures")
struct PagePictureTests {
    @Test("every kind of file is drawn as a PNG of our own, no larger than asked")
    func drawn() async throws {
        for (data, size) in [
            (SampleFiles.pdf(pages: 3), (78, 100)), (SampleFiles.png, (30, 20)), (SampleFiles.jpeg, (30, 20)),
        ] {
            let content = try #require(FileContent(data))
            let picture = try await PagePictures().page(1, of: data, content, side: 100)

            #expect(FileContent(picture) == .png(width: size.0, height: size.1))
            #expect(picture != data)
        }
    }

    @Test("the pages of a document are counted")
    func counted() async throws {
        #expect(try await PagePictures().pages(of: SampleFiles.pdf(pages: 7), .pdf) == 7)
    }

    @Test("a document that is none inside is refused")
    func broken() async throws {
        let hollow = Data("%PDF-1.4\n\(String(repeating: "x", count: 50))\nstartxref\n9\n%%EOF\n".utf8)

        await #expect(throws: LimitedProcess.Failure.self) {
            _ = try await PagePictures().pages(of: hollow, .pdf)
        }
    }

    @Test("a document that never comes to an end is given up")
    func bomb() async throws {
        var limits = LimitedProcess.Limits()
        limits.seconds = 60
        limits.processorSeconds = 1

        await #expect(throws: LimitedProcess.Failure.beyondLimits) {
            _ = try await PagePictures(limits: limits).page(1, of: SampleFiles.bomb, .pdf, side: 200)
        }
    }
}
