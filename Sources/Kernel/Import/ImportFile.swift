import Foundation

/// A file that an import takes whole.
public enum ImportFile {
    /// More than the limits of front matter and text together.
    private static let maxBytes = 1 << 20

    /// Its bytes; nil when there are more than could be taken, of which no more are read.
    public static func bytes(of url: URL) throws -> Data? {
        let handle = try FileHandle(forReadingFrom: url)
        let data = try handle.read(upToCount: maxBytes + 1) ?? Data()
        try handle.close()
        return data.count <= maxBytes ? data : nil
    }
}
