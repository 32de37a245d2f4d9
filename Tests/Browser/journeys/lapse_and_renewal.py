"""A license comes near its end: its clinician is told, the badge goes at its instant, and a renewal keeps it."""

import datetime
import re
import uuid
import zoneinfo

from playwright.sync_api import expect

from journey import starts_with

TITLE = "Licensed Mental Health Counselor"
BADGE = "[data-credential=LMHC][data-verified=true]"
# The days of licenses are days where the site is.
TODAY = datetime.datetime.now(zoneinfo.ZoneInfo("America/New_York")).date()
NEAR, FAR = TODAY + datetime.timedelta(days=20), TODAY + datetime.timedelta(days=700)


def journey(j):
    number = f"LAPSE-{uuid.uuid4().hex[:8].upper()}"
    clinician = j.person()
    with j.step("the clinician adds a license that ends in twenty days"):
        j.sign_in(clinician, "clinician")
        remove(clinician)
        clinician.goto("/console/me/credentials/new?kind=lmhc")
        clinician.get_by_label("State that issued it").select_option("VT")
        clinician.get_by_label("License number").fill(number)
        clinician.get_by_label("Expires on").fill(NEAR.isoformat())
    j.look(clinician, "license-form")
    with j.step("and submits it for review"):
        clinician.get_by_role("button", name=starts_with("Submit for review")).click()
        expect(clinician.get_by_role("status")).to_contain_text("Submitted")

    moderator = j.person()
    with j.step("a moderator looks it up and verifies it"):
        j.sign_in(moderator, "moderator")
        verify(moderator, number, NEAR, j, "desk-license")
        moderator.goto(f"/console/credentials?q={number}")
        moderator.get_by_role("link", name=TITLE).click()
        expect(moderator.get_by_role("button", name="Look it up again")).to_be_visible()
        profile = moderator.get_by_role("link", name="Public profile").get_attribute("href")

    with j.step("the clinician's first screen says when it lapses"):
        clinician.goto("/console")
        expect(clinician.locator("main")).to_contain_text("LMHC lapses in 20 days.")
    j.look(clinician, "home-lapses")

    reader = j.person()
    with j.step("readers see the badge today"):
        reader.goto(profile)
        expect(reader.locator(BADGE)).to_have_count(1)

    with j.step("the time machine shows it on its last day, and gone a day later"):
        at(moderator, profile, NEAR)
        expect(moderator.locator(BADGE)).to_have_count(1)
        at(moderator, profile, NEAR + datetime.timedelta(days=1))
        expect(moderator.locator("article[data-provider]")).to_be_visible()
        expect(moderator.locator(BADGE)).to_have_count(0)

    with j.step("the clinician renews it"):
        clinician.goto("/console/me/credentials")
        clinician.get_by_role("link", name=re.compile(f"Renew.*{TITLE}")).click()
        expect(clinician.get_by_label("License number")).to_have_value(number)
        clinician.get_by_label("Expires on").fill(FAR.isoformat())
        clinician.get_by_role("button", name=starts_with("Submit for review")).click()
        expect(clinician.get_by_text("A new look-up is under way.").first).to_be_visible()
    j.look(clinician, "credentials-renewing")

    with j.step("the badge stands meanwhile"):
        reader.reload()
        expect(reader.locator(BADGE)).to_have_count(1)

    with j.step("a moderator verifies the renewal"):
        verify(moderator, number, FAR, j, "desk-renewal")

    with j.step("the badge is there after the day on which it would have gone"):
        at(moderator, profile, NEAR + datetime.timedelta(days=1))
        expect(moderator.locator(BADGE)).to_have_count(1)
        clinician.goto("/console")
        expect(clinician.locator("main")).not_to_contain_text("LMHC lapses")

    with j.step("the clinician takes it back, and readers see nothing of it"):
        remove(clinician)
        reader.reload()
        expect(reader.locator("[data-credential=LMHC]")).to_have_count(0)


def verify(page, number, ends, j, name):
    page.goto(f"/console/credentials?q={number}")
    page.get_by_role("link", name=TITLE).click()
    page.get_by_role("link", name="Open in the queue").click()
    page.get_by_role("button", name=starts_with("Claim")).click()
    # What the moderator wrote down themself before is there already.
    for box in page.locator("#decide [type=checkbox]").all():
        box.check()
    page.get_by_label("Status there").select_option("active")
    page.get_by_label("Expires there").fill(ends.isoformat())
    j.look(page, name)
    page.get_by_role("button", name=starts_with("Verify")).click()
    expect(page.get_by_text("Verified until").first).to_be_visible()


def at(page, path, day):
    """The page as of noon, where the site is."""
    page.goto(f"/console/time-machine/page?path={path}&at={day.isoformat()}T17:00:00Z")


def remove(page):
    page.goto("/console/me/credentials")
    link = page.get_by_role("link", name=f"Remove {TITLE}")
    if link.count():
        link.click()
        page.get_by_role("button", name="Remove it").click()
        expect(page.get_by_role("status")).to_contain_text("Removed")
