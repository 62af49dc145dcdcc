"""A person at the keyboard alone, who sees where the focus is."""

from dataclasses import dataclass
from typing import Any

from playwright.sync_api import Locator, Page

# More stops than any page has between two things.
_FAR = 150

_FOCUS = """() => {
    const here = document.activeElement;
    const before = window.cameFrom;
    window.cameFrom = here;
    const drawn = (element) => {
        const style = element && getComputedStyle(element);
        const isOutlined = style?.outlineStyle !== "none" && parseFloat(style?.outlineWidth) > 0;
        return isOutlined || (!!style && style.boxShadow !== "none");
    };
    return {
        isFollowing: !before || !before.isConnected || before === document.body ||
            !!(before.compareDocumentPosition(here) & Node.DOCUMENT_POSITION_FOLLOWING),
        isSeen: [here, here.closest("label"), here.closest(".picker")].some(drawn),
        what: here.outerHTML.slice(0, 120),
    };
}"""

# The browser scrolls to what has the focus, though not at once when it is busy.
_ON_SCREEN = """() => {
    const box = document.activeElement.getBoundingClientRect();
    return box.bottom > 0 && box.top < innerHeight && box.width > 0 && box.height > 0;
}"""


@dataclass
class Keys:
    """Somebody who presses Tab, Enter, Space and the arrows, and types."""

    page: Page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    def to(self, goal: Locator) -> None:
        """Press Tab until the goal has the focus; on the way the focus is always seen, and goes down the page."""
        self.page.evaluate("() => { window.cameFrom = document.activeElement; }")
        for _ in range(_FAR):
            self.press("Tab")
            focus: dict[str, Any] = self.page.evaluate(_FOCUS)
            assert focus["isFollowing"], f"out of order: {focus['what']}"
            assert focus["isSeen"], f"no sign of the focus: {focus['what']}"
            self.page.wait_for_function(_ON_SCREEN)
            if goal.evaluate("(goal) => goal === document.activeElement"):
                return
        raise AssertionError(f"Tab does not lead to {goal}")

    def skip_to_main(self) -> None:
        """Use the page's first link, which leads past what every page begins with."""
        self.to(self.page.locator("a.skip"))
        self.press("Enter")
        assert self.page.evaluate("() => document.activeElement.id") == "main"

    def focused(self) -> str:
        """What has the focus: the name of an input, or else its classes."""
        found: str = self.page.evaluate("() => document.activeElement.name || document.activeElement.className")
        return found

    def wait_for_focus(self, selector: str) -> None:
        """Wait until the page has moved the focus."""
        self.page.wait_for_function("(selector) => document.activeElement.matches(selector)", arg=selector)
