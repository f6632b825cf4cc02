"""Finds what in a web page leads to other stories: boxes under "Related", cards, lists of headlines, "Read more: …"."""

import re
from collections.abc import Iterator

from lxml.html import HtmlElement

from factcontext.index.readers.page_layout import marks

_OTHERS = re.compile(
    r"(?:(?:read|see|watch|stories?|articles?) )?(?:more|also)(?: (?:stories|news|articles|coverage|reading"
    r"|headlines|posts))?"
    r"(?: (?:from|in|on|by|about|for|like|you) .{1,50})?"
    r"|(?:more|other|latest|top|related|recent|trending|popular|recommended|featured|similar|further|suggested"
    r"|next|must)[ -]"
    r"(?:stor(?:y|ies)|news|articles?|reads?|reading|coverage|headlines|posts?|videos?|topics|content|links"
    r"|now)(?: .{1,40})?"
    r"|related|recommended(?: for you)?|trending(?: now)?|most (?:read|popular|viewed|shared|commented)(?: .{1,40})?"
    r"|(?:what to )?read next|up next|you (?:may|might|could) (?:also )?(?:like|enjoy"
    r"|be interested in)(?: .{1,40})?|don[’']t miss(?: .{1,30})?"
    r"|(?:also|elsewhere) (?:in|on) .{1,40}|in other news|in case you missed it|editor[’']?s[’']? (?:picks?|choice)"
    r"|from (?:around the web|our (?:partners|sponsors)|the (?:archives?|web))|around the web"
    r"|sponsored(?: .{1,30})?|promoted(?: .{1,30})?"
    r"|see also|further reading|(?:keep|continue) reading|continue with|paid for by .{1,40}"
    r"|more .{1,40} (?:news|stories|coverage|articles|headlines)|(?:also|elsewhere) (?:this week|today|from .{1,40})"
    r"|from elsewhere .{1,40}|(?:readers|people|others|you) (?:also|are) (?:liked|read|reading|viewed|watched)"
    r"|what (?:(?:others|people|readers) are|we[’']?(?:re| are)) reading|next (?:article|story|post)",
    re.IGNORECASE,
)
_OTHERS_CLASS = re.compile(
    r"(?<![a-z])(?:more-?(?:stories|news|from|on|articles)|related|recirc\w*|read-?(?:next|also)|recommend\w*"
    r"|also-?like"
    r"|most-?(?:read|popular|viewed)|trending|outbrain|taboola|teasers?|next-?up|up-?next|further-?reading"
    r"|inline-?promo)(?![a-z])",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"\W*(?:read|see|watch|also|related|more|next|don[’']t miss)\b[^:–—|]{0,30}[:–—|]", re.IGNORECASE
)
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_MIN_HEADLINES = 2
_HEADLINE_WORDS = 5  # a link of fewer is a button or a name
_TEASER_WORDS = 30  # a headline and a standfirst
_CARD_WORDS = 60  # and a picture's caption, a byline, a date


def is_of_others(element: HtmlElement) -> bool:
    """Whether a box begins with a heading over other stories, or is named so and holds little but links."""
    first = next((e for e in element.iter() if isinstance(e.tag, str) and (e.text or "").strip()), None)
    if first is not None and first is not element and _heads_others(first) and _prose_words(element) == 0:
        return True
    named = marks(element, ("class", "id", "aria-label"), _OTHERS_CLASS)
    return (named and _linked_share(element) > 0.5) or _is_list_of_headlines(element)


def _is_list_of_headlines(element: HtmlElement) -> bool:
    """Whether a box is a heading and lines under it none of which ends as a sentence does."""
    first, *others = [e for e in element if isinstance(e.tag, str) and e.text_content().strip()] or [element]
    if first.tag not in _HEADINGS or element.tag in ("ul", "ol") or len(others) < _MIN_HEADLINES:
        return False
    return all(e.tag in ("p", "div", "a", "article", "h3", "h4") and _is_headline(e) for e in others)


def _is_headline(element: HtmlElement) -> bool:
    text = element.text_content().strip()
    return len(text.split()) <= _TEASER_WORDS and not text.endswith((".", "!", "?", ":", "…", ".”", ";", ","))


def _heads_others(element: HtmlElement) -> bool:
    text = " ".join(element.text_content().split()).strip(" :›»>")
    return len(text) < 80 and _OTHERS.fullmatch(text) is not None


def _prose_words(element: HtmlElement) -> int:
    """The words of its paragraphs that are longer than a teaser and no link."""
    counts = (len(p.text_content().split()) for p in element.iter("p") if _linked_share(p) < 0.5)
    return sum(count for count in counts if count > _TEASER_WORDS)


def _linked_share(element: HtmlElement) -> float:
    linked = sum(len(a.text_content()) for a in element.iter("a"))
    return linked / max(len(element.text_content().strip()), 1)


def loose_teasers(tree: HtmlElement, limit: float) -> Iterator[HtmlElement]:
    """What leads to other stories and has no box that says so."""
    yield from _headed(tree, limit)
    yield from _pointers(tree)
    yield from _cards(tree)


def _headed(tree: HtmlElement, limit: float) -> Iterator[HtmlElement]:
    """A heading over other stories that has no box of its own, with the teasers behind it up to the end of its box."""
    for heading in tree.iter("h2", "h3", "h4", "h5", "h6", "strong", "b"):
        parent = heading.getparent()
        if parent is not None and heading.tag in ("strong", "b"):
            heading = parent if parent.tag == "p" and len(parent) == 1 and not (heading.tail or "").strip() else heading
        if not _heads_others(heading) or heading.tag in ("strong", "b"):
            continue
        behind = [e for e in heading.itersiblings() if isinstance(e.tag, str)]
        if all(_is_teaser(e) for e in behind) and sum(len(e.text_content()) for e in behind) < limit:
            yield heading
            yield from behind


def _pointers(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The paragraphs that lead to another story: "Read more:" before its headline, or nothing but the headline."""
    for paragraph in tree.iter("p", "li", "h3", "h4"):
        text = " ".join(paragraph.text_content().split())
        count = len(text.split())
        if count > _TEASER_WORDS or _linked_share(paragraph) < 0.5:
            continue
        is_headline = paragraph.tag == "p" and _linked_share(paragraph) > 0.95 and _is_headline(paragraph)
        if _LEADS_ON.match(text) or (is_headline and count >= _HEADLINE_WORDS):
            yield paragraph


def _cards(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The small boxes of other stories: a headline that is a link, with a line or two of text."""
    for heading in tree.iter("h2", "h3", "h4"):
        card, is_linked = heading.getparent(), False
        if card is not None and card.tag == "a":
            card, is_linked = card.getparent(), _leads_away(card)
        elif (link := heading.find("a")) is not None and _linked_share(heading) > 0.9:
            is_linked = _leads_away(link)
        if not is_linked or card is None or card.tag not in ("div", "li", "article", "section"):
            continue
        if card.find(".//h1") is None and len(card.text_content().split()) <= _CARD_WORDS:
            yield card


def _leads_away(link: HtmlElement) -> bool:
    """Whether a link leads to another page; a heading in a long story links to itself."""
    return not (link.get("href") or "#").startswith("#")


def _is_teaser(element: HtmlElement) -> bool:
    text = element.text_content().strip()
    return len(text.split()) <= _TEASER_WORDS or _linked_share(element) > 0.5
