import Kernel
import Postgres
import Providers

/// A credential is verified from now on.
public struct CredentialVerified: Event {
    public static let name = "credentials.verified"

    public let credentialID: CredentialID
    public let verificationID: VerificationID
    public let providerID: ProviderID
    public let until: Instant
}

/// The end of a verification, as it was planned: delivered at that instant. It may have ended earlier, or a later
/// one may have taken over; whoever hears of it asks what holds.
public struct CredentialLapses: Event {
    public static let name = "credentials.lapses"

    public let credentialID: CredentialID
    public let verificationID: VerificationID
    public let providerID: ProviderID
}

/// A verification was ended before its time.
public struct VerificationEnded: Event {
    public static let name = "credentials.ended"

    public let credentialID: CredentialID
    public let verificationID: VerificationID
    public let providerID: ProviderID
}
