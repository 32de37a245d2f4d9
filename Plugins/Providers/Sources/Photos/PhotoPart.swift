import Console
import Kernel

/// A photo on the desk, as it is proposed.
struct PhotoPart: Page {
    static let template = "providers/photo"

    let photoTitle: String
    let proposedURL: String
    /// The one that readers see now; nil for none.
    let formerURL: String?

    init(proposed: String, live: String?) {
        photoTitle = "Photo, as proposed"
        proposedURL = PhotoRoutes.consolePath + proposed
        formerURL = live.map { PhotoRoutes.consolePath + $0 }
    }
}
