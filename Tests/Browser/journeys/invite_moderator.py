"""An admin invites a moderator, who chooses a password, signs in and out, and is kept out once suspended."""

import re
import secrets

from playwright.sync_api import expect

from journey import starts_with

PASSWORD = "tea and toast by the harbor"


def journey(j):
    name = f"Marta {secrets.token_hex(3)}"
    email = f"{name.lower().replace(' ', '.')}@example.org"

    admin = j.person()
    with j.step("the admin signs in and sees what needs them"):
        j.sign_in(admin, "admin")
        expect(admin.get_by_role("link", name="Invitations")).to_be_visible()
    j.look(admin, "home-admin")

    with j.step("the admin opens the list of accounts"):
        admin.get_by_role("link", name="Accounts", exact=True).click()
        expect(admin.get_by_role("table", name="Accounts")).to_be_visible()
    j.look(admin, "accounts")

    with j.step("the admin invites a moderator"):
        admin.get_by_role("link", name="New account").click()
        admin.get_by_label("Name", exact=True).fill(name)
        admin.get_by_label("Email", exact=True).fill(email)
        admin.get_by_label("Moderator", exact=True).check()
    j.look(admin, "account-new")

    with j.step("the link is shown once, to copy"):
        admin.get_by_role("button", name=starts_with("Invite")).click()
        link = admin.get_by_label("One-time link", exact=True).input_value()
        assert "/console/welcome/" in link, link
    j.look(admin, "account-invited")

    with j.step("the link is not shown again"):
        admin.goto("/console/accounts?q=" + email)
        admin.get_by_role("link", name=name).click()
        expect(admin.get_by_label("One-time link", exact=True)).to_have_count(0)
    account = admin.url

    moderator = j.person()
    with j.step("the moderator opens the link and is told what they are invited as"):
        moderator.goto(link[link.index("/console/") :])
        expect(moderator.get_by_text("you are invited as Moderator")).to_be_visible()
    j.look(moderator, "welcome")

    with j.step("a common password is refused with what to do"):
        choose_password(moderator, "password1234")
        expect(moderator.get_by_role("alert")).to_contain_text("Choose another one")
    j.look(moderator, "welcome-refused")

    with j.step("a sentence is taken, and the moderator is in"):
        choose_password(moderator, PASSWORD)
        expect(moderator.get_by_role("link", name="Queue").first).to_be_visible()
    j.look(moderator, "home-moderator")

    with j.step("the moderator sees where they are signed in"):
        moderator.goto("/console/me/security")
        expect(moderator.get_by_text(re.compile("Chrome on"))).to_be_visible()
    j.look(moderator, "security")

    with j.step("the moderator signs out"):
        moderator.get_by_role("button", name=starts_with("Sign out")).click()
        expect(moderator.get_by_role("button", name=starts_with("Sign in"))).to_be_visible()

    stranger = j.person()
    with j.step("the link no longer works"):
        stranger.goto(link[link.index("/console/") :])
        expect(stranger.get_by_role("heading", name="This link no longer works")).to_be_visible()
    j.look(stranger, "welcome-ended")

    with j.step("the moderator signs in with the password"):
        sign_in(moderator, email)
        expect(moderator.get_by_role("button", name=starts_with("Sign out"))).to_be_attached()

    with j.step("the admin suspends the account"):
        admin.goto(account)
        admin.get_by_role("link", name="Suspend account").click()
        expect(admin.get_by_text("Their session ends at once.")).to_be_visible()
    j.look(admin, "account-suspend")

    with j.step("asked once more, the admin stays with it"):
        admin.get_by_role("button", name="Suspend account").click()
        expect(admin.get_by_text("suspended", exact=True)).to_be_visible()
    j.look(admin, "account-suspended")

    with j.step("the moderator is out at once and does not get in again"):
        moderator.goto("/console")
        sign_in(moderator, email)
        expect(moderator.get_by_role("alert")).to_contain_text("do not match")
    j.look(moderator, "sign-in-refused")

    with j.step("the audit log has it all"):
        admin.get_by_role("link", name="All of it in the audit log").click()
        suspended = admin.get_by_role("listitem").filter(has_text=f"suspended {name}")
        expect(suspended).to_be_visible()
        admin.get_by_text("Details").first.click()
    j.look(admin, "audit")

    with j.step("the admin signs out"):
        admin.get_by_role("button", name=starts_with("Sign out")).click()
        expect(admin.get_by_role("button", name=starts_with("Sign in"))).to_be_visible()


def choose_password(page, password):
    page.get_by_label("Password", exact=True).fill(password)
    page.get_by_label("Password again").fill(password)
    page.get_by_role("button", name=starts_with("Save password")).click()


def sign_in(page, email):
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name=starts_with("Sign in")).click()
