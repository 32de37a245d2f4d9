extension Rule {
    /// A profile that may be another one's twin: the same number, the same text, or the same name in the same office.
    ///
    /// One address alone says nothing, since practices share it. Who the others are is found by whoever has them all;
    /// here they are compared one by one.
    static let probableDuplicate = Rule("probable-duplicate", "Probable duplicate", version: 1) { reading in
        reading.profile.others.compactMap { Likeness(of: reading.profile, to: $0).finding }
            .sorted { $0.strength > $1.strength }
            .map(\.finding)
    }
}

/// How one profile resembles another.
struct Likeness {
    private let profile: ProfileText
    private let other: LikeProfile
    private let name: Double
    private let address: Double
    private let text: Double

    /// The same text, and one that somebody should compare.
    static let (sameText, likeText) = (0.8, 0.5)
    static let (likeName, likeAddress) = (0.8, 0.6)
    /// Below this a name is another's, whatever they share: families work in one practice.
    private static let relatedName = 0.6

    init(of profile: ProfileText, to other: LikeProfile) {
        self.profile = profile
        self.other = other
        name = Similarity.trigram(profile.name ?? "", other.name)
        address =
            profile.place?.line.flatMap { own in
                other.place?.line.map { Similarity.trigram(own, $0) }
            } ?? 0
        text = MinHash.jaccard(profile.text, other.text)
    }

    var finding: (finding: Finding, strength: Double)? {
        let who = other.name.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let fix = "Compare the two. Keep one, if they are the same person."
        let inName = profile.nameSpan
        func about(_ field: ProfileField, _ span: Range<Int>, _ words: String, _ strength: Double)
            -> (Finding, Double)
        {
            (Finding(.review, field, span, words, fix: fix, other: other.id), strength)
        }
        if let npi = profile.npi, npi == other.npi {
            return about(.name, inName, "\(who) has the same NPI.", 4)
        }
        if text >= Self.sameText {
            let where_ = address >= Self.likeAddress ? " at the same address" : ""
            return about(.bio, profile.textSpan, "\(who) has the same text\(where_).", 3 + text)
        }
        if name >= Self.likeName, address >= Self.likeAddress {
            return about(.name, inName, "\(who) has a name like this at the same address.", 2 + name)
        }
        if name >= Self.relatedName, let phone = profile.phone, phone == other.phone {
            return about(
                .name, inName, "\(who) has a name like this and the same telephone number.", 1 + name)
        }
        if text >= Self.likeText {
            let share = Int((text * 100).rounded())
            return about(
                .bio, profile.textSpan, "\(share) % of this text stand in that of \(who), too.", text)
        }
        return nil
    }
}

extension ProfileText {
    fileprivate var nameSpan: Range<Int> { 0..<(name?.unicodeScalars.count ?? 0) }
    fileprivate var textSpan: Range<Int> { 0..<text.unicodeScalars.count }
}
