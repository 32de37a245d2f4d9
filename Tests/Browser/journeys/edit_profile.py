"""A clinician edits their profile, is asked for changes, answers, and readers see it."""

import re

from playwright.sync_api import expect

from journey import starts_with

FIRST = "We meet once a week, and begin with what hurts most today."
SECOND = "We look at what helps you, week by week, and stop when it is enough."


def journey(j):
    clinician = j.person()
    with j.step("the clinician signs in and opens the profile"):
        j.sign_in(clinician, "clinician")
        clinician.goto("/console/me/profile")
        withdraw = clinician.get_by_role("button", name=starts_with("Withdraw"))
        if withdraw.count():
            withdraw.click()
        name = clinician.get_by_label("Name as readers see it").input_value()
    j.look(clinician, "profile-editor")

    with j.step("what is written is seen at once as readers would see it"):
        written = clinician.locator("#as-you-write")
        write(clinician, FIRST)
        expect(written).to_contain_text(FIRST)
        fee = clinician.get_by_label("Fee for a session")
        fee.fill("135")
        clinician.get_by_label("Highest fee").fill("")
        expect(written).to_contain_text("$135 a session")

    with j.step("an approach is chosen in its box"):
        box = clinician.get_by_role("group", name="Approaches")
        box.locator("summary").click()
        box.get_by_label("Narrative therapy").check()
        expect(box.locator("summary")).to_contain_text("Narrative therapy")
        expect(written).to_contain_text("Narrative therapy")
    j.look(clinician, "profile-writing")

    with j.step("a draft is kept, and readers see nothing of it"):
        clinician.get_by_role("button", name=starts_with("Save draft")).click()
        expect(clinician.get_by_role("status")).to_contain_text("Saved as a draft")
        clinician.get_by_role("radio", name="What changed").check()
        expect(clinician.locator(".view-changes ins").filter(has_text="135")).to_be_visible()
    j.look(clinician, "profile-changes")

    with j.step("it is submitted, and the editor says how long that takes"):
        clinician.get_by_role("button", name=starts_with("Submit for review")).click()
        expect(clinician.locator(".standing")).to_contain_text("waits for review")
        expect(clinician.locator(".standing")).to_contain_text("usual")

    moderator = j.person()
    with j.step("a moderator reads the difference"):
        j.sign_in(moderator, "moderator")
        open_item(moderator, name)
        moderator.get_by_role("button", name=starts_with("Claim")).click()
        expect(moderator.locator("ins").filter(has_text="135").first).to_be_visible()
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
        open_item(moderator, name)
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
        expect(reader.locator(".profile")).to_contain_text("$135 a session")
        expect(reader.locator(".profile")).to_contain_text("Narrative therapy")
    j.look(reader, "profile-public")

    with j.step("on a phone the editor keeps its buttons and its preview"):
        clinician.set_viewport_size({"width": 360, "height": 780})
        clinician.goto("/console/me/profile")
        expect(clinician.get_by_role("button", name=starts_with("Save draft"))).to_be_visible()
        expect(clinician.locator("#as-you-write")).to_contain_text(SECOND)


def write(page, text):
    """Replaces the introduction, in the editor where there is one."""
    field = page.get_by_role("textbox", name="Introduction")
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def open_item(page, name):
    """Finds what waits for a person in the queue, on whichever page of it."""
    page.goto("/console/queue")
    link = page.locator("main tbody tr").filter(has_text=name).filter(has_text="Profile").get_by_role("link").first
    following = page.get_by_role("link", name="Next page")
    while not link.count() and following.count():
        following.click()
    link.click()
