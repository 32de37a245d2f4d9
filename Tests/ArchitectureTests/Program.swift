import Accounts
import Ads
import Articles
import Credentials
import Foundation
import Kernel
import Moderation
import Providers
import Site
import Topics

/// The whole program, as its tests see it.
enum Program {
    static let plugins: [any Plugin.Type] = [
        AccountsPlugin.self, SitePlugin.self, ModerationPlugin.self, TopicsPlugin.self, ProvidersPlugin.self,
        CredentialsPlugin.self, ArticlesPlugin.self, AdsPlugin.self,
    ]

    /// The folder of Package.swift.
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    /// What a plugin requires, and what that requires in turn.
    static func requirements(of id: PluginID) -> Set<PluginID> {
        let own = plugins.first { $0.id == id }?.requires ?? []
        return own.reduce(into: Set(own)) { $0.formUnion(requirements(of: $1)) }
    }

    /// Every set of plugins in which each finds what it requires.
    static var closedSets: [[any Plugin.Type]] {
        (0..<(1 << plugins.count)).map { bits in
            plugins.enumerated().filter { bits & (1 << $0.offset) != 0 }.map(\.element)
        }
        .filter { set in
            let ids = Set(set.map { $0.id })
            return set.allSatisfy { ids.isSuperset(of: $0.requires) }
        }
    }
}

/// Files of the project.
enum Files {
    /// Folders directly below one.
    static func folders(in path: String) throws -> [String] {
        let folder = Program.root.appending(path: path)
        return try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted().filter { name in
            (try? folder.appending(path: name).resourceValues(forKeys: [.isDirectoryKey]).isDirectory) == true
        }
    }

    /// The text of every file with this ending below a folder, by its path.
    static func texts(in path: String, ending: String) throws -> [String: String] {
        let folder = Program.root.appending(path: path)
        let paths = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
        var texts: [String: String] = [:]
        for file in paths where file.hasSuffix(ending) {
            texts[file] = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
        }
        return texts
    }

    /// A text without its comments.
    static func code(_ text: String) -> String {
        text.split(separator: "\n", omittingEmptySubsequences: false)
            .map { $0.replacing(/^\s*(\/\/|--).*/, with: "") }
            .joined(separator: "\n")
    }
}
