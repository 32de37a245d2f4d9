"""A clinician who was invited begins a profile on a phone; a moderator approves it, and readers see it."""

import random

from playwright.sync_api import expect

from journey import starts_with
from journeys._profile import introduction, stays_in_use, write
from journeys._queue import open_item

PASSWORD = "tea and toast by the harbor"
PROMISE = "I guarantee that you sleep again in six weeks."
WORDS = "I sit with people who lost somebody, and we find out what the day can hold."


def journey(j):
    # Letters alone: a digit in a name is something to look at.
    name = "Nova " + "".join(random.choice("bdfglmnrstv") + random.choice("aeiou") for _ in range(4)).title()
    email = f"{name.lower().replace(' ', '.')}@example.org"
    slug = name.lower().replace(" ", "-")

    admin = j.person(360)
    with j.step("an admin invites a clinician"):
        j.sign_in(admin, "admin")
        admin.goto("/console/accounts")
        admin.get_by_role("link", name="New account").click()
        admin.get_by_label("Name", exact=True).fill(name)
        admin.get_by_label("Email", exact=True).fill(email)
        admin.get_by_label("Clinician", exact=True).check()
        admin.get_by_role("button", name=starts_with("Invite")).click()
        link = admin.get_by_label("One-time link", exact=True).input_value()

    clinician = j.person(360)
    with j.step("the clinician comes in and is told where to begin"):
        clinician.goto(link[link.index("/console/") :])
        clinician.get_by_label("Password", exact=True).fill(PASSWORD)
        clinician.get_by_label("Password again").fill(PASSWORD)
        clinician.get_by_role("button", name=starts_with("Save password")).click()
        expect(clinician.get_by_text("Begin your profile.")).to_be_visible()
    j.look(clinician, "home-newcomer")

    with j.step("credentials wait for a profile, and lead to it"):
        clinician.goto("/console/me/credentials")
        clinician.get_by_role("link", name="Begin your profile").click()
        expect(clinician.get_by_label("Name as readers see it")).to_have_value(name)
    j.look(clinician, "profile-begin")

    with j.step("the clinician begins, and the form is there"):
        clinician.get_by_role("button", name="Begin my profile").click()
        expect(clinician.get_by_role("button", name=starts_with("Save draft"))).to_be_visible()
        expect(clinician.locator(".standing")).to_contain_text("is not public yet")
        expect(clinician.locator("#signals mark")).to_have_count(0)
    j.look(clinician, "profile-empty")

    with j.step("what a rule finds is told while it is written, and the text stays under the fingers"):
        write(clinician, PROMISE)
        found = clinician.locator("#signals")
        field = introduction(clinician)
        stays_in_use(clinician, field, lambda: expect(found.locator("mark")).to_have_text("I guarantee"))
    j.look(clinician, "profile-empty-signal")

    with j.step("what blocks is not submitted, and nothing typed is lost"):
        clinician.get_by_label("Works remotely only").check()
        clinician.get_by_role("button", name=starts_with("Submit for review")).click()
        expect(clinician.get_by_role("alert")).to_contain_text("promises a result")
        expect(introduction(clinician)).to_contain_text("six weeks")
        expect(clinician.get_by_label("Works remotely only")).to_be_checked()
    j.look(clinician, "profile-refused")

    with j.step("it is written anew, with topics and states from their lists"):
        write(clinician, WORDS)
        expect(found.locator("mark")).to_have_count(0)
        topics = clinician.get_by_role("group", name="Topics")
        topics.locator("summary").click()
        topics.get_by_label("Grief").first.check()
        expect(topics.locator("summary")).to_contain_text("Grief")
        states = clinician.get_by_role("group", name="States served online")
        states.locator("summary").click()
        states.get_by_label("Oregon").check()
        clinician.get_by_label("Website").fill("example.org")
        expect(clinician.locator("#before")).to_contain_text("Done: A phone number, an email or a website")
    j.look(clinician, "profile-written")

    with j.step("a draft is kept, and readers find nothing"):
        clinician.get_by_role("button", name=starts_with("Save draft")).click()
        expect(clinician.get_by_role("status").filter(has_text="Saved as a draft")).to_be_visible()
        assert clinician.request.get(f"/providers/{slug}").status == 404

    with j.step("it is submitted, and still readers find nothing"):
        clinician.get_by_role("button", name=starts_with("Submit for review")).click()
        expect(clinician.locator(".standing")).to_contain_text("waits for review")
        expect(clinician.locator(".standing")).to_contain_text("is reviewed instead of it")
        assert clinician.request.get(f"/providers/{slug}").status == 404
    j.look(clinician, "profile-waits")

    moderator = j.person(360)
    with j.step("a moderator reads it as a new profile"):
        j.sign_in(moderator, "moderator")
        open_item(moderator, "provider_revision", name)
        item = moderator.get_by_role("region", name=name)
        expect(item.get_by_text("New profile")).to_be_visible()
        expect(item.get_by_text(WORDS)).to_be_visible()
        moderator.get_by_role("button", name=starts_with("Claim")).click()
    j.look(moderator, "desk-new-profile")

    with j.step("and approves it"):
        moderator.get_by_role("button", name=starts_with("Approve")).click()
        expect(moderator.get_by_text("Readers see it now").first).to_be_visible()

    reader = j.person(360)
    with j.step("the clinician follows the link to the page, and a reader sees the same"):
        clinician.goto("/console/me/profile")
        address = clinician.get_by_role("link", name="See what readers see").get_attribute("href")
        assert address == f"/providers/{slug}", address
        reader.goto(address)
        expect(reader.locator("article[data-provider]")).to_have_attribute("data-verified", "false")
        expect(reader.locator(".profile")).to_contain_text(WORDS)
    j.look(reader, "profile-first-public")

    with j.step("credentials can be added now"):
        clinician.goto("/console/me/credentials")
        expect(clinician.get_by_role("link", name="Add a credential").first).to_be_visible()
    j.look(clinician, "credentials-first")
