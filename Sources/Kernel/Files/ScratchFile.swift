import Foundation

/// A file without a name: it is there for whoever holds this value, and gone with it, also when the process is killed.
public final class ScratchFile: Sendable {
    private let descriptor: Int32

    /// Makes an empty file in a folder that only this process's system account can enter; makes the folder too.
    ///
    /// - Throws: `StorageMistake`.
    public init(in folder: URL) throws(StorageMistake) {
        try Self.make(folder)
        let path = folder.appending(path: UUID().uuidString).path
        descriptor = open(path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw StorageMistake(errno: errno) }
        unlink(path)
    }

    deinit { close(descriptor) }

    /// Appends bytes.
    ///
    /// - Throws: `StorageMistake`, as `.full` where the disk takes no more.
    public func append(_ bytes: UnsafeRawBufferPointer) throws(StorageMistake) {
        try writeAll(bytes, to: descriptor)
    }

    /// Everything that was written.
    public func contents() throws(StorageMistake) -> Data {
        var about = stat()
        guard fstat(descriptor, &about) == 0 else { throw StorageMistake(errno: errno) }
        var data = Data(count: Int(about.st_size))
        let count = data.withUnsafeMutableBytes { bytes -> Int in
            var done = 0
            while done < bytes.count, let base = bytes.baseAddress {
                let read = pread(descriptor, base + done, bytes.count - done, off_t(done))
                guard read > 0 else { return -1 }
                done += read
            }
            return done
        }
        guard count == data.count else { throw StorageMistake(errno: errno) }
        return data
    }

    static func make(_ folder: URL) throws(StorageMistake) {
        do {
            try FileManager.default.createDirectory(
                at: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        } catch {
            throw StorageMistake.unavailable("the folder \(folder.lastPathComponent) cannot be made.")
        }
    }
}

/// Why a file cannot be written or read.
public enum StorageMistake: Error, Equatable, Sendable, CustomStringConvertible {
    /// There is no room for it.
    case full
    /// Anything else, in the words of the system.
    case unavailable(String)

    init(errno code: Int32) {
        switch code {
        case ENOSPC, EDQUOT, EFBIG: self = .full
        default: self = .unavailable(String(cString: strerror(code)))
        }
    }

    public var description: String {
        switch self {
        case .full: "There is no room left for files."
        case .unavailable(let reason): "A file cannot be written or read: \(reason)"
        }
    }
}

/// Writes all of it, however little the system takes at once.
func writeAll(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) throws(StorageMistake) {
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
        let written = write(descriptor, base, rest.count)
        if written < 0, errno == EINTR { continue }
        guard written > 0 else { throw StorageMistake(errno: written == 0 ? ENOSPC : errno) }
        rest = UnsafeRawBufferPointer(rebasing: rest.dropFirst(written))
    }
}
