"""An ad manager books an ad; a reader sees it and follows it, and the report counts each once."""

import contextlib
import csv
import pathlib

from playwright.sync_api import expect

from journey import starts_with
from journeys._articles import place
from journeys._public import eventually

# What a reader's browser says; the one of this test says that it is a program.
READER = (
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/150.0.0.0 Safari/537.36"
)
PAGE = "/topics/couples"
CRISIS_PAGE = "/topics/self-harm"
# Nobody answers there: what a reader's browser would load is answered by the journey.
LANDING = "https://landing.example/evenings"


def journey(j):
    name = f"Evening walks of {place()}"
    manager = j.person()
    with j.step("the ad manager signs in, and sees what runs"):
        j.sign_in(manager, "ads")
        manager.goto("/console/ads")
        expect(manager.get_by_role("table", name="Line items that run now")).to_be_visible()
    j.look(manager, "ads")

    with j.step("the ad manager adds an advertiser"):
        manager.get_by_role("link", name="Advertisers", exact=True).first.click()
        manager.get_by_label("Name", exact=True).last.fill(name)
        manager.get_by_role("button", name="Add advertiser").click()
        expect(manager.get_by_role("heading", level=1)).to_have_text(name)
    j.look(manager, "ads-advertiser")

    with j.step("and a campaign"):
        manager.get_by_label("New campaign").fill("Autumn")
        manager.get_by_role("button", name="Add campaign").click()
        expect(manager.get_by_role("heading", level=1)).to_have_text("Autumn")

    with j.step("and a line item, which goes first on pages about two topics"):
        manager.get_by_role("link", name="New line item").click()
        manager.get_by_label("Name", exact=True).fill(name)
        manager.get_by_label("Priority").select_option("sponsorship")
        manager.get_by_label("Weight").fill("1000")
        manager.get_by_label("Topic pages").check()
        manager.get_by_label("Topics", exact=True).fill("Couples; Self-harm")
        manager.get_by_role("button", name="Add line item").click()
        expect(manager.get_by_role("alert")).to_contain_text("Enter a weight from 1 to 100.")
    j.look(manager, "ads-line-item-refused")

    with j.step("what was refused is mended, and nothing else has to be typed again"):
        expect(manager.get_by_label("Topics", exact=True)).to_have_value("Couples; Self-harm")
        manager.get_by_label("Weight").fill("100")
        manager.get_by_role("button", name="Add line item").click()
        expect(manager.get_by_text("It runs once it has an ad and a flight.")).to_be_visible()
    line_item = manager.url

    with j.step("and an ad, whose words this house may advertise"):
        manager.get_by_role("link", name="New ad", exact=True).click()
        manager.get_by_label("Title", exact=True).fill("Walk and win the lottery")
        manager.get_by_label("Text", exact=True).fill("One hour, two people, no phones.")
        manager.get_by_label("Leads to").fill(LANDING)
        manager.get_by_role("button", name="Save", exact=True).click()
        expect(manager.get_by_role("alert")).to_contain_text("does not advertise")
        manager.get_by_label("Title", exact=True).fill(name)
        manager.get_by_role("button", name="Save", exact=True).click()
        expect(manager.get_by_role("region", name="What readers see")).to_contain_text(name)
    j.look(manager, "ads-creative")

    with j.step("a flight begins now, and the line item runs"):
        manager.goto(line_item)
        manager.get_by_role("button", name="Book", exact=True).click()
        expect(manager.get_by_role("region", name="Now", exact=True)).to_contain_text("running")
    j.look(manager, "ads-line-item")
    with stopping(manager, line_item):
        watch_readers(j, manager, name, line_item)


def watch_readers(j, manager, name, line_item):
    reader = j.person(360, agent=READER)
    beacons = []
    reader.on("request", lambda request: beacons.append(request.url) if "/seen/" in request.url else None)
    slot = reader.locator("[data-ad-slot=topic-end]")
    with j.step("a reader's page has the ad in its slot, and nothing was counted of what is far below"):
        eventually(lambda: filled(reader, slot), line_item.rsplit("/", 1)[1])
        expect(slot).to_have_attribute("aria-label", "Advertisement")
        expect(slot.get_by_role("link")).to_contain_text(name)
        assert beacons == [], "it was told before it was near the window"

    with j.step("when it comes into view, that is told once"):
        with reader.expect_response("**/seen/*") as seen:
            slot.scroll_into_view_if_needed()
        assert seen.value.status == 204, f"{seen.value.status}"
    j.look(reader, "topic-ad")

    with j.step("the reader follows it, and the advertiser does not learn from where"):
        asked = answer_elsewhere(reader)
        slot.get_by_role("link").click()
        reader.wait_for_url(LANDING)
        expect(reader.get_by_role("heading", name="Evening walks")).to_be_visible()
        assert len(beacons) == 1, f"told {len(beacons)} times"
        assert "referer" not in {header.lower() for header in asked[0]}, asked[0]

    with j.step("the reader was given no cookie"):
        assert reader.context.cookies() == [], "a reader was given a cookie"

    robot = j.person()
    with j.step("what says that it is a program is told too, and not counted"):
        place_of_robot = robot.locator("[data-ad-slot=topic-end]")
        eventually(lambda: filled(robot, place_of_robot), line_item.rsplit("/", 1)[1])
        with robot.expect_response("**/seen/*"):
            place_of_robot.scroll_into_view_if_needed()

    with j.step("a page about the worst hours carries no ad, although the line item names its topic"):
        robot.goto(CRISIS_PAGE)
        expect(robot.locator("[data-crisis]")).to_be_visible()
        expect(robot.locator("[data-line-item]")).to_have_count(0)

    with j.step("the report counts one impression and one click"):
        manager.goto(line_item)
        manager.get_by_role("link", name="Report", exact=True).click()
        figures = manager.get_by_role("table", name="By day").get_by_role("row").nth(1)
        expect(figures.get_by_role("cell").nth(0)).to_have_text("1")
        expect(figures.get_by_role("cell").nth(1)).to_have_text("1")
        expect(figures.get_by_role("cell").nth(3)).to_have_text("1")
        reasons = manager.get_by_role("table", name="Why it was not counted")
        expect(reasons.get_by_role("row").filter(has_text="Says that it is a program")).to_contain_text("1")
    j.look(manager, "ads-report")

    with j.step("the same figures come as a file"):
        with manager.expect_download() as download:
            manager.get_by_role("link", name="Download as CSV").click()
        with pathlib.Path(download.value.path()).open(newline="") as file:
            rows = list(csv.DictReader(file))
        assert len(rows) == 1 and rows[0]["line_item"] == name, f"{rows}"
        counts = {key: rows[0][key] for key in ("impressions", "clicks", "filtered", "gross")}
        assert counts == {"impressions": "1", "clicks": "1", "filtered": "1", "gross": "3"}, counts

    with j.step("the manager is told why this ad stands there, and why others do not"):
        manager.goto("/console/ads/why")
        manager.get_by_label("Page", exact=True).fill(PAGE)
        manager.get_by_role("button", name="Show", exact=True).click()
        outcome = manager.get_by_role("region", name=f"{PAGE}: end of the page")
        expect(outcome.locator(".lead-note")).to_contain_text(f"{name} ")
        expect(outcome.locator(".lead-note")).to_contain_text("of the time")
        passed = outcome.get_by_role("table", name="Line items that were passed over")
        expect(passed.get_by_text("An ad of higher priority goes first.").first).to_be_visible()
        expect(passed.get_by_text("The page is about none of its topics").first).to_be_visible()
    j.look(manager, "ads-why")

    with j.step("and why there is none on the page about the worst hours"):
        manager.get_by_label("Page", exact=True).fill(CRISIS_PAGE)
        manager.get_by_role("button", name="Show", exact=True).click()
        expect(manager.get_by_role("alert")).to_contain_text("carries no ads at all")

    with j.step("once it is stopped, readers do not get it any more"):
        manager.goto(line_item)
        manager.get_by_role("button", name="Stop", exact=True).click()
        expect(manager.get_by_role("region", name="Now", exact=True)).to_contain_text("not running")
        eventually(lambda: filled(robot, place_of_robot) != line_item.rsplit("/", 1)[1], True)


@contextlib.contextmanager
def stopping(manager, line_item):
    """Stops the line item however this ends, so that it does not stand in the way of the next run."""
    try:
        yield
    finally:
        manager.goto(line_item)
        stop = manager.get_by_role("button", name="Stop", exact=True)
        if stop.count():
            stop.click()


def filled(page, slot):
    """The line item that fills a slot, once a page is loaded anew."""
    page.goto(PAGE)
    return slot.get_attribute("data-line-item") if slot.count() else None


def answer_elsewhere(page):
    """Answers what the page loads from the advertiser, so that nothing leaves this machine; returns the requests.

    Asked of the browser itself, since a route of Playwright's is not asked where a request was sent on to.
    """
    asked = []
    session = page.context.new_cdp_session(page)

    def answer(event):
        asked.append(event["request"]["headers"])
        session.send(
            "Fetch.fulfillRequest",
            {
                "requestId": event["requestId"],
                "responseCode": 200,
                "responseHeaders": [{"name": "Content-Type", "value": "text/html"}],
                # <h1>Evening walks</h1>
                "body": "PGgxPkV2ZW5pbmcgd2Fsa3M8L2gxPg==",
            },
        )

    session.on("Fetch.requestPaused", answer)
    session.send("Fetch.enable", {"patterns": [{"urlPattern": "https://landing.example/*"}]})
    return asked
