import Foundation
import Hummingbird
import Kernel
import Moderation

/// Pages of evidence as pictures.
struct EvidenceConsole: Sendable {
    let kernel: Kernel

    @Sendable func desk(_ request: Request, _ visit: Visit) async throws -> Reply {
        guard let credential = CredentialID(visit.parameters.get("id") ?? "") else { throw Refusal.notFound }
        return try await page(visit, at: .desk(credential))
    }

    @Sendable func own(_ request: Request, _ visit: Visit) async throws -> Reply {
        try await page(visit, at: .own)
    }

    private func page(_ visit: Visit, at place: ReadEvidence.Place) async throws -> Reply {
        guard let id = EvidenceID(visit.parameters.get("evidence") ?? ""),
            let page = Int(visit.parameters.get("page") ?? "")
        else { throw Refusal.notFound }
        let picture = try await ReadEvidence(kernel: kernel).run(
            id, page: page, at: place, by: try visit.requireActor())
        var headers: HTTPFields = [
            .contentType: "image/png", .contentDisposition: "inline; filename=page-\(page).png",
            .cacheControl: "no-store",
        ]
        headers[.contentSecurityPolicy] = "default-src 'none'; sandbox"
        headers[.xContentTypeOptions] = "nosniff"
        return .response(
            Response(
                status: .ok, headers: headers, body: ResponseBody(byteBuffer: ByteBuffer(bytes: picture))))
    }
}

extension EvidencePart {
    /// Every page of what was sent for a claim; nil when nothing was.
    init?(_ evidence: [Evidence], for id: CredentialID, files: SealedFiles) {
        guard !evidence.isEmpty else { return nil }
        let path = "\(CredentialPath.credential(id))/evidence"
        self.init(
            evidence.enumerated().flatMap { number, sent -> [Picture] in
                let file = evidence.count == 1 ? "Evidence" : "File \(number + 1) of \(evidence.count)"
                guard files.isKept(sent.evidenceID.rawValue) else {
                    return [Picture("\(file): it is missing here. Ask for it again.")]
                }
                return (1...sent.pages).map { page in
                    let words = sent.pages == 1 ? file : "\(file), page \(page) of \(sent.pages)"
                    return Picture(words, url: "\(path)/\(sent.evidenceID)/\(page)")
                }
            })
    }
}
