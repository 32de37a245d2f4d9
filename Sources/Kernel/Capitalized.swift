extension String {
    /// The same with its first letter in upper case, for words of data at the beginning of a line.
    public var capitalizedFirst: String { prefix(1).uppercased() + dropFirst() }
}
