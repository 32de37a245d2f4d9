import Foundation
import Testing

@testable import DemoData

@Suite("Demo clinicians")
struct ProviderTests {
    @Test("the same seed and instant give the same clinicians, whatever is asked first")
    func deterministic() {
        let again = DemoData(seed: 7, providers: 40, now: noon)

        #expect((0..<300).reversed().map { again.provider($0) } == people.reversed())
        #expect(DemoData(seed: 8, providers: 300, now: noon).provider(0) != people[0])
    }

    @Test("a check digit is right, wrong and absent where it should be")
    func checkDigits() {
        #expect(NPI.checkDigit(of: "123456789") == 3)
        #expect(NPI.checkDigit(of: "199399999") == 8)
        #expect(NPI.checkDigit(of: "155859879") == 7)
        let numbers = people.compactMap(\.npi)
        for number in numbers {
            #expect(number.count == 10 && number.hasPrefix("1"))
            #expect(NPI.checkDigit(of: String(number.dropLast())) == number.last?.wholeNumberValue)
        }
        #expect(Set(numbers).count == numbers.count)
        #expect(people.count - numbers.count == 15)
    }

    @Test("no two names fold to the same slug", arguments: [1, 7, 42] as [UInt64])
    func slugs(seed: UInt64) {
        let data = DemoData(seed: seed, providers: 300, now: noon)

        let slugs = (0..<300).map { data.provider($0).slug }

        #expect(Set(slugs).count == 300)
        #expect(slugs.joined().allSatisfy { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-") })
    }

    @Test("every combination of names is a name of its own, and so are those with initials")
    func everyName() {
        let names = Names()

        let slugs = (0..<names.count).map { "\(names[$0].given) \(names[$0].family)".folded }

        #expect(Set(slugs).count == names.count)
        #expect(demo.provider(names.count * 3).name.contains(". "))
    }

    @Test("folding knows the letters that have no accent to lose")
    func folding() {
        #expect("Søren Jørgensen".folded == "soren-jorgensen")
        #expect("Đặng Thị Ngọc".folded == "dang-thi-ngoc")
        #expect("Łukasz O’Malley Jr.".folded == "lukasz-omalley-jr")
        #expect("Aydın  Öztürk".folded == "aydin-ozturk")
    }

    @Test("the mix is the one promised")
    func mix() {
        func share(_ matches: (DemoCredential.Standing) -> Bool) -> Int {
            people.count { matches($0.credentials[0].standing) }
        }
        let licensed = people.count { person in
            guard case .verified = person.credentials[0].standing else { return false }
            return person.credentials[0].state != nil
        }

        #expect(licensed == 186)
        #expect(share { if case .expired = $0 { true } else { false } } == 24)
        #expect(share { if case .revoked = $0 { true } else { false } } == 9)
        #expect(share { if case .waiting = $0 { true } else { false } } == 36)
        #expect(people.count { $0.remoteOnly } == 60)
        #expect((24...40).contains(people.count { $0.credentials.count > 1 }))
        #expect(Set(people.map(\.state)).count >= 25)
        #expect(Set(Place.all.map(\.city)).count >= 60)
    }

    @Test("licenses lapse within 12, 30 and 60 days, and what is verified holds")
    func lapsing() {
        var days: [Int] = []
        let standings = people.flatMap(\.credentials).map(\.standing)
        for case .verified(let checkedOn, let until, let source) in standings {
            #expect(checkedOn < demo.today && until > demo.today && until <= checkedOn + 365)
            #expect(!source.isEmpty)
            days.append(until.number - demo.today.number)
        }

        #expect(days.count { $0 <= 12 } == 6)
        #expect(days.count { (13...30).contains($0) } == 12)
        #expect(days.count { (31...60).contains($0) } >= 18)
    }

    @Test("who works remotely says where, and shows no address")
    func remote() {
        for person in people where person.remoteOnly {
            #expect(person.street == nil && person.city == nil && person.postalCode == nil)
            #expect(!person.statesServed.isEmpty)
            let licensed = Set(person.credentials.compactMap(\.state))
            #expect(licensed.isEmpty || licensed == Set(person.statesServed))
        }
        for person in people where !person.remoteOnly {
            #expect(person.street?.first?.isNumber == true && person.postalCode?.count == 5)
            #expect(person.statesServed.isEmpty)
        }
    }

    @Test("telephone numbers and hosts belong to nobody")
    func fiction() {
        for person in people {
            #expect(person.phone.contains(") 555-01"))
            #expect(person.website.map { $0.hasSuffix(".example.org") } ?? true)
        }
    }

    @Test("every topic has more clinicians than a page shows")
    func topics() {
        let known = Set(demo.topics.map(\.slug))

        for person in people {
            #expect((2...5).contains(person.topics.count))
            #expect(Set(person.topics).count == person.topics.count && known.isSuperset(of: person.topics))
        }
        for slug in known {
            #expect(people.count { $0.topics.contains(slug) } > 24, "\(slug)")
        }
    }

    @Test("every place has rules, and every rule has a license in full words")
    func rules() {
        for place in Place.all {
            #expect(StateRules.all[place.state] != nil, "\(place.state)")
            #expect(place.streets.count == 2 && place.areaCode.count == 3, "\(place.city)")
        }
        #expect(StateRules.all.count == 27)
    }

    @Test("days are written as the calendar has them")
    func days() {
        #expect(DemoDay(noon).description == "2026-11-21")
        #expect((DemoDay(noon) + 100).description == "2027-03-01")
        #expect(DemoDay(number: 0).spoken == "Jan 1, 1970")
        #expect((DemoDay(number: 0) - 1).description == "1969-12-31")
    }
}
