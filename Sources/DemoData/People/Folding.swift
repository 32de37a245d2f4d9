import Foundation

extension String {
    /// Lower-case letters, digits and hyphens: "Søren Møller" becomes "soren-moller".
    var folded: String {
        var slug = ""
        for scalar in decomposedStringWithCompatibilityMapping.lowercased().unicodeScalars {
            switch scalar {
            case "a"..."z", "0"..."9": slug.unicodeScalars.append(scalar)
            case "ø": slug += "o"
            case "ł": slug += "l"
            case "đ": slug += "d"
            case "ı": slug += "i"
            case "'", "’", ".": continue
            case "\u{300}"..."\u{36F}": continue
            default: if !slug.isEmpty, slug.last != "-" { slug += "-" }
            }
        }
        return slug
    }
}
