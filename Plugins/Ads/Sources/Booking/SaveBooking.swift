import Foundation
import Kernel
import Postgres
import Site

/// Writes advertisers and their campaigns.
public struct SaveAdvertiser: Sendable {
    let kernel: Kernel

    public init(kernel: Kernel) { self.kernel = kernel }

    /// - Throws: `FormIssues` for a name that is taken or blocked.
    public func add(_ name: BookingName, by actor: Actor) async throws -> AdvertiserID {
        try assertAllowed(name)
        return try await kernel.database.transaction { transaction in
            let id: AdvertiserID = kernel.ids.next()
            try await namingTaken(in: transaction) {
                try await transaction.execute(
                    """
                    INSERT INTO ads.advertiser (advertiser_id, name)
                    VALUES (\(id), \(name.text))
                    """)
            }
            try await transaction.audit(
                AuditEntry("ads.advertiser_added", on: "advertiser", id, after: try record(name)),
                by: ads(actor))
            return id
        }
    }

    /// - Throws: `Refusal.changedSince` when somebody else changed it in between.
    public func rename(_ id: AdvertiserID, seen version: Int, _ name: BookingName, by actor: Actor)
        async throws
    {
        try assertAllowed(name)
        try await kernel.database.transaction { transaction in
            let before = try await AdQueries(reader: transaction).advertiser(id)
            var written = 0
            try await namingTaken(in: transaction) {
                written = try await transaction.execute(
                    """
                    UPDATE ads.advertiser
                    SET name = \(name.text), version = version + 1
                    WHERE advertiser_id = \(id) AND version = \(version)
                    """)
            }
            guard written == 1 else {
                throw renamed(
                    "this advertiser", AdPath.advertiser(id),
                    try await AdQueries(reader: transaction).advertiser(id),
                    name)
            }
            try await transaction.audit(
                AuditEntry(
                    "ads.advertiser_renamed", on: "advertiser", id,
                    before: try record(BookingName(before.name)),
                    after: try record(name)), by: ads(actor))
        }
    }

    private func assertAllowed(_ name: BookingName) throws(FormIssues) {
        if let problem = AdPolicy(kernel.settings).problem(with: name.text) {
            throw FormIssues("name", problem)
        }
    }
}

/// Writes campaigns: what an advertiser booked together.
public struct SaveCampaign: Sendable {
    let kernel: Kernel

    public init(kernel: Kernel) { self.kernel = kernel }

    /// - Throws: `Refusal.notFound` for an advertiser that is not there, `FormIssues` for a name that is taken.
    public func add(_ name: BookingName, for advertiser: AdvertiserID, by actor: Actor) async throws
        -> CampaignID
    {
        try await kernel.database.transaction { transaction in
            _ = try await AdQueries(reader: transaction).advertiser(advertiser)
            let id: CampaignID = kernel.ids.next()
            try await namingTaken(in: transaction) {
                try await transaction.execute(
                    """
                    INSERT INTO ads.campaign (campaign_id, advertiser_id, name)
                    VALUES (\(id), \(advertiser), \(name.text))
                    """)
            }
            try await transaction.audit(
                AuditEntry("ads.campaign_added", on: "campaign", id, after: try record(name)), by: ads(actor))
            return id
        }
    }

    /// - Throws: `Refusal.changedSince` when somebody else changed it in between.
    public func rename(_ id: CampaignID, seen version: Int, _ name: BookingName, by actor: Actor) async throws
    {
        try await kernel.database.transaction { transaction in
            let before = try await AdQueries(reader: transaction).campaign(id)
            var written = 0
            try await namingTaken(in: transaction) {
                written = try await transaction.execute(
                    """
                    UPDATE ads.campaign
                    SET name = \(name.text), version = version + 1
                    WHERE campaign_id = \(id) AND version = \(version)
                    """)
            }
            guard written == 1 else {
                throw renamed(
                    "this campaign", AdPath.campaign(id),
                    try await AdQueries(reader: transaction).campaign(id), name)
            }
            try await transaction.audit(
                AuditEntry(
                    "ads.campaign_renamed", on: "campaign", id, before: try record(BookingName(before.name)),
                    after: try record(name)), by: ads(actor))
        }
    }
}

/// Who acts, for the audit log.
func ads(_ actor: Actor) -> AuditActor { .person(actor, as: actor.role(for: .editAds)) }

private struct NameRecord: Codable {
    let name: String
}

private func record(_ name: BookingName) throws -> PostgresJSON {
    try PostgresJSON(encoding: NameRecord(name: name.text))
}

private func namingTaken(in transaction: Transaction, _ body: () async throws -> Void) async throws {
    do {
        try await transaction.savepoint(body)
    } catch let error as PostgresError
        where ["advertiser_name_unique", "campaign_name_unique"].contains(error.constraint)
    {
        throw FormIssues("name", .other("There is one of this name already. Choose another name."))
    }
}

private func renamed(_ subject: String, _ path: String, _ stored: some AdOwner, _ sent: BookingName)
    -> Refusal
{
    .changedSince(
        Conflict(
            subject: subject, by: nil, path: path, version: stored.version,
            fields: [.init(name: "name", label: "Name", mine: sent.text, theirs: stored.name)]))
}
