import Kernel

extension Permission {
    public static let readAds = Permission(
        "ads.read", to: "see ads in the console", roles: [.ads, .editor, .auditor])
    public static let editAds = Permission("ads.edit", to: "book and change ads", roles: [.ads])
}
