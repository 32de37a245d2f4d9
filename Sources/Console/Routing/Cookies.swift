import Foundation
import Hummingbird
import Kernel

/// The console's cookies. They are sent to `/console` only: a reader of the public site never has one.
public struct ConsoleCookies: Sendable {
    /// Cookies carry `Secure` when the site is served over TLS.
    private let secure: Bool

    public init(settings: Settings) {
        secure = settings.siteAddress.hasPrefix("https:")
    }

    public var sessionName: String { secure ? "__Secure-stet" : "stet" }
    /// Binds the forms of somebody who is not signed in yet.
    public var formName: String { secure ? "__Secure-stet_form" : "stet_form" }
    public var flashName: String { secure ? "__Secure-stet_flash" : "stet_flash" }

    public func cookie(_ name: String, _ value: String, maxAge seconds: Int? = nil) -> Cookie {
        Cookie(
            name: name, value: value, maxAge: seconds, path: "/console", secure: secure, httpOnly: true,
            sameSite: .lax)
    }

    public func removal(of name: String) -> Cookie {
        cookie(name, "", maxAge: 0)
    }
}

extension Setting where Value == String {
    static let siteURL = Setting(
        "site.url", default: "",
        "The address at which readers reach the site, without a slash; empty for this machine and port.")
    public static let siteName = Setting("site.name", default: "Harbor Directory", "The site's name.")
}

extension Settings {
    /// The address at which readers reach the site, without a slash at its end: every link that leaves the program
    /// begins with it.
    public var siteAddress: String {
        self[.siteURL].isEmpty ? "http://127.0.0.1:\(self[.port])" : self[.siteURL]
    }
}

/// The settings that the shell of all screens reads.
public enum ConsoleSettings {
    public static let all: [any SettingDeclaration] = [Setting<String>.siteURL, Setting<String>.siteName]
}
