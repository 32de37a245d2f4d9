import Foundation

/// A file that a form brought. Its name and declared type are not kept: whoever sent it chose them.
public struct Upload: Sendable {
    /// The field of the form that brought it.
    public let field: String
    private let content: Result<ScratchFile, FormIssues>

    public init(field: String, _ content: Result<ScratchFile, FormIssues>) {
        self.field = field
        self.content = content
    }

    /// Its bytes, at most as many as the route allows.
    ///
    /// - Throws: `FormIssues` for a file that was empty or too large, or one of too many; `StorageMistake`.
    public func contents() throws -> Data { try content.get().contents() }
}

/// The files that a form may bring.
public struct UploadRule: Sendable {
    /// The one field that brings them.
    public let field: String
    /// How many come at once at most.
    public let count: Int

    public init(field: String, atMost count: Int) {
        self.field = field
        self.count = count
    }
}

extension Setting where Value == Int {
    public static let uploadLimit = Setting(
        "uploads.max_mb", default: 10, "Megabytes that a file may have which somebody sends.",
        check: { (1...50).contains($0) ? nil : "a number from 1 to 50" })
}
