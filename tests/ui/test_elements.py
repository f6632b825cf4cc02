"""The element tree: what is absent is left out, and what the browser may build is a fixed list."""

import re
from importlib import resources

from factcontext.ui import address, answer, article, chat, filter_fields, library, navigation, sources
from factcontext.ui.elements import el, link
from tests.drawn import find, words

SCRIPTS = [one for one in resources.files("factcontext.ui").joinpath("assets").iterdir() if one.name.endswith(".js")]


def test_absent_children_and_attributes_are_left_out() -> None:
    assert el("p", None, "a", id=None) == {"tag": "p", "attributes": {}, "children": ["a"]}


def test_text_is_kept_to_the_letter() -> None:
    text = "<img src=x> ![a](b) \u202e &amp;"
    assert words(el("p", el("mark", text))) == text


def test_elements_are_found_by_tag_and_attribute() -> None:
    tree = el("div", el("p", "a", class_="x"), el("section", el("p", "b", class_="y")))
    assert [words(one) for one in find(tree, tag="p", class_="y")] == ["b"]


def test_a_link_keeps_its_address_beside_what_a_click_does() -> None:
    assert link("a", "article?article=a", {"visit": True})["attributes"]["href"] == "article?article=a"


def test_the_browser_never_reads_markup() -> None:
    """The scripts of the page make elements and text nodes; nothing in it parses a string as HTML."""
    script = "".join(one.read_text("utf-8") for one in SCRIPTS)
    reads_markup = r"innerHTML|outerHTML|insertAdjacent|createContextualFragment|DOMParser|document\.write"
    runs_text = r"\beval\b|Function\(|setAttribute\([\"']on"
    assert not re.search(f"{reads_markup}|{runs_text}", script)


def test_every_tag_that_the_page_uses_is_one_that_the_browser_builds() -> None:
    script = resources.files("factcontext.ui").joinpath("assets/elements.js").read_text("utf-8")
    listed = script.split("const ATTRIBUTES")[0]
    for module in (address, answer, article, chat, filter_fields, library, navigation, sources):
        source = resources.files("factcontext.ui").joinpath(f"{module.__name__.split('.')[2]}.py").read_text("utf-8")
        for tag in re.findall(r"\bel\(\s*\"(\w+)\"", source):
            assert re.search(rf"\b{tag}\b", listed), tag
