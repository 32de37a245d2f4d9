import Kernel
import Testing

@testable import Providers

@Suite("Reading CSV")
struct CSVTests {
    private func records(_ text: String, piece: Int = .max) throws -> [CSVRecord] {
        var parser = CSVParser()
        var records: [CSVRecord] = []
        var rest = Array(text.utf8)[...]
        while !rest.isEmpty {
            records += try parser.push(rest.prefix(piece))
            rest = rest.dropFirst(piece)
        }
        return records + (try parser.finish())
    }

    @Test(
        "quotes, commas and line ends inside fields are read, whatever the pieces",
        arguments: [1, 2, 3, 7, 1_000])
    func quoted(piece: Int) throws {
        let text = "\u{FEFF}name,bio\r\n\"Ana \"\"Annie\"\" Lee\",\"one,\ntwo\"\r\n\r\nBo,\n"

        let read = try records(text, piece: piece)

        #expect(
            read == [
                CSVRecord(line: 1, fields: ["name", "bio"]),
                CSVRecord(line: 2, fields: ["Ana \"Annie\" Lee", "one,\ntwo"]),
                CSVRecord(line: 5, fields: ["Bo", ""]),
            ])
    }

    @Test("the last line needs no line end, and old Mac line ends count")
    func lineEnds() throws {
        #expect(try records("a,b").map(\.fields) == [["a", "b"]])
        #expect(try records("a\rb\rc").map(\.line) == [1, 2, 3])
        #expect(try records("").isEmpty)
    }

    @Test("a quote left open is refused with the line on which it opens")
    func openQuote() {
        let mistake = #expect(throws: CSVMistake.self) { try records("a,b\nc,\"d\ne,f\ng,h\n") }

        #expect(mistake?.line == 2)
        #expect(mistake?.message.contains("never closed") == true)
    }

    @Test(
        "quotes in the wrong place are refused with their line", arguments: ["a\nb\"c,d\n", "a\n\"b\"c,d\n"])
    func strayQuote(text: String) {
        #expect(throws: CSVMistake.self) { try records(text) }.map { #expect($0.line == 2) }
    }

    @Test("a line of many megabytes is given up after the first")
    func longLine() {
        var parser = CSVParser()
        var taken = 0

        let mistake = #expect(throws: CSVMistake.self) {
            _ = try parser.push("name\n".utf8)
            let piece = [UInt8](repeating: UInt8(ascii: "x"), count: 100_000)
            while taken < 100_000_000 {
                _ = try parser.push(piece)
                taken += piece.count
            }
        }

        #expect(mistake?.line == 2)
        #expect(taken <= 1_000_000)
    }

    @Test("bytes that are not UTF-8 are refused with their line")
    func notUTF8() {
        var parser = CSVParser()

        let mistake = #expect(throws: CSVMistake.self) {
            _ = try parser.push([UInt8]("a,b\nM".utf8) + [0xFC] + "ller,c\n".utf8)
        }

        #expect(mistake?.line == 2)
    }

    @Test(
        "a text that a spreadsheet would run survives the way out and in",
        arguments: [
            "=1+1", "+x", "-x", "@x", "'x", "''x", "'=x", "\tx", "\rx", "plain", "", "a,b\"c\nd",
            "a\"\u{301},",
            "'\u{301}x",
        ])
    func formulas(text: String) throws {
        let line = CSVText.line([text, "end"])
        let field = try #require(try records(line).first).fields[0]

        #expect(!CSVText.isFormula(field))
        #expect(CSVText.restored(field) == text)
    }

    @Test("a name that begins with a quote of its own is left alone")
    func ownQuote() {
        #expect(CSVText.restored("'Aisha") == "'Aisha")
    }
}
