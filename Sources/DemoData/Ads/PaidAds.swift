extension DemoAdvertiser {
    static let sleepDiary = DemoAdvertiser(
        slug: "moonlog", name: "Moonlog Sleep Diary", website: "https://moonlog.example", isHouse: false,
        campaigns: [
            DemoCampaign(
                slug: "moonlog-sleep-season", name: "Sleep season",
                lineItems: [
                    DemoLineItem(
                        slug: "moonlog-sleep-sponsor", name: "Sponsor of the sleep topic", band: .sponsorship,
                        weight: 10, goal: 60_000, delivered: 21_400, flight: .days(-30, 60),
                        sizes: [.rectangle, .banner, .phone],
                        target: .init(topics: ["sleep"], pages: [.topic, .article]),
                        exclusion: .init(topics: ["self-harm", "trauma"]),
                        creatives: [
                            DemoCreative(
                                title: "Two minutes each morning",
                                text:
                                    "Moonlog keeps a sleep diary that you can print for your doctor. No alarms, "
                                    + "no scores.",
                                url: "https://moonlog.example/diary"),
                            DemoCreative(
                                title: "A sleep diary, and nothing else",
                                text:
                                    "Note when you lay down and when you rose. Your entries stay on your phone.",
                                url: "https://moonlog.example/private"),
                        ]),
                    DemoLineItem(
                        slug: "moonlog-night-shift", name: "Night shift readers", band: .standard, weight: 4,
                        goal: 8_000, delivered: 8_312, flight: .days(-45, 15),
                        target: .init(categories: ["rest-and-work"], pages: [.article]),
                        exclusion: .init(topics: ["self-harm"]),
                        creatives: [
                            DemoCreative(
                                title: "A diary for people who sleep by day",
                                text:
                                    "Turn the day around in settings, and your week reads the way you live it.",
                                url: "https://moonlog.example/shifts")
                        ]),
                ])
        ])

    static let bookshop = DemoAdvertiser(
        slug: "lantern-street-books", name: "Lantern Street Books",
        website: "https://lanternstreet.example.org",
        isHouse: false,
        campaigns: [
            DemoCampaign(
                slug: "lantern-winter-shelf", name: "Winter shelf",
                lineItems: [
                    DemoLineItem(
                        slug: "lantern-family-shelf", name: "Books for families", band: .standard, weight: 5,
                        goal: 25_000, delivered: 9_870, flight: .days(-20, 40), sizes: [.rectangle, .phone],
                        target: .init(topics: ["parenting", "couples"]),
                        exclusion: .init(topics: ["self-harm", "eating-concerns"]),
                        creatives: [
                            DemoCreative(
                                title: "Picture books for big feelings",
                                text:
                                    "Forty titles for reading aloud, chosen by two former school librarians.",
                                url: "https://lanternstreet.example.org/big-feelings"),
                            DemoCreative(
                                title: "Something to read in the waiting room",
                                text:
                                    "Short stories, none longer than twenty minutes. Shipped by mail in a plain "
                                    + "envelope.",
                                url: "https://lanternstreet.example.org/short"),
                        ]),
                    DemoLineItem(
                        slug: "lantern-everywhere", name: "Shop, all pages", band: .bulk, weight: 3,
                        goal: 100_000,
                        delivered: 38_020, flight: .days(-60, 120), sizes: [.rectangle, .banner],
                        exclusion: .init(topics: ["self-harm"], pages: [.providers]),
                        creatives: [
                            DemoCreative(
                                title: "A bookshop that answers letters",
                                text:
                                    "Tell us what you loved last. We write back with three suggestions, by hand.",
                                url: "https://lanternstreet.example.org/letters")
                        ]),
                ]),
            DemoCampaign(
                slug: "lantern-summer-sale", name: "Summer sale",
                lineItems: [
                    DemoLineItem(
                        slug: "lantern-sale", name: "Sale, home page", band: .standard, weight: 5,
                        goal: 12_000,
                        delivered: 11_640, flight: .days(-150, -110), sizes: [.banner],
                        target: .init(pages: [.home, .category]),
                        creatives: [
                            DemoCreative(
                                title: "Paperbacks by the armful",
                                text: "Three used paperbacks for the price of two, until the shelf is empty.",
                                url: "https://lanternstreet.example.org/armful")
                        ])
                ]),
        ])

    static let retreat = DemoAdvertiser(
        slug: "stillwater-house", name: "Stillwater House", website: "https://stillwater.example",
        isHouse: false,
        campaigns: [
            DemoCampaign(
                slug: "stillwater-spring", name: "Spring weekends",
                lineItems: [
                    DemoLineItem(
                        slug: "stillwater-weekends", name: "Quiet weekends", band: .standard, weight: 3,
                        goal: 15_000, flight: .days(14, 75), sizes: [.rectangle, .phone],
                        target: .init(topics: ["burnout", "life-transitions"], pages: [.article, .topic]),
                        exclusion: .init(topics: ["self-harm", "trauma", "depression"]),
                        creatives: [
                            DemoCreative(
                                title: "A weekend without a schedule",
                                text: "Walks, soup, and sitting quietly. Rooms for one or two beside a lake.",
                                url: "https://stillwater.example/weekends")
                        ]),
                    DemoLineItem(
                        slug: "stillwater-day", name: "Day of silence", band: .bulk, weight: 2, goal: 20_000,
                        delivered: 4_105, flight: .days(-25, 50), isPaused: true,
                        target: .init(categories: ["rest-and-work"]),
                        exclusion: .init(topics: ["self-harm", "trauma"]),
                        creatives: [
                            DemoCreative(
                                title: "One day, no phone",
                                text:
                                    "Leave it in a basket at ten and get it back at five. Lunch is included.",
                                url: "https://stillwater.example/day")
                        ]),
                ])
        ])

    static let college = DemoAdvertiser(
        slug: "mill-river-college", name: "Mill River Community College",
        website: "https://millriver.example.org", isHouse: false,
        campaigns: [
            DemoCampaign(
                slug: "mill-river-evening", name: "Evening courses",
                lineItems: [
                    DemoLineItem(
                        slug: "mill-river-listening", name: "Listening course", band: .standard, weight: 6,
                        goal: 18_000, delivered: 2_260, flight: .days(-6, 30), sizes: [.rectangle, .banner],
                        target: .init(
                            topics: ["couples", "parenting", "anger"],
                            categories: ["family-and-love", "getting-started"]),
                        exclusion: .init(topics: ["self-harm"], pages: [.search]),
                        creatives: [
                            DemoCreative(
                                title: "Six evenings on how to listen",
                                text:
                                    "A course for anyone who talks with people. Mondays at seven, no grades.",
                                url: "https://millriver.example.org/listening"),
                            DemoCreative(
                                title: "Back to class after twenty years",
                                text:
                                    "Meet an adviser for half an hour. Bring your questions and your coffee.",
                                url: "https://millriver.example.org/back-to-class"),
                        ]),
                    DemoLineItem(
                        slug: "mill-river-next-term", name: "Next term", band: .standard, weight: 6,
                        goal: 18_000,
                        flight: .days(31, 90), target: .init(pages: [.home, .article]),
                        exclusion: .init(topics: ["self-harm", "grief"]),
                        creatives: [
                            DemoCreative(
                                title: "Pottery, Portuguese, payroll",
                                text: "The new term begins soon. Many courses meet online or on weekends.",
                                url: "https://millriver.example.org/next-term")
                        ]),
                ])
        ])

    static let stationer = DemoAdvertiser(
        slug: "pell-and-oak", name: "Pell & Oak Paper", website: "https://pellandoak.example", isHouse: false,
        campaigns: [
            DemoCampaign(
                slug: "pell-notebooks", name: "Notebooks",
                lineItems: [
                    DemoLineItem(
                        slug: "pell-journal", name: "Journals", band: .bulk, weight: 5, goal: 80_000,
                        delivered: 30_550, flight: .days(-40, 80), sizes: [.rectangle, .phone],
                        target: .init(pages: [.article, .topic, .category]),
                        exclusion: .init(topics: ["self-harm", "grief"]),
                        creatives: [
                            DemoCreative(
                                title: "Paper that forgives crossing out",
                                text: "Soft-cover notebooks with thick pages and no dates to fall behind on.",
                                url: "https://pellandoak.example/notebooks"),
                            DemoCreative(
                                title: "A pencil worth sharpening",
                                text:
                                    "Cedar pencils in a box of six, made two at a time on a very old machine.",
                                url: "https://pellandoak.example/pencils"),
                        ]),
                    DemoLineItem(
                        slug: "pell-condolence", name: "Condolence cards", band: .standard, weight: 2,
                        goal: 10_000,
                        delivered: 3_190, flight: .days(-10, 20),
                        target: .init(topics: ["grief"], categories: ["loss-and-change"]),
                        exclusion: .init(topics: ["self-harm"]),
                        creatives: [
                            DemoCreative(
                                title: "When you do not know what to write",
                                text:
                                    "Blank cards on heavy paper, with a small sheet of first lines to borrow.",
                                url: "https://pellandoak.example/cards")
                        ]),
                ])
        ])
}
