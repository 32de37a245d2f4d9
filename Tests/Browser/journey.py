"""What a journey needs: people with a browser each, steps that count as tests, axe, screenshots."""

import contextlib
import os
import pathlib
import re
import shutil
import sys
import time
import traceback

from playwright.sync_api import Error, expect

URL = os.environ["STET_URL"].rstrip("/")
PASSWORD = os.environ["STET_DEMO_PASSWORD"]
AXE = pathlib.Path(os.environ["STET_AXE"])
SCREENSHOTS = pathlib.Path(os.environ["STET_SCREENSHOTS"])

# A phone and a desk: what LOOK asks every screen to hold at.
SIZES = {360: {"width": 360, "height": 780}, 1440: {"width": 1440, "height": 900}}

CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-sync",
]

# Up to WCAG 2.2 AA, and the practices that axe calls good.
ALL_RULES = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# All that can differ between light and dark.
CONTRAST = {"type": "rule", "values": ["color-contrast"]}
# Without the details of what passes, which are most of the answer.
FIND_VIOLATIONS = """async rules => {
    const result = await axe.run(document, {runOnly: rules, resultTypes: ["violations"]});
    return result.violations;
}"""

expect.set_options(timeout=10_000)


def chromium(playwright):
    """Debian's chromium: Playwright's own download is not used."""
    names = ["chromium", "chromium-browser", "google-chrome"]
    executable = next(filter(None, map(shutil.which, names)), None)
    if executable is None:
        sys.exit("found none of " + ", ".join(names) + ": install the package chromium")
    return playwright.chromium.launch(executable_path=executable, args=CHROMIUM_ARGUMENTS)


class JourneyEnded(Exception):
    """A step failed; what follows it in the journey would only fail after it."""


class Journey:
    """One journey in one browser. Each step and each axe check counts as one test."""

    def __init__(self, name, browser):
        self.name = name
        self.browser = browser
        self.passed = 0
        self.failed = 0
        self.pages = []

    def person(self, width=1440, agent=None):
        """A page in a browser profile of its own, as wide as said: what two people see never mixes.

        `agent` is what the browser says of itself: without it, that it is a program.
        """
        context = self.browser.new_context(
            base_url=URL, viewport=SIZES[width], locale="en-US", user_agent=agent
        )
        page = context.new_page()
        page.size = SIZES[width]
        # The console forbids inline script and style: a violation is a fault of ours that no eye would see.
        page.on("console", lambda message: self._notice(page, message))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.complaints = []
        self.pages.append(page)
        return page

    @staticmethod
    def _notice(page, message):
        if message.type == "error" and "Content Security Policy" in message.text:
            page.complaints.append(message.text)

    @contextlib.contextmanager
    def step(self, sentence):
        """A test that the rest of the journey stands on."""
        started = time.monotonic()
        try:
            yield
        except (AssertionError, Error, LookupError) as error:
            self._report(sentence, started, error)
            self._keep_evidence(sentence)
            raise JourneyEnded from error
        self._report(sentence, started)

    def check(self, sentence, problems):
        """A test that the journey survives: problems is a list of sentences, empty when all is well."""
        self._report(sentence, time.monotonic(), "\n".join(problems) if problems else None)

    def _report(self, sentence, started, error=None):
        seconds = time.monotonic() - started
        print(f"{'FAILED' if error else 'ok':<6} {self.name}: {sentence} ({seconds:.1f} s)", flush=True)
        if error:
            self.failed += 1
            print("       " + str(error).strip().replace("\n", "\n       "), flush=True)
        else:
            self.passed += 1

    def _keep_evidence(self, sentence):
        for number, page in enumerate(self.pages):
            with contextlib.suppress(Error):
                path = SCREENSHOTS / f"failed-{self.name}-{number}.png"
                page.screenshot(path=path, full_page=True)
                print(f"       {page.url} in {path}", flush=True)

    def sign_in(self, page, email):
        """Signs in with the demo password; email without its domain is a demo account."""
        address = email if "@" in email.rstrip("@") else email.rstrip("@") + "@stet.example"
        page.goto("/console/sign-in")
        page.get_by_label("Email").fill(address)
        page.get_by_label("Password", exact=True).fill(PASSWORD)
        page.get_by_role("button", name=starts_with("Sign in")).click()
        # On a phone it stands in the menu, which is closed.
        signed_in = page.get_by_role("button", name=starts_with("Sign out"), include_hidden=True)
        expect(signed_in).to_be_attached()

    def look(self, page, name):
        """What every screen gets: axe and a picture at both sizes, in light and in dark, no sideways scrolling, no
        broken policy."""
        for width, size in SIZES.items():
            page.set_viewport_size(size)
            # A color that is on its way to another has the contrast of neither.
            page.emulate_media(color_scheme="light", reduced_motion="reduce")
            # The head stays in view: wherever else the page stands, it would cover a part of something.
            page.evaluate("scrollTo({top: 0, behavior: 'instant'})")
            self.screenshot(page, f"{name}-{width}")
            self.check(f"{name} passes axe at {width} px", self.axe(page))
            overflow = page.evaluate("document.documentElement.scrollWidth - innerWidth")
            self.check(
                f"{name} does not scroll sideways at {width} px",
                [f"the page is {overflow} px wider than the window"] if overflow > 0 else [],
            )
            page.emulate_media(color_scheme="dark")
            self.screenshot(page, f"{name}-{width}-dark")
            self.check(f"{name} has contrast in the dark at {width} px", self.axe(page, CONTRAST))
        page.emulate_media(color_scheme="light", reduced_motion="no-preference")
        page.set_viewport_size(page.size)
        self.check(f"{name} keeps the content security policy", page.complaints)
        page.complaints = []

    def axe(self, page, rules=ALL_RULES):
        """The violations that axe-core finds, a sentence each."""
        if not AXE.is_file():
            return [f"{AXE} is missing: run deploy/fetch-assets"]
        # Evaluated through the debugger, because the page's policy would refuse a script element.
        if page.evaluate("typeof axe") == "undefined":
            page.evaluate(AXE.read_text())
        violations = page.evaluate(FIND_VIOLATIONS, rules)
        return [
            f"{violation['id']} ({violation['impact']}): {violation['help']}: "
            + "; ".join(" ".join(map(str, node["target"])) for node in violation["nodes"][:5])
            for violation in violations
        ]

    def screenshot(self, page, name):
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=True)


def starts_with(word):
    """Accessible names begin with the word that CONTRACT fixes and may say more: "Claim, key c"."""
    return re.compile(r"^\s*" + re.escape(word) + r"\b", re.IGNORECASE)


def run(name, module, browser):
    """Runs a journey's `journey(j)`; returns passed and failed."""
    journey = Journey(name, browser)
    try:
        module.journey(journey)
    except JourneyEnded:
        pass
    except Exception:  # a fault of the journey itself must not keep the others from running
        traceback.print_exc(file=sys.stdout)
        journey.failed += 1
    finally:
        for page in journey.pages:
            with contextlib.suppress(Error):
                page.context.close()
    return journey.passed, journey.failed
