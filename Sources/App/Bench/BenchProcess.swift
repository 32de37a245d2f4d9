import Foundation
import Kernel

/// A program that runs beside a benchmark.
struct BenchProcess {
    private let process: Process

    /// Starts it, and returns when it accepts connections on a port of this machine.
    static func serving(
        on port: Int, _ name: String, _ arguments: [String], environment: [String: String] = [:]
    ) async throws -> BenchProcess {
        let process = command(name, arguments, environment)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        let started = BenchProcess(process: process)
        for _ in 0..<100 {
            if accepts(port) { return started }
            try await Task.sleep(for: .milliseconds(100))
        }
        started.stop()
        throw SettingMistake(place: "port \(port)", message: "nothing answered within ten seconds.")
    }

    /// This program as a server of its own, without a line in the log for each request.
    static func stet(on port: Int, environment: [String: String] = [:]) async throws -> BenchProcess {
        try await serving(
            on: port, ProcessInfo.processInfo.arguments[0],
            ["serve", "--only", "web", "--port", String(port)],
            environment: environment.merging(["STET_LOG_LEVEL": "error"]) { $1 })
    }

    /// What a program prints until it ends.
    static func output(of name: String, _ arguments: [String]) throws -> String {
        let process = command(name, arguments, [:])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    func stop() {
        process.terminate()
        process.waitUntilExit()
    }

    /// The most megabytes that it has held at once, from /proc.
    var peakMemory: Double {
        let status =
            (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let kilobytes = status.firstMatch(of: /VmHWM:\s+(\d+) kB/).flatMap { Double($0.1) } ?? 0
        return kilobytes / 1_024
    }

    private static func command(
        _ name: String, _ arguments: [String], _ environment: [String: String]
    ) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // Debian keeps nginx out of an ordinary person's path.
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin"
        process.arguments = ["PATH=\(path)", name] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        return process
    }

    private static func accepts(_ port: Int) -> Bool {
        guard let descriptor = try? Loopback.connect(to: port) else { return false }
        close(descriptor)
        return true
    }
}

/// Sockets to this machine's own address.
enum Loopback {
    static func connect(to port: Int) throws -> Int32 {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        let result = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard result == 0 else {
            close(descriptor)
            throw SettingMistake(place: "port \(port)", message: "nothing answers.")
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, socklen_t(MemoryLayout<Int32>.size))
        return descriptor
    }
}
