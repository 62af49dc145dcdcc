"""What axe finds on a page, by the rules of WCAG 2.2, levels A and AA."""

from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

_RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
_OPTIONS = {"runOnly": {"type": "tag", "values": _RULES}, "resultTypes": ["violations"]}


def findings(page: Page) -> list[str]:
    """Each violation with the elements that it is about; nothing where a page is as it should be."""
    report: dict[str, Any] = Axe().run(page, options=_OPTIONS).response
    return [
        f"{violation['id']} at {node['target']}: {node['failureSummary']}"
        for violation in report["violations"]
        for node in violation["nodes"]
    ]
