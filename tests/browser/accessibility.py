"""Looks at a page with axe-core for what keeps people out: WCAG 2.2 A and AA, and good practice beyond it."""

from importlib import resources

from playwright.sync_api import Page

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
# Target sizes are no rule of axe's by default.
RULES = {"target-size": {"enabled": True}}


def violations(page: Page) -> list[str]:
    """What axe finds, a line for each element."""
    script = resources.files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
    page.evaluate(script)
    options = {"runOnly": {"type": "tag", "values": TAGS}, "rules": RULES}
    found = page.evaluate("options => axe.run(document, options).then(result => result.violations)", options)
    return [f"{one['id']}: {node['html']}" for one in found for node in one["nodes"]]
