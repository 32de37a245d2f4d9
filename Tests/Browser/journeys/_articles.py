"""What journeys about articles share."""

import random
import re
import zoneinfo

from playwright.sync_api import expect

from journey import starts_with
from journeys._queue import approve


def place():
    """A name that no other run has."""
    return "".join(random.choice("bdfglmnrstv") + random.choice("aeiou") for _ in range(4)).title()


def fill(page, title, paragraphs, category="Getting started", topics="Couples", author="Bettina Solberg"):
    """Fills the form of an article."""
    page.get_by_label("Title", exact=True).fill(title)
    page.get_by_label("Summary", exact=True).fill(f"{title}: what it is like, and what may help.")
    page.get_by_label("Category", exact=True).select_option(label=category)
    page.get_by_label("Author", exact=True).select_option(label=author)
    page.get_by_label("Topics", exact=True).fill(topics)
    write(page, paragraphs)


def write(page, paragraphs):
    """Replaces the text in the rich editor."""
    text_of(page).focus()
    page.keyboard.press("Control+A")
    for number, paragraph in enumerate(paragraphs):
        if number:
            page.keyboard.press("Enter")
        page.keyboard.insert_text(paragraph)


def text_of(page):
    return page.get_by_role("textbox", name="Text", exact=True)


def tool(page, title):
    """Presses one of the buttons above the text."""
    tools = page.get_by_role("group", name="Form of the text")
    tools.get_by_role("button", name=title, exact=True).click()
    leave_tools(page)


def leave_tools(page):
    """Waits until a tool has led to where one goes on writing, which takes a frame."""
    expect(page.locator(".prose-tools button:focus")).to_have_count(0)


def to_end(page):
    """Puts the cursor at the end of the text."""
    text_of(page).locator("> *").last.click()
    page.keyboard.press("Control+End")


def link_to(page, title):
    """Puts a link to an article where the cursor is."""
    tool(page, "Link to article")
    page.get_by_label("Find an article").fill(title)
    found = page.get_by_role("list", name="Articles found")
    found.get_by_role("button", name=title, exact=True).click()


def new_article(page, title, paragraphs, **fields):
    """Begins an article, and saves it as a draft."""
    page.goto("/console/articles/new")
    fill(page, title, paragraphs, **fields)
    page.get_by_role("button", name=starts_with("Save draft")).click()
    expect(page.get_by_role("status").filter(has_text="Saved as a draft")).to_be_visible()


def submit(page):
    page.get_by_role("button", name=starts_with("Submit for review")).click()
    expect(page.get_by_role("status").filter(has_text="Submitted")).to_be_visible()


def publish(page):
    """Publishes the article whose screen this is, as it is approved."""
    page.reload()
    page.get_by_role("button", name=starts_with("Publish now")).click()
    expect(page.get_by_text("Published. Readers see it now.")).to_be_visible()


def publish_new(editor, approver, title, paragraphs, **fields):
    """Writes an article, has it approved by somebody else and publishes it; returns its public address."""
    new_article(editor, title, paragraphs, **fields)
    submit(editor)
    approve(approver, "article_revision", title)
    publish(editor)
    return address(editor)


def address(page):
    """The public address of the article whose screen this is."""
    return "/articles/" + page.get_by_label("Address", exact=True).input_value()


# What the console calls the zones of the journeys.
ZONES = {"Eastern Time": "America/New_York", "Hawaii-Aleutian Standard Time": "Pacific/Honolulu"}


def zone_of(page):
    """The zone in which the forms of a screen ask for times."""
    note = page.get_by_text(re.compile("in your time zone", re.IGNORECASE)).first.inner_text()
    name = re.search(r"in your time zone, ([\w -]+)", note, re.IGNORECASE)[1]
    return zoneinfo.ZoneInfo(ZONES[name])


def enter_time(form, at, zone):
    """Types an instant into the fields for a day and a time, as a clock of the zone shows it."""
    local = at.astimezone(zone)
    form.get_by_label(re.compile("^(From day|Day)$")).fill(local.strftime("%Y-%m-%d"))
    form.get_by_label(re.compile("^(From time|Time)$")).fill(local.strftime("%H:%M"))


def schedule(page, at):
    """Schedules what is approved of the article whose screen this is."""
    page.reload()
    form = page.locator("form#publish")
    enter_time(form, at, zone_of(page))
    form.get_by_role("button", name=starts_with("Schedule")).click()
    expect(page.get_by_role("status").filter(has_text="Scheduled for")).to_be_visible()
