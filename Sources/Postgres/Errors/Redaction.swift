/// Takes values out of the messages of the server.
///
/// A message of class 22 quotes the input it could not read; other messages quote names, which stay. A trigger or
/// function may raise any text, so bound strings are looked for in it as well.
enum Redaction {
    static func message(_ message: String, sqlState: SQLState, parameters: [PostgresValue]) -> String {
        var text = message
        for parameter in parameters {
            guard case .text(let value) = parameter.content, value.utf8.count >= 3 else { continue }
            text = text.replacing(value, with: "…")
        }
        return sqlState.errorClass == "22" ? withoutQuoted(text) : text
    }

    /// A password with an unescaped `@` or `:` makes libpq take a part of it for the host or the port, and quote it.
    static func connectionMessage(_ message: String) -> String {
        message.hasPrefix("invalid") || message.contains("@") ? withoutQuoted(message) : message
    }

    /// From the first to the last quote of a kind: a value may itself hold quotes.
    static func withoutQuoted(_ text: String) -> String {
        guard let first = text.firstIndex(of: "\""), let last = text.lastIndex(of: "\""), first < last else {
            return text
        }
        return text[...first] + "…" + text[last...]
    }
}
