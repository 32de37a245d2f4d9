/// Patterns for LIKE from what somebody typed.
public enum LikePattern {
    /// Finds the text anywhere. What LIKE takes for wildcards stands for itself.
    public static func containing(_ text: String) -> String {
        "%\(text.replacing(/[%_\\]/) { "\\\($0.output)" })%"
    }
}
