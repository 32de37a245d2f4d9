import Hummingbird

extension Request {
    /// The fields in the address, as a browser's GET form sends them: with `+` for spaces, which the framework's own
    /// query parameters keep as a plus. Empty when they cannot be read.
    public var fields: Form {
        Form(urlEncoded: uri.query ?? "") ?? Form()
    }
}
