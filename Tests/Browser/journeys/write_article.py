"""An editor writes an article, a reviewer sends it back once, and readers have it from its second on."""

import random
import struct
import zlib

from playwright.sync_api import expect

from journey import starts_with
from journeys._articles import address, fill, link_to, place, schedule, submit, text_of, to_end, tool
from journeys._public import Watch, read, soon
from journeys._queue import approve, claim

OPENING = "Most people who wake in the night lie still and wait. The waiting is what makes the night long."
ADVICE = "Get up, sit where it is dim, and fold something until your eyes are heavy."
CAUTION = "If your bed partner hears you stop breathing at night, tell a doctor soon."
QUESTION = "How long should I stay up?"
ANSWER = "Until you are sleepy, which is not the same as tired. It is often twenty minutes."
TERM = "Sleep pressure"
MEANING = "The weight of the hours awake, which sleep takes off again."
CAPTION = "One lamp is enough to find the kettle by."
ASKED = "Say in the first paragraph that a bad night now and then is nothing to treat."
ANSWERED = "A bad night now and then is nothing to treat."
ZONE = "Pacific/Honolulu"


def journey(j):
    title = f"Lying awake in {place()}"
    picture = f"A lamp on a window sill in {place()}"

    reader = j.person()
    with j.step("a reader finds the latest article"):
        reader.goto("/")
        other = reader.locator(".article-list h3 a").first
        other_title, other_address = other.inner_text(), other.get_attribute("href")

    editor = j.person()
    with j.step("the editor signs in, and chooses the time zone"):
        j.sign_in(editor, "editor")
        editor.goto("/console/me/security")
        usual = zone_field(editor).input_value()
        choose_zone(editor, ZONE)

    with j.step("the editor sends an image, with words for those who cannot see it"):
        editor.goto("/console/articles/images")
        editor.get_by_label("File").set_input_files(
            {"name": "lamp.png", "mimeType": "image/png", "buffer": patchwork()}
        )
        editor.get_by_label("What it shows").fill(picture)
        editor.get_by_role("button", name=starts_with("Upload")).click()
        expect(editor.get_by_role("img", name=picture)).to_be_visible()
    j.look(editor, "images")

    with j.step("the editor begins an article"):
        editor.get_by_role("link", name="Articles", exact=True).first.click()
        editor.get_by_role("link", name="New article").click()
        fill(editor, title, [OPENING, ""], category="Rest and work (clinical review)", topics="Sleep; Anxiety")
    written = editor.locator("#as-you-write")

    with j.step("the text takes its form while it is written, and is seen as readers would see it"):
        keys = editor.keyboard
        tool(editor, "Heading")
        keys.insert_text("When the house is quiet")
        keys.press("Enter")
        keys.insert_text(ADVICE)
        keys.press("Enter")
        tool(editor, "Warning")
        keys.insert_text(CAUTION)
        tool(editor, "Write below")
        tool(editor, "Question")
        keys.insert_text(QUESTION)
        keys.press("Enter")
        keys.insert_text(ANSWER)
        tool(editor, "Write below")
        tool(editor, "Definition")
        keys.insert_text(TERM)
        keys.press("Enter")
        keys.insert_text(MEANING)
        tool(editor, "Write below")
        expect(written.get_by_role("heading", name="When the house is quiet")).to_be_visible()
        expect(written.get_by_role("note", name="Warning")).to_have_text(CAUTION)
        expect(written.locator("dt")).to_have_text(TERM)

    with j.step("an image is put in, and described"):
        tool(editor, "Image")
        editor.get_by_role("combobox", name="Image").select_option(label=picture)
        expect(editor.get_by_label("Description for people who cannot see it")).to_have_value(picture)
        editor.get_by_role("button", name="Put in image").click()
        keys.insert_text(CAPTION)
        tool(editor, "Write below")
        expect(text_of(editor).get_by_role("img", name=picture)).to_be_visible()

    with j.step("a link to another article is found by the words of its title"):
        keys.insert_text("Read on: ")
        link_to(editor, other_title)
        keys.insert_text(".")
        expect(text_of(editor).get_by_role("link", name=other_title)).to_be_visible()
        expect(written.get_by_text(other_title)).to_be_visible()
    j.look(editor, "article-new")

    with j.step("it is saved as a draft"):
        editor.get_by_role("button", name=starts_with("Save draft")).click()
        expect(editor.get_by_role("status").filter(has_text="Saved as a draft")).to_be_visible()
        expect(editor.locator("[data-kept]")).to_contain_text("revision 1, saved")
        public = address(editor)

    with j.step("from then on what is typed is kept by itself, and is there after a reload"):
        to_end(editor)
        keys.insert_text(" It was kept.")
        expect(editor.locator("[data-kept]")).to_contain_text("kept just now, no revision yet")
        editor.reload()
        expect(text_of(editor).locator("> *").last).to_contain_text("It was kept.")
        expect(editor.locator("[data-kept]")).to_contain_text("no revision yet")

    with j.step("it is submitted, and a clinical reviewer comes first"):
        submit(editor)
        expect(editor.locator(".lead-note").first).to_contain_text("waits for a clinical reviewer")
    j.look(editor, "article-submitted")

    reviewer = j.person(360)
    with j.step("the reviewer reads it on a phone"):
        j.sign_in(reviewer, "reviewer")
        claim(reviewer, "article_revision", title)
        text = reviewer.get_by_role("region", name=title)
        expect(text.get_by_role("note", name="Warning")).to_have_text(CAUTION)
        expect(text.get_by_role("heading", name=QUESTION)).to_be_visible()
        expect(text.get_by_role("img", name=picture)).to_be_visible()
    j.look(reviewer, "desk-article")

    with j.step("the reviewer asks for a change"):
        reviewer.get_by_role("radio", name="Decide").check()
        reviewer.locator("select[name=reason_code]").select_option("facts")
        reviewer.locator("textarea[name=reason]").fill(ASKED)
        reviewer.get_by_role("button", name=starts_with("Request changes")).click()
        expect(reviewer.get_by_role("status").filter(has_text="Sent back")).to_be_visible()

    with j.step("the editor reads why, and answers"):
        editor.reload()
        expect(editor.locator(".lead-note").first).to_contain_text("asked for changes")
        expect(editor.locator(".lead-note").first).to_contain_text(ASKED)
        text_of(editor).focus()
        keys.press("Control+Home")
        keys.insert_text(f"{ANSWERED} ")
        submit(editor)

    with j.step("the reviewer approves it clinically"):
        approve(reviewer, "article_revision", title)
        expect(reviewer.get_by_role("status").filter(has_text="An editor decides next")).to_be_visible()
        item = reviewer.url

    with j.step("whoever wrote it does not decide"):
        article = editor.url
        editor.goto(item)
        expect(editor.get_by_text("You wrote this; somebody else decides.")).to_be_visible()
        expect(editor.get_by_role("button", name=starts_with("Approve"))).to_have_count(0)

    approver = j.person()
    with j.step("another editor approves it"):
        j.sign_in(approver, "editor2")
        approve(approver, "article_revision", title)
    j.look(approver, "desk-article-approved")
    editor.goto(article)
    j.look(editor, "article-approved")

    at = soon()
    with j.step("the editor schedules it for the next minute, by the clock of Honolulu"):
        watch = Watch(public, lambda status, _: status, at)
        editor.goto(article)
        expect(editor.locator("form#publish")).to_contain_text("In your time zone, Hawaii")
        schedule(editor, at)
        expect(editor.get_by_role("region", name="When readers have what")).to_contain_text("Revision")
        assert read(public)[0] == 404, f"{public} is there"
    j.look(editor, "article-scheduled")

    with j.step("the calendar shows it"):
        editor.goto("/console/calendar")
        coming = editor.get_by_role("table", name="Coming up").locator("tr").filter(has_text=title)
        expect(coming).to_be_visible()
    j.look(editor, "calendar")

    with j.step("the editor chooses the usual time zone again"):
        editor.goto("/console/me/security")
        choose_zone(editor, usual)

    with j.step("it is not there until its second, and there from then on"):
        watch.expect(404, 200)

    with j.step("readers see it as it was written, with who looked at it"):
        reader.goto(public)
        text = reader.locator(".reading")
        expect(text).to_contain_text(ANSWERED)
        expect(text.get_by_role("heading", name="When the house is quiet", level=2)).to_be_visible()
        expect(text.get_by_role("note", name="Warning")).to_have_text(CAUTION)
        expect(text.locator("[data-faq]")).to_contain_text(ANSWER)
        expect(text.locator("dt[data-term]")).to_have_text(TERM)
        expect(text.get_by_text(CAPTION)).to_be_visible()
        expect(reader.locator(".article-meta")).to_contain_text("Reviewed by Samira Haddad")

    with j.step("the image is there, and the link leads to the other article"):
        image = text.get_by_role("img", name=picture)
        image.scroll_into_view_if_needed()
        expect(image).to_have_js_property("complete", True)
        assert image.evaluate("image => image.naturalWidth") > 0, "the image is broken"
        expect(text.get_by_role("link", name=other_title)).to_have_attribute("href", other_address)
    j.look(reader, "article-written")


def choose_zone(page, zone):
    zone_field(page).select_option(zone)
    page.get_by_role("button", name=starts_with("Save time zone")).click()
    expect(zone_field(page)).to_have_value(zone)


def zone_field(page):
    return page.get_by_role("combobox", name="Time zone")


def patchwork():
    """A PNG of colors by chance: a picture that is here already would keep its words."""
    side, patches = 30, 8
    rows = [
        b"\0" + b"".join(random.randbytes(3) * side for _ in range(patches)) for _ in range(patches)
    ]
    data = b"".join(row * side for row in rows)
    head = struct.pack(">IIBBBBB", side * patches, side * patches, 8, 2, 0, 0, 0)
    chunks = [chunk(b"IHDR", head), chunk(b"IDAT", zlib.compress(data)), chunk(b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def chunk(kind, data):
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
