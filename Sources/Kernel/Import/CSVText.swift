/// Writes CSV (RFC 4180), and keeps texts from being run as formulas.
public enum CSVText {
    /// What a spreadsheet takes for the beginning of a formula (OWASP, CSV Injection).
    private static let dangerous: Set<Unicode.Scalar> = ["=", "+", "-", "@", "\t", "\r"]

    /// Whether a spreadsheet would run the text.
    public static func isFormula(_ text: String) -> Bool {
        text.unicodeScalars.first.map(dangerous.contains) ?? false
    }

    /// The text with a quote before it where a spreadsheet would run it; a text that begins with a quote gets
    /// another one, so that `restored` knows the difference.
    public static func neutralized(_ text: String) -> String {
        isFormula(text) || text.unicodeScalars.first == "'" ? "'" + text : text
    }

    /// The text as it was before `neutralized`. Other texts that begin with a quote stay as they are.
    public static func restored(_ text: String) -> String {
        let rest = String(text.unicodeScalars.dropFirst())
        let isOurs = text.unicodeScalars.first == "'" && (isFormula(rest) || rest.unicodeScalars.first == "'")
        return isOurs ? rest : text
    }

    /// One record with its line end.
    public static func line(_ fields: [String]) -> String {
        fields.map { quoted(neutralized($0)) }.joined(separator: ",") + "\r\n"
    }

    /// By scalar: a quote with a combining mark behind it is a `Character` of its own, and still ends a field.
    private static func quoted(_ text: String) -> String {
        guard text.unicodeScalars.contains(where: { [",", "\"", "\n", "\r"].contains($0) }) else {
            return text
        }
        var quoted = String.UnicodeScalarView("\"".unicodeScalars)
        for scalar in text.unicodeScalars {
            if scalar == "\"" { quoted.append(scalar) }
            quoted.append(scalar)
        }
        quoted.append("\"")
        return String(quoted)
    }
}
