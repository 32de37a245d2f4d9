extension Rule {
    /// Letters that stand for two things: on this profile, or from state to state.
    static let ambiguousAbbreviation = Rule(
        "ambiguous-abbreviation", "Ambiguous abbreviation", version: Titles.list.version
    ) { reading in
        let titles = reading.profile.titles
        let displays = titles.map(\.display)
        return titles.enumerated().compactMap { index, title -> Finding? in
            guard let letters = title.abbreviation else { return nil }
            let span = ProfileText.span(of: index, in: displays)
            let twin = titles.prefix(index).first {
                $0.abbreviation?.uppercased() == letters.uppercased()
                    && $0.name.normalized != title.name.normalized
            }
            if let twin {
                return Finding(
                    .review, .titles, span,
                    "\(letters) stands for two titles here: \(twin.name), and \(title.name).",
                    fix: "Keep the title that the license names.")
            }
            guard let states = Titles.ambiguous[letters.uppercased()] else { return nil }
            let state = title.state ?? reading.profile.place?.state
            if let state, states.contains(state) { return nil }
            let isTwin = titles.dropFirst(index + 1).contains {
                $0.abbreviation?.uppercased() == letters.uppercased()
            }
            if isTwin { return nil }
            let reason =
                state.map { "We know no \(letters) in \($0)." }
                ?? "\(letters) means something else from state to state."
            return Finding(
                .review, .titles, span, reason, fix: "Name the state that gave it, and its full name there.")
        }
    }
}
