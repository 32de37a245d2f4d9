import Foundation

@testable import DemoData

/// November 21, 2026, at noon UTC.
let noon = Date(timeIntervalSince1970: 1_795_262_400)
let demo = DemoData(seed: 7, providers: 300, now: noon)
let people = (0..<300).map { demo.provider($0) }

/// Lower-case words without Markdown.
func words(_ text: String) -> [String] {
    text.lowercased().split { !$0.isLetter && !$0.isNumber && $0 != "’" }.map(String.init)
}
