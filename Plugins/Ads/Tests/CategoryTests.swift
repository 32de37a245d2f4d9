import Foundation
import Kernel
import Postgres
import Site
import TestSupport
import Testing

@testable import Ads

@Suite("Categories in line items", .stet(with: adPlugins))
struct CategoryTests {
    /// Saves a line item as the form sends it, and tells what it then holds, or what has to be mended.
    private func save(
        _ booked: Booked, categories: String = "", not excluded: String = "", among shelf: Shelf?
    ) async throws -> (stored: StoredLineItem, issues: [String]) {
        let stet = try TestStet.current
        let queries = AdQueries(reader: stet.database)
        do {
            try await SaveLineItem(kernel: stet.kernel, categories: shelf.map { [$0] } ?? []).change(
                booked.lineItem, seen: try await queries.lineItem(booked.lineItem).version,
                LineItemInput(
                    name: "Sleep Diary", priority: "bulk", categories: categories,
                    excludedCategories: excluded),
                by: booked.actor)
            return (try await queries.lineItem(booked.lineItem), [])
        } catch let issues as FormIssues {
            return (
                try await queries.lineItem(booked.lineItem),
                issues.issues.map { "\($0.field): \($0.message)" }
            )
        }
    }

    private func names(_ shelf: Shelf?) async throws -> CategoryNames {
        try await .load(from: shelf.map { [$0] } ?? [], in: TestStet.current.database)
    }

    @Test("a category is named as people write it, or by its address, and held once")
    func naming() async throws {
        let shelf = Shelf("Sleep & rest", "Everyday skills")
        let booked = try await TestStet.current.book("Sleep Diary")

        let saved = try await save(
            booked, categories: "sleep & REST; sleep-rest", not: "everyday-skills", among: shelf)

        #expect(saved.stored.categories == [shelf.id("Sleep & rest")])
        #expect(saved.stored.excludedCategories == [shelf.id("Everyday skills")])
        #expect(
            saved.stored.place(try await names(shelf))
                == "Every page; about Sleep & rest; not Everyday skills")
    }

    @Test("a renamed category stays where it was booked and left out, under its new name")
    func renamed() async throws {
        let shelf = Shelf("Sleep", "News")
        let booked = try await TestStet.current.book("Sleep Diary")
        let before = try await save(booked, categories: "Sleep", not: "News", among: shelf).stored
        let later = shelf.renaming("News", to: "What happened").renaming("Sleep", to: "Nights")

        let names = try await names(later)
        let after = try await save(
            booked, categories: names.text(of: before.categories),
            not: names.text(of: before.excludedCategories), among: later)

        #expect(before.place(names) == "Every page; about Nights; not What happened")
        #expect(after.issues == [])
        #expect(after.stored.categories == before.categories)
        #expect(after.stored.excludedCategories == before.excludedCategories)
    }

    @Test(
        "a category that is no more is said to be gone, stays when the form is saved, and goes when taken out"
    )
    func gone() async throws {
        let stet = try TestStet.current
        let shelf = Shelf("Sleep", "News")
        let id = try #require(shelf.id("News"))
        let booked = try await stet.book("Sleep Diary")
        let before = try await save(booked, categories: "Sleep", not: "News", among: shelf).stored
        let other = try await stet.book("Other")

        for later in [shelf.removing("News"), nil] {
            let names = try await names(later)
            let text = names.text(of: before.excludedCategories)
            let kept = try await save(
                booked, categories: names.text(of: before.categories), not: text, among: later)
            let elsewhere = try await save(other, not: text, among: later)

            #expect(text == "gone category \(id)")
            #expect(before.place(names).hasSuffix("not gone category \(id)"))
            #expect(kept.issues == [] && kept.stored.excludedCategories == [id])
            #expect(elsewhere.issues.first?.hasPrefix("excluded_categories: There is no category") == true)
        }
        #expect(try await save(booked, among: shelf).stored.excludedCategories == [])
    }

    @Test("a name with a semicolon in it is written by its address, so that the form can be saved")
    func semicolon() async throws {
        let shelf = Shelf("Loss; and change")
        let booked = try await TestStet.current.book("Sleep Diary")

        let before = try await save(booked, categories: "loss-and-change", among: shelf).stored
        let text = try await names(shelf).text(of: before.categories)
        let after = try await save(booked, categories: text, among: shelf)

        #expect(text == "loss-and-change")
        #expect(after.issues == [] && after.stored.categories == [shelf.id("Loss; and change")])
        #expect(before.place(try await names(shelf)) == "Every page; about Loss; and change")
    }

    @Test("the record tells categories by name")
    func record() async throws {
        let stet = try TestStet.current
        let shelf = Shelf("Sleep & rest")
        let booked = try await stet.book("Sleep Diary")
        _ = try await save(booked, not: "sleep-rest", among: shelf)

        let after = try await stet.owner.value(
            String.self,
            "SELECT after ->> 'excludedCategories' FROM kernel.audit_entry WHERE action = 'ads.line_item_changed'"
        )

        #expect(after == #"["Sleep & rest"]"#)
    }

    @Test("of two who change the same, the second is shown the categories by name")
    func conflict() async throws {
        let stet = try TestStet.current
        let shelf = Shelf("Sleep & rest")
        let booked = try await stet.book("Sleep Diary")
        _ = try await save(booked, not: "sleep-rest", among: shelf)

        let refusal = await #expect(throws: Refusal.self) {
            try await SaveLineItem(kernel: stet.kernel, categories: [shelf]).change(
                booked.lineItem, seen: 1, LineItemInput(name: "Sleep Diary", priority: "bulk"),
                by: booked.actor)
        }

        guard case .changedSince(let conflict)? = refusal else {
            Issue.record("It was not refused as changed.")
            return
        }
        #expect(conflict.fields.last?.theirs == "Sleep & rest" && conflict.fields.last?.mine == "")
    }

    // MARK: What was booked by addresses

    /// Puts the table back to where it held addresses, and runs what followed.
    private func migrate(with preparation: String) async throws {
        let stet = try TestStet.current
        let migration = try #require(
            try AdsPlugin(kernel: stet.kernel).migrations.load().first { $0.name == "0003_hold_category_ids" }
        )
        try await stet.owner.script(
            """
            DROP VIEW ads.public_line_item;
            ALTER TABLE ads.line_item
              DROP COLUMN categories,
              DROP COLUMN excluded_categories,
              ADD COLUMN categories text[] NOT NULL DEFAULT '{}',
              ADD COLUMN excluded_categories text[] NOT NULL DEFAULT '{}';
            CREATE VIEW ads.public_line_item AS SELECT categories, excluded_categories FROM ads.line_item;
            UPDATE ads.line_item SET categories = '{sleep,nowhere}', excluded_categories = '{news}';
            """)
        try await stet.owner.script(preparation)
        try await stet.owner.transaction { try await $0.script(migration.text) }
    }

    @Test("line items that were booked by addresses hold the categories that had them")
    func converted() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary")
        let (sleep, news) = (UUID(), UUID())

        try await migrate(
            with: """
                CREATE SCHEMA articles;
                CREATE TABLE articles.category (category_id uuid, slug text);
                INSERT INTO articles.category
                VALUES ('\(sleep)', 'sleep'), ('\(news)', 'news'), ('\(UUID())', 'other');
                """)

        let stored = try await AdQueries(reader: stet.database).lineItem(booked.lineItem)
        #expect(stored.categories.count == 2)
        #expect(stored.categories.contains(PageCategoryID(rawValue: sleep)))
        #expect(stored.excludedCategories == [PageCategoryID(rawValue: news)])
        let line = try await LoadAds.state(in: stet.kernel.site).book.lines.first
        #expect(line?.excludedCategories == [PageCategoryID(rawValue: news)])
    }

    @Test("one that was booked for addresses that no category has does not come to stand everywhere")
    func unknownAddresses() async throws {
        let stet = try TestStet.current
        let booked = try await stet.book("Sleep Diary")

        try await migrate(with: "SELECT 1")

        let stored = try await AdQueries(reader: stet.database).lineItem(booked.lineItem)
        #expect(stored.categories.count == 2 && stored.excludedCategories.count == 1)
        #expect(try await LoadAds.state(in: stet.kernel.site).book.lines.first?.isTargeted == true)
    }
}
