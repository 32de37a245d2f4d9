import Console
import Foundation
import Hummingbird
import Kernel
import Postgres
import Site

/// The screens about categories and authors.
struct ListConsole: Sendable {
    let kernel: Kernel

    static let categoriesPath = "/console/articles/categories"
    static let authorsPath = "/console/articles/authors"

    @Sendable func categories(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(CategoriesPage(visit, categories: try await Categories.all(in: kernel.database)))
    }

    @Sendable func addCategory(_ request: Request, _ visit: Visit) async throws -> Reply {
        _ = try await Categories(kernel: kernel).add(
            try category(visit.form), by: try visit.requireActor())
        return .seeOther(Self.categoriesPath, flash: "Added. Readers see it once an article is in it.")
    }

    @Sendable func category(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = CategoryID(visit.parameters.get("id") ?? "")
        let found = try await Categories.all(in: kernel.database).first { $0.categoryID == id }
        guard let found else { throw Refusal.notFound }
        return .page(ListFormPage(visit, category: found))
    }

    @Sendable func changeCategory(_ request: Request, _ visit: Visit) async throws -> Reply {
        guard let id = CategoryID(visit.parameters.get("id") ?? "") else { throw Refusal.notFound }
        try await Categories(kernel: kernel).change(
            id, seen: Int(visit.form["version"]) ?? 0, to: try category(visit.form),
            by: try visit.requireActor())
        return .seeOther(Self.categoriesPath, flash: "Changed. Readers see it now.")
    }

    private func category(_ form: Form) throws(FormIssues) -> CategoryInput {
        try CategoryInput(
            name: form["name"], slug: form["slug"], description: form["description"],
            needsClinicalReview: !form["clinical"].isEmpty)
    }

    @Sendable func authors(_ request: Request, _ visit: Visit) async throws -> Reply {
        .page(AuthorsPage(visit, authors: try await Authors.all(in: kernel.database)))
    }

    @Sendable func addAuthor(_ request: Request, _ visit: Visit) async throws -> Reply {
        _ = try await Authors(kernel: kernel).add(try author(visit.form), by: try visit.requireActor())
        return .seeOther(Self.authorsPath, flash: "Added. Articles can be signed by them now.")
    }

    @Sendable func author(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = AuthorID(visit.parameters.get("id") ?? "")
        let found = try await Authors.all(in: kernel.database).first { $0.authorID == id }
        guard let found else { throw Refusal.notFound }
        return .page(ListFormPage(visit, author: found))
    }

    @Sendable func changeAuthor(_ request: Request, _ visit: Visit) async throws -> Reply {
        guard let id = AuthorID(visit.parameters.get("id") ?? "") else { throw Refusal.notFound }
        try await Authors(kernel: kernel).change(
            id, seen: Int(visit.form["version"]) ?? 0, to: try author(visit.form),
            by: try visit.requireActor())
        return .seeOther(Self.authorsPath, flash: "Changed. Readers see it now.")
    }

    private func author(_ form: Form) throws(FormIssues) -> AuthorInput {
        try AuthorInput(
            name: form["name"], slug: form["slug"], credentials: form["credentials"], bio: form["bio"],
            email: form["email"])
    }
}
