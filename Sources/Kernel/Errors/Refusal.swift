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

    /// The same refusal, its page found where `address` says: a list that somebody works through stays beside it.
    public func leading(by address: (String) -> String) -> Refusal {
        switch self {
        case .wrongState(let message, let now): .wrongState(message: message, now: address(now))
        case .changedSince(let conflict): .changedSince(conflict.at(address(conflict.path)))
        default: self
        }
    }
}

/// Two versions of the same thing: what was sent, and what is stored by now.
public struct Conflict: Equatable, Sendable {
    /// One field in both versions.
    public struct Field: Equatable, Sendable {
        public let name: String
        public let label: String
        public let mine: String
        public let theirs: String
        /// How both read, where the values themselves tell a person nothing.
        public let words: Words?

        /// Both versions in words, and as pictures where they are some.
        public struct Words: Equatable, Sendable {
            public let mine: String
            public let theirs: String
            /// The address of a picture; nil where there is none.
            public let minePicture: String?
            public let theirPicture: String?

            public init(
                mine: String, theirs: String, minePicture: String? = nil, theirPicture: String? = nil
            ) {
                self.mine = mine
                self.theirs = theirs
                self.minePicture = minePicture
                self.theirPicture = theirPicture
            }
        }

        public init(name: String, label: String, mine: String, theirs: String, words: Words? = nil) {
            self.name = name
            self.label = label
            self.mine = mine
            self.theirs = theirs
            self.words = words
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

    func at(_ path: String) -> Conflict {
        Conflict(subject: subject, by: by, path: path, version: version, fields: fields)
    }
}
