/// Numbers that look random and are always the same for the same seed, index and purpose.
///
/// Swift's own `shuffled(using:)` may change between releases of the language; these do not.
public struct Chance: Sendable {
    private var state: UInt64

    public init(seed: UInt64, index: Int = 0, purpose: Purpose) {
        state = Self.mixed(seed &+ Self.mixed(UInt64(bitPattern: Int64(index)) &+ purpose.rawValue << 48))
    }

    /// Each question has numbers of its own, so that a new one does not change the answers to the others.
    public enum Purpose: UInt64, Sendable {
        case order = 1
        case name, place, topics, credentials, contact, bio, queue
        /// For whoever stores what this module makes: ids of rows, and the hours of a day at which things happened.
        case ids, hours
        case practice
        case articles
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        return Self.mixed(state)
    }

    /// A number from 0 up to, but without, the bound.
    public mutating func number(below bound: Int) -> Int {
        Int(next() % UInt64(max(bound, 1)))
    }

    public mutating func number(in range: ClosedRange<Int>) -> Int {
        range.lowerBound + number(below: range.count)
    }

    /// True that many times out of a hundred.
    mutating func happens(_ percent: Int) -> Bool {
        number(below: 100) < percent
    }

    /// One of the choices, of which there must be at least one.
    mutating func pick<T>(_ choices: [T]) -> T {
        choices[number(below: choices.count)]
    }

    mutating func shuffled<T>(_ values: [T]) -> [T] {
        var values = values
        for last in stride(from: values.count - 1, to: 0, by: -1) {
            values.swapAt(last, number(below: last + 1))
        }
        return values
    }

    /// The finalizer of SplitMix64. Source: https://prng.di.unimi.it/splitmix64.c
    private static func mixed(_ value: UInt64) -> UInt64 {
        var value = value
        value = (value ^ (value >> 30)) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ (value >> 27)) &* 0x94D0_49BB_1331_11EB
        return value ^ (value >> 31)
    }
}

/// A shuffled order of 0 ..< count, so that no value is drawn twice before all were drawn.
struct Order: Sendable {
    private let values: [Int]
    private let turn: Int

    init(count: Int, chance: inout Chance) {
        values = chance.shuffled(Array(0..<max(count, 1)))
        turn = chance.number(below: count)
    }

    /// The value at a position of the first round, the second round, and so on; each round begins elsewhere.
    subscript(position: Int) -> Int {
        values[(position + position / values.count * turn) % values.count]
    }
}
