"""Two articles are taken off the site, one for another page and one for good; what led to them is told before."""

from playwright.sync_api import expect

from journey import starts_with
from journeys._articles import address, link_to, new_article, place, publish, publish_new, submit, to_end
from journeys._public import eventually, read
from journeys._queue import approve


def journey(j):
    town = place()
    # Words that no other article has: two texts that share them are related.
    moved, over, guide = f"The porch swing in {town}", f"The tide clock in {town}", f"A guide to {town}"
    editor, approver, reader = j.person(), j.person(), j.person(360)
    with j.step("three articles are public, and one of them links to the other two"):
        j.sign_in(editor, "editor")
        j.sign_in(approver, "editor2")
        moved_public = publish_new(
            editor,
            approver,
            moved,
            [f"In {town} people talk on the porch swing. Nobody has to look at anybody on a porch swing."],
        )
        moved_screen = editor.url
        over_public = publish_new(
            editor,
            approver,
            over,
            [f"In {town} a tide clock hangs in the hall. It tells when to leave each other alone."],
        )
        over_screen = editor.url
        new_article(
            editor, guide, [f"How couples in {town} make room for each other: the swing, and the clock. "]
        )
        to_end(editor)
        link_to(editor, moved)
        editor.keyboard.insert_text(" and ")
        link_to(editor, over)
        submit(editor)
        approve(approver, "article_revision", guide)
        publish(editor)
        guide_public = address(editor)

    with j.step("the editor pins one of them below it"):
        editor.get_by_label("Article", exact=True).fill(over)
        editor.get_by_role("button", name=starts_with("Add related article")).click()
        expect(editor.get_by_role("status").filter(has_text="Added. Readers see it now.")).to_be_visible()

    with j.step("readers find both, in the text and below it"):
        eventually(lambda: related(reader, guide_public, over_public), "pinned")
        assert related(reader, guide_public, moved_public) == "suggested"
        for title, public in [(moved, moved_public), (over, over_public)]:
            link = reader.locator(".reading").get_by_role("link", name=title)
            expect(link).to_have_attribute("href", public)
    j.look(reader, "article-guide")

    with j.step("before it is taken off, the editor is told what leads to the first one"):
        editor.goto(moved_screen)
        editor.get_by_role("button", name=starts_with("Unpublish")).click()
        expect(editor.get_by_role("heading", name="One link leads here")).to_be_visible()
        expect(editor.get_by_role("listitem").filter(has_text=guide)).to_contain_text("In its text, now")
    j.look(editor, "article-unpublish")

    with j.step("without a reason nothing happens, and the form says so"):
        editor.get_by_role("radio", name="Another page").check()
        editor.get_by_label("The other page").fill(guide_public)
        editor.get_by_role("button", name=starts_with("Unpublish")).click()
        expect(editor.get_by_role("alert")).to_contain_text("reason")
        expect(editor.get_by_label("The other page")).to_have_value(guide_public)
        assert read(moved_public)[0] == 200
    j.look(editor, "article-unpublish-refused")

    with j.step("with one it is gone, and its address leads to the other page"):
        editor.get_by_label("Reason").fill("The guide says it better.")
        editor.get_by_role("button", name=starts_with("Unpublish")).click()
        expect(editor.get_by_role("status").filter(has_text="Taken off the site.")).to_be_visible()
        eventually(lambda: answer(reader, moved_public), (301, guide_public))
        reader.goto(moved_public)
        expect(reader.get_by_role("heading", level=1)).to_have_text(guide)
    j.look(editor, "article-withdrawn")

    with j.step("the second one has two links, and one of them is a related article"):
        editor.goto(over_screen)
        editor.get_by_role("button", name=starts_with("Unpublish")).click()
        expect(editor.get_by_role("heading", name="2 links lead here")).to_be_visible()
        ways = editor.get_by_role("listitem").filter(has_text=guide)
        expect(ways.filter(has_text="In its text, now")).to_have_count(1)
        expect(ways.filter(has_text="as a related article, now")).to_have_count(1)

    with j.step("it is taken off for good, and its address says so"):
        editor.get_by_role("radio", name="A note that it is no longer available").check()
        editor.get_by_label("Reason").fill("The clock was sold.")
        editor.get_by_role("button", name=starts_with("Unpublish")).click()
        expect(editor.get_by_role("status").filter(has_text="Taken off the site.")).to_be_visible()
        eventually(lambda: answer(reader, over_public), (410, None))
        reader.goto(over_public)
    j.look(reader, "article-gone")

    with j.step("the other page keeps its words, and loses both links and both related articles"):
        eventually(lambda: related(reader, guide_public, over_public), None)
        assert related(reader, guide_public, moved_public) is None
        expect(reader.locator(".reading")).to_contain_text(f"{moved} and {over}")
        expect(reader.locator(".reading").get_by_role("link")).to_have_count(0)

    with j.step("lists, the search and the feed do not name them any more"):
        for path in ["/articles", f"/search?q={town}", "/feed.xml", "/sitemap.xml"]:
            text = reader.request.get(path).text()
            for public in [moved_public, over_public]:
                assert f'{public}"' not in text and f"{public}<" not in text, f"{path} names {public}"


def answer(page, path):
    """The status of a page, and where it leads."""
    response = page.request.get(path, max_redirects=0)
    return response.status, response.headers.get("location")


def related(page, path, other):
    """Why an article stands below another one; nothing when it does not."""
    page.goto(path)
    place = page.locator(f'[data-related="{other.rsplit("/", 1)[1]}"]')
    return place.get_attribute("data-reason") if place.count() else None
