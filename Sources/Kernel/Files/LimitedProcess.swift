import Foundation

/// Runs a program on bytes that nobody can vouch for: from its standard input to its standard output, without files,
/// and with an end to everything that it may take.
public struct LimitedProcess: Sendable {
    /// What a run may take.
    public struct Limits: Sendable {
        public var seconds = 20
        public var processorSeconds = 10
        public var memoryBytes = 1_000_000_000
        public var outputBytes = 20_000_000

        public init() {}
    }

    /// Why a program gave nothing.
    public enum Failure: Error, Equatable, Sendable {
        /// It is not installed.
        case notInstalled(String)
        /// It took more than it may.
        case beyondLimits
        /// It refused what it was given; the last line of what it said, for the log.
        case refused(String)
        /// The system starts no program now.
        case notStarted(Int32)
    }

    private let command: [String]
    private let limits: Limits

    public init(_ command: [String], limits: Limits = Limits()) {
        self.command = command
        self.limits = limits
    }

    /// Runs it to its end.
    ///
    /// - Throws: `Failure`.
    public func run(on input: Data) async throws -> Data {
        try await offThread { try runHere(on: input) }
    }

    private func runHere(on input: Data) throws(Failure) -> Data {
        let (input, output, message) = (try Channel(input), try Channel(nil), try Channel(nil))
        let process = try start(input: input.theirs, output: output.theirs, message: message.theirs)
        for channel in [input, output, message] { channel.closeTheirs() }
        let isWithin = exchange(input, output, message)
        if !isWithin { kill(process, SIGKILL) }
        var status: Int32 = 0
        while waitpid(process, &status, 0) < 0, errno == EINTR {}
        guard isWithin, status & 0x7F == 0 else { throw .beyondLimits }
        let code = status >> 8 & 0xFF
        guard code == 0 else {
            let said = String(decoding: message.received.suffix(500), as: UTF8.self)
            if code == 127 { throw .notInstalled(command.first ?? "") }
            throw .refused(said.split(separator: "\n").last.map(String.init) ?? "exit \(code)")
        }
        return output.received
    }

    /// `prlimit`, of Debian's util-linux, limits the program before it begins. A file that it may not write is an
    /// error to it and not its end: poppler's fontconfig tries to keep a cache, and goes on without one.
    private func start(input: Int32, output: Int32, message: Int32) throws(Failure) -> pid_t {
        let words =
            [
                "/usr/bin/env", "--ignore-signal=XFSZ", "prlimit", "--as=\(limits.memoryBytes)",
                "--cpu=\(limits.processorSeconds)", "--fsize=0", "--core=0", "--nofile=64", "--",
            ] + command
        let environment = [
            "PATH=/usr/local/bin:/usr/bin:/bin", "LC_ALL=C.UTF-8", "HOME=/nonexistent", "VIPS_CONCURRENCY=1",
            "VIPS_BLOCK_UNTRUSTED=1", "VIPS_NOVECTOR=1",
        ]
        var actions = posix_spawn_file_actions_t()
        posix_spawn_file_actions_init(&actions)
        defer { posix_spawn_file_actions_destroy(&actions) }
        for (number, descriptor) in [(0, input), (1, output), (2, message)] {
            posix_spawn_file_actions_adddup2(&actions, descriptor, Int32(number))
        }
        var attributes = posix_spawnattr_t()
        posix_spawnattr_init(&attributes)
        defer { posix_spawnattr_destroy(&attributes) }
        var signals = sigset_t()
        sigfillset(&signals)
        posix_spawnattr_setsigdefault(&attributes, &signals)
        sigemptyset(&signals)
        posix_spawnattr_setsigmask(&attributes, &signals)
        posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK))
        var process: pid_t = 0
        let code = withCStrings(words) { arguments in
            withCStrings(environment) { variables in
                posix_spawn(&process, words[0], &actions, &attributes, arguments, variables)
            }
        }
        guard code == 0 else { throw .notStarted(code) }
        return process
    }

    /// Sends and receives until the program has closed its side.
    ///
    /// - Returns: false when it took too long or said too much.
    private func exchange(_ input: Channel, _ output: Channel, _ message: Channel) -> Bool {
        let end = ContinuousClock.now + .seconds(limits.seconds)
        while output.isOpen || message.isOpen {
            let left = (end - ContinuousClock.now).components.seconds
            guard left >= 0, ContinuousClock.now < end else { return false }
            var waits = [
                pollfd(fd: input.isOpen ? input.ours : -1, events: Int16(POLLOUT), revents: 0),
                pollfd(fd: output.isOpen ? output.ours : -1, events: Int16(POLLIN), revents: 0),
                pollfd(fd: message.isOpen ? message.ours : -1, events: Int16(POLLIN), revents: 0),
            ]
            guard poll(&waits, nfds_t(waits.count), Int32(left + 1) * 1_000) >= 0 || errno == EINTR else {
                return false
            }
            if waits[0].revents != 0 { input.sendMore() }
            if waits[1].revents != 0 { output.receiveMore() }
            if waits[2].revents != 0 { message.receiveMore() }
            guard output.received.count <= limits.outputBytes, message.received.count <= 100_000 else {
                return false
            }
        }
        return true
    }
}

/// One end of a pair of sockets whose other end is a stream of the program. Sockets, because writing to one whose
/// reader has gone is an error and no signal.
private final class Channel {
    let ours: Int32
    let theirs: Int32
    private(set) var isOpen = true
    private(set) var received = Data()
    private var rest: Data
    private var theirsAreOpen = true

    /// With the bytes to send, or nil to receive.
    init(_ data: Data?) throws(LimitedProcess.Failure) {
        var pair: [Int32] = [-1, -1]
        let kind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)
        guard socketpair(AF_UNIX, kind, 0, &pair) == 0 else { throw .notStarted(errno) }
        (ours, theirs) = (pair[0], pair[1])
        rest = data ?? Data()
    }

    deinit {
        closeOurs()
        closeTheirs()
    }

    func closeTheirs() {
        if theirsAreOpen { close(theirs) }
        theirsAreOpen = false
    }

    private func closeOurs() {
        if isOpen { close(ours) }
        isOpen = false
    }

    func sendMore() {
        let flags = Int32(MSG_NOSIGNAL) | Int32(MSG_DONTWAIT)
        let sent = rest.withUnsafeBytes { send(ours, $0.baseAddress, $0.count, flags) }
        if sent < 0, errno == EAGAIN || errno == EINTR { return }
        if sent > 0 { rest = rest.dropFirst(sent) }
        if sent < 0 || rest.isEmpty { closeOurs() }
    }

    func receiveMore() {
        var buffer = [UInt8](repeating: 0, count: 65_536)
        let count = recv(ours, &buffer, buffer.count, Int32(MSG_DONTWAIT))
        if count < 0, errno == EAGAIN || errno == EINTR { return }
        if count > 0 { received += buffer[..<count] } else { closeOurs() }
    }
}

private func withCStrings<Value>(
    _ words: [String], _ body: ([UnsafeMutablePointer<CChar>?]) -> Value
) -> Value {
    let copies = words.map { strdup($0) }
    defer { copies.forEach { free($0) } }
    return body(copies + [nil])
}
