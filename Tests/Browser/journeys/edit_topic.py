"""A topic is written and seen at once as readers will see it; another editor publishes it; a change is compared."""

from playwright.sync_api import expect

from journey import starts_with
from journeys._articles import place
from journeys._public import eventually, read

TEXT = "A room with chairs.\n\n## Why do people wait?\n\nThe hour before runs long.\n\n- bring a book\n"


def journey(j):
    title = f"Waiting rooms in {place()}"
    editor, other = j.person(), j.person()
    with j.step("a new topic is seen as readers would see it while it is written"):
        j.sign_in(editor, "editor")
        editor.goto("/console/topics/new")
        written = editor.locator("#as-you-write")
        editor.get_by_label("Title").fill(title)
        editor.get_by_label("Summary").fill("What helps while one waits.")
        editor.get_by_label("Text", exact=True).fill(TEXT)
        expect(written.get_by_role("heading", name=title)).to_be_visible()
        expect(written.get_by_role("heading", name="Why do people wait?")).to_be_visible()
        expect(written.get_by_role("listitem").filter(has_text="bring a book")).to_be_visible()

    with j.step("the crisis box comes and goes with its field"):
        editor.get_by_label("Crisis box").select_option("1")
        expect(written.get_by_role("link", name="Call 988")).to_be_visible()
        editor.get_by_label("Crisis box").select_option("0")
        expect(written.get_by_role("link", name="Call 988")).to_have_count(0)

    with j.step("what cannot be saved is told in the preview, and the form keeps it"):
        editor.get_by_label("Text", exact=True).fill(TEXT + "\n<b>loud</b>\n")
        expect(written.locator(".field-issue")).to_be_visible()
        expect(editor.get_by_label("Text", exact=True)).to_have_value(TEXT + "\n<b>loud</b>\n")
        editor.get_by_label("Text", exact=True).fill(TEXT)
        expect(written.locator(".field-issue")).to_have_count(0)
    j.look(editor, "topic-new")

    with j.step("it is saved, and waits for another editor"):
        editor.get_by_role("button", name="Save draft").click()
        expect(editor.locator(".lead-note").first).to_contain_text("waits to be published")
        expect(editor.get_by_role("button", name="Publish now")).to_have_count(0)
        topic = editor.url

    with j.step("another editor finds it among the drafts that wait, and publishes it"):
        j.sign_in(other, "editor2")
        other.goto("/console/topics")
        other.get_by_label("State").select_option("waiting")
        other.get_by_label(starts_with("Title or address")).fill(title)
        other.keyboard.press("Enter")
        other.get_by_role("link", name=title).click()
        other.get_by_role("button", name="Publish now").click()
        expect(other.locator(".lead-note").first).to_contain_text("Public since")
        public = other.get_by_role("link", name=starts_with("Public page")).get_attribute("href")
        eventually(lambda: "The hour before runs long." in read(public)[1], True)

    with j.step("a change is seen beside what is public, word by word"):
        editor.goto(topic)
        editor.get_by_label("Text", exact=True).fill(TEXT.replace("runs long", "runs late"))
        expect(editor.locator("#as-you-write")).to_contain_text("The hour before runs late.")
        editor.get_by_role("button", name="Save draft").click()
        expect(editor.get_by_role("status").filter(has_text="Readers keep the page")).to_be_visible()
        editor.get_by_role("radio", name="What changed").check()
        expect(editor.locator(".view-changes ins")).to_contain_text("late.")
        editor.get_by_role("radio", name="Public now").check()
        expect(editor.locator(".view-public")).to_contain_text("The hour before runs long.")
    j.look(editor, "topic-changed")

    with j.step("the page is taken off again"):
        editor.get_by_role("button", name="Unpublish").click()
        editor.get_by_label("Reason").fill("It was only tried.")
        editor.get_by_role("button", name="Unpublish").click()
        expect(editor.get_by_role("status").filter(has_text="Taken off the site")).to_be_visible()
