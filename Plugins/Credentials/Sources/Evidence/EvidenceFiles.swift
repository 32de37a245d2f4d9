import Foundation
import Kernel
import Postgres

extension Setting where Value == String {
    static let evidenceKeyFile = Setting(
        "evidence.key_file", default: "",
        "A file of at least 32 bytes that seals evidence; empty: evidence-key in the data folder.")
}

extension Setting where Value == [String] {
    static let olderEvidenceKeyFiles = Setting(
        "evidence.older_key_files", default: [], "Earlier key files, which open what they sealed.")
}

extension Kernel {
    /// The files of evidence, sealed.
    var evidenceFiles: SealedFiles {
        SealedFiles("evidence", in: filesFolder.appending(path: "evidence"), keys: evidenceKeys)
    }

    /// What seals and opens them.
    var evidenceKeys: FileKeys {
        let named = settings[.evidenceKeyFile]
        let file =
            named.isEmpty
            ? URL(filePath: settings[.data]).appending(path: "evidence-key") : URL(filePath: named)
        return FileKeys(file: file, older: settings[.olderEvidenceKeyFiles].map { URL(filePath: $0) })
    }
}

/// Looks at start whether everything that was sealed can be opened.
struct EvidenceKeyCheck: StartCheck {
    let kernel: Kernel

    func mistakes() async throws -> [SettingMistake] {
        let isNamed = !kernel.settings[.evidenceKeyFile].isEmpty
        let needed = try await kernel.database.values(
            String.self,
            """
            SELECT DISTINCT key_id
            FROM credentials.evidence
            WHERE removed_at IS NULL
            ORDER BY key_id
            """)
        // Without a key and without evidence there is nothing to open: the form takes no files.
        guard isNamed || !needed.isEmpty else { return [] }
        let place = "evidence.key_file"
        do {
            let known = try kernel.evidenceKeys.ids()
            return needed.filter { !known.contains($0) }.map { id in
                SettingMistake(
                    place: place,
                    message: """
                        stored evidence was sealed by the key “\(id)”, and no key file holds it. Put that key back, here or \
                        under evidence.older_key_files.
                        """)
            }
        } catch {
            return [SettingMistake(place: place, message: error.description)]
        }
    }
}
