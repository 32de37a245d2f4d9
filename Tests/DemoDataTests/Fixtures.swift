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

/// The runs of five words in a text, sorted, each once.
func shingles(_ text: String) -> [Int] {
    let words = words(text)
    guard words.count >= 5 else { return [] }
    return Set((0...(words.count - 5)).map { words[$0..<($0 + 5)].hashValue }).sorted()
}

/// How many two sorted lists have in common.
func shared(_ first: [Int], _ second: [Int]) -> Int {
    var (left, right, count) = (0, 0, 0)
    while left < first.count, right < second.count {
        if first[left] == second[right] {
            count += 1
            left += 1
            right += 1
        } else if first[left] < second[right] {
            left += 1
        } else {
            right += 1
        }
    }
    return count
}

/// The grade of Flesch and Kincaid: how many years of school a text takes.
func schoolGrade(_ text: String) -> Double {
    let sentences = text.split { ".?!\n:".contains($0) }.filter { $0.contains(where: \.isLetter) }.count
    let all = words(text).filter { $0.contains(where: \.isLetter) }
    let perSentence = Double(all.count) / Double(sentences)
    let perWord = Double(all.reduce(0) { $0 + syllables($1) }) / Double(all.count)
    return 0.39 * perSentence + 11.8 * perWord - 15.59
}

private func syllables(_ word: String) -> Int {
    let groups = word.split { !"aeiouy".contains($0) }.count
    return max(1, word.hasSuffix("e") && !word.hasSuffix("le") ? groups - 1 : groups)
}
