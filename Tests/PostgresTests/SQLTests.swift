import Postgres
import Testing

@Suite("Statements bind values and compose")
struct SQLTests {
    @Test("values become numbered parameters")
    func numbering() {
        let sql: SQL = "SELECT \(1), \("two"), \(Int?.none)"

        #expect(sql.text == "SELECT $1, $2, $3")
        #expect(sql.parameters.count == 3)
        #expect(sql.parameters[2].isNull)
    }

    @Test("a composed statement takes the next numbers, at any depth")
    func composition() {
        let inner: SQL = "a = \(1) AND b = \(2)"
        let middle: SQL = "(\(sql: inner) OR c = \(3))"
        let sql: SQL = "SELECT \(0) WHERE \(sql: middle) AND \(sql: inner) AND d = \(4)"

        #expect(sql.text == "SELECT $1 WHERE (a = $2 AND b = $3 OR c = $4) AND a = $5 AND b = $6 AND d = $7")
        #expect(sql.parameters.count == 7)
    }

    @Test(
        "what only looks like a parameter keeps its number",
        arguments: [
            "'$1' \(7)", "E'\\'$1' \(7)", "\"$1\" \(7)", "$$ $1 $$ \(7)", "$tag$ $1 $$ $1 $tag$ \(7)",
            "-- $1\n \(7)",
            "/* /* $1 */ $1 */ \(7)", "a$1 \(7)", "'it''s $1' \(7)",
        ] as [SQL])
    func lookalikes(inner: SQL) {
        let sql: SQL = "\(1) \(sql: inner)"

        #expect(sql.text == "$1 \(inner.text.dropLast(2))$2")
    }

    @Test("conditions are joined")
    func joined() {
        let conditions: [SQL] = ["a = \(1)", "b = \(2)", "c"]

        #expect(conditions.joined(separator: " AND ").text == "a = $1 AND b = $2 AND c")
        #expect([SQL]().joined(separator: " AND ").text == "")
    }

    @Test("an identifier is quoted whatever it holds")
    func identifiers() {
        let sql: SQL = "DROP TABLE \(identifier: "a\"; DROP TABLE b; --")"

        #expect(sql.text == "DROP TABLE \"a\"\"; DROP TABLE b; --\"")
    }

    @Test("a description shows no value")
    func description() {
        let sql: SQL = "SELECT \("secret word")"

        #expect("\(sql) \(sql.parameters) \(String(reflecting: sql))".contains("secret") == false)
        var dumped = ""
        dump(sql, to: &dumped)
        #expect(dumped.contains("secret") == false)
    }
}
