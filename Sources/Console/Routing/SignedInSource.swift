import Kernel

/// Knows who is behind a session. The plugin that keeps accounts supplies it.
public protocol SignedInSource: Extension {
    /// Who this session belongs to; nil when it does not exist, has ended, or its account was switched off.
    ///
    /// `isUse` is false for who only looks whether it still holds: that keeps no session from ending.
    func actor(session token: String, isUse: Bool) async throws -> Actor?
}

/// Draws the error pages of the public site. The plugin that owns the site supplies it.
public protocol PublicErrorPages: Extension {
    func page(_ message: ErrorMessage, for visit: Visit) -> any Page
}
