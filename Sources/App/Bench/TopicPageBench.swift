import Foundation
import Kernel
import Postgres
import Site

/// A topic page as readers get it, beside nginx serving the same bytes from a file.
///
/// Both servers run at the same time and take turns under wrk, so that a noisy machine is noisy for both.
struct TopicPageBench {
    let installation: Installation
    let seconds: Int

    /// One answer of wrk.
    private struct Load {
        let requests: Double
        let p50: Double
        let p99: Double
    }

    func run() async throws -> [BenchCommand.Figure] {
        let composition = try installation.composition()
        let slug = try await composition.kernel.site.value(
            String.self,
            """
            SELECT slug
            FROM topics.public_topic
            ORDER BY slug
            LIMIT 1
            """)
        guard let slug else {
            throw SettingMistake(place: "topic-page", message: "load the demo data first.")
        }
        let path = "/topics/\(slug)"
        let preview = SitePreview(composition: composition)

        var figures = try await uncached(preview, path)
        let page = try await preview.current(path)
        figures.append(.init(name: "page size", value: Double(page.bytes.readableBytes), unit: "bytes"))
        figures += try await cached(path, bytes: Data(buffer: page.bytes))
        return figures
    }

    // MARK: Drawn anew

    private func uncached(_ preview: SitePreview, _ path: String) async throws -> [BenchCommand.Figure] {
        for _ in 0..<50 { _ = try await preview.current(path) }
        let counted = try await StatementCounter.counting { try await preview.current(path) }
        var times: [Double] = []
        for _ in 0..<400 {
            let began = ContinuousClock.now
            _ = try await preview.current(path)
            times.append((ContinuousClock.now - began) / .milliseconds(1))
        }
        times.sort()
        return [
            .init(name: "uncached p50", value: times[times.count / 2], unit: "ms"),
            .init(name: "uncached p99", value: times[times.count * 99 / 100], unit: "ms"),
            .init(name: "uncached statements", value: Double(counted.statements), unit: "statements"),
            .init(name: "uncached round trips", value: Double(counted.roundTrips), unit: "round trips"),
        ]
    }

    // MARK: From the cache, beside nginx

    private func cached(_ path: String, bytes: Data) async throws -> [BenchCommand.Figure] {
        let folder = URL.temporaryDirectory.appending(path: "stet-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let (port, nginxPort) = (18_080, 18_081)
        let server = try start(
            ProcessInfo.processInfo.arguments[0], ["serve", "--only", "web", "--port", String(port)],
            environment: ["STET_LOG_LEVEL": "error"])
        defer { stop(server) }
        let nginx = try startNginx(in: folder, port: nginxPort, file: bytes)
        defer { stop(nginx) }
        try await waitFor(port)
        try await waitFor(nginxPort)

        var (ours, theirs): ([Load], [Load]) = ([], [])
        for _ in 0..<3 {
            ours.append(try load("http://127.0.0.1:\(port)\(path)"))
            theirs.append(try load("http://127.0.0.1:\(nginxPort)/page.html"))
        }
        let (our, their) = (median(ours), median(theirs))
        return [
            .init(name: "cached", value: our.requests, unit: "requests/s"),
            .init(name: "cached p50", value: our.p50, unit: "ms"),
            .init(name: "cached p99", value: our.p99, unit: "ms"),
            .init(name: "nginx", value: their.requests, unit: "requests/s"),
            .init(name: "nginx p50", value: their.p50, unit: "ms"),
            .init(name: "nginx p99", value: their.p99, unit: "ms"),
            .init(name: "cached beside nginx", value: our.requests / their.requests, unit: "×"),
            .init(name: "resident memory under load", value: resident(server), unit: "MB"),
        ]
    }

    private func median(_ loads: [Load]) -> Load {
        loads.sorted { $0.requests < $1.requests }[loads.count / 2]
    }

    private func load(_ url: String) throws -> Load {
        let output = try output(of: "wrk", ["-t1", "-c32", "-d\(seconds)s", "--latency", url])
        guard let rate = output.firstMatch(of: /Requests\/sec:\s+([0-9.]+)/),
            let p50 = output.firstMatch(of: /50%\s+([0-9.]+)(us|ms|s)/),
            let p99 = output.firstMatch(of: /99%\s+([0-9.]+)(us|ms|s)/)
        else { throw SettingMistake(place: "wrk", message: "its answer could not be read:\n\(output)") }
        if output.contains("Non-2xx") {
            throw SettingMistake(place: "wrk", message: "some answers were no 200s.")
        }
        return Load(
            requests: Double(rate.1) ?? 0, p50: milliseconds(p50.1, p50.2), p99: milliseconds(p99.1, p99.2))
    }

    private func milliseconds(_ number: Substring, _ unit: Substring) -> Double {
        (Double(number) ?? 0) * (unit == "us" ? 0.001 : unit == "s" ? 1_000 : 1)
    }

    /// Megabytes that a process holds, from /proc.
    private func resident(_ process: Process) -> Double {
        let status =
            (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8)) ?? ""
        let kilobytes = status.firstMatch(of: /VmRSS:\s+(\d+) kB/).flatMap { Double($0.1) } ?? 0
        return kilobytes / 1_024
    }

    // MARK: Processes

    private func startNginx(in folder: URL, port: Int, file: Data) throws -> Process {
        try file.write(to: folder.appending(path: "page.html"))
        let configuration = """
            worker_processes 1;
            daemon off;
            pid \(folder.path)/nginx.pid;
            error_log stderr;
            events { worker_connections 512; }
            http {
              access_log off;
              sendfile on;
              keepalive_requests 1000000;
              types { text/html html; }
              client_body_temp_path \(folder.path)/body;
              proxy_temp_path \(folder.path)/proxy;
              fastcgi_temp_path \(folder.path)/fastcgi;
              uwsgi_temp_path \(folder.path)/uwsgi;
              scgi_temp_path \(folder.path)/scgi;
              server { listen 127.0.0.1:\(port); root \(folder.path); }
            }
            """
        let file = folder.appending(path: "nginx.conf")
        try configuration.write(to: file, atomically: true, encoding: .utf8)
        // Worker processes of a root's nginx run as nobody and must be able to enter.
        try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder.path)
        return try start("nginx", ["-c", file.path, "-p", folder.path], environment: [:])
    }

    private func command(_ name: String, _ arguments: [String], environment: [String: String]) -> Process {
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        // Debian keeps nginx out of an ordinary person's path.
        let path = (ProcessInfo.processInfo.environment["PATH"] ?? "") + ":/usr/sbin"
        process.arguments = ["PATH=\(path)", name] + arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        return process
    }

    private func start(_ name: String, _ arguments: [String], environment: [String: String]) throws -> Process
    {
        let process = command(name, arguments, environment: environment)
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func output(of name: String, _ arguments: [String]) throws -> String {
        let process = command(name, arguments, environment: [:])
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return String(decoding: data, as: UTF8.self)
    }

    private func stop(_ process: Process) {
        process.terminate()
        process.waitUntilExit()
    }

    private func waitFor(_ port: Int) async throws {
        for _ in 0..<100 {
            if accepts(port) { return }
            try await Task.sleep(for: .milliseconds(100))
        }
        throw SettingMistake(place: "port \(port)", message: "nothing answered within ten seconds.")
    }

    private func accepts(_ port: Int) -> Bool {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        return withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
            }
        }
    }
}
