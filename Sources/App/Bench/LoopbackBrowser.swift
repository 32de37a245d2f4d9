import Foundation
import Kernel

/// A browser for measuring: one connection to a server of this machine, held on the thread that uses it, so that
/// what the browser itself costs is next to nothing.
///
/// It keeps cookies and the token of forms, and follows nothing. One thread at a time uses it.
final class LoopbackBrowser: @unchecked Sendable {
    /// What the server answered.
    struct Answer {
        let status: Int
        let location: String?
        let body: String
    }

    private var port: Int
    private var descriptor: Int32
    private var cookies: [String: String] = [:]
    private var token: String?
    private var received: [UInt8] = []
    private var buffer = [UInt8](repeating: 0, count: 65_536)

    init(port: Int) throws {
        self.port = port
        descriptor = try Loopback.connect(to: port)
    }

    deinit { close(descriptor) }

    /// Goes on with the same cookies after the server came back, maybe on another port.
    func reconnect(to port: Int) throws {
        close(descriptor)
        descriptor = -1
        self.port = port
        descriptor = try Loopback.connect(to: port)
    }

    func get(_ path: String) throws -> Answer {
        try ask("GET \(path) HTTP/1.1\r\n\(headers)\r\n")
    }

    /// Sends a form with the token of the pages before; `accept` names the type of the answer that a script wants.
    func post(_ path: String, _ fields: [(String, String)] = [], accept: String? = nil) throws -> Answer {
        let sent = fields + (token.map { [("csrf", $0)] } ?? [])
        let body = sent.map { "\($0)=\(encoded($1))" }.joined(separator: "&")
        return try ask(
            """
            POST \(path) HTTP/1.1\r
            \(headers)\(accept.map { "Accept: \($0)\r\n" } ?? "")Content-Type: application/x-www-form-urlencoded\r
            Content-Length: \(body.utf8.count)\r
            \r
            \(body)
            """)
    }

    private var headers: String {
        let kept = cookies.map { "\($0)=\($1)" }.sorted().joined(separator: "; ")
        // As every browser begins; what does not is none to those who count.
        return "Host: 127.0.0.1:\(port)\r\nUser-Agent: Mozilla/5.0 (Loopback)\r\n"
            + (kept.isEmpty ? "" : "Cookie: \(kept)\r\n")
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }

    // MARK: The connection

    private func ask(_ request: String) throws -> Answer {
        try send(Array(request.utf8))
        received.removeAll(keepingCapacity: true)
        var end = 0
        while true {
            try receive()
            if let found = endOfHead(from: max(0, end - 3)) {
                end = found
                break
            }
            end = received.count
        }
        let lines = String(decoding: received[..<end], as: UTF8.self).split(separator: "\r\n")
        var (length, location) = (0, String?.none)
        for line in lines.dropFirst() {
            guard let colon = line.firstIndex(of: ":") else { continue }
            let value = line[line.index(after: colon)...].drop { $0 == " " }
            switch line[..<colon].lowercased() {
            case "content-length": length = Int(value) ?? 0
            case "location": location = String(value)
            case "set-cookie": keep(value)
            default: break
            }
        }
        while received.count < end + length { try receive() }
        token = formToken ?? token
        let body = String(decoding: received[end...], as: UTF8.self)
        let status = lines.first?.split(separator: " ").dropFirst().first.flatMap { Int($0) }
        return Answer(status: status ?? 0, location: location, body: body)
    }

    private func endOfHead(from start: Int) -> Int? {
        var index = start
        while index + 3 < received.count {
            if received[index] == 13, received[index + 1] == 10, received[index + 2] == 13,
                received[index + 3] == 10
            {
                return index + 4
            }
            index += 1
        }
        return nil
    }

    /// The token of the page's forms; nil for what has none. By bytes, since pages are long.
    private var formToken: String? {
        let mark = Data("name=\"csrf\" value=\"".utf8)
        guard let start = Data(received).range(of: mark)?.upperBound else { return nil }
        let value = received[start...].prefix { $0 != UInt8(ascii: "\"") }
        return String(decoding: value, as: UTF8.self)
    }

    private func keep(_ cookie: Substring) {
        let pair = cookie.prefix { $0 != ";" }.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { return }
        cookies[String(pair[0])] = cookie.contains("Max-Age=0") ? nil : String(pair[1])
    }

    private func send(_ bytes: [UInt8]) throws {
        var sent = 0
        while sent < bytes.count {
            let count = bytes[sent...].withUnsafeBytes {
                Glibc.send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
            }
            guard count > 0 else { throw lost }
            sent += count
        }
    }

    private func receive() throws {
        let count = recv(descriptor, &buffer, buffer.count, 0)
        guard count > 0 else { throw lost }
        received += buffer[..<count]
    }

    private var lost: SettingMistake {
        SettingMistake(place: "port \(port)", message: "the server closed the connection.")
    }
}

/// Runs blocking work on a thread of its own.
func onThread<Result: Sendable>(_ body: @escaping @Sendable () throws -> Result) async throws -> Result {
    try await withCheckedThrowingContinuation { continuation in
        Thread.detachNewThread { continuation.resume(with: Swift.Result { try body() }) }
    }
}
