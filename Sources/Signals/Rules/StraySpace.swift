extension Rule {
    /// A space before a full stop or a comma: a slip of the keyboard.
    static let straySpace = Rule("stray-space", "Stray space", version: 1) { reading in
        let scalars = reading.text.scalars
        return scalars.indices.dropFirst(2).compactMap { index in
            guard [".", ",", ";", "!", "?"].contains(scalars[index]), scalars[index - 1] == " ",
                !scalars[index - 2].isSpace, isAlone(index, scalars)
            else { return nil }
            return Finding(
                .advise, .bio, index - 1..<index + 1, "There is a space before “\(scalars[index])”.",
                fix: "Take the space out.")
        }
    }

    /// Not the beginning of ".5" or "...".
    private static func isAlone(_ index: Int, _ scalars: [Unicode.Scalar]) -> Bool {
        index + 1 == scalars.count || scalars[index + 1].isSpace
    }
}
