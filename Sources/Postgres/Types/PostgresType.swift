/// The type of a value on the wire, by its object id.
public struct PostgresType: Hashable, Sendable, CustomStringConvertible {
    public let oid: UInt32

    public init(oid: UInt32) {
        self.oid = oid
    }

    /// Left to the server to infer from the place where the parameter stands.
    public static let unspecified = PostgresType(oid: 0)
    public static let bool = PostgresType(oid: 16)
    public static let bytea = PostgresType(oid: 17)
    public static let char = PostgresType(oid: 18)
    public static let name = PostgresType(oid: 19)
    public static let int8 = PostgresType(oid: 20)
    public static let int2 = PostgresType(oid: 21)
    public static let int4 = PostgresType(oid: 23)
    public static let text = PostgresType(oid: 25)
    public static let oid = PostgresType(oid: 26)
    public static let json = PostgresType(oid: 114)
    public static let xml = PostgresType(oid: 142)
    public static let float4 = PostgresType(oid: 700)
    public static let float8 = PostgresType(oid: 701)
    public static let bpchar = PostgresType(oid: 1042)
    public static let varchar = PostgresType(oid: 1043)
    public static let date = PostgresType(oid: 1082)
    public static let timestamp = PostgresType(oid: 1114)
    public static let timestamptz = PostgresType(oid: 1184)
    public static let interval = PostgresType(oid: 1186)
    public static let numeric = PostgresType(oid: 1700)
    public static let uuid = PostgresType(oid: 2950)
    public static let jsonb = PostgresType(oid: 3802)
    public static let unknown = PostgresType(oid: 705)
    public static let void = PostgresType(oid: 2278)

    private struct Facts {
        let oid: UInt32
        let name: String
        let array: UInt32
        let range: UInt32
    }

    // Fixed object ids, from PostgreSQL's src/include/catalog/pg_type.dat; they never change.
    private static let facts: [Facts] = [
        Facts(oid: 16, name: "boolean", array: 1000, range: 0),
        Facts(oid: 17, name: "bytea", array: 1001, range: 0),
        Facts(oid: 18, name: "\"char\"", array: 1002, range: 0),
        Facts(oid: 19, name: "name", array: 1003, range: 0),
        Facts(oid: 20, name: "bigint", array: 1016, range: 3926),
        Facts(oid: 21, name: "smallint", array: 1005, range: 0),
        Facts(oid: 23, name: "integer", array: 1007, range: 3904),
        Facts(oid: 25, name: "text", array: 1009, range: 0),
        Facts(oid: 26, name: "oid", array: 1028, range: 0),
        Facts(oid: 114, name: "json", array: 199, range: 0),
        Facts(oid: 142, name: "xml", array: 143, range: 0),
        Facts(oid: 700, name: "real", array: 1021, range: 0),
        Facts(oid: 701, name: "double precision", array: 1022, range: 0),
        Facts(oid: 1042, name: "character", array: 1014, range: 0),
        Facts(oid: 1043, name: "character varying", array: 1015, range: 0),
        Facts(oid: 1082, name: "date", array: 1182, range: 3912),
        Facts(oid: 1114, name: "timestamp", array: 1115, range: 3908),
        Facts(oid: 1184, name: "timestamp with time zone", array: 1185, range: 3910),
        Facts(oid: 1186, name: "interval", array: 1187, range: 0),
        Facts(oid: 1700, name: "numeric", array: 1231, range: 3906),
        Facts(oid: 2950, name: "uuid", array: 2951, range: 0),
        Facts(oid: 3802, name: "jsonb", array: 3807, range: 0),
        Facts(oid: 3904, name: "int4range", array: 3905, range: 0),
        Facts(oid: 3906, name: "numrange", array: 3907, range: 0),
        Facts(oid: 3908, name: "tsrange", array: 3909, range: 0),
        Facts(oid: 3910, name: "tstzrange", array: 3911, range: 0),
        Facts(oid: 3912, name: "daterange", array: 3913, range: 0),
        Facts(oid: 3926, name: "int8range", array: 3927, range: 0),
    ]

    private static let byOID: [UInt32: Facts] = Dictionary(uniqueKeysWithValues: facts.map { ($0.oid, $0) })
    private static let elements: [UInt32: UInt32] = Dictionary(
        uniqueKeysWithValues: facts.map { ($0.array, $0.oid) })
    private static let bounds: [UInt32: UInt32] = Dictionary(
        uniqueKeysWithValues: facts.filter { $0.range != 0 }.map { ($0.range, $0.oid) })

    /// The type of an array of this type; unspecified when this module does not know one.
    public var arrayType: PostgresType {
        PostgresType(oid: Self.byOID[oid]?.array ?? 0)
    }

    /// The type of a range over this type; unspecified when this module does not know one.
    public var rangeType: PostgresType {
        PostgresType(oid: Self.byOID[oid]?.range ?? 0)
    }

    /// The type of a bound when this is a range type that this module knows, else nil.
    var boundType: PostgresType? {
        Self.bounds[oid].map(PostgresType.init(oid:))
    }

    public var description: String {
        if let facts = Self.byOID[oid] { return facts.name }
        if let element = Self.elements[oid], let facts = Self.byOID[element] { return facts.name + "[]" }
        return oid == 0 ? "unspecified" : "type \(oid)"
    }
}
