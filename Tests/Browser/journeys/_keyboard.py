"""What journeys share that use no mouse."""

FOCUSED = """([selector, words]) => {
    const focused = document.activeElement;
    return focused.matches(selector) && new RegExp(`^\\s*${words}`).test(focused.textContent);
}"""


def tab_to(page, selector, words="", key="Tab"):
    """Walks with the key Tab until something like this is focused, which begins with these words (a pattern)."""
    for _ in range(150):
        page.keyboard.press(key)
        if page.evaluate(FOCUSED, [selector, words]):
            return
    raise LookupError(f"the key {key} never reaches {selector} {words}")
