import ArgumentParser
import Console
import Foundation
import Hummingbird
import Kernel
import Logging
import NIOCore
import Postgres
import ServiceLifecycle

struct ServeCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "serve", abstract: "Serve the site and the console, and work on what is due.",
        discussion: "Example: stet serve --port 8080 --only web")

    enum Part: String, ExpressibleByArgument, CaseIterable {
        case web, work
    }

    @Option(help: "Only serve requests (web), or only work on what is due (work).")
    var only: Part?

    @Option(help: "The port to listen on.")
    var port: Int?

    func run() async throws {
        try await Outcome.of {
            let flags = port.map { ["port": String($0)] } ?? [:]
            let installation = try Installation(flags: flags)
            let composition = try installation.composition()
            try await assertReady(composition)
            var services: [any Service] = [Registration(composition: composition)]
            if only != .work { services += try web(composition) }
            if only != .web { services.append(Worker(composition: composition)) }
            let group = ServiceGroup(
                configuration: .init(
                    services: services, gracefulShutdownSignals: [.sigterm, .sigint],
                    logger: installation.logger))
            do {
                try await group.run()
            } catch let error as IOError where error.errnoCode == EADDRINUSE {
                throw SettingMistake(
                    place: "port",
                    message: "\(installation.settings[.port]) is taken. Choose another, or end what holds it."
                )
            }
            for database in [
                composition.kernel.database, composition.kernel.site, composition.kernel.preview,
            ] {
                await database.close()
            }
        }
    }

    /// A key that is missing now would be missed only when somebody needs it. A database that does not answer yet is no
    /// reason to stay down.
    private func assertReady(_ composition: Composition) async throws {
        do {
            try await composition.assertReady()
        } catch let error as PostgresError {
            composition.kernel.logger.warning("not checked at start", metadata: ["error": "\(error)"])
        }
    }

    private func web(_ composition: Composition) throws -> [any Service] {
        let settings = composition.kernel.settings
        let application = Application(
            responder: try WebRouter(composition: composition).responder(),
            configuration: .init(address: .hostname(settings[.host], port: settings[.port])),
            logger: composition.kernel.logger)
        return composition.extensions(of: (any BackgroundService).self) + [application]
    }
}

/// Writes down which events somebody waits for, as soon as the database answers.
private struct Registration: Service {
    let composition: Composition

    func run() async throws {
        while !Task.isShuttingDownGracefully && !Task.isCancelled {
            do {
                try await Worker.register(composition)
                break
            } catch {
                composition.kernel.logger.warning("waiting for the database", metadata: ["error": "\(error)"])
                await cancelWhenGracefulShutdown { try? await Task.sleep(for: .seconds(1)) }
            }
        }
        // A service that returns ends its group.
        try? await gracefulShutdown()
    }
}
