import Foundation
import Kernel
import Postgres
import Site

/// One public page as readers get it, beside nginx serving the same bytes from a file.
///
/// Both servers run at the same time and take turns under wrk, so that a noisy machine is noisy for both.
struct CachedPageBench {
    let installation: Installation
    /// What tells a process of its own to use the same database.
    let environment: [String: String]
    let seconds: Int

    /// One answer of wrk.
    private struct Load {
        let requests: Double
        let p50: Double
        let p99: Double
    }

    /// - Parameter path: a statement of one value, the path of the page to measure.
    /// - Returns: the page drawn anew, from the cache, and nginx's figures.
    /// - Throws: `SettingMistake` when it finds none.
    func run(on path: SQL) async throws -> [BenchCommand.Figure] {
        let composition = try installation.composition()
        guard let path = try await composition.kernel.site.value(String.self, path) else {
            throw SettingMistake(place: "bench", message: "load the demo data first.")
        }
        let preview = SitePreview(composition: composition)

        var figures = try await uncached(preview, path)
        let page = try await preview.current(path)
        figures.append(.init(name: "page size", value: Double(page.bytes.readableBytes), unit: "bytes"))
        figures += try await cached(path, bytes: Data(buffer: page.bytes))
        return figures
    }

    /// The first topic's page.
    static let topic: SQL = """
        SELECT concat('/topics/', slug)
        FROM topics.public_topic
        ORDER BY slug
        LIMIT 1
        """

    // MARK: Drawn anew

    private func uncached(_ preview: SitePreview, _ path: String) async throws -> [BenchCommand.Figure] {
        for _ in 0..<50 { _ = try await preview.current(path) }
        let counted = try await StatementCounter.counting { try await preview.current(path) }
        var timings = Timings()
        for _ in 0..<400 { _ = try await timings.measure { try await preview.current(path) } }
        return timings.figures("uncached") + [
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
        let server = try await BenchProcess.stet(on: port, environment: environment)
        defer { server.stop() }
        let nginx = try await startNginx(in: folder, port: nginxPort, file: bytes)
        defer { nginx.stop() }

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
            .init(name: "resident memory under load", value: server.peakMemory, unit: "MB"),
        ]
    }

    private func median(_ loads: [Load]) -> Load {
        loads.sorted { $0.requests < $1.requests }[loads.count / 2]
    }

    private func load(_ url: String) throws -> Load {
        let output = try BenchProcess.output(of: "wrk", ["-t1", "-c32", "-d\(seconds)s", "--latency", url])
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

    private func startNginx(in folder: URL, port: Int, file: Data) async throws -> BenchProcess {
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
        return try await BenchProcess.serving(on: port, "nginx", ["-c", file.path, "-p", folder.path])
    }
}
