"""A new text of a public article is approved, and takes the place of the old one at the second that was chosen."""

from playwright.sync_api import expect

from journey import starts_with
from journeys._articles import place, publish_new, schedule, submit, write
from journeys._public import Watch, eventually, read, soon
from journeys._queue import approve, claim

FIRST = [
    "A budget for therapy begins with what a month holds, not with what a session costs.",
    "Most people begin with a session each week. When money is short, say so in the first call.",
]
SECOND = [
    "A budget for therapy begins with what a month holds, not with what a session costs.",
    "Most people begin with a session each fortnight. When money is short, say so in the first call, and "
    "ask for a lower fee.",
]
REMOVED = ["week.", "call."]
ADDED = ["fortnight.", "call, and ask for a lower fee."]


def journey(j):
    title = f"A month of sessions in {place()}"
    editor, approver = j.person(), j.person()
    with j.step("an article is public"):
        j.sign_in(editor, "editor")
        j.sign_in(approver, "editor2")
        public = publish_new(editor, approver, title, FIRST)
        eventually(lambda: "each week" in read(public)[1], True)
    article = editor.url

    with j.step("the editor changes two things, and sees which"):
        write(editor, SECOND)
        editor.get_by_role("button", name=starts_with("Save draft")).click()
        expect(editor.get_by_role("status").filter(has_text="Saved as revision 2")).to_be_visible()
        editor.get_by_role("radio", name="What changed").check()
        changes = editor.get_by_role("region", name="What changed")
        expect(changes.locator("del")).to_have_text(REMOVED)
        expect(changes.locator("ins")).to_have_text(ADDED)
    j.look(editor, "article-changed")

    with j.step("another editor reads the difference on a phone, and approves it"):
        approver.set_viewport_size({"width": 360, "height": 780})
        submit(editor)
        claim(approver, "article_revision", title)
        expect(approver.locator("del").filter(has_text="week")).to_be_visible()
        expect(approver.locator("ins").filter(has_text="fortnight")).to_be_visible()
        approver.get_by_role("button", name=starts_with("Approve")).click()
        expect(approver.get_by_role("status").filter(has_text="Approved")).to_be_visible()

    at = soon()
    with j.step("the new text is scheduled to replace the old one"):
        watch = Watch(public, which, at)
        schedule(editor, at)
        ranges = editor.get_by_role("region", name="When readers have what").get_by_role("listitem")
        expect(ranges).to_have_count(2)
        expect(ranges.filter(has_text="Revision 1, public now")).to_contain_text("until")
        expect(ranges.filter(has_text="Revision 2 from")).to_be_visible()
    j.look(editor, "article-replacement")

    with j.step("the history compares the two word by word"):
        editor.get_by_role("link", name="History", exact=True).click()
        editor.get_by_label("From", exact=True).select_option("1")
        editor.get_by_label("To", exact=True).select_option("2")
        editor.get_by_role("button", name=starts_with("Compare")).click()
        compared = editor.get_by_role("region", name="What changed from revision 1 to revision 2")
        expect(compared.locator("del")).to_have_text(REMOVED)
        expect(compared.locator("ins")).to_have_text(ADDED)
        expect(compared).to_contain_text("When money is short")
    j.look(editor, "article-history")

    with j.step("readers have the old text until its second, and the new one from then on"):
        watch.expect("week", "fortnight")

    reader = j.person(360)
    with j.step("the page says that it was updated"):
        reader.goto(public)
        expect(reader.locator(".reading")).to_contain_text("each fortnight")
        expect(reader.locator(".article-meta")).to_contain_text("Published")
    j.look(reader, "article-replaced")

    with j.step("the old text is restored as a new revision, and readers keep what they have"):
        editor.goto(f"{article}/history")
        expect(editor.get_by_role("rowheader").filter(has_text="public")).to_contain_text("2")
        editor.get_by_role("button", name="Restore revision 1", exact=True).click()
        expect(editor.get_by_role("status").filter(has_text="as revision 3")).to_be_visible()
        expect(editor.get_by_role("textbox", name="Text", exact=True)).to_contain_text("each week")
        assert which(*read(public)) == "fortnight"

    with j.step("it goes through review like any other, and is public again"):
        submit(editor)
        approve(approver, "article_revision", title)
        editor.reload()
        editor.get_by_role("button", name=starts_with("Publish now")).click()
        expect(editor.get_by_text("Published. Readers see it now.")).to_be_visible()
        eventually(lambda: which(*read(public)), "week")


def which(status, text):
    """Which of the two texts a page holds."""
    assert status == 200, f"{status}"
    return next((word for word in ("week", "fortnight") if f"session each {word}." in text), None)
