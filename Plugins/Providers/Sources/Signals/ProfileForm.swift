import Kernel

extension ProfileFields {
    /// The fields as the editor sends them, without the credentials, which only their owner's claims can tell.
    init(_ form: Form) {
        self.init(form, titles: [])
    }
}
