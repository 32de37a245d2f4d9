"""What journeys about profiles share."""

from playwright.sync_api import expect


def write(page, text):
    """Replaces the introduction, in the editor where there is one."""
    field = introduction(page)
    field.click()
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def introduction(page):
    return page.get_by_role("textbox", name="Introduction")


def top_of_focus(page):
    """Where the field in use stands in the window."""
    return page.evaluate("document.activeElement.getBoundingClientRect().top")


def stays_in_use(page, field, deed):
    """Does something while a field is in use: the field keeps the focus, and its place in the window."""
    top = top_of_focus(page)
    deed()
    expect(field).to_be_focused()
    moved = top_of_focus(page) - top
    # Windows scroll by whole pixels, texts are as high as they are.
    assert abs(moved) <= 1, f"the field in use moved by {moved} px"
