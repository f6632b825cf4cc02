"""Prepares a web page's tree for extraction: invisible elements go, a body in pieces becomes one."""

import re
from collections import defaultdict
from collections.abc import Iterator

from lxml import etree
from lxml.html import Element, HtmlElement

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.no_memory import ran_out_of_memory
from factcontext.index.readers.page_boxes import foreign_boxes, free_story
from factcontext.index.readers.page_hidden import drop, drop_hidden
from factcontext.index.readers.page_parts import INLINE, open_parts, tree_of
from factcontext.index.readers.page_sentences import keep_sentences

# Pictures and fonts written into the page: most of a saved page's bytes, none of its text.
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,100};base64,[A-Za-z0-9+/=]+")
_MAX_CHARS = 10_000_000  # without them the longest live blogs have 3 million; every 10 million take some seconds
_XML_HEAD = re.compile(r"^\s*<\?xml[^>]*\?>")
_NO_TEXT = ("script", "style", "template", "noscript")
_UNSEEN = re.compile(
    rf"\s(?:srcdoc|data-[\w-]{{1,40}})=(?:\"[^\"]*\"|'[^']*')|<({'|'.join(_NO_TEXT)})\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)|<[^<>]*>",
    re.IGNORECASE | re.DOTALL,
)
# Below this share the parser dropped text, as it does past a few hundred nested elements; ordinary pages keep all.
_MIN_KEPT = 0.8
_BODY_CLASS = re.compile(r"body|content|article|story|text|entry|post|paragraph", re.IGNORECASE)
_NO_BODY_CLASS = re.compile(
    r"comment|reply|related|promo|sidebar|recirc|teaser|card|list|footer|widget|author|bio", re.IGNORECASE
)
_IN_LINES = INLINE | {"br", "img", "wbr"}  # none of them ends a paragraph
_PIECE_WORDS = 50  # a piece of a body holds at least a paragraph


def parsed(markup: str) -> tuple[HtmlElement, tuple[str, ...]]:
    """The page's tree and a warning where text was lost; refused where most was."""
    markup = _EMBEDDED.sub("", _XML_HEAD.sub("", markup))
    if len(markup) > _MAX_CHARS:
        raise UnreadableArticle(f"longer than {_MAX_CHARS:,} characters of markup")
    try:
        tree = tree_of(markup)
    except (etree.LxmlError, ValueError) as error:
        if ran_out_of_memory(error):
            raise MemoryError from error
        raise UnreadableArticle("no HTML in it") from error
    seen, kept = len(_squeezed(_UNSEEN.sub(" ", markup))), len(_squeezed("".join(_visible(tree))))
    if kept >= seen * _MIN_KEPT:
        return tree, ()
    if kept < seen / 2:
        raise UnreadableArticle("nested too deeply to be read")
    return tree, ("part of the page is nested too deeply to be read",)


def prepared(tree: HtmlElement) -> HtmlElement:
    """The tree without hidden parts, its body in one piece and in paragraphs."""
    open_parts(tree)
    keep_sentences(tree)
    drop_hidden(tree)
    drop(foreign_boxes(tree))
    free_story(tree)
    _join_body(tree)
    for element in [e for e in tree.iter("div", "section", "article", "td") if _is_bare_text(e)]:
        _make_paragraphs(element)
    return tree


def _squeezed(text: str) -> str:
    return "".join(text.split())


def _visible(tree: HtmlElement) -> Iterator[str]:
    for element in tree.iter():
        if isinstance(element.tag, str) and element.tag not in _NO_TEXT and element.text:
            yield element.text
        if element.tail:
            yield element.tail


# ---- a body in pieces


def _join_body(tree: HtmlElement) -> None:
    """Move the later pieces of a body that advertisements cut up into its first: extraction keeps one piece."""
    pieces: defaultdict[tuple[HtmlElement, str], list[HtmlElement]] = defaultdict(list)
    for element in tree.iter("div", "section"):
        name = element.get("class") or ""
        if _BODY_CLASS.search(name) and not _NO_BODY_CLASS.search(name) and _holds_paragraphs(element):
            story = next(element.iterancestors("article", "main"), None)
            if story is not None:
                pieces[story, name].append(element)
    for first, *later in pieces.values():
        for piece in later:
            if first not in piece.iterancestors():
                first.extend(list(piece))


def _holds_paragraphs(element: HtmlElement) -> bool:
    paragraphs = element.findall("p")
    return len(paragraphs) > 1 and sum(len(p.text_content().split()) for p in paragraphs) >= _PIECE_WORDS


# ---- a body without paragraphs


def _is_bare_text(element: HtmlElement) -> bool:
    """Whether a box holds text right in it, parted by line breaks: extraction loses the first lines of such a box."""
    if len(element.findall("br")) < 2:
        return False
    own = [element.text or "", *(child.tail or "" for child in element)]
    return sum(len(text.split()) for text in own) >= _PIECE_WORDS


def _make_paragraphs(element: HtmlElement) -> None:
    """Put what stands between blocks and between doubled line breaks into paragraphs."""
    made = [_paragraph(element.text)]
    element.text = None
    for child in list(element):
        tail, child.tail = child.tail, None
        if _goes_on(made[-1], child):
            made[-1].append(child)
            child.tail = tail
        else:
            made += [_paragraph(tail)] if child.tag == "br" else [child, _paragraph(tail)]
    element[:] = [p for p in made if p.tag != "p" or len(p) or (p.text or "").strip()]


def _paragraph(text: str | None) -> HtmlElement:
    paragraph = Element("p")
    paragraph.text = text
    return paragraph


def _goes_on(paragraph: HtmlElement, child: HtmlElement) -> bool:
    """Whether a child belongs to the paragraph so far: it is within a line, or a line break alone."""
    if child.tag == "br" and len(paragraph):
        last = paragraph[-1]
        return last.tag != "br" or bool((last.tail or "").strip())
    return child.tag in _IN_LINES
