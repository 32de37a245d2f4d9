import Kernel
import Testing

@Suite("Work on all processors")
struct TogetherTests {
    struct Refused: Error {}

    @Test("results stand in the order of what they are made of", arguments: [0, 1, 7, 8, 9, 500, 1_001])
    func order(count: Int) async throws {
        let squares = try await Array(0..<count).mapTogether { $0 * $0 }

        #expect(squares == (0..<count).map { $0 * $0 })
    }

    @Test("what goes wrong with one of them is thrown")
    func refused() async throws {
        await #expect(throws: Refused.self) {
            _ = try await Array(0..<100).mapTogether { if $0 == 63 { throw Refused() } }
        }
    }
}
