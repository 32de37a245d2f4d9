import Console
import Documents
import Kernel
import Site

/// A form for one thing of a list: for a new one below the list, or alone for one that there is.
struct ListForm: Sendable {
    let formAction: String
    let formButton: String
    let version: String
    let fields: [Field]

    init(_ path: String, button: String, version: Int, _ fields: [Field]) {
        formAction = path
        formButton = button
        self.version = String(version)
        self.fields = fields
    }
}

struct CategoriesPage: Page {
    static let template = "articles/categories"

    struct Row: Sendable {
        let title: String
        /// Nil for those who change nothing here.
        let url: String?
        let rowNote: String
        let clinical: Pill
        let count: String
    }

    let shell: Shell
    let empty: EmptyState?
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let form: ListForm?

    init(_ visit: Visit, categories: [CategoryRow]) {
        let summary = IssueSummary(visit)
        let mayEdit = visit.actor?.may(.editArticles) ?? false
        shell = Shell(visit, title: "Categories")
        empty = categories.isEmpty ? EmptyState("There are no categories yet. Add the first one below.") : nil
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        hasRows = !categories.isEmpty
        columns = [Column("Name"), Column("Clinical review"), Column("Articles", isNumber: true)]
        rows = categories.map { row in
            Row(
                title: row.name, url: mayEdit ? "\(ListConsole.categoriesPath)/\(row.categoryID)" : nil,
                rowNote: row.description.isEmpty ? "No description yet" : row.description,
                clinical: row.needsClinicalReview ? Pill(.warn, "needed") : Pill(.calm, "not needed"),
                count: String(row.articleCount))
        }
        form = mayEdit ? ListForm.category(visit, nil, path: ListConsole.categoriesPath) : nil
    }
}

struct AuthorsPage: Page {
    static let template = "articles/authors"

    struct Row: Sendable {
        let title: String
        let url: String?
        let rowNote: String
        let account: String
    }

    let shell: Shell
    let empty: EmptyState?
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let hasRows: Bool
    let columns: [Column]
    let rows: [Row]
    let form: ListForm?

    init(_ visit: Visit, authors: [AuthorRow]) {
        let summary = IssueSummary(visit)
        let mayEdit = visit.actor?.may(.editArticles) ?? false
        shell = Shell(visit, title: "Authors")
        empty = authors.isEmpty ? EmptyState("There are no authors yet. Add the first one below.") : nil
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        hasRows = !authors.isEmpty
        columns = [Column("Name"), Column("Account")]
        rows = authors.map { row in
            Row(
                title: [row.name, row.credentials].filter { !$0.isEmpty }.joined(separator: ", "),
                url: mayEdit ? "\(ListConsole.authorsPath)/\(row.authorID)" : nil,
                rowNote: row.bio.isEmpty
                    ? "Nothing about them yet" : Excerpt.of(row.bio, maxCharacters: 120),
                account: row.accountEmail ?? "None")
        }
        form = mayEdit ? ListForm.author(visit, nil, path: ListConsole.authorsPath) : nil
    }
}

/// The form for one category or author that there is.
struct ListFormPage: Page {
    static let template = "articles/list_form"

    let shell: Shell
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let backURL: String
    let form: ListForm

    init(_ visit: Visit, category: CategoryRow) {
        let back = ListConsole.categoriesPath
        self.init(
            visit, title: category.name, back: back,
            .category(visit, category, path: "\(back)/\(category.categoryID)"))
    }

    init(_ visit: Visit, author: AuthorRow) {
        let back = ListConsole.authorsPath
        self.init(
            visit, title: author.name, back: back, .author(visit, author, path: "\(back)/\(author.authorID)"))
    }

    private init(_ visit: Visit, title: String, back: String, _ form: ListForm) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: title)
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        backURL = back
        self.form = form
    }
}

extension ListForm {
    static func category(_ visit: Visit, _ category: CategoryRow?, path: String) -> ListForm {
        ListForm(
            path, button: category == nil ? "Add category" : "Change now", version: category?.version ?? 0,
            [
                Field(visit.text("name", "Name", category?.name ?? "", isRequired: true)),
                Field(
                    visit.text(
                        "slug", "Address", category?.slug.rawValue ?? "", hint: addressHint(category))),
                Field(
                    visit.area(
                        "description", "Description", category?.description ?? "", rows: 2, maxLength: 400,
                        hint: "One sentence below the name on the category’s page.")),
                Field(
                    visit.check(
                        "clinical", "Ask for a clinical review", category?.needsClinicalReview ?? false,
                        hint:
                            "A clinical reviewer reads its articles before an editor decides. Articles that are public stay public."
                    )),
            ])
    }

    private static func addressHint(_ category: CategoryRow?) -> String {
        let empty = "Leave it empty to make one from the name."
        guard let category else { return empty }
        let former = category.formerSlugs.map(\.rawValue).joined(separator: ", ")
        return "\(empty) The old address leads to the new one."
            + (former.isEmpty ? "" : " Former ones: \(former).")
    }

    static func author(_ visit: Visit, _ author: AuthorRow?, path: String) -> ListForm {
        ListForm(
            path, button: author == nil ? "Add author" : "Change now", version: author?.version ?? 0,
            [
                Field(visit.text("name", "Name", author?.name ?? "", isRequired: true)),
                Field(
                    visit.text(
                        "slug", "Address", author?.slug.rawValue ?? "",
                        hint: "Leave it empty to make one from the name.")),
                Field(
                    visit.text(
                        "credentials", "Credentials", author?.credentials ?? "",
                        hint: "Letters after the name, as they give them. Nobody here looks them up.")),
                Field(visit.area("bio", "About", author?.bio ?? "", rows: 4, maxLength: 1_200)),
                Field(
                    visit.text(
                        "email", "Email of the account", author?.accountEmail ?? "", kind: "email",
                        hint: "Leave it empty if they have no account.")),
            ])
    }
}

/// The pictures for figures, and the form that sends one.
struct ImagesPage: Page {
    static let template = "articles/images"

    struct Row: Sendable {
        let pictureURL: String
        let alt: String
        let markdown: String
        let size: String
        let added: Moment
    }

    let shell: Shell
    let empty: EmptyState?
    let hasIssues: Bool
    let issuesHeading: String
    let issues: [IssueSummary.Line]
    let mayAdd: Bool
    let fileIssue: String?
    let altField: TextField
    let hasRows: Bool
    let rows: [Row]

    init(_ visit: Visit, images: [ImageRow]) {
        let summary = IssueSummary(visit)
        shell = Shell(visit, title: "Images")
        empty = images.isEmpty ? EmptyState("There are no images yet. Upload the first one above.") : nil
        hasIssues = summary.hasIssues
        issuesHeading = summary.issuesHeading
        issues = summary.issues
        mayAdd = visit.actor?.may(.editArticles) ?? false
        fileIssue = visit.issues[KeepImage.rule.field]
        altField = visit.text(
            "alt", "What it shows", isRequired: true,
            hint: "For people who cannot see it. Each text can say it differently.")
        hasRows = !images.isEmpty
        rows = images.map { row in
            Row(
                pictureURL: "/console/images/\(row.reference)", alt: row.alt,
                markdown: "![\(row.alt)](image:\(row.reference))", size: "\(row.width) × \(row.height)",
                added: Moment(row.createdAt, for: visit))
        }
    }
}
