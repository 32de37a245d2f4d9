extension Rule {
    /// An address at which nobody arrives, and a clinician online who does not say for which states.
    static let incompleteAddress = Rule(
        "incomplete-address", "Incomplete address", version: Addresses.list.version
    ) {
        reading in
        guard let place = reading.profile.place else { return [] }
        return place.remoteOnly ? Addresses.online(place) : Addresses.office(place)
    }
}

private enum Addresses {
    static let list = Reference("addresses")
    private static let numberless = list.phrases("numberless")
    private static let zipRanges: [String: [ClosedRange<Int>]] = list.table("zip").mapValues { entries in
        entries.compactMap { entry in
            let ends = entry.split(separator: "-").compactMap { Int($0) }
            guard let first = ends.first, let last = ends.last, first <= last else { return nil }
            return first...last
        }
    }

    static func online(_ place: ProfileText.Place) -> [Finding] {
        guard place.states.isEmpty, place.state == nil else { return [] }
        return [
            Finding(
                .review, .states, 0..<0,
                "It does not say in which states the person is licensed to see people online.",
                fix: "Name the states.")
        ]
    }

    static func office(_ place: ProfileText.Place) -> [Finding] {
        var findings: [Finding] = []
        if let street = place.street, !street.isEmpty {
            let passage = Passage(street)
            let hasNumber = passage.scalars.contains { $0.isASCIIDigit }
            if !hasNumber, numberless.matches(in: passage).isEmpty {
                findings.append(
                    Finding(
                        .review, .street, passage.trimmed,
                        "\(passage.quote(passage.trimmed)) has no house number.",
                        fix: "Add the number, or the suite and the building."))
            }
        }
        if place.city == nil {
            findings.append(
                Finding(.review, .city, 0..<0, "There is no city.", fix: "Add the city of the office."))
        }
        if let state = place.state {
            findings += zip(place.postalCode, state)
        } else {
            findings.append(
                Finding(.review, .state, 0..<0, "There is no state.", fix: "Add the state of the office."))
        }
        return findings
    }

    private static func zip(_ code: String?, _ state: String) -> [Finding] {
        guard let code else {
            return [Finding(.advise, .postalCode, 0..<0, "There is no ZIP code.", fix: "Add it.")]
        }
        guard let ranges = zipRanges[state], let area = Int(code.prefix(3)),
            !ranges.contains(where: { $0.contains(area) })
        else { return [] }
        return [
            Finding(
                .advise, .postalCode, 0..<code.unicodeScalars.count, "\(code) is no ZIP code of \(state).",
                fix: "Check the code and the state.")
        ]
    }
}
