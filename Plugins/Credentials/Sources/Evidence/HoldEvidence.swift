import Crypto
import Foundation
import Kernel
import Postgres

/// Takes the files of a form and keeps them for whoever sent them, until they submit a claim or a day has passed.
///
/// The file is sealed and durable before its row is: a row without its file would be a promise that nobody can keep.
struct HoldEvidence {
    let kernel: Kernel

    /// Files that somebody may keep here without a claim.
    static let most = 20
    /// Files that a form brings at once.
    static let rule = UploadRule(field: "files", atMost: 5)

    private static let field = rule.field

    /// Keeps what can be kept.
    ///
    /// - Returns: the ids of the kept files, and what must be mended about the others.
    func run(_ uploads: [Upload], by actor: Actor) async throws -> (kept: [EvidenceID], issues: FormIssues) {
        var kept: [EvidenceID] = []
        var issues = FormIssues()
        guard !uploads.isEmpty else { return (kept, issues) }
        let (waiting, sent) = try await kernel.database.fetch(
            CredentialQueries.heldEvidence(of: actor.accountID),
            CredentialQueries.sentEvidence(of: actor.accountID, since: kernel.clock.now() - .seconds(86_400)))
        let (held, daily) = (waiting.count, kernel.settings[.evidenceFilesADay])
        for upload in uploads {
            do {
                // Before anything is drawn or written: what is refused costs nothing.
                guard (sent ?? 0) + kept.count < daily else {
                    throw issue("You sent \(daily) files within a day, and that is the most. Go on tomorrow.")
                }
                guard held + kept.count < Self.most else {
                    throw issue("\(Self.most) files wait here. Submit or untick some of them first.")
                }
                kept.append(try await keep(try upload.contents(), by: actor))
            } catch let issue as FormIssues {
                issues.add(contentsOf: issue)
            } catch let mistake as StorageMistake {
                issues.add(contentsOf: noRoom(mistake))
            } catch let mistake as FileKeyMistake {
                issues.add(contentsOf: noRoom(mistake))
            }
        }
        return (kept, issues)
    }

    private func keep(_ data: Data, by actor: Actor) async throws -> EvidenceID {
        let content = try recognized(data)
        let pages = try await pages(of: data, content)
        let id: EvidenceID = kernel.ids.next()
        let files = kernel.evidenceFiles
        let keyID = try await files.write(data, as: id.rawValue)
        do {
            try await kernel.database.transaction { transaction in
                try await transaction.execute(
                    """
                    INSERT INTO credentials.evidence (
                      evidence_id, kind, bytes, sha256, pages, key_id, uploaded_by
                    )
                    VALUES (
                      \(id), \(content.evidenceKind), \(data.count), \(Data(SHA256.hash(data: data))), \(pages),
                      \(keyID), \(actor.accountID)
                    )
                    """)
                try await transaction.audit(
                    AuditEntry("credentials.evidence-received", on: "evidence", id),
                    by: .person(actor, as: actor.role(for: .claimCredentials)))
            }
        } catch {
            files.remove(id.rawValue)
            throw error
        }
        return id
    }

    private func recognized(_ data: Data) throws(FormIssues) -> FileContent {
        guard let content = FileContent(data) else {
            throw issue(
                "This file is no whole PDF, PNG or JPEG. Save it as one of these and choose it again.")
        }
        if let pixels = content.pixels, pixels > PagePictures.mostPixels {
            throw issue("This picture has more than 50 megapixels. Make it smaller and choose it again.")
        }
        return content
    }

    /// Counts the pages and draws the first: what cannot be drawn would help nobody.
    private func pages(of data: Data, _ content: FileContent) async throws -> Int {
        let pictures = PagePictures()
        do {
            let pages = try await pictures.pages(of: data, content)
            guard pages <= PagePictures.mostPages else {
                throw issue(
                    "This PDF has \(pages) pages, and \(PagePictures.mostPages) are the most. Send the ones that show it."
                )
            }
            _ = try await pictures.page(1, of: data, content, side: 200)
            return pages
        } catch let failure as LimitedProcess.Failure {
            switch failure {
            case .refused:
                throw issue(
                    "This file is damaged or locked by a password. Print it to a new PDF, or send a photo of it."
                )
            case .beyondLimits:
                throw issue("This file is too complex to show. Print it to a new PDF, or send a photo of it.")
            case .notInstalled, .notStarted:
                throw noRoom(failure)
            }
        }
    }

    private func noRoom(_ cause: any Error) -> FormIssues {
        kernel.logger.error("a file cannot be kept", metadata: ["error": "\(cause)"])
        return issue("Files cannot be kept right now, and nothing of this one was. Try again in a while.")
    }

    private func issue(_ text: String) -> FormIssues { FormIssues(Self.field, .other(text)) }
}
