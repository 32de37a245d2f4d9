"""A moderator verifies a license, a second person approves it, and readers see the badge."""

import datetime
import re
import urllib.parse

from playwright.sync_api import expect

from journey import starts_with

# What a moderator would type after looking a license up; tried in this order on the label of a field.
ANSWERS = [
    (r"expir|valid until|ends", lambda: (datetime.date.today() + datetime.timedelta(days=700)).isoformat()),
    (r"checked|looked up|date", lambda: datetime.date.today().isoformat()),
    (r"url|address|link", lambda: "https://license.example/lookup"),
    (r"source|register", lambda: "State license lookup"),
    (r"", lambda: "Name, number, status and expiry match the register."),
]


def journey(j):
    moderator = j.person()
    with j.step("the sign-in page opens"):
        moderator.goto("/console/sign-in")
    j.look(moderator, "sign-in")

    with j.step("the moderator signs in"):
        j.sign_in(moderator, "moderator")

    with j.step("the queue shows a license that waits"):
        moderator.goto("/console/queue")
        license_link = license_in_queue(moderator)
    j.look(moderator, "queue")

    with j.step("the moderator opens and claims it"):
        license_link.click()
        moderator.get_by_role("button", name=starts_with("Claim")).click()
        verify = moderator.get_by_role("button", name=starts_with("Verify"))
        expect(verify).to_be_visible()
    item = moderator.url
    profile = address_of_profile(moderator)
    j.look(moderator, "desk-claimed")

    reader = j.person()
    with j.step("readers see no badge yet"):
        reader.goto(profile)
        expect(reader.locator("article[data-provider]")).to_have_attribute("data-verified", "false")

    with j.step("the moderator verifies it"):
        answer_required_fields(moderator)
        verify.click()
        expect(moderator.get_by_role("button", name=starts_with("Verify"))).to_have_count(0)
    j.look(moderator, "desk-verified")

    with j.step("one person is not enough for a first license"):
        reader.reload()
        expect(reader.locator("article[data-provider]")).to_have_attribute("data-verified", "false")

    approver = j.person()
    with j.step("a second person signs in and claims it"):
        j.sign_in(approver, "approver")
        approver.goto(item)
        approver.get_by_role("button", name=starts_with("Claim")).click()
        approve = approver.get_by_role("button", name=starts_with("Approve"))
        expect(approve).to_be_visible()
    j.look(approver, "desk-second")

    with j.step("the second person approves it"):
        answer_required_fields(approver)
        approve.click()
        expect(approver.get_by_role("button", name=starts_with("Approve"))).to_have_count(0)

    with j.step("the badge is public on the profile"):
        reader.goto(profile)
        expect(reader.locator("article[data-provider]")).to_have_attribute("data-verified", "true")
        expect(reader.locator("[data-credential][data-verified=true]").first).to_be_visible()
    j.look(reader, "profile-verified")

    with j.step("the badge is public among the people of a topic"):
        card = reader.locator("article[data-provider]")
        slug, name = card.get_attribute("data-provider"), reader.locator("h1").inner_text()
        topic = reader.locator('main a[href^="/topics/"]').first.get_attribute("href").removeprefix("/topics/")
        # A topic's own page shows the first two dozen; its list has all of them.
        people = f"/providers?topic={topic}&q={urllib.parse.quote(name)}"
        reader.goto(people)
        expect(reader.locator(f'[data-provider="{slug}"]')).to_have_attribute("data-verified", "true")
    j.look(reader, "topic-verified")

    with j.step("the moderator ends the verification, with a reason"):
        moderator.goto(item)
        moderator.get_by_role("link", name="Credential", exact=True).click()
        moderator.get_by_label("Reason").fill("The board suspended the license today.")
        moderator.get_by_role("button", name=starts_with("End verification")).click()
        expect(moderator.get_by_role("button", name=starts_with("End verification"))).to_have_count(0)
    j.look(moderator, "credential-ended")

    with j.step("the badge is gone from the list and the profile"):
        reader.goto(people)
        expect(reader.locator(f'[data-provider="{slug}"][data-verified=true]')).to_have_count(0)
        reader.goto(profile)
        expect(reader.locator("article[data-provider]")).to_have_attribute("data-verified", "false")
        expect(reader.locator("[data-credential][data-verified=true]")).to_have_count(0)
    j.look(reader, "profile-ended")


def license_in_queue(page):
    """The first row about somebody's first license that nobody has claimed: it takes two persons."""
    link = page.locator("main tbody tr").filter(has_text="First license").first.get_by_role("link").first
    expect(link).to_be_visible()
    return link


def address_of_profile(page):
    address = page.locator('main a[href^="/providers/"], main a[href*="//"][href*="/providers/"]').first
    return address.get_attribute("href")


def answer_required_fields(page):
    """Fills what is required and still empty in the form of the decision, by label."""
    fields = page.locator(
        "form#decide [required], form#decide fieldset[aria-required=true] input, form#decide input[type=checkbox]"
    )
    for field in fields.all():
        kind = field.get_attribute("type") or field.evaluate("element => element.tagName.toLowerCase()")
        if not field.is_visible():
            continue
        if kind in ("checkbox", "radio"):
            if kind == "checkbox" or not field.evaluate("e => !!e.form.querySelector(`[name=\"${e.name}\"]:checked`)"):
                field.check()
        elif kind == "select":
            if not field.input_value():
                field.select_option(index=1)
        elif not field.input_value():
            label = field.evaluate("element => element.labels?.[0]?.textContent ?? ''")
            field.fill(next(answer() for pattern, answer in ANSWERS if re.search(pattern, label, re.IGNORECASE)))
