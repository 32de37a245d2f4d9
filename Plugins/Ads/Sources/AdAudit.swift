import Accounts
import Kernel
import Postgres

/// What the audit log says about ads.
struct AdAudit: AuditSource {
    let deeds = [
        "ads.advertiser_added": "added the advertiser %",
        "ads.advertiser_renamed": "renamed the advertiser %",
        "ads.campaign_added": "began the campaign %",
        "ads.campaign_renamed": "renamed the campaign %",
        "ads.line_item_added": "booked %",
        "ads.line_item_changed": "changed the booking %",
        "ads.creative_added": "added the ad %",
        "ads.creative_changed": "changed the ad %",
        "ads.flight_booked": "planned when % runs",
        "ads.flight_paused": "paused %",
        "ads.flight_stopped": "stopped %",
    ]

    var kinds: [AuditKind] {
        [
            AuditKind("advertiser", "Advertiser", path: "/console/ads/advertisers/", needs: .readAds) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT advertiser_id AS id, name, NULL::text AS note, advertiser_id AS screen
                    FROM ads.advertiser
                    WHERE advertiser_id = ANY (\(ids))
                    """)
            },
            AuditKind("campaign", "Campaign", path: "/console/ads/campaigns/", needs: .readAds) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT campaign_id AS id, name, NULL::text AS note, campaign_id AS screen
                    FROM ads.campaign
                    WHERE campaign_id = ANY (\(ids))
                    """)
            },
            AuditKind("line_item", "Line item", path: "/console/ads/line-items/", needs: .readAds) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT line_item_id AS id, name, NULL::text AS note, line_item_id AS screen
                    FROM ads.line_item
                    WHERE line_item_id = ANY (\(ids))
                    """)
            },
            AuditKind("creative", "Creative", path: "/console/ads/creatives/", needs: .readAds) { ids in
                .all(
                    AuditSubject.self,
                    """
                    SELECT creative_id AS id, title AS name, NULL::text AS note, creative_id AS screen
                    FROM ads.creative
                    WHERE creative_id = ANY (\(ids))
                    """)
            },
        ]
    }
}
