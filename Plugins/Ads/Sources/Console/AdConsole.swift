import Console
import Foundation
import Hummingbird
import Kernel
import Postgres
import Site

/// The screens about what is booked: what was sent, the use case for it, the page that follows.
struct AdConsole: Sendable {
    let kernel: Kernel
    /// Who knows the categories of pages.
    let categories: [any PageCategories]

    private static let pageSize = 50
    private static let mostRunning = 200

    @Sendable func overview(_ request: Request, _ visit: Visit) async throws -> Reply {
        let (running, coming) = try await kernel.database.fetch(
            AdQueries.running(limit: Self.mostRunning), AdQueries.coming(limit: 20))
        let zone = SiteFacts(settings: kernel.settings).dates.zone
        let today = try await kernel.database.fetch(
            AdReport.counts(
                of: running.map(\.lineItemID),
                since: "date_trunc('day', now(), \(zone.identifier))"))
        return .page(
            AdOverviewPage(
                visit, running: running, coming: coming, today: today, categories: try await categoryNames()))
    }

    // MARK: Advertisers and campaigns

    @Sendable func advertisers(_ request: Request, _ visit: Visit) async throws -> Reply {
        let search = String(request.fields["q"].prefix(200))
        let after = request.fields.raw("after")
        let (found, count) = try await kernel.database.fetch(
            AdQueries.advertisers(
                matching: search, after: after.flatMap { PageKey<NameKey>($0)?.key }, limit: Self.pageSize + 1
            ),
            AdQueries.countAdvertisers(matching: search))
        let shown = Array(found.prefix(Self.pageSize))
        let last = found.count > Self.pageSize ? shown.last : nil
        return .page(
            AdvertisersPage(
                visit, advertisers: shown, count: count ?? 0, search: search, after: after,
                next: last.map { PageKey(NameKey(name: $0.name.lowercased(), id: $0.id)).text }))
    }

    @Sendable func addAdvertiser(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try await SaveAdvertiser(kernel: kernel).add(
            BookingName(visit.form["name"]), by: try visit.requireActor())
        return .seeOther(AdPath.advertiser(id), flash: "Added. Add a campaign next.")
    }

    @Sendable func advertiser(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id: AdvertiserID = try id(visit)
        let advertiser = try await AdQueries(reader: kernel.database).advertiser(id)
        let campaigns = try await kernel.database.fetch(AdQueries.campaigns(of: id))
        return .page(AdOwnerPage(visit, advertiser: advertiser, campaigns: campaigns))
    }

    @Sendable func renameAdvertiser(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id: AdvertiserID = try id(visit)
        try await SaveAdvertiser(kernel: kernel).rename(
            id, seen: version(visit), BookingName(visit.form["name"]), by: try visit.requireActor())
        return .seeOther(AdPath.advertiser(id), flash: "Renamed.")
    }

    @Sendable func addCampaign(_ request: Request, _ visit: Visit) async throws -> Reply {
        let name: BookingName
        do throws(FormIssues) { name = try BookingName(visit.form["campaign"]) } catch {
            throw renamed(error)
        }
        do {
            let id = try await SaveCampaign(kernel: kernel).add(
                name, for: id(visit), by: try visit.requireActor())
            return .seeOther(AdPath.campaign(id), flash: "Added. Add a line item next.")
        } catch let issues as FormIssues {
            throw renamed(issues)
        }
    }

    /// The field for a new campaign stands beside that of the advertiser's name.
    private func renamed(_ issues: FormIssues) -> FormIssues {
        FormIssues(issues.issues.map { .init(field: "campaign", message: $0.message) })
    }

    @Sendable func campaign(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id: CampaignID = try id(visit)
        let campaign = try await AdQueries(reader: kernel.database).campaign(id)
        let lineItems = try await kernel.database.fetch(AdQueries.lineItems(of: id))
        return .page(
            AdOwnerPage(
                visit, campaign: campaign, lineItems: lineItems, categories: try await categoryNames()))
    }

    @Sendable func renameCampaign(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id: CampaignID = try id(visit)
        try await SaveCampaign(kernel: kernel).rename(
            id, seen: version(visit), BookingName(visit.form["name"]), by: try visit.requireActor())
        return .seeOther(AdPath.campaign(id), flash: "Renamed.")
    }

    @Sendable func backToAdvertiser(_ request: Request, _ visit: Visit) async throws -> Reply {
        .seeOther(AdPath.advertiser(try id(visit)))
    }

    // MARK: Line items

    @Sendable func newLineItem(_ request: Request, _ visit: Visit) async throws -> Reply {
        let campaign = try await AdQueries(reader: kernel.database).campaign(id(visit))
        return .page(
            NewLineItemPage(
                visit, campaign: campaign, categories: try await categoryNames()))
    }

    @Sendable func addLineItem(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try await SaveLineItem(kernel: kernel, categories: categories).add(
            input(visit.form), to: id(visit), by: try visit.requireActor())
        return .seeOther(AdPath.lineItem(id), flash: "Added. It runs once it has an ad and a flight.")
    }

    @Sendable func lineItem(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id: LineItemID = try id(visit)
        let item = try await AdQueries(reader: kernel.database).lineItem(id)
        let (flights, creatives, counts) = try await kernel.database.fetch(
            AdQueries.flights(of: id), AdQueries.creatives(of: id),
            AdReport.counts(of: [id], since: "'-infinity'"))
        return .page(
            LineItemPage(
                visit, item: item, flights: flights, creatives: creatives, counts: counts.first,
                categories: try await categoryNames()))
    }

    @Sendable func changeLineItem(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id: LineItemID = try id(visit)
        try await SaveLineItem(kernel: kernel, categories: categories).change(
            id, seen: version(visit), input(visit.form), by: try visit.requireActor())
        return .seeOther(AdPath.lineItem(id), flash: "Saved. It counts from now on.")
    }

    @Sendable func backToLineItem(_ request: Request, _ visit: Visit) async throws -> Reply {
        .seeOther(AdPath.lineItem(try id(visit)))
    }

    private func input(_ form: Form) throws(FormIssues) -> LineItemInput {
        try LineItemInput(
            name: form["name"], priority: form["priority"], weight: form["weight"], goal: form["goal"],
            pageKinds: form.all("page_kinds"), topics: form["topics"],
            excludedTopics: form["excluded_topics"],
            categories: form["categories"], excludedCategories: form["excluded_categories"])
    }

    // MARK: Flights

    @Sendable func startFlight(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id: LineItemID = try id(visit)
        let actor = try visit.requireActor()
        func time(_ name: String) throws(FormIssues) -> Instant? {
            guard !visit.form["\(name)_day"].isEmpty || !visit.form["\(name)_time"].isEmpty else {
                return nil
            }
            return try visit.form.instant(day: "\(name)_day", time: "\(name)_time", in: actor.zone)
        }
        try await RunFlight(kernel: kernel).start(id, from: time("begin"), until: time("end"), by: actor)
        return .seeOther(AdPath.lineItem(id), flash: "Booked.")
    }

    @Sendable func pause(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id: LineItemID = try id(visit)
        try await RunFlight(kernel: kernel).pause(id, by: try visit.requireActor())
        return .seeOther(AdPath.lineItem(id), flash: "Paused. Book a flight to go on.")
    }

    @Sendable func stop(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id: LineItemID = try id(visit)
        try await RunFlight(kernel: kernel).stop(id, by: try visit.requireActor())
        return .seeOther(AdPath.lineItem(id), flash: "Stopped. Nothing of it is to come.")
    }

    // MARK: Creatives

    @Sendable func newCreative(_ request: Request, _ visit: Visit) async throws -> Reply {
        let item = try await AdQueries(reader: kernel.database).lineItem(id(visit))
        return .page(CreativePage(visit, for: item, sizes: try await sizes(), megabytes: megabytes))
    }

    @Sendable func addCreative(_ request: Request, _ visit: Visit) async throws -> Reply {
        let lineItem: LineItemID = try id(visit)
        let picture = try await AdPicture.drawn(visit.uploads, sizes: try await sizes())
        let id = try await SaveCreative(kernel: kernel).add(
            input(visit.form, hasPicture: picture != nil), picture, to: lineItem, by: try visit.requireActor()
        )
        return .seeOther(AdPath.creative(id), flash: "Added.")
    }

    @Sendable func creative(_ request: Request, _ visit: Visit) async throws -> Reply {
        let creative = try await AdQueries(reader: kernel.database).creative(id(visit))
        return .page(CreativePage(visit, creative, sizes: try await sizes(), megabytes: megabytes))
    }

    @Sendable func changeCreative(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id: CreativeID = try id(visit)
        let stored = try await AdQueries(reader: kernel.database).creative(id)
        let picture = try await AdPicture.drawn(visit.uploads, sizes: try await sizes())
        try await SaveCreative(kernel: kernel).change(
            id, seen: version(visit),
            input(visit.form, hasPicture: picture != nil || stored.pictureID != nil), picture,
            by: try visit.requireActor())
        return .seeOther(AdPath.creative(id), flash: "Saved. It counts from now on.")
    }

    @Sendable func picture(_ request: Request, _ visit: Visit) async throws -> Reply {
        let id = try AdPicture.id(visit)
        let picture = try await kernel.database.value(
            Data.self, "SELECT content FROM ads.picture WHERE picture_id = \(id)")
        guard let picture else { throw Refusal.notFound }
        return AdPicture.reply(picture, id: id, cache: "private, no-store", request)
    }

    private func input(_ form: Form, hasPicture: Bool) throws(FormIssues) -> CreativeInput {
        try CreativeInput(
            title: form["title"], body: form["body"], landingURL: form["landing_url"],
            isOn: form.has("is_on"),
            hasPicture: hasPicture)
    }

    private func sizes() async throws -> [(width: Int, height: Int)] {
        let slots = try await kernel.database.fetch(AdQueries.slots)
        return slots.reduce(into: []) { sizes, slot in
            if !sizes.contains(where: { $0 == (slot.width, slot.height) }) {
                sizes.append((slot.width, slot.height))
            }
        }
    }

    private var megabytes: Int { kernel.settings[.uploadLimit] }

    // MARK: What was sent

    private func id<ID: Identifier>(_ visit: Visit) throws(Refusal) -> ID {
        guard let id = ID(visit.parameters.get("id") ?? "") else { throw .notFound }
        return id
    }

    private func categoryNames() async throws -> CategoryNames {
        try await CategoryNames.load(from: categories, in: kernel.database)
    }

    private func version(_ visit: Visit) -> Int { Int(visit.form["version"]) ?? 0 }
}
