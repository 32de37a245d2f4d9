import Foundation
import Kernel

public struct ArticleID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

public struct ArticleRevisionID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

public struct CategoryID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

public struct AuthorID: Identifier {
    public let rawValue: UUID
    public init(rawValue: UUID) { self.rawValue = rawValue }
}

/// An approval of one revision, clinical or editorial.
struct ApprovalID: Identifier {
    let rawValue: UUID
}

/// A pin: an article that an editor put below another one.
struct RelatedPinID: Identifier {
    let rawValue: UUID
}

/// A pair of articles that do not suggest each other.
struct RelatedBlockID: Identifier {
    let rawValue: UUID
}
