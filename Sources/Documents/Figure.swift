import Foundation

/// An image by its id. The image itself is kept elsewhere; readers get it at `path`.
public struct ImageReference: Hashable, Sendable, CustomStringConvertible {
    public let id: UUID

    public init(_ id: UUID) {
        self.id = id
    }

    /// - Returns: nil unless the text is a UUID, in either case of letters.
    public init?(_ text: String) {
        guard let id = UUID(written: text) else { return nil }
        self.id = id
    }

    /// Where readers get the image.
    public var path: String { "/images/\(id.written)" }

    public var description: String { id.written }
}

/// An image in a text, with words for people who cannot see it and words below it.
public struct Figure: Hashable, Sendable {
    public static let maxAltCharacters = 300
    public static let maxCaptionCharacters = 500

    public var image: ImageReference
    /// What the image shows, in plain words; required of everything that is published.
    public var alt: String
    /// Empty when the image stands without one.
    public var caption: [Inline]

    public init(image: ImageReference, alt: String, caption: [Inline] = []) {
        self.image = image
        self.alt = alt
        self.caption = caption
    }

    /// Why the words of a figure cannot stand; nil when they can.
    ///
    /// - Parameters:
    ///   - alt: The description of the image.
    ///   - caption: The words below it, without their form.
    ///   - fileName: What the image's file was called where it came from, when that is known.
    /// - Returns: A sentence that says what to do.
    public static func problem(alt: String, caption: String = "", fileName: String? = nil) -> String? {
        let alt = PlainText.of(Normalization.line([.text(alt)]))
        if alt.isEmpty {
            return
                "Describe the image for people who cannot see it, in at most \(maxAltCharacters) characters."
        }
        if alt.count > maxAltCharacters {
            return "Shorten the image’s description to at most \(maxAltCharacters) characters. "
                + "It has \(alt.count.grouped)."
        }
        if isFileName(alt) || fileName.map({ isSame(alt, $0) || isSame(alt, stem(of: $0)) }) == true {
            return "Describe what the image shows instead of naming its file."
        }
        if caption.count > maxCaptionCharacters {
            return "Shorten the image’s caption to at most \(maxCaptionCharacters) characters. "
                + "It has \(caption.count.grouped)."
        }
        if isSame(alt, caption) {
            return "Describe what the image shows instead of repeating its caption."
        }
        return nil
    }

    private static let extensions = [
        "avif", "bmp", "gif", "heic", "heif", "jpeg", "jpg", "pdf", "png", "svg", "tif", "tiff", "webp",
    ]

    /// What cameras and telephones call their pictures before a number.
    private static let prefixes = [
        "dsc", "dscf", "dscn", "image", "img", "mvimg", "photo", "pxl", "screenshot",
    ]

    private static func isFileName(_ text: String) -> Bool {
        let name = text.lowercased()
        if extensions.contains(where: { name.hasSuffix("." + $0) }) || UUID(written: name) != nil {
            return true
        }
        let letters = name.prefix { $0.isLetter }
        let rest = name.dropFirst(letters.count)
        return (letters.isEmpty || prefixes.contains(String(letters)))
            && rest.contains { $0.isNumber } && rest.allSatisfy { $0.isNumber || "_-.() ".contains($0) }
    }

    private static func stem(of fileName: String) -> String {
        guard let dot = fileName.lastIndex(of: "."), dot > fileName.startIndex else { return fileName }
        return String(fileName[..<dot])
    }

    /// Whether two texts have the same letters and numbers in the same order.
    private static func isSame(_ one: String, _ other: String) -> Bool {
        let (one, other) = (essence(one), essence(other))
        return !one.isEmpty && one == other
    }

    private static func essence(_ text: String) -> String {
        text.lowercased().filter { $0.isLetter || $0.isNumber }
    }
}

extension Document {
    /// In the order of the text, wherever they stand.
    public var figures: [Figure] { blocks.flatMap(\.figures) }
}

extension Block {
    fileprivate var figures: [Figure] {
        switch self {
        case .figure(let figure): [figure]
        case .bulletList(let items), .orderedList(_, let items): items.flatMap { $0.flatMap(\.figures) }
        case .quote(let inner), .callout(_, let inner), .question(_, let inner): inner.flatMap(\.figures)
        case .paragraph, .heading, .definitions, .table, .rule: []
        }
    }
}

extension UUID {
    /// From its text of 36 characters alone.
    init?(written text: some StringProtocol) {
        guard text.utf8.count == 36, text.utf8.allSatisfy({ $0 < 128 }) else { return nil }
        self.init(uuidString: String(text))
    }

    /// In small letters, as the database writes it.
    var written: String { uuidString.lowercased() }
}
