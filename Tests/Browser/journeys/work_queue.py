"""A moderator works through the queue with the keyboard alone, every key that is printed among them."""

from playwright.sync_api import expect

from journey import starts_with
from journeys._keyboard import tab_to


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
    item = moderator.url

    with j.step("the list that was chosen stays beside it"):
        expect(moderator.get_by_label("Type")).to_have_value("provider_revision")

    watcher = j.person()
    with j.step("an open list learns that it is taken, without being loaded again"):
        j.sign_in(watcher, "auditor")
        watcher.goto("/console/queue?type=provider_revision&state=open")
        row = watcher.locator(f'tr[data-item="{item.split("?")[0].rsplit("/", 1)[1]}"]')
        expect(row.locator("[data-standing-word]")).to_have_text("taken")

    with j.step("keys rest while somebody types"):
        tab_to(moderator, "[name=reason]")
        moderator.keyboard.type("a")
        expect(moderator.get_by_label("Reason")).to_have_value("a")
        expect(approve).to_be_visible()
        moderator.keyboard.press("Backspace")
        tab_to(moderator, "button")

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

    with j.step("the key n brings the next item of the list, and keeps bringing one after each decision"):
        moderator.keyboard.press("n")
        expect(moderator.get_by_label("Then bring the next item")).to_be_checked()
        expect(moderator.get_by_label("Type")).to_have_value("provider_revision")
    refused = moderator.url

    with j.step("the key x without a reason decides nothing, and says what is missing"):
        moderator.keyboard.press("x")
        issues = moderator.locator("#issues")
        expect(issues).to_be_focused()
        expect(issues).to_contain_text("Choose why")
    j.look(moderator, "desk-reason-missing")

    with j.step("with one, x asks for changes, and the next item is there"):
        tab_to(moderator, "[name=reason_code]")
        moderator.keyboard.press("ArrowDown")
        tab_to(moderator, "button")
        moderator.keyboard.press("x")
        expect(moderator.locator("#claim-note")).to_be_visible()
        expect(moderator).not_to_have_url(refused)
    second = moderator.url

    with j.step("the key r rejects, and u takes the rejection back"):
        tab_to(moderator, "[name=reason_code]")
        moderator.keyboard.press("ArrowDown")
        tab_to(moderator, "button")
        moderator.keyboard.press("r")
        expect(moderator).not_to_have_url(second)
        moderator.keyboard.press("u")
        expect(moderator.get_by_text("It waits for a decision again.")).to_be_visible()

    with j.step("whoever switches the keys off has none"):
        moderator.keyboard.press("?")
        tab_to(moderator, "[data-keys-switch]")
        moderator.keyboard.press("Space")
        tab_to(moderator, ".keys-panel button")
        moderator.keyboard.press("Enter")
        here = moderator.url
        moderator.keyboard.press("n")
        expect(moderator).to_have_url(here)
