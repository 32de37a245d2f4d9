extension DemoAdvertiser {
    static let house = DemoAdvertiser(
        slug: "house", name: "Our own notices", website: "https://directory.example.org", isHouse: true,
        campaigns: [
            DemoCampaign(
                slug: "house-notices", name: "Notices",
                lineItems: [
                    DemoLineItem(
                        slug: "house-how-we-check", name: "How we check licenses", band: .house, weight: 3,
                        flight: .days(-365, nil), sizes: [.rectangle, .banner, .phone],
                        creatives: [
                            DemoCreative(
                                title: "What a verified license means here",
                                text:
                                    "We look each license up with the board that gave it. Read how, and how often.",
                                url: "https://directory.example.org/how-we-check")
                        ]),
                    DemoLineItem(
                        slug: "house-for-clinicians", name: "For clinicians", band: .house, weight: 1,
                        flight: .days(-365, nil), sizes: [.rectangle, .phone],
                        target: .init(pages: [.providers, .search, .home]),
                        creatives: [
                            DemoCreative(
                                title: "Do you practice? List your work here",
                                text: "A profile is free. We check your license before the badge appears.",
                                url: "https://directory.example.org/for-clinicians")
                        ]),
                    DemoLineItem(
                        slug: "house-topics", name: "Browse topics", band: .house, weight: 2,
                        flight: .days(-90, nil), sizes: [.rectangle, .banner],
                        target: .init(pages: [.article, .category]),
                        creatives: [
                            DemoCreative(
                                title: "Not sure what to call it?",
                                text:
                                    "Twelve topics in plain words, each with people near you who work on it.",
                                url: "https://directory.example.org/topics")
                        ]),
                ])
        ])
}
