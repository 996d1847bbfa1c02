"""axe-core with every rule it knows."""

from functools import lru_cache
from pathlib import Path

from playwright.sync_api import Page

SOURCE = Path(__file__).with_name("axe.min.js")

# The rules that sizes and places can break, and those that colours can. The others read the
# document alone, which is the same in every appearance, and are asked where every rule is.
OF_SIZE = ("p-as-heading", "scrollable-region-focusable", "target-size")
OF_APPEARANCE = (*OF_SIZE, "color-contrast", "color-contrast-enhanced", "link-in-text-block")

_RUN = """window.askAxe = async (only) => {
  const rules = Object.fromEntries(axe.getRules().map((rule) => [rule.ruleId, {enabled: true}]));
  const which = only ? {runOnly: {type: "rule", values: only}, preload: false} : {rules};
  const options = {...which, resultTypes: ["violations"], iframes: false};
  const found = await axe.run(document, options);
  return found.violations.flatMap((violation) => violation.nodes.map((node) =>
    `${violation.id}: ${node.target.join(" ")} ${node.html.slice(0, 160)} – `
    + [...node.any, ...node.all, ...node.none].map((check) => check.message).join("; ")));
};"""


def violations(page: Page, *, only: tuple[str, ...] | None = None) -> list[str]:
    """What axe has against the page as it is shown now, best practice and AAA included."""
    come(page)
    return page.evaluate("(only) => askAxe(only)", only)


def come(page: Page) -> None:
    """See that axe is on the page, so that it can be asked there as askAxe(rules)."""
    page.evaluate("bringAxe()")


@lru_cache(maxsize=1)
def on_call() -> str:
    """A script for every page of a browser, which brings axe where it is called for.

    Half a megabyte that is sent once to a browser and only skimmed on each page; sent to the page
    itself it takes longer than what axe then does there.
    """
    source = f"{SOURCE.read_text(encoding='utf-8')};{_RUN}"
    return f"window.bringAxe = () => {{ if (!window.askAxe) {{ {source} }} }};"
