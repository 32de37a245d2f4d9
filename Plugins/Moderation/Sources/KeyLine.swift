/// A key and what it does, as the panel of all keys lists them.
struct KeyLine: Sendable {
    let key: String
    let does: String

    private static let moving = [
        KeyLine(key: "j", does: "Go to the item below"), KeyLine(key: "k", does: "Go to the item above"),
        KeyLine(key: "n", does: "Bring the first item that nobody holds, and claim it"),
        KeyLine(key: "u", does: "Undo your last decision"),
    ]

    static let queue = moving + [help]

    static let desk =
        moving + [
            KeyLine(key: "c", does: "Press Claim"),
            KeyLine(key: "a", does: "Approve"), KeyLine(key: "v", does: "Verify"),
            KeyLine(key: "x", does: "Request changes"), KeyLine(key: "r", does: "Reject"),
            KeyLine(key: "o", does: "Open the register"), help,
        ]

    private static let help = KeyLine(key: "?", does: "Show or hide these keys")
}
