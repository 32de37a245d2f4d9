import Foundation

extension Kernel {
    /// Where uploads lie while their request lasts.
    public var scratchFolder: URL { filesFolder.appending(path: "incoming") }

    /// The folder of files that belong to rows of the database, one folder a kind in it.
    public var filesFolder: URL { URL(filePath: settings[.data]).appending(path: "files") }
}
