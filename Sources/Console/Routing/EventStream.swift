import Hummingbird
import Kernel
import ServiceLifecycle

/// Server-sent events: an answer that goes on while something happens, for screens that keep themselves fresh.
public struct EventStream: Sendable {
    public enum Message: Sendable, Equatable {
        /// The id is what a browser names when it connects again, so that it is told what it missed.
        case event(data: String, id: String)
        /// Keeps the connection open, and is the moment to look whether it may stay so.
        case beat
        /// The browser is asked not to come back.
        case enough
    }

    private let first: [Message]
    private let messages: AsyncStream<Message>
    private let isWelcome: @Sendable () async throws -> Bool
    private let end: @Sendable () -> Void

    /// - Parameters:
    ///   - first: what is sent at once.
    ///   - messages: what is sent from then on, until it ends.
    ///   - isWelcome: asked at each beat: whether whoever listens is still signed in and may.
    ///   - end: ends `messages`; called when the server shuts down, which would else wait for this answer.
    public init(
        _ first: [Message], then messages: AsyncStream<Message>,
        while isWelcome: @escaping @Sendable () async throws -> Bool,
        end: @escaping @Sendable () -> Void
    ) {
        self.first = first
        self.messages = messages
        self.isWelcome = isWelcome
        self.end = end
    }

    /// Whether a request asks for a stream; whoever opens the address as a page does not.
    public static func isAsked(by request: Request) -> Bool {
        request.headers[.accept]?.contains(type) ?? false
    }

    /// The id of the last event that came through, where a browser connects again; nil the first time.
    public static func lastID(of request: Request) -> String? {
        request.headers[.lastEventID]
    }

    private static let type = "text/event-stream"

    public var reply: Reply {
        // A proxy that collects what it passes on would keep the events to itself.
        let headers: HTTPFields = [.contentType: Self.type, .accelBuffering: "no"]
        return .response(Response(status: .ok, headers: headers, body: ResponseBody(write)))
    }

    @Sendable private func write(_ writer: inout any ResponseBodyWriter) async throws {
        try await withGracefulShutdownHandler {
            try await writer.write(ByteBuffer(string: "retry: 3000\n\n" + first.map(\.text).joined()))
            for await message in messages {
                if message == .beat, try await !isWelcome() { break }
                try await writer.write(ByteBuffer(string: message.text))
            }
        } onGracefulShutdown: {
            end()
        }
        try await writer.finish(nil)
    }
}

extension EventStream.Message {
    var text: String {
        switch self {
        case .event(let data, let id): "id: \(id)\ndata: \(data)\n\n"
        case .beat: ":\n\n"
        case .enough: "event: enough\ndata:\n\n"
        }
    }
}
