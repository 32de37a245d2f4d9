import Console
import Foundation
import Hummingbird
import Kernel

/// Where a request comes from, as far as it says: what limits count by, and what the owner of a session sees of it.
struct Place: Sendable {
    /// The address; of IPv6 the first half, because one household has all of the second.
    let address: String
    /// The network, in which one of many machines is: `203.0.113.…`.
    let network: String
    /// What the browser calls itself, cut.
    let agent: String
    /// The session that the browser still has; empty when it has none.
    let session: String
    /// What proves that the browser has been here; empty when nothing does.
    let device: String

    init(address: String, agent: String = "", session: String = "", device: String = "") {
        (self.address, network) = Self.parts(of: address)
        self.agent = String(String.UnicodeScalarView(agent.unicodeScalars.prefix(400)))
        self.session = session
        self.device = device
    }

    private static func parts(of text: String) -> (address: String, network: String) {
        var four = in_addr()
        if inet_pton(AF_INET, text, &four) == 1 {
            return (text, text.hasPrefix("127.") ? here : ofFour(text))
        }
        var six = in6_addr()
        guard inet_pton(AF_INET6, text, &six) == 1 else {
            return (String(text.prefix(60)), text == "local" ? here : "an unknown network")
        }
        let bytes = withUnsafeBytes(of: &six) { Array($0) }
        if bytes.dropLast() == Array(repeating: 0, count: 15)[...], bytes.last == 1 { return (text, here) }
        if bytes.prefix(12) == [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xFF, 0xFF] {
            let mapped = bytes.suffix(4).map { String($0) }.joined(separator: ".")
            return (mapped, mapped.hasPrefix("127.") ? here : ofFour(mapped))
        }
        let groups = stride(from: 0, to: 8, by: 2).map { position in
            String(Int(bytes[position]) << 8 | Int(bytes[position + 1]), radix: 16)
        }
        return ("\(groups.joined(separator: ":"))::/64", "\(groups.prefix(3).joined(separator: ":")):…")
    }

    /// Sockets of the machine itself, and those that have no address.
    private static let here = "the server itself"

    private static func ofFour(_ text: String) -> String {
        text.split(separator: ".").prefix(3).joined(separator: ".") + ".…"
    }
}

/// Recognizes the browsers in which an account was used before, so that an attack on the account does not keep its
/// owner out.
///
/// The browser keeps a random number and our signature over it and the account's address; nothing is stored here. It
/// opens nothing: it only gives its browser a count of tries of its own (OWASP calls it a device cookie).
struct KnownDevice: Sendable {
    let secret: Secret

    /// A new mark for a browser in which this account was just used.
    func mark(for email: Email) -> String {
        let number = Data.random(count: 15).urlSafeBase64
        return "\(number).\(secret.sign("\(number) \(email)", for: "device"))"
    }

    /// The number in a mark that was made for this account; nil for a mark of another one, or none at all.
    func number(in mark: String, for email: Email) -> String? {
        let parts = mark.split(separator: ".").map { String($0) }
        guard parts.count == 2, secret.isSignature(parts[1], of: "\(parts[0]) \(email)", for: "device") else {
            return nil
        }
        return parts[0]
    }
}
