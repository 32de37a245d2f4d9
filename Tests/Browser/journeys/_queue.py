"""What journeys share that decide about items of the queue."""

from playwright.sync_api import expect

from journey import starts_with


def open_item(page, kind, title):
    """Finds what waits in the queue by its title, on whichever page of it."""
    page.goto(f"/console/queue?type={kind}")
    link = page.locator("main tbody tr").filter(has_text=title).get_by_role("link").first
    following = page.get_by_role("link", name="Next page")
    while not link.count() and following.count():
        following.click()
    link.click()


def claim(page, kind, title):
    open_item(page, kind, title)
    page.get_by_role("button", name=starts_with("Claim")).click()
    expect(page.get_by_role("button", name=starts_with("Approve"))).to_be_visible()


def approve(page, kind, title):
    claim(page, kind, title)
    page.get_by_role("button", name=starts_with("Approve")).click()
    expect(page.get_by_role("status").filter(has_text="Approved")).to_be_visible()
