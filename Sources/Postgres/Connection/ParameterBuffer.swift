/// The parameters of a statement in the form that libpq takes, in buffers that are used again.
struct ParameterBuffer {
    private var bytes: [UInt8] = []
    private var offsets: [Int] = []
    private var lengths: [Int32] = []
    private var formats: [Int32] = []
    private var types: [UInt32] = []

    struct Pointers {
        let count: Int32
        let types: UnsafePointer<UInt32>?
        let values: UnsafePointer<UnsafePointer<CChar>?>?
        let lengths: UnsafePointer<Int32>?
        let formats: UnsafePointer<Int32>?
    }

    /// Lays out the parameters and calls with pointers that are valid for the time of the call.
    mutating func withPointers<Result>(_ parameters: [PostgresValue], _ body: (Pointers) -> Result) -> Result
    {
        guard !parameters.isEmpty else {
            return body(Pointers(count: 0, types: nil, values: nil, lengths: nil, formats: nil))
        }
        layOut(parameters)
        return bytes.withUnsafeBufferPointer { bytes in
            withUnsafeTemporaryAllocation(of: UnsafePointer<CChar>?.self, capacity: offsets.count) { values in
                for position in offsets.indices {
                    let offset = offsets[position]
                    let value =
                        offset < 0
                        ? nil
                        : bytes.baseAddress.map {
                            UnsafeRawPointer($0 + offset).assumingMemoryBound(to: CChar.self)
                        }
                    values.initializeElement(at: position, to: value)
                }
                return types.withUnsafeBufferPointer { types in
                    lengths.withUnsafeBufferPointer { lengths in
                        formats.withUnsafeBufferPointer { formats in
                            body(
                                Pointers(
                                    count: Int32(truncatingIfNeeded: values.count), types: types.baseAddress,
                                    values: UnsafePointer(values.baseAddress), lengths: lengths.baseAddress,
                                    formats: formats.baseAddress))
                        }
                    }
                }
            }
        }
    }

    private mutating func layOut(_ parameters: [PostgresValue]) {
        // A buffer that one huge value has stretched is not kept for small ones.
        bytes.removeAll(keepingCapacity: bytes.capacity < 1 << 20)
        offsets.removeAll(keepingCapacity: true)
        lengths.removeAll(keepingCapacity: true)
        types.removeAll(keepingCapacity: true)
        for parameter in parameters {
            types.append(parameter.type.oid)
            guard !parameter.isNull else {
                offsets.append(-1)
                lengths.append(0)
                continue
            }
            let start = bytes.count
            parameter.write(to: &bytes)
            offsets.append(start)
            lengths.append(Int32(truncatingIfNeeded: bytes.count - start))
        }
        // One more byte, so that an empty last value has an address, which tells it from NULL.
        bytes.append(0)
        while formats.count < parameters.count { formats.append(1) }
    }
}
