import Console
import Documents
import Foundation
import Kernel
import Moderation
import Postgres

extension ArticleReview {
    func exhibit(of item: ReviewItem, visit: Visit, in reader: any Reader) async throws -> Exhibit {
        let id = ArticleID(rawValue: item.subjectID)
        guard let proposed = try await revision(of: item, in: reader) else { throw Refusal.notFound }
        let live = try await Self.liveRevision(of: id, in: reader)
        var parts: [any Page] = [
            TextPart(
                "The article as proposed",
                bodyHTML: try await ArticlePreview.html(of: proposed.document, in: reader)),
            FactsPart("About the article", proposed.facts),
        ]
        if let live {
            let rows = proposed.changes(since: live)
            if !rows.isEmpty {
                parts.insert(ChangesPart("What changed since the public article", rows: rows), at: 0)
            }
        }
        return Exhibit(
            body: parts[0], more: Array(parts.dropFirst()), checklist: proposed.checklist,
            path: "/console/articles/\(id)", title: proposed.title,
            subtitle: proposed.dek.isEmpty ? nil : proposed.dek,
            note: note(on: proposed, at: ReviewStage(item), isPublic: live != nil, for: visit))
    }

    private func note(
        on proposed: Revision, at stage: ReviewStage, isPublic: Bool, for visit: Visit
    ) -> String? {
        if let person = visit.actor?.personID, proposed.writerPersons.contains(person) {
            return "You wrote this; somebody else decides."
        }
        if proposed.needsClinicalReview, stage == .editorial, proposed.number > 0 {
            return "A clinical reviewer approved this text. You decide whether it may be published."
        }
        return isPublic ? "Readers keep the text that they have until this one is published." : nil
    }
}

extension ArticleReview.Revision {
    /// Field by field, and passage by passage.
    func changes(since old: ArticleReview.Revision) -> [ChangeRow] {
        [
            ChangeRow("Title", from: old.title, to: title),
            ChangeRow("Summary", from: old.dek, to: dek),
            ChangeRow("Category", from: old.categoryName, to: categoryName),
            ChangeRow("Author", from: old.authorName ?? "None", to: authorName ?? "None"),
            ChangeRow(
                "Topics", from: old.topicNames.joined(separator: ", "), to: topicNames.joined(separator: ", ")
            ),
            ChangeRow("Language", from: languageName(old.lang), to: languageName(lang)),
            ChangeRow("Text", from: old.document.text, to: document.text),
            ChangeRow("Images", from: old.imageLines, to: imageLines),
            ChangeRow("Links", from: old.linkLines, to: linkLines),
            ChangeRow("References", from: old.referenceLines, to: referenceLines),
            ChangeRow("Disclaimer", from: old.disclaimer, to: disclaimer),
        ].compactMap { $0 }
    }

    private var imageLines: String { document.figures.map(\.alt).joined(separator: "\n") }
    private var linkLines: String {
        document.links.map { "\($0.text) (\($0.destination))" }.joined(separator: "\n")
    }
    private var referenceLines: String { references.map(\.line).joined(separator: "\n") }

    var facts: [Fact] {
        [
            Fact("Category", categoryName), Fact("Author", authorName ?? "None"),
            Fact("Topics", topicNames.isEmpty ? "None" : topicNames.joined(separator: ", ")),
            Fact("Language", languageName(lang)),
            Fact("References", references.isEmpty ? "None" : referenceLines),
            Fact("Disclaimer", disclaimer.isEmpty ? "None" : disclaimer),
        ]
    }

    /// What whoever decides would look for first.
    var checklist: [ChecklistEntry] {
        let levels = document.blocks.compactMap { block in
            if case .heading(let level, _) = block { level.rawValue } else { nil }
        }
        let inOrder = zip([1] + levels, levels).allSatisfy { $1 <= $0 + 1 }
        var entries = [
            ChecklistEntry("Has a summary", isDone: !dek.isEmpty),
            ChecklistEntry("Has a byline", isDone: authorName != nil),
            ChecklistEntry("Names its topics", isDone: !topicNames.isEmpty),
            ChecklistEntry("Lists references", isDone: !references.isEmpty),
            ChecklistEntry("Headings are in order", isDone: inOrder),
            ChecklistEntry("Has a disclaimer", isDone: !disclaimer.isEmpty),
        ]
        if !document.figures.isEmpty {
            entries.append(
                ChecklistEntry(
                    "Every image is described",
                    isDone: document.figures.allSatisfy { Figure.problem(alt: $0.alt) == nil }))
        }
        if crisisTier == 1 {
            entries.append(
                ChecklistEntry("Its topics bring the crisis box, and no ads", isDone: true))
        }
        return entries
    }
}
