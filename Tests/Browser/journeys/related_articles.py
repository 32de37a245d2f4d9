"""An editor chooses what stands below an article, in which order and from when on, and readers see it."""

from playwright.sync_api import expect

from journey import starts_with
from journeys._articles import (
    address,
    enter_time,
    new_article,
    place,
    publish_new,
    schedule,
    submit,
    zone_of,
)
from journeys._public import Watch, eventually, read, soon
from journeys._queue import approve

TEXT = [
    "Sleep comes late to people who wait for it. A bed is for sleep, and a chair is for being awake.",
    "Get up at the same time each morning, also after a bad night, and see your doctor when nights like "
    "this last for months.",
]


def journey(j):
    title, coming = f"A chair beside the bed in {place()}", f"The early bus in {place()}"
    reader = j.person()
    with j.step("readers have articles to choose from"):
        reader.goto("/articles")
        links = reader.eval_on_selector_all(
            ".article-list h3 a", "them => them.map(it => [it.innerText, it.getAttribute('href')])"
        )
        (first_title, first), (second_title, second) = links[-2:]

    editor, approver = j.person(), j.person()
    with j.step("an article is public, and another one is approved and waits for its time"):
        j.sign_in(editor, "editor")
        j.sign_in(approver, "editor2")
        new_article(editor, coming, ["The bus leaves at six. On some days that is reason enough to get up."])
        submit(editor)
        approve(approver, "article_revision", coming)
        coming_screen, coming_public = editor.url, address(editor)
        public = publish_new(editor, approver, title, TEXT, topics="Sleep; Anxiety")
    panel = editor.locator(".related-pins > li")

    with j.step("the editor adds two related articles, the second one at the first place"):
        editor.get_by_role("link", name="See the list, and why").click()
        screen = editor.url
        add(editor, second_title)
        expect(editor.get_by_role("status").filter(has_text="Added. Readers see it now.")).to_be_visible()
        editor.get_by_label("Place", exact=True).fill("1")
        add(editor, first_title)
        expect(panel).to_have_count(2)
        expect(panel.nth(0)).to_contain_text(first_title)
    j.look(editor, "related")

    with j.step("and moves the first one down"):
        editor.get_by_role("button", name=f"Move down “{first_title}”").click()
        expect(panel.nth(0)).to_contain_text(second_title)
        expect(panel.nth(1)).to_contain_text(first_title)

    with j.step("readers see both in that order, then suggestions"):
        eventually(lambda: shown(reader, public)[:2], [(second, "pinned"), (first, "pinned")])
        below = shown(reader, public)
        assert len(below) > 2 and {why for _, why in below[2:]} == {"suggested"}, below

    with j.step("the editor's list is theirs, with the words that a suggestion is made for"):
        rows = editor.get_by_role("row").filter(has_text="Suggested")
        expect(rows).to_have_count(len(below) - 2)
        words = rows.first.get_by_text("shares: ").inner_text()
        place_below = reader.locator('[data-reason="suggested"]').first
        expect(place_below).to_contain_text(words)
        suggested_title = rows.first.get_by_role("link").inner_text()
        suggested = place_below.get_by_role("link").get_attribute("href")
        expect(place_below.get_by_role("link")).to_have_text(suggested_title)
    j.look(reader, "article-related")

    with j.step("a suggestion that does not fit is blocked, and leaves both pages"):
        editor.get_by_role("button", name=f"Block “{suggested_title}”").click()
        expect(editor.get_by_role("button", name=f"Unblock “{suggested_title}”")).to_be_visible()
        eventually(lambda: suggested in dict(shown(reader, public)), False)
        assert public not in dict(shown(reader, suggested))
    j.look(editor, "related-blocked")

    at = soon()
    with j.step("an article that is scheduled is added at the first place, and readers see nothing of it"):
        watch = Watch(public, lambda _, text: f'data-related="{slug(coming_public)}"' in text, at)
        editor.goto(coming_screen)
        schedule(editor, at)
        editor.goto(screen)
        editor.get_by_label("Place", exact=True).fill("1")
        add(editor, coming)
        expect(editor.get_by_role("status").filter(has_text="waits until readers have")).to_be_visible()
        expect(panel.filter(has_text=coming)).to_contain_text("waiting")
        expect(panel.filter(has_text=coming)).to_contain_text("becomes public on")

    with j.step("the list of then shows it already"):
        when = editor.locator("form.day-form")
        enter_time(when, at, zone_of(editor))
        when.get_by_role("button", name="Show the list then").click()
        expect(editor.get_by_role("heading", name=starts_with("What readers see on"))).to_be_visible()
        expect(editor.get_by_role("row").filter(has_text=coming)).to_contain_text("pinned")
    j.look(editor, "related-then")

    with j.step("it stands there from the second on at which it is public, and not before"):
        watch.expect(False, True)
        assert read(coming_public)[0] == 200
        assert shown(reader, public)[0] == (coming_public, "pinned")

    with j.step("what was blocked is unblocked, and suggested again"):
        editor.goto(screen)
        editor.get_by_role("button", name=f"Unblock “{suggested_title}”").click()
        expect(editor.get_by_role("status").filter(has_text="may suggest each other again")).to_be_visible()
        eventually(lambda: suggested in dict(shown(reader, public)), True)

    with j.step("on a phone the list is there as well"):
        editor.set_viewport_size({"width": 360, "height": 780})
        editor.goto(screen)
        expect(panel.first).to_contain_text("shown")
        editor.get_by_role("button", name=f"Remove “{coming}”").click()
        expect(panel).to_have_count(2)
        eventually(lambda: coming_public in dict(shown(reader, public)), False)


def add(page, title):
    page.get_by_label("Article", exact=True).fill(title)
    page.get_by_role("button", name=starts_with("Add related article")).click()


def shown(page, path):
    """What stands below an article, in order: the address of each and why."""
    page.goto(path)
    return [
        tuple(pair)
        for pair in page.eval_on_selector_all(
            "[data-related]",
            "them => them.map(it => ['/articles/' + it.dataset.related, it.dataset.reason])",
        )
    ]


def slug(path):
    return path.rsplit("/", 1)[1]
