"""A moderator works through the queue with the keyboard alone: next, decide, undo, next again."""

from playwright.sync_api import expect

from journey import starts_with


def journey(j):
    moderator = j.person()
    with j.step("the moderator signs in"):
        j.sign_in(moderator, "moderator")

    with j.step("the list shows what waits, and the keys j and k walk through it"):
        moderator.goto("/console/queue?type=provider_revision")
        rows = moderator.locator("main tbody th a")
        expect(rows.first).to_be_visible()
        moderator.keyboard.press("j")
        expect(rows.nth(0)).to_be_focused()
        moderator.keyboard.press("j")
        expect(rows.nth(1)).to_be_focused()
        moderator.keyboard.press("k")
        expect(rows.nth(0)).to_be_focused()
    j.look(moderator, "queue-profiles")

    with j.step("the key ? shows all keys and hides them again"):
        moderator.keyboard.press("?")
        panel = moderator.get_by_role("heading", name="Keys", exact=True)
        expect(panel).to_be_visible()
        moderator.keyboard.press("?")
        expect(panel).to_be_hidden()

    with j.step("Enter opens the item, and the key c claims it"):
        moderator.keyboard.press("Enter")
        expect(moderator.get_by_role("button", name=starts_with("Claim"))).to_be_visible()
        moderator.keyboard.press("c")
        approve = moderator.get_by_role("button", name=starts_with("Approve"))
        expect(approve).to_be_visible()
    j.look(moderator, "desk-profile")
    item = moderator.url.split("?")[0]

    watcher = j.person()
    with j.step("an open list learns that it is taken, without being loaded again"):
        j.sign_in(watcher, "auditor")
        watcher.goto("/console/queue?type=provider_revision&state=open")
        row = watcher.locator(f'tr[data-item="{item.rsplit("/", 1)[1]}"]')
        expect(row.locator("[data-standing-word]")).to_have_text("taken")

    with j.step("keys rest while somebody types"):
        moderator.get_by_label("Reason").focus()
        moderator.keyboard.type("a")
        expect(approve).to_be_visible()
        moderator.get_by_label("Reason").fill("")
        moderator.locator("h1").click()

    with j.step("the key a approves it"):
        moderator.keyboard.press("a")
        undo = moderator.get_by_role("button", name=starts_with("Undo"))
        expect(undo).to_be_visible()
        expect(undo).to_contain_text("min left")
    j.look(moderator, "desk-undo")

    with j.step("the open list learns that it is decided"):
        expect(row.locator("[data-standing-word]")).to_have_text("decided")

    with j.step("the key u takes the approval back, and the item is there to be decided again"):
        moderator.keyboard.press("u")
        expect(approve).to_be_visible()
        expect(moderator.get_by_text("It waits for a decision again.")).to_be_visible()
    j.look(moderator, "desk-undone")

    with j.step("the key n brings the next item, and keeps bringing one after each decision"):
        moderator.keyboard.press("n")
        expect(moderator.get_by_label("Then bring the next item")).to_be_checked()
        expect(moderator).not_to_have_url(item)

    with j.step("whoever switches the keys off has none"):
        moderator.keyboard.press("?")
        moderator.get_by_label("Keys are on in this browser").uncheck()
        moderator.get_by_role("button", name="Close").click()
        here = moderator.url
        moderator.keyboard.press("n")
        expect(moderator).to_have_url(here)
