/// The name that differs from a text in the fewest letters, whatever their case; nil where there are no names.
public func nearest(to text: String, among names: some Sequence<String>) -> String? {
    let text = text.lowercased()
    return names.map { (distance: editDistance(text, $0.lowercased()), name: $0) }.min { $0 < $1 }?.name
}

/// How many letters must be changed, added or dropped to make one word of the other (Levenshtein).
func editDistance(_ left: String, _ right: String) -> Int {
    let (left, right) = (Array(left), Array(right))
    var row = Array(0...right.count)
    for (i, letter) in left.enumerated() {
        var diagonal = row[0]
        row[0] = i + 1
        for (j, other) in right.enumerated() {
            let change = diagonal + (letter == other ? 0 : 1)
            diagonal = row[j + 1]
            row[j + 1] = min(change, row[j] + 1, row[j + 1] + 1)
        }
    }
    return row[right.count]
}
