// Swift 6.3 does not see that a literal is an `SQL` when `.all(Card.self, "SELECT …")` is an element of a parameter pack.
// With these, of up to eight statements, it does; they do no more than the general form.
extension Reader {
    /// Sends the statement and reads its rows.
    public func fetch<A: Sendable>(
        _ a: Query<A>
    ) async throws -> A {
        try a.decode(try await rows(a.sql))
    }

    /// Sends two independent statements in one round trip and reads their rows.
    public func fetch<A: Sendable, B: Sendable>(
        _ a: Query<A>, _ b: Query<B>
    ) async throws -> (A, B) {
        try await together(a, b)
    }

    /// Sends three independent statements in one round trip and reads their rows.
    public func fetch<A: Sendable, B: Sendable, C: Sendable>(
        _ a: Query<A>, _ b: Query<B>, _ c: Query<C>
    ) async throws -> (A, B, C) {
        try await together(a, b, c)
    }

    /// Sends four independent statements in one round trip and reads their rows.
    public func fetch<A: Sendable, B: Sendable, C: Sendable, D: Sendable>(
        _ a: Query<A>, _ b: Query<B>, _ c: Query<C>, _ d: Query<D>
    ) async throws -> (A, B, C, D) {
        try await together(a, b, c, d)
    }

    /// Sends five independent statements in one round trip and reads their rows.
    public func fetch<A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable>(
        _ a: Query<A>, _ b: Query<B>, _ c: Query<C>, _ d: Query<D>, _ e: Query<E>
    ) async throws -> (A, B, C, D, E) {
        try await together(a, b, c, d, e)
    }

    /// Sends six independent statements in one round trip and reads their rows.
    public func fetch<A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, F: Sendable>(
        _ a: Query<A>, _ b: Query<B>, _ c: Query<C>, _ d: Query<D>, _ e: Query<E>, _ f: Query<F>
    ) async throws -> (A, B, C, D, E, F) {
        try await together(a, b, c, d, e, f)
    }

    /// Sends seven independent statements in one round trip and reads their rows.
    public func fetch<
        A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, F: Sendable, G: Sendable
    >(
        _ a: Query<A>, _ b: Query<B>, _ c: Query<C>, _ d: Query<D>, _ e: Query<E>, _ f: Query<F>,
        _ g: Query<G>
    ) async throws -> (A, B, C, D, E, F, G) {
        try await together(a, b, c, d, e, f, g)
    }

    /// Sends eight independent statements in one round trip and reads their rows.
    public func fetch<
        A: Sendable, B: Sendable, C: Sendable, D: Sendable, E: Sendable, F: Sendable, G: Sendable, H: Sendable
    >(
        _ a: Query<A>, _ b: Query<B>, _ c: Query<C>, _ d: Query<D>, _ e: Query<E>, _ f: Query<F>,
        _ g: Query<G>, _ h: Query<H>
    ) async throws -> (A, B, C, D, E, F, G, H) {
        try await together(a, b, c, d, e, f, g, h)
    }
}
