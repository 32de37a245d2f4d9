"""A reader finds somebody in spite of a typing mistake and reports an error; the time machine shows a badge end."""

import re

from playwright.sync_api import expect

from journey import starts_with


def journey(j):
    reader = j.person()
    with j.step("the list of people opens"):
        reader.goto("/providers")
        profile = reader.locator("article[data-provider][data-verified=true]").first
        slug, name = profile.get_attribute("data-provider"), profile.locator("h3").inner_text()
    j.look(reader, "search")

    with j.step("a mistyped name finds the person, and says so"):
        reader.get_by_label("Name or word").fill(mistyped(name))
        reader.get_by_role("button", name=starts_with("Search")).click()
        expect(reader.get_by_text("Showing results for")).to_be_visible()
        expect(reader.locator(f'[data-provider="{slug}"]')).to_be_visible()
    j.look(reader, "search-mended")

    with j.step("what was typed can be searched for as it stands"):
        reader.get_by_role("link", name=re.compile("as typed")).click()
        expect(reader.get_by_text("Nobody here matches")).to_be_visible()
    j.look(reader, "search-nobody")

    with j.step("the profile opens, and with it the report"):
        reader.goto(f"/providers/{slug}")
        reader.get_by_role("link", name="Report an error").click()
        expect(reader.get_by_role("heading", level=1)).to_have_text("Report an error")
    j.look(reader, "report")

    with j.step("an empty report says what is missing"):
        reader.get_by_role("button", name="Send report").click()
        expect(reader.get_by_role("alert")).to_contain_text("Choose what is wrong.")
    j.look(reader, "report-mend")

    with j.step("the report is sent, without an account and without a cookie"):
        reader.get_by_label("The text is false, or may harm somebody").check()
        reader.get_by_label("In your words").fill("It promises a cure. <b>Nobody</b> can.")
        reader.get_by_role("button", name="Send report").click()
        expect(reader.get_by_role("heading", level=1)).to_have_text("Thank you")
        assert reader.context.cookies() == [], "a reader was given a cookie"
    j.look(reader, "report-thanks")

    moderator = j.person()
    with j.step("a moderator finds the report in the queue"):
        j.sign_in(moderator, "moderator")
        moderator.goto("/console/queue?type=report")
        moderator.get_by_role("link", name=re.compile(re.escape(name))).first.click()
        expect(moderator.get_by_text("It promises a cure. <b>Nobody</b> can.").first).to_be_visible()
    j.look(moderator, "desk-report")

    editor = j.person()
    with j.step("the time machine shows the badge as it is now"):
        j.sign_in(editor, "editor")
        editor.goto(f"/console/time-machine?path=/providers/{slug}")
        badge = editor.frame_locator("iframe").locator("article[data-provider]")
        expect(badge).to_have_attribute("data-verified", "true")
        expect(badge.locator(".badge-license").first).to_be_visible()
    j.look(editor, "time-machine")

    with j.step("at one of the changes to come the badge is gone"):
        for _ in range(8):
            with editor.expect_navigation():
                editor.get_by_role("link", name="Next change").click()
            expect(badge).to_be_visible()
            if badge.get_attribute("data-verified") == "false":
                break
        expect(badge).to_have_attribute("data-verified", "false")
        expect(badge.locator(".badge-license")).to_have_count(0)
    j.look(editor, "time-machine-ended")

    with j.step("a link in the frame leads to the same instant of another page"):
        at = re.search(r"at=([^&]+)", editor.url).group(1)
        editor.frame_locator("iframe").get_by_role("link", name="How we check").last.click()
        editor.wait_for_url(re.compile(r"path=/how"))
        assert at in editor.url, f"{editor.url} is not at {at}"

    with j.step("readers still see the badge"):
        reader.goto(f"/providers/{slug}")
        expect(reader.locator("article[data-provider]")).to_have_attribute("data-verified", "true")


def mistyped(name):
    """The name with two letters of its last word swapped: the first two that differ, behind the first letter."""
    first, last = name.split(" ", 1)[0], name.split(" ")[-1]
    for position in range(1, len(last) - 1):
        if last[position] != last[position + 1]:
            swapped = last[:position] + last[position + 1] + last[position] + last[position + 2 :]
            return f"{first} {swapped}"
    return f"{first} {last}e"
