"""Opens the parts of a saved page that lie in a page of their own: shadow roots, and frames with their text in them."""

from lxml import etree
from lxml.html import HtmlElement, HTMLParser, document_fromstring

INLINE = frozenset("a abbr b big cite code em font i mark q s small span strong sub sup time tt u var".split())
_FRAME_WORDS = 40  # a frame with less is an advert, a player or a button
_FRAME_PARAGRAPHS = 2
_PARAGRAPH_WORDS = 8
_MAX_FRAMES = 30  # the largest saved pages have as many, nearly all adverts
_MAX_FRAME_CHARS = 2_000_000


def open_parts(tree: HtmlElement) -> None:
    """Put what is in shadow roots and in frames into the page itself."""
    _open_shadow_roots(tree)
    for frame in list(tree.iter("iframe"))[:_MAX_FRAMES]:
        story = _story_in(frame.get("srcdoc") or "")
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


def _story_in(markup: str) -> HtmlElement | None:
    """The body of a frame that holds prose, as a box; None for any other."""
    if not markup.strip() or len(markup) > _MAX_FRAME_CHARS:
        return None
    try:
        body = document_fromstring(markup, parser=HTMLParser(huge_tree=True)).find("body")
    except (etree.LxmlError, ValueError):
        return None
    if body is None:
        return None
    _open_shadow_roots(body)
    paragraphs = [p for p in body.iter("p") if len(p.text_content().split()) > _PARAGRAPH_WORDS]
    if len(paragraphs) < _FRAME_PARAGRAPHS or sum(len(p.text_content().split()) for p in paragraphs) < _FRAME_WORDS:
        return None
    body.tag = "div"
    return body
