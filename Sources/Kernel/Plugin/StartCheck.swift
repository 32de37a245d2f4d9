/// Something that must be right before the program serves and that the composition cannot see: a key, a file. A plugin
/// adds it in `Plugin.extensions`.
public protocol StartCheck: Extension {
    /// What is wrong, each with what to do; empty when nothing is.
    func mistakes() async throws -> [SettingMistake]
}

extension Composition {
    /// Asks every check of the plugins.
    ///
    /// - Throws: `SettingMistakes` with all of them; whatever a check throws that cannot look, such as an error of the
    ///   database.
    public func assertReady() async throws {
        var mistakes: [SettingMistake] = []
        for check in extensions(of: (any StartCheck).self) { mistakes += try await check.mistakes() }
        guard mistakes.isEmpty else { throw SettingMistakes(mistakes) }
    }
}
