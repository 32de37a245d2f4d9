"""An article is written, submitted, approved and published, and nobody touches a mouse."""

from playwright.sync_api import expect

from journey import PASSWORD, starts_with
from journeys._articles import leave_tools, place, text_of
from journeys._keyboard import tab_to
from journeys._public import eventually, read


def journey(j):
    title = f"A first call in {place()}"
    editor, approver = j.person(), j.person(360)
    keys = editor.keyboard
    with j.step("the editor signs in"):
        sign_in(editor, "editor@stet.example")

    with j.step("and reaches a new article by the menu"):
        tab_to(editor, "a", "Articles")
        keys.press("Enter")
        expect(editor.get_by_role("heading", name="Articles", level=1)).to_be_visible()
        tab_to(editor, "a", "New article")
        keys.press("Enter")
        expect(editor.get_by_label("Title", exact=True)).to_be_visible()

    with j.step("the fields are filled in, in their order"):
        tab_to(editor, "[name=title]")
        keys.type(title)
        keys.press("Tab")
        keys.press("Tab")
        keys.type("What to say when somebody picks up the phone.")
        keys.press("Tab")
        keys.type("Getting")
        keys.press("Tab")
        keys.type("Bettina")
        keys.press("Tab")
        keys.type("Anxiety")
        expect(editor.get_by_label("Summary", exact=True)).to_have_value(starts_with("What to say"))
        expect(editor.locator("[name=category] option:checked")).to_have_text("Getting started")
        expect(editor.locator("[name=author] option:checked")).to_have_text("Bettina Solberg")
        expect(editor.get_by_label("Topics", exact=True)).to_have_value("Anxiety")

    text = text_of(editor)
    with j.step("the text is written, its forms taken from the tools"):
        tab_to(editor, ".ProseMirror")
        keys.type("Say your name and what you would like to know.")
        keys.press("Enter")
        use(editor, "Heading")
        keys.type("Before you call")
        keys.press("Enter")
        keys.type("Write down two things that you want to ask.")
        keys.press("Enter")
        use(editor, "Note")
        keys.type("A voicemail is a fine beginning.")
        keys.press("Control+Enter")
        use(editor, "Question")
        keys.type("What if nobody answers?")
        keys.press("Enter")
        keys.type("Try the next one on your list, and the first one again tomorrow.")
        keys.press("Control+Enter")
        expect(text.get_by_role("heading", name="Before you call")).to_be_visible()
        expect(text.locator("aside")).to_have_text("A voicemail is a fine beginning.")
        expect(text.locator("[data-question]")).to_contain_text("What if nobody answers?")

    with j.step("a link to another article is found and put in"):
        keys.type("Read on: ")
        use(editor, "Link to article")
        keys.type("what")
        found = editor.get_by_role("list", name="Articles found").get_by_role("button")
        expect(found.first).to_be_visible()
        other = found.first.inner_text()
        tab_to(editor, ".prose-found button")
        keys.press("Enter")
        expect(text.get_by_role("link", name=other)).to_be_visible()
        expect(text).to_be_focused()

    with j.step("Escape closes a panel and leads back into the text"):
        use(editor, "Link")
        expect(editor.get_by_label("Address of the link")).to_be_focused()
        keys.press("Escape")
        expect(text).to_be_focused()
        keys.type(" That is all.")

    with j.step("it is submitted"):
        tab_to(editor, "button", "Submit for review")
        keys.press("Enter")
        expect(editor.get_by_role("status").filter(has_text="Submitted")).to_be_visible()
        expect(editor.locator(".lead-note").first).to_contain_text("waits for an editor")
    j.look(editor, "article-by-keyboard")

    with j.step("another editor finds it in the queue, on a narrow window"):
        sign_in(approver, "editor2@stet.example")
        tab_to(approver, "button", "Menu")
        approver.keyboard.press("Enter")
        tab_to(approver, "a", "Queue")
        approver.keyboard.press("Enter")
        expect(approver.get_by_role("heading", name="Queue", level=1)).to_be_visible()
        walk_to(approver, title)
        approver.keyboard.press("Enter")
        expect(approver.get_by_role("heading", name=title, level=1)).to_be_visible()

    with j.step("and claims and approves it by the keys on the buttons"):
        approver.keyboard.press("c")
        expect(approver.get_by_role("button", name=starts_with("Approve"))).to_be_visible()
        approver.keyboard.press("a")
        expect(approver.get_by_role("status").filter(has_text="Approved")).to_be_visible()

    with j.step("the editor publishes it, and readers see it"):
        editor.reload()
        tab_to(editor, "button", "Publish now")
        keys.press("Enter")
        expect(editor.get_by_text("Published. Readers see it now.")).to_be_visible()
        public = editor.get_by_role("link", name=starts_with("Public page")).get_attribute("href")
        eventually(lambda: read(public)[0], 200)
        tab_to(editor, "a", "Public page")
        keys.press("Enter")
        expect(editor.get_by_role("heading", level=1)).to_have_text(title)
        expect(editor.locator("[data-faq]")).to_contain_text("What if nobody answers?")


def sign_in(page, email):
    page.goto("/console/sign-in")
    tab_to(page, "[name=email]")
    page.keyboard.type(email)
    tab_to(page, "[name=password]")
    page.keyboard.type(PASSWORD)
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name=starts_with("Sign out"), include_hidden=True)).to_be_attached()


def use(page, title):
    """Goes back from the text to one of its tools; most of them lead into the text again."""
    tab_to(page, ".prose-tools button", f"{title}$", key="Shift+Tab")
    page.keyboard.press("Enter")
    leave_tools(page)


def walk_to(page, title):
    """Goes down the list with the key j, and on to the next page, until the item is focused."""
    rows = page.locator("main tbody th a")
    while True:
        for row in range(rows.count()):
            page.keyboard.press("j")
            if rows.nth(row).inner_text() == title:
                expect(rows.nth(row)).to_be_focused()
                return
        tab_to(page, "a", "Next page")
        page.keyboard.press("Enter")
        expect(rows.first).to_be_visible()
