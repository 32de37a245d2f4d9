/// Why a file is no CSV file that can be read further.
public struct CSVMistake: Error, Equatable, Sendable {
    /// Where it begins, counted from 1.
    public let line: Int
    public let message: String

    public init(line: Int, message: String) {
        self.line = line
        self.message = message
    }
}

/// One record of a CSV file.
public struct CSVRecord: Equatable, Sendable {
    /// The line on which it begins; a quoted field may hold further ones.
    public let line: Int
    public let fields: [String]

    public init(line: Int, fields: [String]) {
        self.line = line
        self.fields = fields
    }
}

/// Reads CSV (RFC 4180) as it comes, in pieces of any size.
///
/// It keeps one record and no more, and gives up on a record that is longer than a megabyte: a file of a single line
/// of 100 MB is refused after its first.
public struct CSVParser: Sendable {
    public static let maxRecordBytes = 1_000_000

    private enum State: Sendable {
        /// At the beginning of a field, or in one without quotes.
        case start, plain
        case quoted
        /// Behind a quote inside a quoted field: another one means a quote, everything else ends the field.
        case quoteInQuoted
    }

    private var state = State.start
    private var field: [UInt8] = []
    private var fields: [[UInt8]] = []
    private var recordBytes = 0
    private var line = 1
    private var recordLine = 1
    private var endedWithReturn = false
    /// The bytes at the beginning of the file that may be a byte order mark; nil once that is known.
    private var mark: [UInt8]? = []

    private static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]
    private static let (quote, comma, newline, carriageReturn) =
        (UInt8(ascii: "\""), UInt8(ascii: ","), UInt8(ascii: "\n"), UInt8(ascii: "\r"))

    public init() {}

    /// Takes the next bytes and returns the records that are complete.
    public mutating func push(_ bytes: some Sequence<UInt8>) throws(CSVMistake) -> [CSVRecord] {
        var records: [CSVRecord] = []
        for byte in bytes {
            if mark != nil {
                try takeMark(byte, into: &records)
            } else {
                try take(byte, into: &records)
            }
        }
        return records
    }

    /// Ends the file and returns its last record, when it has no line end.
    public mutating func finish() throws(CSVMistake) -> [CSVRecord] {
        var records: [CSVRecord] = []
        if let held = mark {
            mark = nil
            for byte in held { try take(byte, into: &records) }
        }
        guard state != .quoted else {
            throw CSVMistake(
                line: recordLine, message: "A quote is opened here and never closed. Close it, or double it.")
        }
        if !fields.isEmpty || !field.isEmpty || state != .start { try endRecord(into: &records) }
        return records
    }

    private mutating func takeMark(_ byte: UInt8, into records: inout [CSVRecord]) throws(CSVMistake) {
        guard var held = mark else { return }
        held.append(byte)
        mark = held
        guard Self.byteOrderMark.starts(with: held) else {
            mark = nil
            for byte in held { try take(byte, into: &records) }
            return
        }
        if held.count == Self.byteOrderMark.count { mark = nil }
    }

    private mutating func take(_ byte: UInt8, into records: inout [CSVRecord]) throws(CSVMistake) {
        // A line ends in \r\n, \n or \r; the \n of a pair has been counted.
        let isPair = byte == Self.newline && endedWithReturn
        endedWithReturn = byte == Self.carriageReturn && state != .quoted
        if isPair { return }

        recordBytes += 1
        guard recordBytes <= Self.maxRecordBytes else {
            throw CSVMistake(
                line: recordLine,
                message:
                    "This line is longer than 1 MB. Check whether a quote is left open or line ends are missing."
            )
        }
        switch (state, byte) {
        case (.start, Self.quote): state = .quoted
        case (.quoted, Self.quote): state = .quoteInQuoted
        case (.quoteInQuoted, Self.quote):
            field.append(byte)
            state = .quoted
        case (.quoted, _):
            if byte == Self.newline { line += 1 }
            field.append(byte)
        case (_, Self.comma): endField()
        case (_, Self.newline), (_, Self.carriageReturn):
            try endRecord(into: &records)
            line += 1
            recordLine = line
        case (.quoteInQuoted, _):
            throw CSVMistake(
                line: line,
                message: "There is text behind a closing quote. Double quotes that are part of a field.")
        case (.plain, Self.quote):
            throw CSVMistake(
                line: line,
                message:
                    "A quote stands inside a field. Put the whole field in quotes, and double those within.")
        default:
            field.append(byte)
            state = .plain
        }
    }

    private mutating func endField() {
        fields.append(field)
        field.removeAll(keepingCapacity: true)
        state = .start
    }

    private mutating func endRecord(into records: inout [CSVRecord]) throws(CSVMistake) {
        endField()
        defer {
            fields.removeAll(keepingCapacity: true)
            recordBytes = 0
        }
        // An empty line is no record.
        if fields.count == 1, fields[0].isEmpty { return }
        var texts: [String] = []
        for bytes in fields {
            guard let text = String(validating: bytes, as: UTF8.self) else {
                throw CSVMistake(
                    line: recordLine, message: "This line is not UTF-8. Save the file with that encoding.")
            }
            texts.append(text)
        }
        records.append(CSVRecord(line: recordLine, fields: texts))
    }
}
