/// Articles for a large demo, put together from parts.
public enum DemoArticles {
    /// That many articles: the same for the same seed, and each of the first the same whatever the count.
    ///
    /// They read as sentences and say little. Their words cluster as those of real articles do: most belong to
    /// one topic, some to a second one and to a place, so that what is near in words is near in subject.
    public static func many(count: Int, seed: UInt64) -> [DemoArticle] {
        (0..<max(count, 0)).map { article($0, seed: seed) }
    }

    private static let subjects = Subject.all
    private static let places = PlaceWords.all
    private static let authors = DemoAuthor.all.map(\.slug)

    private static func article(_ index: Int, seed: UInt64) -> DemoArticle {
        var chance = Chance(seed: seed, index: index, purpose: .articles)
        let main = chance.pick(subjects)
        let others = subjects.filter { $0.topic != main.topic }
        let side = chance.pick(others)
        let place = chance.pick(places)
        var writer = ArticleWriter(main: main, side: side, place: place, chance: chance)
        let title = writer.title()
        let dek = writer.sentence(from: ArticleFrames.deks)
        let body = writer.body()
        chance = writer.chance
        let age = 1 + chance.number(below: 1_500)
        let needsReview = DemoCategory.all.first { $0.slug == main.category }?.needsClinicalReview ?? false
        return DemoArticle(
            slug: "\(title.folded)-\(index + 1)", title: title, dek: dek, category: main.category,
            topics: chance.happens(60) ? [main.topic, side.topic] : [main.topic],
            author: chance.pick(authors), standing: .published(daysAgo: age),
            review: needsReview ? .byHaddad(daysAgo: age + chance.number(in: 1...9)) : nil, body: body)
    }
}

/// Fills the gaps of sentences with words of two topics and a place.
struct ArticleWriter {
    let main: Subject
    let side: Subject
    let place: PlaceWords
    var chance: Chance
    /// What was said already, so that an article does not repeat a sentence.
    private var used: Set<Int> = []

    init(main: Subject, side: Subject, place: PlaceWords, chance: Chance) {
        self.main = main
        self.side = side
        self.place = place
        self.chance = chance
    }

    mutating func title() -> String {
        filled(chance.pick(ArticleFrames.titles))
    }

    /// One sentence from a list.
    mutating func sentence(from frames: [String]) -> String {
        filled(chance.pick(frames))
    }

    mutating func body() -> String {
        var blocks: [String] = [paragraph(3)]
        blocks.append("## " + sentence(from: ArticleFrames.headings))
        blocks.append(paragraph(main.needsCrisisLine ? 2 : 3))
        let items = chance.shuffled(main.steps).prefix(3) + chance.shuffled(side.steps).prefix(1)
        blocks.append(
            items.map { "- \($0.first?.uppercased() ?? "")\($0.dropFirst())" }.joined(separator: "\n"))
        blocks.append(paragraph(3))
        blocks.append("## " + sentence(from: ArticleFrames.lastHeadings))
        blocks.append(paragraph(3))
        if main.needsCrisisLine { blocks.append(ArticleFrames.crisis) }
        return blocks.joined(separator: "\n\n") + "\n"
    }

    private mutating func paragraph(_ count: Int) -> String {
        var sentences: [String] = []
        while sentences.count < count {
            let choice = chance.number(below: ArticleFrames.sentences.count)
            guard used.insert(choice).inserted else { continue }
            sentences.append(filled(ArticleFrames.sentences[choice]))
        }
        return sentences.joined(separator: " ")
    }

    /// `{thing}`, `{feeling}`, `{step}` and `{person}` are of the topic, three times out of four of the main one;
    /// `{name}` is the main topic’s word; `{place}`, `{object}` and `{hour}` are of the place.
    private mutating func filled(_ frame: String) -> String {
        var text = ""
        for (position, part) in frame.split(separator: "{", omittingEmptySubsequences: false).enumerated() {
            guard position > 0, let end = part.firstIndex(of: "}") else {
                text += part
                continue
            }
            let word = word(for: part[..<end])
            text +=
                text.isEmpty || text.hasSuffix(". ") ? word.prefix(1).uppercased() + word.dropFirst() : word
            text += part[part.index(after: end)...]
        }
        return text
    }

    private mutating func word(for gap: Substring) -> String {
        let subject = chance.happens(75) ? main : side
        return switch gap {
        case "thing": chance.pick(subject.things)
        case "feeling": chance.pick(subject.feelings)
        case "step": chance.pick(subject.steps)
        case "person": chance.pick(subject.people)
        case "name": main.name
        case "place": place.name
        case "object": chance.pick(place.objects)
        default: chance.pick(place.hours)
        }
    }
}
