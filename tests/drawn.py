"""Looks into what the page draws: the elements of a tree, and its text as a reader gets it."""

from urllib.parse import parse_qsl, urlsplit

from factcontext.ui.elements import Child, Element


def find(tree: Child, **wanted: str) -> list[Element]:
    """All elements of a tree whose tag or attributes are as wanted, in order."""
    if tree is None or isinstance(tree, str):
        return []
    facts = {"tag": tree["tag"], **tree["attributes"]}
    names = {name.rstrip("_").replace("_", "-"): value for name, value in wanted.items()}
    own = [tree] if all(facts.get(name) == value for name, value in names.items()) else []
    return own + [found for child in tree["children"] for found in find(child, **wanted)]


def words(tree: Child) -> str:
    """All text of a tree, as a reader gets it."""
    if tree is None or isinstance(tree, str):
        return tree or ""
    return "".join(words(child) for child in tree["children"])


def query_of(link: Element) -> dict[str, str]:
    """The parameters of the address that a link leads to."""
    return dict(parse_qsl(urlsplit(link["attributes"]["href"]).query))
