import Foundation

extension Setting where Value == String {
    public static let databaseURL = Setting(
        "database_url", default: "", "Where stet_console logs in; empty means the embedded database.")
    public static let siteDatabaseURL = Setting(
        "site_database_url", default: "", "Where stet_site logs in; empty: the same place as stet_console.")
    public static let previewDatabaseURL = Setting(
        "preview_database_url", default: "",
        "Where stet_preview logs in; empty: the same place as stet_console.")
    public static let ownerDatabaseURL = Setting(
        "owner_database_url", default: "", "Where stet_owner logs in, for migrations only.")
    public static let data = Setting(
        "data", default: ".stet", "The folder of the embedded database and of files.")
    public static let host = Setting("host", default: "127.0.0.1", "The address to listen on.")
    public static let secretFile = Setting(
        "secret_file", default: "", "A file of at least 32 bytes from which tokens are signed.")
    public static let assets = Setting(
        "assets", default: ".assets", "The folder that deploy/fetch-assets fills.")
    public static let logLevel = Setting(
        "log.level", default: "info", "How much the log says.",
        check: { level in
            ["trace", "debug", "info", "notice", "warning", "error", "critical"].contains(level)
                ? nil : "trace, debug, info, notice, warning, error or critical"
        })
    public static let siteTimeZone = Setting(
        "site.time_zone", default: "America/New_York", "The zone of dates on public pages.",
        check: { TimeZone(identifier: $0) == nil ? "an IANA zone such as America/New_York" : nil })
}

extension Setting where Value == Int {
    public static let port = Setting(
        "port", default: 8080, "The port to listen on.",
        check: { (1...65_535).contains($0) ? nil : "a number from 1 to 65535" })
    public static let poolSize = Setting(
        "database.pool_size", default: 8, "Connections that a process keeps for each role.",
        check: { (1...200).contains($0) ? nil : "a number from 1 to 200" })
    public static let statementTimeout = Setting(
        "database.statement_timeout_ms", default: 15_000, "Milliseconds after which a statement is given up.",
        check: { $0 >= 0 ? nil : "0 (never) or more" })
    public static let workKeepDays = Setting(
        "work.keep_days", default: 30, "Days for which done deliveries and jobs are kept.",
        check: { (1...3_650).contains($0) ? nil : "a number from 1 to 3650" })
}

extension Setting where Value == Bool {
    public static let preparedStatements = Setting(
        "database.prepared_statements", default: true,
        "Switch off behind a proxy that pools by transaction and does not follow prepared statements.")
}

extension Setting where Value == [String] {
    public static let trustedProxies = Setting(
        "trusted_proxies", default: [], "Addresses whose X-Forwarded-For is believed.")
}

/// The settings that the kernel itself reads.
public enum KernelSettings {
    public static let all: [any SettingDeclaration] = [
        Setting<String>.databaseURL, Setting<String>.siteDatabaseURL, Setting<String>.previewDatabaseURL,
        Setting<String>.ownerDatabaseURL, Setting<String>.data, Setting<String>.host,
        Setting<String>.secretFile,
        Setting<String>.assets, Setting<String>.logLevel, Setting<String>.siteTimeZone, Setting<Int>.port,
        Setting<Int>.poolSize, Setting<Int>.statementTimeout, Setting<Int>.workKeepDays,
        Setting<Bool>.preparedStatements, Setting<[String]>.trustedProxies, Setting<Int>.uploadLimit,
    ]
}
