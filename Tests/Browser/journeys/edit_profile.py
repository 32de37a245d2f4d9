"""A clinician edits their profile, is asked for changes, answers, and readers see it."""

import random
import re

from playwright.sync_api import expect

from journey import starts_with
from journeys._profile import introduction, stays_in_use, write
from journeys._queue import open_item

PROMISE = "I guarantee that you sleep again in six weeks."
FIRST = "We meet once a week, and begin with what hurts most today."
SECOND = "We look at what helps you, week by week, and stop when it is enough."


def journey(j):
    # Another one in each run, so that there is a difference to see.
    dollars = str(random.randrange(100, 300))
    clinician = j.person()
    with j.step("the clinician signs in and opens the profile"):
        j.sign_in(clinician, "clinician")
        clinician.goto("/console/me/profile")
        withdraw = clinician.get_by_role("button", name=starts_with("Withdraw"))
        if withdraw.count():
            withdraw.click()
        name = clinician.get_by_label("Name as readers see it").input_value()
    j.look(clinician, "profile-editor")

    with j.step("what a rule finds is shown under the text while it is written: its words, how much, why, what to do"):
        field, found = introduction(clinician), clinician.locator("#signals")
        write(clinician, PROMISE)
        stays_in_use(clinician, field, lambda: expect(found.locator("mark")).to_have_text("I guarantee"))
        expect(found).to_contain_text("Blocks")
        expect(found).to_contain_text("promises a result that nobody can promise")
        expect(found).to_contain_text("Say what you do and what people can expect from it.")
        said = clinician.locator("#signals-summary")
        expect(said).to_have_attribute("role", "status")
        expect(said).to_have_text("One thing keeps it from being submitted.")
    j.look(clinician, "profile-signal")

    with j.step("a field below stays where it is while findings above it come and go"):
        city = clinician.get_by_label("City").first
        city.scroll_into_view_if_needed()
        city.focus()
        change_text = "text => document.querySelector('.ProseMirror').firstChild.replaceChildren(text)"
        stays_in_use(
            clinician,
            city,
            lambda: (clinician.evaluate(change_text, FIRST), expect(found.locator("mark")).to_have_count(0)),
        )

    with j.step("what is written is seen at once as readers would see it"):
        written = clinician.locator("#as-you-write")
        write(clinician, FIRST)
        expect(written).to_contain_text(FIRST)
        fee = clinician.get_by_label("Fee for a session")
        fee.fill(dollars)
        clinician.get_by_label("Highest fee").fill("")
        expect(written).to_contain_text(f"${dollars} a session")

    with j.step("an approach is chosen in its box"):
        box = clinician.get_by_role("group", name="Approaches")
        box.locator("summary").click()
        box.get_by_label("Narrative therapy").check()
        expect(box.locator("summary")).to_contain_text("Narrative therapy")
        expect(written).to_contain_text("Narrative therapy")
    j.look(clinician, "profile-writing")

    with j.step("a draft is kept, and readers see nothing of it"):
        clinician.get_by_role("button", name=starts_with("Save draft")).click()
        expect(clinician.get_by_role("status").filter(has_text="Saved as a draft")).to_be_visible()
        clinician.get_by_role("radio", name="What changed").check()
        expect(clinician.locator(".view-changes ins").filter(has_text=dollars)).to_be_visible()
    j.look(clinician, "profile-changes")

    with j.step("it is submitted, and the editor says how long that takes"):
        clinician.get_by_role("button", name=starts_with("Submit for review")).click()
        expect(clinician.locator(".standing")).to_contain_text("waits for review")
        expect(clinician.locator(".standing")).to_contain_text("usual")

    moderator = j.person()
    with j.step("a moderator reads the difference"):
        j.sign_in(moderator, "moderator")
        open_item(moderator, "provider_revision", name)
        moderator.get_by_role("button", name=starts_with("Claim")).click()
        expect(moderator.locator("ins").filter(has_text=dollars).first).to_be_visible()
        item = moderator.url
    j.look(moderator, "desk-profile")

    with j.step("and asks for changes, with a reason from the list"):
        moderator.locator("select[name=reason_code]").select_option("claims")
        moderator.locator("textarea[name=reason]").fill("Say what you do, and leave out what nobody can promise.")
        moderator.get_by_role("button", name=starts_with("Request changes")).click()
        expect(moderator.get_by_role("button", name=starts_with("Request changes"))).to_have_count(0)

    with j.step("the clinician reads why, and what was written to them"):
        clinician.goto("/console/me/profile")
        expect(clinician.locator(".standing")).to_contain_text("Changes were asked for")
        expect(clinician.locator(".standing")).to_contain_text("leave out what nobody can promise")
    j.look(clinician, "profile-asked")

    with j.step("and answers"):
        write(clinician, SECOND)
        expect(clinician.locator("#as-you-write")).to_contain_text(SECOND)
        clinician.get_by_role("button", name=starts_with("Submit for review")).click()
        expect(clinician.locator(".standing")).to_contain_text("waits for review")

    with j.step("the moderator approves it"):
        open_item(moderator, "provider_revision", name)
        moderator.get_by_role("button", name=starts_with("Claim")).click()
        approve = moderator.get_by_role("button", name=starts_with("Approve"))
        approve.click()
        expect(moderator.get_by_text("Readers see it now").first).to_be_visible()

    reader = j.person()
    with j.step("readers see it"):
        moderator.goto(item)
        reader.goto("/providers?q=" + re.sub(r"\W+", "+", name))
        reader.get_by_role("link", name=name).first.click()
        expect(reader.locator(".profile")).to_contain_text(SECOND)
        expect(reader.locator(".profile")).to_contain_text(f"${dollars} a session")
        expect(reader.locator(".profile")).to_contain_text("Narrative therapy")
    j.look(reader, "profile-public")

    with j.step("on a phone the editor keeps its buttons and its preview"):
        clinician.set_viewport_size({"width": 360, "height": 780})
        clinician.goto("/console/me/profile")
        expect(clinician.get_by_role("button", name=starts_with("Save draft"))).to_be_visible()
        expect(clinician.locator("#as-you-write")).to_contain_text(SECOND)

