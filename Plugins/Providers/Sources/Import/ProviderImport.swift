import Documents
import Foundation
import Kernel
import Moderation
import Postgres
import Signals
import Site
import Topics

/// Takes profiles from a CSV file: all of it or nothing.
///
/// The file is read first without the database, so that a line that cannot be taken is told at once and nothing is
/// locked meanwhile; then it is taken in one transaction, in groups of lines. A long file is read once more for that.
public struct ProviderImport: Sendable {
    private let kernel: Kernel
    private let claims: [any ClaimSink]
    /// A file of so many bytes is kept as it was read, some thousand lines.
    var keptBytes = 8_000_000

    /// Lines that are looked up and written together.
    private static let groupSize = 500
    /// Profiles that become public in one statement.
    private static let publishedTogether = 5_000

    /// `claims` are those of the composition: what takes the titles that profiles name.
    public init(kernel: Kernel, claims: [any ClaimSink]) {
        self.kernel = kernel
        self.claims = claims
    }

    /// Imports a file and reports by line.
    ///
    /// What is imported waits for review, unless the options give a reason to publish it at once. Titles are claims
    /// that nobody has checked, whatever the file says.
    public func run(
        _ source: ImportSource, options: ImportOptions = ImportOptions(),
        by actor: AuditActor = .program("stet import")
    ) async throws -> ImportReport {
        let file = ProviderFile(source: source, thisYear: thisYear)
        var report = ImportReport(file: source.name)
        var (kept, bytes): ([ProviderFile.Group], Int) = ([], 0)
        do {
            try await file.forEach(groupsOf: Self.groupSize) { group in
                for case .refused(let line, let messages) in group.lines {
                    for message in messages { report.add(.refused, line: line, message) }
                }
                bytes += group.bytes
                if bytes <= keptBytes { kept.append(group) } else { kept = [] }
            }
        } catch let mistake as CSVMistake {
            report.refuseFile(line: mistake.line, mistake.message)
        }
        guard !report.hasRefusals else { return report }
        let groups = bytes <= keptBytes ? kept : nil
        return try await kernel.database.runImport(options) { transaction in
            var run = ImportRun(
                kernel: kernel, claims: claims, options: options, report: ImportReport(file: source.name),
                topics: try await TopicIndex.load(in: transaction))
            if let groups {
                for group in groups { try await run.take(group, in: transaction) }
            } else {
                try await file.forEach(groupsOf: Self.groupSize) { try await run.take($0, in: transaction) }
            }
            try await run.finish(groupsOf: Self.publishedTogether, by: actor, in: transaction)
            return run.report
        }
    }

    private var thisYear: Int {
        let zone = SiteFacts(settings: kernel.settings).dates.zone
        return Practice.year(of: kernel.clock.now(), in: zone)
    }
}

/// One import as it goes.
private struct ImportRun {
    let kernel: Kernel
    let claims: [any ClaimSink]
    let options: ImportOptions
    var report: ImportReport
    var topics: TopicIndex
    /// Which line a provider was last taken from: one that is there twice is a mistake of the file.
    private var lineOf: [ProviderID: Int] = [:]
    private var toPublish: [(ProviderID, ProfileRevisionID)] = []
    /// New ones of this file by what identifies them, for lines that come later.
    private var lineOfNew: [String: Int] = [:]

    init(
        kernel: Kernel, claims: [any ClaimSink], options: ImportOptions, report: ImportReport,
        topics: TopicIndex
    ) {
        self.kernel = kernel
        self.claims = claims
        self.options = options
        self.report = report
        self.topics = topics
    }

    /// What is to be written of one line.
    private struct Change {
        let profile: ImportedProfile
        let revision: NewRevision
        let slug: Slug
        let isNew: Bool
        let wasPublic: Bool
    }

    mutating func take(_ group: ProviderFile.Group, in transaction: Transaction) async throws {
        let profiles = group.lines.compactMap { line -> ImportedProfile? in
            if case .profile(let profile) = line { profile } else { nil }
        }
        var match = try await ProviderMatch(profiles, in: transaction)
        var changes: [Change] = []
        for profile in profiles {
            for note in profile.notes { report.add(.noted, line: profile.line, note) }
            do {
                let chosen = try await topicIDs(profile.input.topics, in: transaction)
                if let stored = match.provider(for: profile) {
                    if let change = change(stored, profile, group.columns, chosen) { changes.append(change) }
                } else if let change = try await new(profile, chosen, &match, in: transaction) {
                    changes.append(change)
                }
            } catch let issues as FormIssues {
                for issue in issues.issues {
                    report.add(.refused, line: profile.line, "\(issue.field): \(issue.message)")
                }
            }
        }
        // After a refusal the file is read to its end for the report, and nothing more is written.
        guard !report.hasRefusals else { return }
        try await write(changes, in: transaction)
    }

    private mutating func topicIDs(_ names: [String], in transaction: Transaction) async throws -> [TopicID] {
        var ids: [TopicID] = []
        for name in names {
            var topic = topics.topic(named: name)
            if topic == nil { topic = try await topics.add(named: name, ids: kernel.ids, in: transaction) }
            if let topic, !ids.contains(topic.topicID) { ids.append(topic.topicID) }
        }
        return ids
    }

    private mutating func new(
        _ profile: ImportedProfile, _ chosen: [TopicID], _ match: inout ProviderMatch,
        in transaction: Transaction
    ) async throws -> Change? {
        let keys = identities(of: profile)
        if let earlier = keys.compactMap({ lineOfNew[$0] }).first {
            refuseTwice(profile, earlier)
            return nil
        }
        for key in keys { lineOfNew[key] = profile.line }
        guard !refusedAsUnfinished(profile) else { return nil }
        let id: ProviderID = kernel.ids.next()
        lineOf[id] = profile.line
        return Change(
            profile: profile,
            revision: revision(of: id, number: 1, profile.input, chosen),
            slug: try await match.newSlug(for: profile, in: transaction), isNew: true, wasPublic: false)
    }

    /// What a later line of the same file would find it by.
    private func identities(of profile: ImportedProfile) -> [String] {
        if let slug = profile.slug {
            return ["slug \(slug)"] + (profile.input.npi.map { ["npi \($0)"] } ?? [])
        }
        if let npi = profile.input.npi { return ["npi \(npi)"] }
        return ["name \(ProviderMatch.stem(of: profile.input.name)) \(profile.input.postalCode ?? "")"]
    }

    /// Tells what a new or a changed line lacks; true when that is something.
    private mutating func refusedAsUnfinished(_ profile: ImportedProfile) -> Bool {
        for message in profile.missing { report.add(.refused, line: profile.line, message) }
        return !profile.missing.isEmpty
    }

    private mutating func refuseTwice(_ profile: ImportedProfile, _ earlier: Int) {
        report.add(
            .refused, line: profile.line,
            "Line \(earlier) holds this provider already. Give both a slug, if they are two people.")
    }

    private mutating func change(
        _ stored: StoredProfile, _ profile: ImportedProfile, _ columns: Set<ProviderColumn>,
        _ chosen: [TopicID]
    ) -> Change? {
        let slug = stored.slug
        if let earlier = lineOf[stored.providerID] {
            refuseTwice(profile, earlier)
            return nil
        }
        lineOf[stored.providerID] = profile.line
        let input = profile.input.completed(from: stored, besides: columns)
        if stored.equals(input, topics: chosen) {
            // A profile that its clinician keeps becomes public by review alone.
            if options.publishReason != nil, !stored.isLive, stored.editedByClinicianAt == nil {
                toPublish.append((stored.providerID, stored.revisionID))
                report.add(
                    .changed, line: profile.line, slug: slug.rawValue, "Public now. Nothing else to change.")
            } else {
                report.add(.unchanged, line: profile.line, slug: slug.rawValue, "Nothing to change.")
            }
            return nil
        }
        guard stored.editedByClinicianAt == nil else {
            report.add(
                .refused, line: profile.line, slug: slug.rawValue,
                "The clinician has edited this profile. Ask them to change it, or leave the line out.")
            return nil
        }
        guard !refusedAsUnfinished(profile) else { return nil }
        return Change(
            profile: profile,
            revision: revision(of: stored.providerID, number: stored.number + 1, input, chosen),
            slug: slug, isNew: false, wasPublic: stored.wasPublic)
    }

    private func revision(
        of id: ProviderID, number: Int, _ input: ProfileInput, _ topics: [TopicID]
    ) -> NewRevision {
        NewRevision(
            revisionID: kernel.ids.next(), providerID: id, number: number, input: input, topics: topics,
            author: nil, source: "import")
    }

    // MARK: Writing

    private mutating func write(_ changes: [Change], in transaction: Transaction) async throws {
        guard !changes.isEmpty else { return }
        let new = changes.filter(\.isNew)
        if !new.isEmpty {
            try await transaction.execute(
                """
                INSERT INTO providers.provider (provider_id, slug)
                SELECT provider_id, slug
                FROM unnest(\(new.map(\.revision.providerID)), \(new.map(\.slug))) AS row (provider_id, slug)
                """)
        }
        try await transaction.execute(
            """
            UPDATE providers.provider
            SET version = version + 1
            WHERE provider_id = ANY (\(changes.filter { !$0.isNew }.map(\.revision.providerID)))
            """)
        try await transaction.write(changes.map(\.revision))
        let signals = try await RecordSignals().run(
            changes.map { change in
                RecordSignals.Revision(
                    revisionID: change.revision.revisionID, providerID: change.revision.providerID,
                    profile: ProfileText(change.revision.input))
            }, in: transaction)
        if options.publishReason == nil {
            let waiting = try changes.map { change in
                try ProfileReview.waiting(
                    change.revision.providerID, change.revision.revisionID, name: change.revision.input.name,
                    isNew: !change.wasPublic,
                    signals: SignalTally(signals[change.revision.revisionID] ?? []),
                    ProfilePolicy(kernel.settings))
            }
            try await OpenReview.all(waiting, by: nil, ids: kernel.ids, in: transaction)
        } else {
            toPublish += changes.map { ($0.revision.providerID, $0.revision.revisionID) }
        }
        for change in changes {
            let next = options.publishReason == nil ? "Waits for review." : "Public now, by override."
            report.add(
                change.isNew ? .created : .changed, line: change.profile.line, slug: change.slug.rawValue,
                next)
            for signal in signals[change.revision.revisionID] ?? [] {
                report.add(
                    signal.severity == .advise ? .noted : .signaled, line: change.profile.line,
                    slug: change.slug.rawValue,
                    "\(signal.field.rawValue), \(signal.rule): \(signal.explanation) \(signal.fix)")
            }
        }
        let named = changes.map { change in
            NamedTitles(
                change.revision.input.titles, of: change.revision.providerID,
                named: change.revision.input.name, state: change.revision.input.state?.rawValue)
        }
        for sink in claims {
            try await sink.claim(named, by: nil, source: "import", in: transaction)
        }
    }

    /// Publishes at the end: a range that began long before its commit would be refused. Many begin a little later,
    /// since writing them takes its time too.
    mutating func finish(groupsOf size: Int, by actor: AuditActor, in transaction: Transaction) async throws {
        report.sort()
        guard !report.hasRefusals else { return }
        if let reason = options.publishReason {
            let headStart = toPublish.count > size ? Double(toPublish.count) / 500 : 0
            var rest = toPublish[...]
            while !rest.isEmpty {
                let group = Dictionary(rest.prefix(size).map { ($0.0, $0.1) }, uniquingKeysWith: { $1 })
                try await settleReviews(of: group, in: transaction)
                _ = try await PublishProfile(kernel: kernel)
                    .publish(group, approver: nil, reason: reason, headStart: headStart, in: transaction)
                rest = rest.dropFirst(size)
            }
        }
        guard report.count(.created) + report.count(.changed) > 0 else { return }
        try await transaction.audit(
            AuditEntry(
                "providers.imported", on: "import", report.file,
                after: try PostgresJSON(
                    encoding: ImportRecord(
                        created: report.count(.created), changed: report.count(.changed),
                        unchanged: report.count(.unchanged), published: toPublish.count)),
                reason: options.publishReason),
            by: actor)
    }

    /// Nobody decides about what becomes public by override, and still somebody looks at what rules found.
    private func settleReviews(
        of group: [ProviderID: ProfileRevisionID], in transaction: Transaction
    ) async throws {
        let flagged = try await SignalQueries(reader: transaction).flagged(Array(group.values))
        let isFlagged = Set(flagged.map(\.providerID))
        try await WithdrawReview(
            type: ProfileReview.typeID,
            subjectIDs: group.keys.filter { !isFlagged.contains($0) }.map(\.rawValue)
        ).run(in: transaction)
        let waiting = try flagged.map {
            try ProfileReview.waiting(
                $0.providerID, $0.revisionID, name: $0.name, isNew: false, signals: $0.tally,
                ProfilePolicy(kernel.settings))
        }
        try await OpenReview.all(waiting, by: nil, ids: kernel.ids, in: transaction)
    }
}

/// What the audit log keeps of an import: one entry for the file.
private struct ImportRecord: Encodable {
    let created: Int
    let changed: Int
    let unchanged: Int
    let published: Int
}

extension ProfileInput {
    /// The profile with what the file has no column for taken from what is stored.
    fileprivate func completed(from stored: StoredProfile, besides columns: Set<ProviderColumn>)
        -> ProfileInput
    {
        func lacks(_ column: ProfileColumn) -> Bool { !columns.contains(.profile(column)) }
        let kept = ProfileInput(stored, topics: topics)
        var input = self
        input.photoID = kept.photoID
        if lacks(.givenName) { input.givenName = kept.givenName }
        if lacks(.familyName) { input.familyName = kept.familyName }
        if lacks(.otherNames) { input.otherNames = kept.otherNames }
        if lacks(.pronouns) { input.pronouns = kept.pronouns }
        if lacks(.npi) { input.npi = kept.npi }
        if lacks(.phone) { input.phone = kept.phone }
        if lacks(.phonePrivate) { input.phonePrivate = input.phone != nil && kept.phonePrivate }
        if lacks(.email) { input.email = kept.email }
        // A new address stays private until somebody says otherwise.
        if lacks(.emailPrivate), kept.email != nil {
            input.emailPrivate = input.email != nil && kept.emailPrivate
        }
        if lacks(.website) { input.website = kept.website }
        if lacks(.languages) { input.languages = kept.languages }
        if lacks(.modalities) { input.modalities = kept.modalities }
        if lacks(.feeFrom) { input.fee = kept.fee }
        if lacks(.slidingScale) { input.slidingScale = kept.slidingScale }
        if lacks(.insurance) { input.insurance = kept.insurance }
        if lacks(.newClients) { input.newClients = kept.newClients }
        if lacks(.streetPrivate) { input.streetPrivate = input.street != nil && kept.streetPrivate }
        if lacks(.states) { input.states = kept.states }
        let namesOffices = columns.contains { if case .office = $0 { true } else { false } }
        if !namesOffices { input.offices = kept.offices }
        return input
    }
}
