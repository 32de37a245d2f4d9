import Accounts
import Console
import Foundation
import Hummingbird
import HummingbirdTesting
import Kernel
import Logging
import Postgres
import Synchronization

/// A browser as the server sees it: it keeps cookies, sends forms with the token of the page, and follows nothing.
public final class ConsoleClient: Sendable {
    /// What the server answered.
    public struct Answer: Sendable {
        public let status: HTTPResponse.Status
        public let headers: HTTPFields
        public let body: String
        /// The same before it is taken for text.
        public let bytes: Data

        public var location: String? { headers[.location] }
    }

    private let client: any TestClientProtocol
    private let cookies = Mutex<[String: String]>([:])
    private let token = Mutex<String?>(nil)

    init(_ client: any TestClientProtocol) {
        self.client = client
    }

    @discardableResult
    public func get(_ path: String, headers: HTTPFields = [:]) async throws -> Answer {
        try await send(.get, path, headers: headers, body: nil)
    }

    /// Sends a form; the token of the last page goes along unless `fields` hold one.
    @discardableResult
    public func post(
        _ path: String, _ fields: [(String, String)] = [], withToken: Bool = true, headers: HTTPFields = [:]
    ) async throws -> Answer {
        var fields = fields
        if withToken, let token = token.withLock({ $0 }) { fields.append(("csrf", token)) }
        let body = fields.map { name, value in "\(encoded(name))=\(encoded(value))" }.joined(separator: "&")
        var headers = headers
        headers[.contentType] = headers[.contentType] ?? "application/x-www-form-urlencoded"
        return try await send(.post, path, headers: headers, body: body)
    }

    /// Sends a form with files in one field, as a browser does: the fields first, the token of the last page among
    /// them.
    @discardableResult
    public func upload(
        _ path: String, _ fields: [(String, String)] = [], _ field: String, _ files: [(name: String, Data)]
    ) async throws -> Answer {
        var fields = fields
        if let token = token.withLock({ $0 }) { fields.append(("csrf", token)) }
        var body = ByteBuffer()
        for (name, value) in fields {
            body.writeString("--edge\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n\r\n\(value)\r\n")
        }
        for (name, data) in files {
            body.writeString(
                """
                --edge\r\nContent-Disposition: form-data; name=\"\(field)\"; filename=\"\(name)\"\r\n\
                Content-Type: application/octet-stream\r\n\r\n
                """)
            body.writeBytes(data)
            body.writeString("\r\n")
        }
        body.writeString("--edge--\r\n")
        return try await send(
            .post, path, headers: [.contentType: "multipart/form-data; boundary=edge"], buffer: body)
    }

    /// Any request, for those that no page of ours would make.
    public func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, body: String?
    ) async throws -> Answer {
        try await send(method, path, headers: headers, buffer: body.map { ByteBuffer(string: $0) })
    }

    private func send(
        _ method: HTTPRequest.Method, _ path: String, headers: HTTPFields, buffer: ByteBuffer?
    ) async throws -> Answer {
        var headers = headers
        let kept = cookies.withLock { $0 }
        if !kept.isEmpty, path.hasPrefix("/console") {
            headers[.cookie] = kept.map { "\($0.key)=\($0.value)" }.sorted().joined(separator: "; ")
        }
        let response = try await client.executeRequest(
            uri: path, method: method, headers: headers, body: buffer)
        for line in response.headers[values: .setCookie] { keep(line) }
        let bytes = Data(buffer: response.body)
        let text = String(decoding: bytes, as: UTF8.self)
        if let match = text.firstMatch(of: /name="csrf" value="([^"]+)"/) {
            token.withLock { $0 = String(match.1) }
        }
        return Answer(status: response.status, headers: response.headers, body: text, bytes: bytes)
    }

    private func keep(_ line: String) {
        let pair = line.prefix { $0 != ";" }.split(
            separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
        guard pair.count == 2 else { return }
        cookies.withLock { cookies in
            cookies[String(pair[0])] = line.contains("Max-Age=0") ? nil : String(pair[1])
        }
    }

    private func encoded(_ text: String) -> String {
        text.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
    }
}

extension TestStet {
    /// Serves the program without a socket, to as many clients as the test wants.
    public func serve(logger: Logger? = nil, _ body: @Sendable (TestWeb) async throws -> Void) async throws {
        let responder = try WebRouter(composition: composition).responder()
        let application = Application(responder: responder, logger: logger ?? kernel.logger)
        try await application.test(.router) { client in
            try await body(TestWeb(stet: self, client: client))
        }
    }
}

/// A served program: makes browsers, and people who are signed in.
public struct TestWeb: Sendable {
    let stet: TestStet
    let client: any TestClientProtocol

    /// A browser of somebody unknown.
    public func visitor() -> ConsoleClient { ConsoleClient(client) }

    /// A browser in which somebody with these roles is signed in, through the pages themselves.
    public func person(_ name: String, _ roles: [Role]) async throws -> (
        client: ConsoleClient, account: AccountID
    ) {
        let email = "\(UUID().uuidString.prefix(8).lowercased())@example.org"
        let input = try AccountInput(
            name: name, email: email, roles: roles.map(\.rawValue), zone: "America/New_York")
        let (id, link) = try await AddAccount(kernel: stet.kernel).run(
            input, grantedBy: nil, by: .program("test"))
        let browser = visitor()
        try await browser.get(link.path)
        let entered = try await browser.post(
            link.path, [("password", Self.password), ("repeated", Self.password)])
        guard entered.status == .seeOther else {
            throw TestMistake("\(name) could not sign in: \(entered.status) \(entered.body)")
        }
        try await browser.get("/console")
        return (browser, id)
    }

    public static let password = "a sentence works well"
}
