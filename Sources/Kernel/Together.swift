extension Array where Element: Sendable {
    /// As `map`, on all processors: for what takes a good part of a millisecond each. The results are in the order of the
    /// elements.
    public func mapTogether<Result: Sendable>(
        _ transform: @escaping @Sendable (Element) throws -> Result
    ) async throws -> [Result] {
        // Small enough that no processor waits long for the last part of another.
        let size = Swift.max(8, count / 16)
        let starts = Array<Int>(stride(from: 0, to: count, by: size))
        return try await withThrowingTaskGroup(of: (Int, [Result]).self) { group in
            for start in starts {
                let part = self[start..<Swift.min(start + size, count)]
                group.addTask { (start, try part.map(transform)) }
            }
            var parts: [Int: [Result]] = [:]
            for try await (start, results) in group { parts[start] = results }
            return starts.flatMap { parts[$0] ?? [] }
        }
    }
}
