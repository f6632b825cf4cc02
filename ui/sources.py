"""Draws source cards: each quote of an answer in its surroundings, with outlet, headline, date and speaker."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from factcontext.index.records import Article, Hit, Sentence
from factcontext.index.store.library import Library
from factcontext.rag.records import Answer, Citation, NoAnswer, shown_citations
from factcontext.ui import texts
from factcontext.ui.address import Address, address_of
from factcontext.ui.elements import Element, button, el, lines, link

# A passage that is only listed is shown by its beginning: enough to see whether to open it.
LISTED_CHARS = 320
# Of the words before and after a quote: about a line of a card.
LINE_CHARS = 80


@dataclass(frozen=True, slots=True)
class Card:
    """A citation with the sentence before and after it, and the other articles that carry the same words."""

    citation: Citation
    before: str
    after: str
    others: tuple[Article, ...]


@dataclass(frozen=True, slots=True)
class UnusedPassage:
    """A passage that was found and not used, with its article, which has its words: a conversation holds many."""

    hit: Hit
    article: Article

    @property
    def text(self) -> str:
        """Its words."""
        passage = self.hit.passage
        return self.article.text[passage.start : passage.end]


def make_card(citation: Citation, library: Library) -> Card:
    """A citation as it is shown, from the library that it was made from."""
    article = citation.article
    before, after = around(article.text, citation.start, citation.end, library.sentences(article.path))
    others = [library.article(path) for path in citation.also_in]
    return Card(citation, before, after, tuple(other for other in others if other))


def around(text: str, start: int, end: int, sentences: Iterable[Sentence]) -> tuple[str, str]:
    """The text from the sentence before a quote to it, and from it to the end of the sentence after it."""
    sentences = list(sentences)
    first = max((s.start for s in sentences if s.end <= start), default=start)
    within = min((s.start for s in sentences if s.end > start), default=start)
    last = min((s.end for s in sentences if s.start >= end), default=end)
    return text[min(first, within, start) : start], text[end:last]


def unused_passages(answer: Answer, library: Library) -> tuple[UnusedPassage, ...]:
    """The passages of an answer that hold none of its citations, each with its article."""
    cited = [(c.article.path, c.start, c.end) for c in shown_citations(answer)]
    unused = [hit for hit in answer.hits if not any(_overlaps(hit, *place) for place in cited)]
    pairs = [(hit, library.article(hit.passage.article)) for hit in unused]
    return tuple(UnusedPassage(replace(hit, text=""), article) for hit, article in pairs if article)


def _overlaps(hit: Hit, path: str, start: int, end: int) -> bool:
    passage = hit.passage
    return passage.article == path and passage.start < end and start < passage.end


def outlet(article: Article) -> str:
    """Who published an article; its file where nobody is known."""
    return texts.outlet_of(article)


def _as_stored(article: Article) -> str:
    """The outlet as the article has it: programs know a source card by it."""
    return article.publisher or article.path


def source_cards(cards: Sequence[Card], key: str) -> Element | None:
    """The cards that an answer's numbers lead to, one for each article that is quoted."""
    if not cards:
        return None
    articles = dict.fromkeys(card.citation.article.path for card in cards)
    shown = [source_card([card for card in cards if card.citation.article.path == path], key) for path in articles]
    return el("div", el("h3", texts.USED), *shown, class_="fc-sources")


def source_card(cards: Sequence[Card], key: str) -> Element:
    """An article with the numbered quotes of it."""
    return el("article", *masthead(cards[0].citation.article, "h4"), *[_cited(c, key) for c in cards], class_="fc-card")


def _cited(card: Card, key: str) -> Element:
    """One numbered source: its quote marked, with a line of the words around it and more on asking."""
    citation = card.citation
    anchor = card_id(key, citation.n)
    return el(
        "section",
        el("span", str(citation.n), class_="fc-number"),
        *_quoted(card, button(texts.BACK_TO_SENTENCE, {"back": anchor})),
        id=anchor,
        class_="fc-cited",
        role="region",
        tabindex="-1",
        aria_label=texts.source_region(citation.n, _as_stored(citation.article), citation.article.title),
    )


def _card_actions(citation: Citation) -> list[Element]:
    """What can be done with a quote: its article opened at it, the quote copied."""
    address = address_of(citation.article, citation.start, citation.end)
    return [_open(citation.article, address), button(texts.COPY_QUOTE, {"copy": texts.copied_quote(citation)})]


def offered_cards(answer: NoAnswer, cards: Sequence[Card]) -> Element | None:
    """What is near where there is no answer: apart, unnumbered, never as sources; the asked one's own words first."""
    if not cards:
        return None
    lists = zip(texts.offered(answer), (cards[: len(answer.own)], cards[len(answer.own) :]), strict=True)
    shown = [part for title, listed in lists if listed for part in _offered_list(title, listed)]
    return el("div", el("h3", texts.OFFERED), *shown, class_="fc-offered")


def _offered_list(title: str, cards: Sequence[Card]) -> list[Element]:
    return [*([el("p", title, class_="fc-list-title", dir="auto")] if title else []), *map(_offered_card, cards)]


def _offered_card(card: Card) -> Element:
    return el("article", *card_body(card), class_="fc-card fc-quiet")


def card_body(card: Card, *actions: Element) -> list[Element | None]:
    """Where a quote is from, the quote within the words around it, who says it, and what can be done with it."""
    return [*masthead(card.citation.article, "h4"), *_quoted(card, *actions)]


def _quoted(card: Card, *actions: Element) -> list[Element | None]:
    """A quote with a line of the words around it; folded, where else it ran, and more of the words around it."""
    citation = card.citation
    said = texts.said_by(citation)
    before, after = near(card.before, card.after)
    quote = el("mark", citation.quote, dir="auto")
    return [
        el("div", *passage(before, quote, after), class_="fc-passage", lang=citation.article.language),
        el("p", said, class_="fc-said", dir="auto") if said else None,
        el("div", *_card_actions(citation), *actions, class_="fc-actions"),
        other_articles(citation.article, card.others),
        _wider(card) if (before, after) != (card.before, card.after) else None,
    ]


def near(before: str, after: str) -> tuple[str, str]:
    """A line of the words around a quote: of its own paragraph, cut between words."""
    lead, trail = before.rpartition("\n\n")[2], after.partition("\n\n")[0]
    if len(lead) > LINE_CHARS:
        lead = f"… {lead[-LINE_CHARS:].partition(' ')[2]}"
    if len(trail) > LINE_CHARS:
        trail = f"{trail[:LINE_CHARS].rpartition(' ')[0]} …"
    return lead, trail


def _wider(card: Card) -> Element:
    """The quote within the sentences around it, folded."""
    words = passage(card.before, el("strong", card.citation.quote), card.after)
    shown = el("div", *words, class_="fc-passage", lang=card.citation.article.language)
    return el("details", el("summary", texts.WIDER), shown, class_="fc-others")


def passage(before: str, quote: Element, after: str) -> list[Element]:
    """A quote with the words around it, in paragraphs; the quote stays in one piece."""
    *earlier, lead = before.split("\n\n")
    trail, *later = after.split("\n\n")
    return [*lines(*earlier), el("p", lead or None, quote, trail or None, dir="auto"), *lines(*later)]


def masthead(article: Article, heading: str) -> list[Element | None]:
    """An article's outlet, headline, date and how the date is known."""
    published = article.metadata.published
    dated = published and f"{texts.date_in_words(published.text)}, {texts.ORIGINS[published.origin]}"
    return [
        el("p", outlet(article), class_="fc-outlet", dir="auto"),
        el(heading, article.title, class_="fc-headline", dir="auto", lang=article.language),
        el("p", dated, class_="fc-date") if dated else None,
    ]


def other_articles(article: Article, others: Sequence[Article]) -> Element | None:
    """The other articles that print the same report, folded under the number of their outlets."""
    if not others:
        return None
    items = [
        el("li", article_link(f"{outlet(other)}, {other.title}", Address(other.path)), dir="auto") for other in others
    ]
    outlets = {outlet(other) for other in others} - {outlet(article)}
    return el("details", el("summary", texts.others(len(outlets), len(others))), el("ul", *items), class_="fc-others")


# From this score on, three of four gold sentences of the development questions; half of it is fair.
STRONG = 0.6


def found_list(found: Sequence[UnusedPassage]) -> Element | None:
    """The passages that were found and not used, folded."""
    if not found:
        return None
    summary = el("summary", f"{texts.ALSO_FOUND} ({len(found)})")
    return el("details", summary, *[_found_card(one) for one in found], class_="fc-found")


def _found_card(found: UnusedPassage) -> Element:
    passage = found.hit.passage
    return el(
        "article",
        *masthead(found.article, "h4"),
        el("p", texts.strength(found.hit.score, STRONG), class_="fc-date"),
        el("p", shortened(found.text), class_="fc-passage", dir="auto", lang=found.article.language),
        el("div", _open(found.article, address_of(found.article, passage.start, passage.end)), class_="fc-actions"),
        class_="fc-card fc-quiet",
    )


def shortened(text: str) -> str:
    """The beginning of a text, cut between words."""
    return text if len(text) <= LISTED_CHARS else text[:LISTED_CHARS].rsplit(None, 1)[0] + " …"


def _open(article: Article, address: Address) -> Element:
    return article_link(texts.OPEN_ARTICLE, address, title=article.title)


def article_link(label: str, address: Address, **attributes: str | None) -> Element:
    """A link into an article; beside a conversation, where there is room, a plain click opens it there."""
    return link(label, address.href(), {"visit": True, "beside": address.query()}, **attributes)


def card_id(key: str, n: int) -> str:
    """The anchor of a source card; unique on the page, for numbers start anew with every answer."""
    return f"{key}-source-{n}"
