"""Finds the boxes of a web page that are no part of its story (consent, other stories, walls), and frees the story."""

import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

_CONSENT = re.compile(
    r"cookie|consent|gdpr|ccpa|onetrust|didomi|quantcast|qc-cmp|(?<![a-z])cmp[-_]|truste|usercentrics|cybot"
    r"|sp_message"
    r"|privacy-?(?:banner|notice|popup|manager|settings)",
    re.IGNORECASE,
)
_CONSENT_WORDS = re.compile(
    r"partners (?:store|access|process|use)|store and/?(?:or)? access information on a device|we (?:and our"
    r"|use) .{0,40}cookies"
    r"|(?:accept|reject|manage) (?:all )?(?:cookies|choices|preferences)|legitimate interest"
    r"|personali[sz]ed (?:ads|advertising)",
    re.IGNORECASE,
)
_CONSENT_CHARS = 4_000  # a list of purposes and partners
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
    r"|see also|further reading|continue with|paid for by .{1,40}",
    re.IGNORECASE,
)
_OTHERS_CLASS = re.compile(
    r"(?<![a-z])(?:more-?(?:stories|news|from|on|articles)|related|recirc\w*|read-?(?:next|also)|recommend\w*"
    r"|also-?like"
    r"|most-?(?:read|popular|viewed)|trending|outbrain|taboola|teasers?|next-?up|up-?next|further-?reading"
    r"|inline-?promo)(?![a-z])",
    re.IGNORECASE,
)
_WALL = re.compile(
    r"pay-?wall|reg(?:istration)?-?wall|piano|(?<![a-z])meter(?:ed|ing)?(?![a-z])|subscri(?:be|ption)-?(?:box"
    r"|wall|prompt|offer|banner|cta|now)"
    r"|premium-?(?:box|wall|gate|prompt)|content-?gate|tp-(?:modal|container)|offer-?box|barrier|gate-?(?:box"
    r"|content|message)",
    re.IGNORECASE,
)
_WALL_WORDS = re.compile(
    r"(?:read|continue|unlock|get|access).{0,40}\bwith (?:an?|your) (?:\w+ )?(?:subscription|membership|account)\b"
    r"|already (?:have|hold) an? (?:\w+ )?(?:account|subscription)|"
    r"(?:subscribe|sign (?:in|up)|log ?in|register|join|become a (?:member|subscriber)).{0,60}"
    r"(?:to (?:continue|keep|read|unlock|access|view|see|get)|(?:for|to get) (?:full|unlimited) access)"
    r"|(?:to (?:continue|keep) reading|to read (?:the (?:full|rest)|this|more)).{0,60}(?:subscri|sign|log ?in"
    r"|register|join|member|account|trial)"
    r"|(?:this|the) (?:article|story|content|page) is (?:only |exclusively )?(?:for|available to|reserved for"
    r"|limited to) .{0,20}(?:subscribers|members)"
    r"|already (?:a|an?) (?:subscriber|member)|(?:for|exclusive to) subscribers(?: only)?|subscriber[ -]?only"
    r"|cancel any ?time"
    r"|(?:you have|you[’']ve) (?:reached|used|read) .{0,40}(?:free|limit)|start your (?:free )?trial",
    re.IGNORECASE,
)
_WALL_CHARS = 1_200
_WALL_LINE_WORDS = 50
_SHARE = 0.4  # of the page's text: what holds more is not a box beside the story
_OUTER_TAGS = frozenset("aside footer nav header form figure button label dialog".split())
_STORY_SHARE = 0.5  # of all words in paragraphs: what holds half is the story, whatever it is called
_PARAGRAPH_WORDS = 20
_BUTTON_WORDS = 8
_TEASER_WORDS = 30  # a headline and a standfirst


def foreign_boxes(tree: HtmlElement) -> list[HtmlElement]:
    """The boxes that ask for consent or for money, or tell of other stories; and all buttons."""
    limit = len(tree.text_content()) * _SHARE
    found = [e for e in tree.iter("button") if len(e.text_content().split()) <= _BUTTON_WORDS]
    for element in tree.iter("div", "section", "aside", "ul", "ol", "dialog", "form", "footer", "nav"):
        text = element.text_content()
        if element.find(".//h1") is None and (_is_consent(element, text) or is_wall(element, text)):
            found.append(element)
        elif len(text) < limit and element.find(".//h1") is None and _is_of_others(element):
            found.append(element)
    return [*found, *_loose_teasers(tree, limit)]


def _name(element: HtmlElement) -> str:
    return f"{element.get('class') or ''} {element.get('id') or ''}"


def _is_consent(element: HtmlElement, text: str) -> bool:
    if len(text) > _CONSENT_CHARS:
        return False
    is_dialog = element.get("role") in ("dialog", "alertdialog") or element.tag == "dialog"
    return _CONSENT_WORDS.search(text) is not None and (is_dialog or _CONSENT.search(_name(element)) is not None)


def is_wall(element: HtmlElement, text: str) -> bool:
    """Whether a box stands where the rest of a story is for subscribers."""
    return len(text) < _WALL_CHARS and _WALL.search(_name(element)) is not None and _WALL_WORDS.search(text) is not None


def is_wall_line(text: str) -> bool:
    """Whether a paragraph only asks to subscribe or to sign in.

    >>> is_wall_line("Subscribe to continue reading"), is_wall_line("She would subscribe to read it, she said.")
    (True, False)
    """
    is_said = re.search(r"\b(?:said|says|told|asked)\b|[“”\"]", text) is not None
    return len(text.split()) <= _WALL_LINE_WORDS and not is_said and _WALL_WORDS.search(text) is not None


def _is_of_others(element: HtmlElement) -> bool:
    """Whether a box begins with a heading over other stories, or is named so and holds little but links."""
    first = next((e for e in element.iter() if isinstance(e.tag, str) and (e.text or "").strip()), None)
    if first is not None and first is not element and _heads_others(first) and _prose_words(element) == 0:
        return True
    return _OTHERS_CLASS.search(_name(element)) is not None and _linked_share(element) > 0.5


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


def _loose_teasers(tree: HtmlElement, limit: float) -> Iterator[HtmlElement]:
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


def _is_teaser(element: HtmlElement) -> bool:
    text = element.text_content().strip()
    return len(text.split()) <= _TEASER_WORDS or _linked_share(element) > 0.5


# ---- the story


def free_story(tree: HtmlElement) -> None:
    """Rename what holds the story and is called an aside, and put a body's own paragraphs into an article."""
    words = {p: len(p.text_content().split()) for p in tree.iter("p")}
    prose = sum(count for count in words.values() if count >= _PARAGRAPH_WORDS)
    for element in tree.iter(*_OUTER_TAGS):
        held = sum(words[p] for p in element.iter("p") if words[p] >= _PARAGRAPH_WORDS)
        if prose and held >= _STORY_SHARE * prose:
            element.tag = "div"
            element.attrib.pop("class", None)
    held_by: Counter[HtmlElement] = Counter()
    for p, count in words.items():
        held_by[p.getparent()] += count
    holder, held = held_by.most_common(1)[0] if held_by else (None, 0)
    if holder is not None and held >= _STORY_SHARE * prose > 0 and holder.tag in ("body", "div", "section", "td"):
        if not any(one.tag in ("article", "main") for one in holder.iterancestors()):
            _make_article(holder)


def _make_article(holder: HtmlElement) -> None:
    """Call what holds the story's paragraphs an article: extraction keeps lists in one, and loses others."""
    if holder.tag != "body":
        holder.tag = "article"
        return
    article = holder.makeelement("article")
    article.text, holder.text = holder.text, None
    article.extend(list(holder))
    holder.append(article)
