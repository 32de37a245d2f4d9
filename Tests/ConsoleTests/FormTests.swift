import Kernel
import Testing

@Suite("Reading forms")
struct FormTests {
    @Test("a field that was sent twice keeps both values, in their order")
    func repeated() {
        let form = Form(urlEncoded: "role=editor&name=Ana&role=admin")

        #expect(form?.all("role") == ["editor", "admin"])
        #expect(form?.raw("role") == "editor")
    }

    @Test("a field that was not sent is no value, and reads as empty text")
    func missing() {
        let form = Form(urlEncoded: "name=Ana")

        #expect(form?.raw("zone") == nil)
        #expect(form?["zone"] == "")
        #expect(form?.has("zone") == false)
    }

    @Test("a field that was sent empty is there")
    func empty() {
        let form = Form(urlEncoded: "note=&mark")

        #expect(form?.raw("note") == "")
        #expect(form?.has("mark") == true)
    }

    @Test("plus is a space, and an escaped plus is a plus")
    func plus() {
        #expect(Form(urlEncoded: "sum=1+%2B+1")?.raw("sum") == "1 + 1")
    }

    @Test("escapes are read as UTF-8, in names too")
    func escapes() {
        #expect(Form(urlEncoded: "caf%C3%A9=%E2%9C%93%26%3D")?.raw("café") == "✓&=")
    }

    @Test("an equals sign in a value belongs to the value")
    func equals() {
        #expect(Form(urlEncoded: "sum=1=1")?.raw("sum") == "1=1")
    }

    @Test(
        "escapes that are not UTF-8 are refused", arguments: ["name=%FF", "%C3=x", "name=%E2%9C", "name=%zz"])
    func notText(body: String) {
        #expect(Form(urlEncoded: body) == nil)
    }

    @Test(
        "a NUL, which the database cannot hold, is refused",
        arguments: ["name=a%00b", "na%00me=x", "name=a\0b"])
    func nul(body: String) {
        #expect(Form(urlEncoded: body) == nil)
    }

    @Test("the trimmed value has line ends as line feeds; the raw one is as it was sent")
    func trimmed() {
        let form = Form(urlEncoded: "bio=+one%0D%0Atwo%0D%0A")

        #expect(form?["bio"] == "one\ntwo")
        #expect(form?.raw("bio") == " one\r\ntwo\r\n")
    }

    @Test("entries are everything in its order")
    func entries() {
        let entries = Form(urlEncoded: "b=1&a=2&b=3")?.entries ?? []

        #expect(entries.map { "\($0.name)\($0.value)" } == ["b1", "a2", "b3"])
    }
}
