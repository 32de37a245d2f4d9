import Foundation

/// What stands above a part's content: the field's name, and whether it is a file.
struct MultipartHead: Equatable {
    let name: String
    /// Whether a file was meant, though perhaps none was chosen.
    let isFile: Bool
    /// Whether the browser named a file; it names none where none was chosen.
    let isNamed: Bool

    /// Reads the lines of a head, of which only Content-Disposition counts.
    ///
    /// - Throws: `MultipartMistake` for anything but one `form-data` with one name.
    init(lines: [[UInt8]], nameBytes: Int) throws(MultipartMistake) {
        var dispositions: [String] = []
        for line in lines {
            guard let text = String(validating: line, as: UTF8.self) else { throw .notText }
            // A line that begins with a space continues the one above in mail, and is nothing in a form.
            guard let colon = text.firstIndex(of: ":"), text.first != " ", text.first != "\t",
                !text.unicodeScalars.contains(where: Self.isControl)
            else { throw .malformed }
            if text[..<colon].lowercased() == "content-disposition" {
                dispositions.append(String(text[text.index(after: colon)...]))
            }
        }
        guard dispositions.count == 1 else { throw .malformed }
        let parameters = try Self.parameters(of: dispositions[0])
        guard let name = parameters["name"], !name.isEmpty, name.utf8.count <= nameBytes else {
            throw .malformed
        }
        self.name = name
        isFile = parameters["filename"] != nil || parameters["filename*"] != nil
        isNamed = parameters["filename"]?.isEmpty == false || parameters["filename*"] != nil
    }

    private static func isControl(_ letter: Unicode.Scalar) -> Bool {
        letter.value < 32 && letter != "\t" || letter.value == 127
    }

    /// Reads `form-data; name="title"; filename="a.pdf"`. A quotation mark inside comes as `%22` from browsers (HTML,
    /// section 4.10.21.8) and with a backslash from others.
    private static func parameters(of text: String) throws(MultipartMistake) -> [String: String] {
        var rest = Substring(text)
        func skipSpaces() { rest = rest.drop { $0 == " " || $0 == "\t" } }
        func word() -> String {
            let word = rest.prefix { !";= \t\"".contains($0) }
            rest = rest.dropFirst(word.count)
            return String(word)
        }
        skipSpaces()
        guard word().lowercased() == "form-data" else { throw .malformed }
        var found: [String: String] = [:]
        skipSpaces()
        while !rest.isEmpty {
            guard rest.first == ";" else { throw .malformed }
            rest.removeFirst()
            skipSpaces()
            let name = word().lowercased()
            guard !name.isEmpty, rest.first == "=" else { throw .malformed }
            rest.removeFirst()
            let value: String
            if rest.first == "\"" {
                value = try quoted(&rest)
            } else {
                value = word()
            }
            // Two names are two readings, and one of them is not ours.
            guard found.updateValue(value, forKey: name) == nil else { throw .malformed }
            skipSpaces()
        }
        return found
    }

    private static func quoted(_ rest: inout Substring) throws(MultipartMistake) -> String {
        rest.removeFirst()
        var value = ""
        while let letter = rest.first {
            rest.removeFirst()
            if letter == "\"" {
                return value.replacing("%22", with: "\"").replacing("%0D", with: "\r").replacing(
                    "%0A", with: "\n")
            }
            if letter == "\\", rest.first == "\"" {
                rest.removeFirst()
                value.append("\"")
            } else {
                value.append(letter)
            }
        }
        throw .malformed
    }
}
