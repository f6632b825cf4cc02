"""Finds the boxes of a web page that are no part of its story (consent, other stories, walls), and frees the story."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from itertools import takewhile

from lxml.html import HtmlElement

from factcontext.index.readers.page_layout import marks
from factcontext.index.readers.page_teasers import is_of_others, loose_teasers

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
_AGREE = re.compile(
    r"(?:accept|agree|allow|reject|decline|i agree|got it|ok)(?: (?:to )?(?:all|cookies))*", re.IGNORECASE
)
_DISCUSSION = re.compile(
    r"(?:\d[\d,]* )?(?:readers?[’']?s?[’']? )?comments(?: ?\(\d[\d,]*\))?|1 comment"
    r"|\d+ (?:responses|replies)(?: to .*)?"
    r"|discussion about this (?:post|article|story)|join the (?:conversation|discussion)"
    r"|(?:leave|post|add) a (?:comment|reply)|what do you think\?",
    re.IGNORECASE,
)
_CONSENT_CHARS = 4_000  # a list of purposes and partners
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
    r"(?:to (?:continue|keep|read|unlock|access|view|see|get)|(?:for|to get) (?:full|unlimited) (?:digital |online )?"
    r"access)"
    r"|(?:to (?:continue|keep) reading|to read (?:the (?:full|rest)|this|more)).{0,60}(?:subscri|sign|log ?in"
    r"|register|join|member|account|trial)"
    r"|(?:this|the) (?:article|story|content|page) is (?:only |exclusively )?(?:for|available to|reserved for"
    r"|limited to) .{0,20}(?:subscribers|members)"
    r"|already (?:a|an?) (?:subscriber|member)|(?:for|exclusive to) subscribers(?: only)?|subscriber[ -]?only"
    r"|cancel any ?time|unlock (?:this|the (?:full|rest)|our)\b.{0,20}(?:article|story|content|report)"
    r"|(?:you have|you[’']ve) (?:reached|used|read) .{0,40}(?:free|limit)|start your (?:free )?trial",
    re.IGNORECASE,
)
_ADVERT_TAGS = ("amp-ad", "amp-embed", "amp-consent", "amp-user-notification", "amp-sticky-ad", "amp-sidebar")
_LETTER_CHARS = 400  # a box for a newsletter has some 60 words
_WALL_CHARS = 1_200
_WALL_LINE_WORDS = 50
_SHARE = 0.4  # of the page's text: what holds more is not a box beside the story
_OUTER_TAGS = frozenset("aside footer nav header form figure button label dialog".split())
_STORY_SHARE = 0.5  # of all words in paragraphs: what holds half is the story, whatever it is called
_PARAGRAPH_WORDS = 20
_BUTTON_WORDS = 8


def foreign_boxes(tree: HtmlElement) -> list[HtmlElement]:
    """The boxes that ask for consent or for money, or tell of other stories; and all buttons."""
    limit = len(tree.text_content()) * _SHARE
    found = [e for e in tree.iter("button") if len(e.text_content().split()) <= _BUTTON_WORDS]
    found += [*tree.iter(*_ADVERT_TAGS), *_letter_boxes(tree)]
    for element in tree.iter("div", "section", "aside", "ul", "ol", "dialog", "form", "footer", "nav"):
        text = element.text_content()
        if element.find(".//h1") is None and (_is_consent(element, text) or _is_wall(element, text)):
            found.append(element)
        elif _is_discussion(element):
            found.append(element)
        elif len(text) < limit and element.find(".//h1") is None and is_of_others(element):
            found.append(element)
    return [*found, *loose_teasers(tree, limit)]


def _is_discussion(element: HtmlElement) -> bool:
    """Whether a box begins with a heading over what readers write."""
    first = next((e for e in element.iter() if isinstance(e.tag, str) and (e.text or "").strip()), None)
    if first is None or first is element or first.tag not in ("h2", "h3", "h4", "h5", "h6"):
        return False
    return _DISCUSSION.fullmatch(" ".join(first.text_content().split())) is not None


def _letter_boxes(tree: HtmlElement) -> Iterator[HtmlElement]:
    """The boxes that ask for a mail address."""
    for field in tree.iter("input"):
        if field.get("type") == "email" or "email" in (field.get("name") or "").casefold():
            around = list(takewhile(_is_small_box, field.iterancestors()))
            yield from around[-1:]


def _is_small_box(element: HtmlElement) -> bool:
    is_story = element.tag in ("article", "main", "body") or element.find(".//h1") is not None
    return not is_story and len(element.text_content()) < _LETTER_CHARS


def _is_consent(element: HtmlElement, text: str) -> bool:
    if len(text) > _CONSENT_CHARS:
        return False
    is_dialog = element.get("role") in ("dialog", "alertdialog") or element.tag == "dialog"
    if _CONSENT_WORDS.search(text) is None:
        return False
    return is_dialog or marks(element, ("class", "id"), _CONSENT) or any(map(_agrees, element.iter("button", "a")))


def _agrees(button: HtmlElement) -> bool:
    return _AGREE.fullmatch(" ".join(button.text_content().split())) is not None


def is_walled(tree: HtmlElement) -> bool:
    """Whether a page says that its story is for subscribers, or has a box where the rest of it would be."""
    for element in tree.iter("meta"):
        name, value = element.get("property") or element.get("itemprop"), (element.get("content") or "").casefold()
        if (name, value) in (("article:content_tier", "locked"), ("isAccessibleForFree", "false")):
            return True
    return any(_is_wall(box, box.text_content()) for box in tree.iter("div", "section", "aside"))


def asks_to_subscribe(tree: HtmlElement) -> bool:
    """Whether any line of a page asks to subscribe; beside a whole story many do."""
    lines = (one for one in tree.iter("p", "h2", "h3", "h4", "div") if one.tag != "div" or not len(one))
    return any(is_wall_line(" ".join(one.text_content().split())) for one in lines)


def _is_wall(element: HtmlElement, text: str) -> bool:
    """Whether a box stands where the rest of a story is for subscribers."""
    return len(text) < _WALL_CHARS and marks(element, ("class", "id"), _WALL) and _WALL_WORDS.search(text) is not None


def is_wall_line(text: str) -> bool:
    """Whether a paragraph only asks to subscribe or to sign in.

    >>> is_wall_line("Subscribe to continue reading"), is_wall_line("She would subscribe to read it, she said.")
    (True, False)
    """
    is_said = re.search(r"\b(?:said|says|told|asked)\b|[“”\"]", text) is not None
    return len(text.split()) <= _WALL_LINE_WORDS and not is_said and _WALL_WORDS.search(text) is not None


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
    while holder is not None and _is_led_in(holder, words):
        holder = holder.getparent()
    if holder is not None and held >= _STORY_SHARE * prose > 0 and holder.tag in ("body", "div", "section", "td"):
        if not any(one.tag in ("article", "main") for one in holder.iterancestors()):
            _make_article(holder)


def _is_led_in(holder: HtmlElement, words: Mapping[HtmlElement, int]) -> bool:
    """Whether a story begins right before the box that holds most of it, as before a "read more" fold."""
    before = (words.get(one, 0) for one in holder.itersiblings(preceding=True))
    return holder.tag in ("div", "section", "details") and any(count >= _PARAGRAPH_WORDS for count in before)


def _make_article(holder: HtmlElement) -> None:
    """Call what holds the story's paragraphs an article: extraction keeps lists in one, and loses others."""
    if holder.tag != "body":
        holder.tag = "article"
        return
    article = holder.makeelement("article")
    article.text, holder.text = holder.text, None
    article.extend(list(holder))
    holder.append(article)
