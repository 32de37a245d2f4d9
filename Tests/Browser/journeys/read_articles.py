"""A reader comes upon an article, looks through its category, searches for its words, and reads by feed."""

import re
from xml.etree import ElementTree

from playwright.sync_api import expect

from journey import URL, starts_with

ATOM = "{http://www.w3.org/2005/Atom}"


def journey(j):
    reader = j.person()
    with j.step("the home page leads to the latest article"):
        reader.goto("/")
        latest = reader.locator(".article-list h3 a").first
        title = latest.inner_text()
        latest.click()
        expect(reader.get_by_role("heading", level=1)).to_have_text(title)

    article = reader.locator("article[data-reading-minutes]")
    with j.step("the article says how long it takes, who wrote it and when it came out"):
        minutes = int(article.get_attribute("data-reading-minutes"))
        assert 1 <= minutes <= 10, f"{minutes} minutes"
        words = len(article.locator(".reading").inner_text().split())
        assert abs(minutes - words / 238) <= 1, f"{minutes} minutes for {words} words"
        expect(article.get_by_text("Published")).to_be_visible()
        expect(article.locator(".article-meta time").first).to_have_attribute(
            "datetime", re.compile(r"^\d{4}-\d\d-\d\d")
        )
        expect(article.get_by_role("heading", name="About the author")).to_be_visible()
    path = reader.url.removeprefix(URL)
    j.look(reader, "article")

    with j.step("nothing in it is loaded from elsewhere, and no cookie is set"):
        foreign = [
            source
            for source in reader.eval_on_selector_all("[src]", "them => them.map(it => it.src)")
            if not source.startswith(URL)
        ]
        assert foreign == [], f"loaded from elsewhere: {foreign}"
        assert reader.context.cookies() == [], "a reader was given a cookie"

    with j.step("its category lists it among others"):
        article.locator(".article-category a").click()
        expect(reader.locator(f'.article-list a[href="{path}"]')).to_be_visible()
        assert reader.locator(".article-list li").count() >= 4
    j.look(reader, "category")

    with j.step("all articles are listed, a page at a time, and none twice"):
        reader.goto("/articles")
        first = paths(reader)
        reader.get_by_role("link", name="Older articles").click()
        expect(reader.get_by_role("link", name="The latest")).to_be_visible()
        second = paths(reader)
        assert len(first) == 24 and not set(first) & set(second), "an article stands on both pages"
    j.look(reader, "articles")

    with j.step("a term that an article explains is marked on its word"):
        explaining = first_with(reader, first + second, "dt[data-term]")
        assert explaining, "no article explains a term"
        assert reader.locator("[data-term]:not(dt)").count() == 0
    j.look(reader, "article-terms")

    with j.step("an article about the worst hours says whom to call, above its text"):
        reader.goto("/categories/hard-moments")
        assert first_with(reader, paths(reader), "[data-crisis]"), "no article has the box"
        box = reader.locator("[data-crisis]").bounding_box()
        text = reader.locator(".reading").bounding_box()
        assert box["y"] + box["height"] <= text["y"], "the box stands below the beginning of the text"
    j.look(reader, "article-crisis")

    with j.step("a search for its title finds it"):
        reader.goto("/search")
        reader.get_by_label("Words").fill(title)
        reader.get_by_role("button", name=starts_with("Search")).click()
        expect(reader.locator(f'.article-list a[href="{path}"]')).to_be_visible()
    j.look(reader, "search-articles")

    with j.step("the feed holds it, and each of its links leads to a page"):
        answer = reader.request.get("/feed.xml")
        assert answer.ok, f"{answer.status}"
        feed = ElementTree.fromstring(answer.body())
        links = {
            entry.findtext(f"{ATOM}title"): entry.find(f"{ATOM}link").get("href")
            for entry in feed.findall(f"{ATOM}entry")
        }
        assert title in links, f"{title} is missing"
        for link in links.values():
            page = reader.request.get("/" + link.split("/", 3)[3])
            assert page.ok, f"{link}: {page.status}"

    with j.step("what is not public yet is not there"):
        editor = j.person()
        j.sign_in(editor, "editor")
        editor.goto("/console/articles?standing=draft")
        draft = editor.locator("tbody th .row-note").first.inner_text()
        assert reader.request.get(draft).status == 404, f"{draft} is there"


def paths(page):
    """The addresses of the articles that a list shows."""
    return page.eval_on_selector_all(
        ".article-list h3 a", "them => them.map(it => it.getAttribute('href'))"
    )


def first_with(page, addresses, mark):
    """Opens the articles in turn until one has the mark; none when no one has it."""
    for address in addresses:
        page.goto(address)
        if page.locator(mark).count():
            return address
    return None
