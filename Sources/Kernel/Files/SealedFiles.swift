import Crypto
import Foundation

/// Files that nobody reads without the key: AES-256-GCM, each bound to its own id and to the key that sealed it, so that
/// one cannot be passed off as another.
///
/// A file that was written is there after a crash; one that could not be written whole is not there at all.
public struct SealedFiles: Sendable {
    private let folder: URL
    private let purpose: String
    private let keys: FileKeys

    /// - Parameters:
    ///   - purpose: what the files are, as `evidence`; part of what each file is bound to.
    ///   - folder: where they lie; made with the first file.
    ///   - keys: what opens them.
    public init(_ purpose: String, in folder: URL, keys: FileKeys) {
        self.purpose = purpose
        self.folder = folder
        self.keys = keys
    }

    /// Seals and keeps a file.
    ///
    /// - Returns: the id of the key that opens it.
    /// - Throws: `FileKeyMistake`, `StorageMistake`.
    public func write(_ data: Data, as id: UUID) async throws -> String {
        let key = try keys.current()
        let sealed = try AES.GCM.seal(data, using: key.key, authenticating: binding(id, key.id))
        guard let bytes = sealed.combined else { throw StorageMistake.unavailable("it cannot be sealed.") }
        try await offThread { try keep(bytes, as: id) }
        return key.id
    }

    /// Opens a file.
    ///
    /// - Throws: `FileKeyMistake` when the key is missing or another one, `StorageMistake` when the file is missing or
    ///   is not what was written.
    public func read(_ id: UUID, sealedBy keyID: String) async throws -> Data {
        let key = try keys.key(keyID)
        let bytes = try await offThread {
            guard let bytes = FileManager.default.contents(atPath: path(id).path) else {
                throw StorageMistake.unavailable("it is not where it was kept.")
            }
            return bytes
        }
        do {
            return try AES.GCM.open(
                AES.GCM.SealedBox(combined: bytes), using: key, authenticating: binding(id, keyID))
        } catch {
            throw StorageMistake.unavailable("it is not what was kept.")
        }
    }

    public func isKept(_ id: UUID) -> Bool { FileManager.default.fileExists(atPath: path(id).path) }

    /// Deletes a file, and what was left of one that was never whole.
    public func remove(_ id: UUID) {
        unlink(path(id).path)
        unlink(unfinished(id).path)
    }

    /// The files that have lain here for at least so long: those of them that no row knows were left by a crash.
    public func ids(olderThan age: Duration, at now: Date) throws -> [UUID] {
        guard FileManager.default.fileExists(atPath: folder.path) else { return [] }
        let latest = now - TimeInterval(age.components.seconds)
        return try FileManager.default.contentsOfDirectory(
            at: folder, includingPropertiesForKeys: [.contentModificationDateKey]
        ).compactMap { file in
            let changed = try file.resourceValues(forKeys: [.contentModificationDateKey])
                .contentModificationDate
            guard let changed, changed <= latest else { return nil }
            return UUID(uuidString: file.deletingPathExtension().lastPathComponent)
        }
    }

    private func path(_ id: UUID) -> URL { folder.appending(path: id.uuidString.lowercased()) }

    private func unfinished(_ id: UUID) -> URL { path(id).appendingPathExtension("new") }

    private func binding(_ id: UUID, _ keyID: String) -> Data {
        Data("stet:\(purpose):\(id.uuidString.lowercased()):\(keyID)".utf8)
    }

    /// Writes beside, makes it durable, then gives it its name (rename is atomic), then makes the name durable.
    private func keep(_ bytes: Data, as id: UUID) throws(StorageMistake) {
        try ScratchFile.make(folder)
        let new = unfinished(id).path
        let file = open(new, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw StorageMistake(errno: errno) }
        do {
            try fill(file, with: bytes)
        } catch {
            close(file)
            unlink(new)
            throw error
        }
        guard rename(new, path(id).path) == 0 else {
            let mistake = StorageMistake(errno: errno)
            unlink(new)
            throw mistake
        }
        let names = open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard names >= 0 else { throw StorageMistake(errno: errno) }
        defer { close(names) }
        guard fsync(names) == 0 else { throw StorageMistake(errno: errno) }
    }

    private func fill(_ file: Int32, with bytes: Data) throws(StorageMistake) {
        let outcome = bytes.withUnsafeBytes { all -> Result<Void, StorageMistake> in
            Result { () throws(StorageMistake) in try writeAll(all, to: file) }
        }
        try outcome.get()
        guard fsync(file) == 0, close(file) == 0 else { throw StorageMistake(errno: errno) }
    }
}

/// Waits for slow work on a thread that may wait.
func offThread<Value: Sendable>(_ work: @escaping @Sendable () throws -> Value) async throws -> Value {
    try await withCheckedThrowingContinuation { continuation in
        DispatchQueue.global().async { continuation.resume(with: Result { try work() }) }
    }
}
