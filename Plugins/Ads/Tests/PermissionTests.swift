import Ads
import Kernel
import Testing

@Suite("Who may do what about ads")
struct PermissionTests {
    @Test("ad managers book ads, editors and auditors only look")
    func roles() {
        #expect(Permission.editAds.roles == [.ads])
        #expect(Permission.readAds.roles == [.ads, .editor, .auditor])
    }

    @Test("an ad manager edits no text")
    func noText() {
        #expect(!Permission.editAds.roles.contains(.editor))
    }
}
