"""What axe finds on a page, by the rules of WCAG 2.2, levels A and AA."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_EVERYTHING = {"type": "tag", "values": _RULES}
_COLOURS = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}


def findings(page: Page, *, colours_alone: bool = False) -> list[str]:
    """Each violation with the elements that it is about; nothing where a page is as it should be."""
    options = {"runOnly": _COLOURS if colours_alone else _EVERYTHING, "resultTypes": ["violations"]}
    report: dict[str, Any] = Axe().run(page, options=options).response
    return [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]
