import Foundation

/// Made-up content for a directory to look around in: topics, articles, ads, clinicians, and a queue of work.
///
/// Everything follows from the seed and the instant: the same two give the same content on every machine. Names,
/// numbers and addresses belong to nobody; telephone numbers and hosts are of the ranges kept free for that.
public struct DemoData: Sendable {
    /// How many clinicians are loaded. `provider(_:)` answers for every index all the same.
    public let providers: Int
    /// The twelve topics, by slug.
    public let topics: [DemoTopic]
    /// The eight shelves on which articles stand.
    public let categories: [DemoCategory]
    public let authors: [DemoAuthor]
    /// The articles of a demo of ordinary size; `DemoArticles.many(count:seed:)` makes those of a large one.
    public let articles: [DemoArticle]
    /// Who pays for ads, with what they booked.
    public let advertisers: [DemoAdvertiser]
    /// The day on which the demo is loaded.
    public let today: DemoDay

    let seed: UInt64
    let now: Date
    private let names = Names()
    private let nameOrder: Order
    private let standingOrder: Order
    private let remoteOrder: Order
    private let extraOrder: Order
    private let npiOrder: Order
    private let topicOrder: Order
    private let placeOrder: Order
    private let bios: BioWriter

    public init(seed: UInt64, providers: Int, now: Date) {
        self.seed = seed
        self.providers = max(providers, 0)
        self.now = now
        today = DemoDay(now)
        topics = DemoTopic.all
        categories = DemoCategory.all
        authors = DemoAuthor.all
        articles = DemoArticle.all
        advertisers = DemoAdvertiser.all
        var chance = Chance(seed: seed, purpose: .order)
        nameOrder = Order(count: names.count, chance: &chance)
        standingOrder = Order(count: 100, chance: &chance)
        remoteOrder = Order(count: 100, chance: &chance)
        extraOrder = Order(count: 100, chance: &chance)
        npiOrder = Order(count: 100, chance: &chance)
        topicOrder = Order(count: DemoTopic.all.count, chance: &chance)
        placeOrder = Order(count: Place.all.count, chance: &chance)
        bios = BioWriter(seed: seed)
    }

    /// The clinician of that index: a function of seed, instant and index only.
    public func provider(_ index: Int) -> DemoProvider {
        let name = name(index)
        let place = place(index)
        let remoteOnly = isRemote(index)
        let credentials = CredentialWriter(data: self, index: index, place: place, remoteOnly: remoteOnly)
        var chance = Chance(seed: seed, index: index, purpose: .contact)
        let street = chance.pick(place.streets)
        let house = chance.number(in: 12...98) * 10 + chance.number(below: 10)
        let phone = "(\(place.areaCode)) 555-01\(chance.number(in: 10...99))"
        let languages = languages(name.language, chance: &chance)
        let slug = name.full.folded
        let topics = topics(index, discipline: credentials.discipline)
        let states = remoteOnly ? credentials.states : []
        let facts = facts(place: place, street: street, states: states, languages: languages)
            .merging(["year": String(credentials.startYear)]) { first, _ in first }
        return DemoProvider(
            name: name.full,
            slug: slug,
            givenName: name.given,
            familyName: name.family,
            pronouns: Practices.pronouns(name.pronoun, index: index, seed: seed),
            titles: credentials.titles,
            street: remoteOnly ? nil : "\(house) \(street)",
            city: remoteOnly ? nil : place.city,
            state: place.state,
            stateName: StateRules.all[place.state]?.name ?? place.state,
            postalCode: remoteOnly ? nil : place.postalCode,
            phone: phone,
            website: chance.happens(70) ? "https://\(slug).example.org" : nil,
            remoteOnly: remoteOnly,
            statesServed: states,
            startYear: credentials.startYear,
            topics: topics,
            languages: languages,
            practice: Practices.practice(
                of: credentials.discipline, host: "\(slug).example.org", index: index, seed: seed),
            npi: npiOrder[index] < 5 ? nil : NPI.number(index, seed: seed),
            bioMarkdown: bios.bio(
                of: BioWriter.Person(
                    index: index, given: name.given, pronoun: name.pronoun,
                    discipline: credentials.discipline, topics: topics, remoteOnly: remoteOnly, facts: facts,
                    severalLanguages: languages.count > 1)),
            credentials: credentials.credentials)
    }

    /// Where someone of that index stands with us: an exact share of every hundred.
    func standing(_ index: Int) -> Standing {
        Standing(place: standingOrder[index])
    }

    private func isRemote(_ index: Int) -> Bool { remoteOrder[index] < 20 }

    /// Eight in a hundred serve a second state, and four hold a certification beside the license.
    func extra(_ index: Int) -> CredentialWriter.Extra {
        if isRemote(index) { return remoteOrder[index] < 8 ? .secondState : .nothing }
        return extraOrder[index] < 5 ? .certification : .nothing
    }

    private func place(_ index: Int) -> Place {
        let all = Place.all
        let anywhere = all[placeOrder[index]]
        let suitable: [Place]
        switch standing(index) {
        case .waiting(.ambiguousTitle) where index % 3 != 0:
            suitable = all.filter { ["KY", "UT", "WI"].contains($0.state) }
        case .waiting(.associate): suitable = all.filter { StateRules.all[$0.state]?.associate != nil }
        default: return anywhere
        }
        return suitable[placeOrder[index] % suitable.count]
    }

    private func name(
        _ index: Int
    ) -> (full: String, given: String, family: String, pronoun: Pronoun, language: String?) {
        let name = names[nameOrder[index]]
        // Beyond the last combination everyone gets initials, so that a million have names of their own.
        let initials = "ABCDEFGHJKLMNPRSTVWZ".map { "\($0)." }
        var middle: [String] = []
        var round = index / names.count
        while round > 0 {
            middle.append(initials[(round - 1) % initials.count])
            round = (round - 1) / initials.count
        }
        let full = ([name.given] + middle + [name.family]).joined(separator: " ")
        return (full, name.given, name.family, name.pronoun, name.language)
    }

    private func languages(_ other: String?, chance: inout Chance) -> [String] {
        if let other, chance.happens(55) { return ["English", other] }
        let learned: [String] = ["Spanish", "French", "American Sign Language"].filter { $0 != other }
        return chance.happens(8) ? ["English", chance.pick(learned)] : ["English"]
    }

    private func topics(_ index: Int, discipline: Discipline) -> [String] {
        var chance = Chance(seed: seed, index: index, purpose: .topics)
        let allowed = discipline.topics ?? topics.map(\.slug)
        let primary = allowed[topicOrder[index] % allowed.count]
        // Self-harm and eating concerns ask for experience that fewer people have.
        let rest = chance.shuffled(allowed).filter { slug in
            slug != primary && (!["self-harm", "eating-concerns"].contains(slug) || chance.happens(40))
        }
        return [primary] + rest.prefix(chance.number(in: 1...4))
    }

    private func facts(
        place: Place, street: String, states: [String], languages: [String]
    ) -> [String: String] {
        let names = states.map { StateRules.all[$0]?.name ?? $0 }
        let spoken = languages.joined(separator: " and ")
        return [
            "city": place.city,
            "area": place.area,
            "street": street,
            "place": states.isEmpty ? place.city : names[0],
            "states": names.joined(separator: " and "),
            "languages": spoken,
            "Languages": spoken,
        ]
    }
}

/// National provider identifiers.
enum NPI {
    /// One with a right check digit; a hundred million indexes get different ones.
    static func number(_ index: Int, seed: UInt64) -> String {
        // The factor has no divisor in common with the count, so no two indexes meet.
        let serial = (UInt64(index) * 61_803_399 + seed % 100_000_000 + 39_916_801) % 100_000_000
        let padded = String(repeating: "0", count: 8 - String(serial).count) + String(serial)
        let digits = "1" + padded
        return digits + String(checkDigit(of: digits))
    }

    /// Luhn's check digit over the prefix 80840 and the nine digits. Source: 69 FR 3434.
    static func checkDigit(of digits: String) -> Int {
        let sum = ("80840" + digits).reversed().compactMap(\.wholeNumberValue).enumerated()
            .reduce(0) { sum, digit in
                guard digit.offset.isMultiple(of: 2) else { return sum + digit.element }
                let doubled = digit.element * 2
                return sum + (doubled > 9 ? doubled - 9 : doubled)
            }
        return (10 - sum % 10) % 10
    }
}
