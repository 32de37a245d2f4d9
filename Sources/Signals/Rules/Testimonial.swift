extension Rule {
    /// Praise by clients, or a request for it. Ethics codes forbid asking for it (ACA C.3.b, APA 5.05, NASW 4.07), and
    /// who praises may be recognized.
    static let testimonial = Rule("testimonial", "Testimonial", version: Testimonials.list.version) {
        reading in
        guard reading.profile.kind == .bio else { return [] }
        let passage = reading.text
        return
            (Testimonials.asked(passage) + Testimonials.stars(passage) + Testimonials.quoted(passage))
            .sorted { $0.span.lowerBound < $1.span.lowerBound }
    }
}

private enum Testimonials {
    static let list = Reference("testimonials")
    private static let requests = list.phrases("requests")
    private static let praise = list.phrases("praise")
    private static let ratings = list.phrases("ratings")

    static func asked(_ passage: Passage) -> [Finding] {
        (requests.matches(in: passage) + ratings.matches(in: passage)).map { match in
            let span = passage.span(match.words)
            return Finding(
                .review, .bio, span, "\(passage.quote(span)) points to praise by clients.",
                fix: "Take it out. Ethics codes ask not to collect testimonials from clients.")
        }
    }

    static func stars(_ passage: Passage) -> [Finding] {
        let stars: Set<Unicode.Scalar> = ["★", "⭐", "☆"]
        var runs: [Range<Int>] = []
        for (index, scalar) in passage.scalars.enumerated() where stars.contains(scalar) {
            if let last = runs.last, index <= last.upperBound + 1 {
                runs[runs.count - 1] = last.lowerBound..<index + 1
            } else {
                runs.append(index..<index + 1)
            }
        }
        return runs.filter { $0.count >= 3 }.map { run in
            Finding(
                .review, .bio, run, "A rating in stars looks like a testimonial.", fix: "Take the stars out.")
        }
    }

    private static let longest = 600

    /// Words in quotation marks in which somebody speaks of themselves with thanks or praise.
    static func quoted(_ passage: Passage) -> [Finding] {
        var findings: [Finding] = []
        var open: Int?
        for (index, scalar) in passage.scalars.enumerated() {
            if let start = open, ["”", "\""].contains(scalar) {
                let span = start..<index + 1
                if span.count <= longest, isPraise(Passage(passage.text(span))) {
                    findings.append(
                        Finding(
                            .review, .bio, span, "\(passage.quote(span)) reads like the words of a client.",
                            fix: "Take it out, or say what you do in your own words."))
                }
                open = nil
            } else if ["“", "\""].contains(scalar) {
                open = index
            }
        }
        return findings
    }

    private static func isPraise(_ quote: Passage) -> Bool {
        let speaks = quote.words.contains { ["i", "me", "my", "we", "us", "our"].contains($0.folded) }
        return quote.words.count >= 5 && speaks && !praise.matches(in: quote).isEmpty
    }
}
