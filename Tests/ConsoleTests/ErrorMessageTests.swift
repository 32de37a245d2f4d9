import Hummingbird
import Kernel
import Testing

@testable import Console

@Suite("What errors say")
struct ErrorMessageTests {
    static let refusals: [(Refusal, Int)] = [
        (.notFound, 404), (.gone, 410), (.signInRequired, 401), (.forbidden(.tryThings), 403),
        (
            .changedSince(Conflict(subject: "this profile", by: "Ines", path: "/", version: 2, fields: [])),
            409
        ),
        (.wrongState(message: "It is already decided.", now: "/console/queue"), 409),
        (.tooMany(seconds: 90), 429), (.badRequest("Open the form again."), 400),
        (.tooLarge(limit: 2_000_000), 413),
    ]

    @Test("each refusal has its status, a title and a sentence", arguments: refusals)
    func statuses(refusal: Refusal, status: Int) {
        let message = ErrorMessage(refusal)

        #expect(message.status.code == status)
        #expect(!message.title.isEmpty && message.text.hasSuffix("."))
    }

    @Test("a missing permission says what it would allow, and which role has it")
    func forbidden() {
        let text = ErrorMessage(Refusal.forbidden(.tryThings)).text

        #expect(text == "You cannot try things. It takes the role of editor. Ask an administrator.")
    }

    @Test(
        "how long to wait is said in words and in seconds",
        arguments: [
            (1, "a second"), (60, "60 seconds"), (90, "2 minutes"), (901, "16 minutes"),
        ])
    func wait(seconds: Int, words: String) {
        let message = ErrorMessage(Refusal.tooMany(seconds: seconds))

        #expect(message.text == "Wait \(words), then try again.")
        #expect(message.retryAfter == seconds)
    }

    @Test("a limit is said in megabytes")
    func tooLarge() {
        #expect(ErrorMessage(Refusal.tooLarge(limit: 2_000_000)).text == "Send at most 2 MB at once.")
    }

    @Test("what cannot be kept or drawn now says whose turn it is")
    func storage() {
        let full = ErrorMessage(StorageMistake.full)
        let missing = ErrorMessage(LimitedProcess.Failure.notInstalled("pdftocairo"))
        let broken = ErrorMessage(LimitedProcess.Failure.refused("Syntax error"))

        #expect(full.status == .serviceUnavailable && full.title == "There is no room for files now")
        #expect(missing.status == .serviceUnavailable && missing.text.contains("Tell an admin"))
        #expect(broken.status == .unprocessableContent)
    }

    @Test("a fault of ours tells nothing about itself")
    func fault() {
        struct Fault: Error, CustomStringConvertible {
            let description = "secret of the house"
        }

        let message = ErrorMessage(Fault())

        #expect(message.status == .internalServerError)
        #expect(!"\(message)".contains("secret"))
    }

    @Test("an error of the framework keeps its status and loses its words")
    func framework() {
        let message = ErrorMessage(HTTPError(.methodNotAllowed, message: "secret of the house"))

        #expect(message.status == .methodNotAllowed)
        #expect(!"\(message)".contains("secret"))
    }
}
