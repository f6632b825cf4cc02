"""Opens the parts of a saved page that lie in a page of their own: shadow roots, and frames with their text in them."""

from collections.abc import Sequence

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

INLINE = frozenset("a abbr b big cite code em font i mark q s small span strong sub sup time tt u var".split())
_FRAME_WORDS = 40  # a frame with less is an advert, a player or a button
_FRAME_BLOCKS = 2
_BLOCK_WORDS = 8
_MAX_FRAMES = 30  # the largest saved pages have as many, nearly all adverts
_MAX_FRAME_CHARS = 2_000_000
_MAX_DEPTH = 3  # frames within frames


def tree_of(markup: str) -> HtmlElement:
    """A page's tree without comments: extraction drops what follows one in its line, and React writes many."""
    return document_fromstring(markup, parser=HTMLParser(huge_tree=True, remove_comments=True, remove_pis=True))


def open_parts(tree: HtmlElement, depth: int = 0) -> None:
    """Put what is in shadow roots and in frames into the page itself; a frame beside a story of the page is no part."""
    _open_shadow_roots(tree)
    frames = [frame for frame in tree.iter("iframe") if frame.get("srcdoc")][:_MAX_FRAMES]
    own = _count(_prose(tree)) if frames else 0
    for frame in frames:
        story = _story_in(frame.get("srcdoc"), depth, max(_FRAME_WORDS, own + 1))
        if story is not None and frame.getparent() is not None:
            story.tail = frame.tail
            frame.getparent().replace(frame, story)


def _open_shadow_roots(tree: HtmlElement) -> None:
    for template in list(tree.iter("template")):
        if template.get("shadowrootmode") or template.get("shadowroot"):
            template.tag = "div"


def block_text(tree: HtmlElement) -> str:
    """All text of a page, each block on lines of its own."""
    pieces: list[str] = []
    for event, element in etree.iterwalk(tree, events=("start", "end")):
        is_block = isinstance(element.tag, str) and element.tag not in INLINE
        if event == "start":
            shown = (
                element.text if isinstance(element.tag, str) and element.tag not in ("script", "style", "title") else ""
            )
            pieces += ["\n\n" if is_block else "", shown or ""]
        else:
            pieces += ["\n\n" if is_block else "", element.tail or ""]
    lines = (" ".join(block.split()) for block in "".join(pieces).split("\n\n"))
    return "\n\n".join(filter(None, lines))


def _story_in(markup: str, depth: int, fewest: int) -> HtmlElement | None:
    """The body of a frame that holds prose of so many words, as a box; None for any other."""
    if not markup.strip() or len(markup) > _MAX_FRAME_CHARS or depth > _MAX_DEPTH:
        return None
    try:
        body = tree_of(markup).find("body")
    except (etree.LxmlError, ValueError):
        return None
    if body is None:
        return None
    open_parts(body, depth + 1)
    prose = _prose(body)
    if len(prose) < _FRAME_BLOCKS or _count(prose) < fewest:
        return None
    body.tag = "div"
    return body


def _prose(tree: HtmlElement) -> list[str]:
    """The blocks of a page that are longer than a label."""
    return [block for block in block_text(tree).split("\n\n") if len(block.split()) > _BLOCK_WORDS]


def _count(blocks: Sequence[str]) -> int:
    """The words of some blocks."""
    return sum(len(block.split()) for block in blocks)
