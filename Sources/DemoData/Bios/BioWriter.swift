/// Writes a bio out of hand-written sentences, always the same for the same index.
struct BioWriter: Sendable {
    /// What a bio needs to know of its person.
    struct Person {
        let index: Int
        let given: String
        let pronoun: Pronoun
        let discipline: Discipline
        let topics: [String]
        let remoteOnly: Bool
        let facts: [String: String]
        let severalLanguages: Bool
    }

    private enum Slot {
        case opening, approach, session, personal, closing, background, place, language
        case subject(Int)
        case list
    }

    private let seed: UInt64
    private let openings: [Sentence]
    private let approach: [Sentence]
    private let session: [Sentence]
    private let personal: [Sentence]
    private let closings: [Sentence]
    private let place: [Sentence]
    private let remote: [Sentence]
    private let languages: [Sentence]
    private let lists: [Sentence]
    private let backgrounds: [Discipline: [Sentence]]
    private let subjects: [String: [Sentence]]
    private let listItems: [String: [String]]

    init(seed: UInt64) {
        self.seed = seed
        var chance = Chance(seed: seed, purpose: .bio)
        openings = chance.shuffled(Sentence.list(BioSentences.openings))
        approach = chance.shuffled(Sentence.list(BioSentences.approach))
        session = chance.shuffled(Sentence.list(BioSentences.session))
        personal = chance.shuffled(Sentence.list(BioSentences.personal))
        closings = chance.shuffled(Sentence.list(BioSentences.closings))
        place = Sentence.list(BioSentences.place)
        remote = Sentence.list(BioSentences.remote)
        languages = Sentence.list(BioSentences.languages)
        lists = Sentence.list(BioSentences.lists)
        backgrounds = BioSentences.backgrounds.mapValues { Sentence.list($0) }
        subjects = BioSentences.subjects.mapValues { Sentence.list($0.sentences) }
        listItems = BioSentences.subjects.mapValues { Sentence.lines($0.list) }
    }

    func bio(of person: Person) -> String {
        var chance = Chance(seed: seed, index: person.index, purpose: .bio)
        let firstPerson = person.index % 4 != 3
        var voice = BioVoice(
            given: person.given, pronoun: chance.happens(4) ? .they : person.pronoun,
            firstPerson: firstPerson, contracts: person.index % 3 != 0, facts: person.facts)
        var shape = Self.shapes[person.index % Self.shapes.count]
        if person.severalLanguages, chance.happens(60) {
            shape[shape.count - 1].append(.language)
        }
        var spare: [Slot] = [.closing, .personal]
        while shape.reduce(0, { $0 + $1.count }) < 5, let slot = spare.popLast() {
            shape[shape.count - 1].append(slot)
        }
        for paragraph in shape {
            voice.beginParagraph()
            for slot in paragraph {
                add(slot, of: person, to: &voice, chance: &chance)
            }
        }
        return voice.text
    }

    /// The order of the parts, a paragraph a row. Eleven, which no list of sentences is a multiple of.
    private static let shapes: [[[Slot]]] = [
        [[.opening, .subject(0), .approach], [.background, .place]],
        [[.opening, .approach], [.subject(0), .subject(1), .session]],
        [[.background, .subject(0)], [.approach, .session], [.closing]],
        [[.opening], [.list], [.session, .place, .closing]],
        [[.opening, .background], [.subject(0), .approach], [.personal, .closing]],
        [[.subject(0), .approach], [.background, .personal], [.place]],
        [[.opening, .session], [.list], [.personal, .closing]],
        [[.background, .approach], [.subject(0), .subject(1)], [.closing]],
        [[.opening, .subject(0)], [.session, .personal, .place]],
        [[.subject(0), .subject(1)], [.background, .session], [.place, .closing]],
        [[.approach, .subject(0)], [.list], [.personal, .place]],
    ]

    private func add(_ slot: Slot, of person: Person, to voice: inout BioVoice, chance: inout Chance) {
        let topics = person.topics
        switch slot {
        case .opening: voice.add(next(openings, person.index, voice))
        case .approach: voice.add(next(approach, person.index, voice))
        case .session: voice.add(next(session, person.index, voice))
        case .personal: voice.add(next(personal, person.index, voice))
        case .closing: voice.add(next(closings, person.index, voice))
        case .background:
            voice.add(any(backgrounds[person.discipline] ?? openings, voice, &chance))
        case .place: voice.add(any(person.remoteOnly ? remote : place, voice, &chance))
        case .language: voice.add(any(languages, voice, &chance))
        case .subject(let position):
            guard position < topics.count else {
                voice.add(next(session, person.index, voice))
                return
            }
            voice.add(any(subjects[topics[position]] ?? openings, voice, &chance))
        case .list:
            voice.add(any(lists, voice, &chance))
            voice.addList(topics.prefix(4).map { chance.pick(listItems[$0] ?? [$0]) })
        }
    }

    /// Takes turns, so that each sentence is used equally often.
    private func next(_ sentences: [Sentence], _ index: Int, _ voice: BioVoice) -> Sentence {
        guard !voice.firstPerson else { return sentences[index % sentences.count] }
        let fitting = sentences.filter(\.fitsThirdPerson)
        return fitting[(index / 4) % fitting.count]
    }

    private func any(_ sentences: [Sentence], _ voice: BioVoice, _ chance: inout Chance) -> Sentence {
        let start = chance.number(below: sentences.count)
        let turned = sentences[start...] + sentences[..<start]
        return turned.first { voice.firstPerson || $0.fitsThirdPerson } ?? sentences[start]
    }
}

extension BioSentences {
    static let backgrounds: [Discipline: String] = [
        .family: familyBackground, .social: socialBackground, .counselor: counselorBackground,
        .psychologist: psychologistBackground, .nurse: nurseBackground, .behavior: behaviorBackground,
        .general: generalBackground, .associate: associateBackground,
    ]

    static let subjects: [String: (sentences: String, list: String)] = [
        "anxiety": (anxietySentences, anxietyList),
        "depression": (depressionSentences, depressionList),
        "grief": (griefSentences, griefList),
        "trauma": (traumaSentences, traumaList),
        "self-harm": (selfHarmSentences, selfHarmList),
        "couples": (couplesSentences, couplesList),
        "parenting": (parentingSentences, parentingList),
        "burnout": (burnoutSentences, burnoutList),
        "sleep": (sleepSentences, sleepList),
        "eating-concerns": (eatingConcernsSentences, eatingConcernsList),
        "life-transitions": (lifeTransitionsSentences, lifeTransitionsList),
        "anger": (angerSentences, angerList),
    ]
}
