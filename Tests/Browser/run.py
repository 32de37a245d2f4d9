"""Runs the journeys named as arguments, or all; started by Tests/Browser/run."""

import importlib
import pathlib
import sys

from playwright.sync_api import sync_playwright

import journey

FOLDER = pathlib.Path(__file__).parent / "journeys"


def main():
    known = sorted(path.stem for path in FOLDER.glob("*.py") if not path.stem.startswith("_"))
    names = sys.argv[1:] or known
    for name in names:
        if name not in known:
            print(f"there is no journey '{name}'; there are: {', '.join(known)}", file=sys.stderr)
            return 64
    passed = failed = 0
    with sync_playwright() as playwright:
        browser = journey.chromium(playwright)
        for name in names:
            counts = journey.run(name, importlib.import_module(f"journeys.{name}"), browser)
            passed += counts[0]
            failed += counts[1]
        browser.close()
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main())
