/// Why a request that was well formed is not carried out. One middleware turns each into a status and a page.
public enum Refusal: Error, Equatable, Sendable {
    /// There is none, or it is another person's: both look the same from outside.
    case notFound
    /// It was public once and was withdrawn on purpose.
    case gone
    case signInRequired
    case forbidden(Permission)
    /// Somebody else wrote in between; the page shows both versions.
    case changedSince(Conflict)
    /// It is already decided, published, withdrawn…: the person is taken to where it is now and told.
    case wrongState(message: String, now: String)
    /// Try again after so many seconds.
    case tooMany(seconds: Int)
    /// The request is not one that our pages make: a form without its token, a body of a wrong type.
    case badRequest(String)
    case tooLarge(limit: Int)
}

/// Two versions of the same thing: what was sent, and what is stored by now.
public struct Conflict: Equatable, Sendable {
    /// One field in both versions.
    public struct Field: Equatable, Sendable {
        public let name: String
        public let label: String
        public let mine: String
        public let theirs: String

        public init(name: String, label: String, mine: String, theirs: String) {
            self.name = name
            self.label = label
            self.mine = mine
            self.theirs = theirs
        }
    }

    /// What it is, as `this profile`.
    public let subject: String
    /// Who changed it; nil when that is not known.
    public let by: String?
    /// Where the form is.
    public let path: String
    /// The version that is stored now: sending the form with it overwrites knowingly.
    public let version: Int
    public let fields: [Field]

    public init(subject: String, by: String?, path: String, version: Int, fields: [Field]) {
        self.subject = subject
        self.by = by
        self.path = path
        self.version = version
        self.fields = fields
    }
}
