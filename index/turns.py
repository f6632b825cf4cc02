"""Names before a colon: headlines ("Orr: we will go"), transcripts ("ORR: We will go."), and lead-ins to a quotation."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.people import Cast, bare, is_role, take_apart
from index.quotes import Quote
from index.records import Sentence
from index.roles import PRONOUNS

Span = tuple[int, int]

_WORD = r"[A-ZÀ-Þ][\w.’'&-]*"
_TURN = re.compile(rf"^(?:[“\"‘']*)(?:[A-Z]{{4,}} [–—-] )?(?P<name>{_WORD}(?:[ \u00a0](?:{_WORD}|of|the|at|and|on|\([A-Z][\w.-]*\)))*):(?: +(?=\S)|(?=[“\"]))", re.MULTILINE)
# Before a quotation: "More from the report: “…”", "The upshot -Mark Lund: “…”".
_LEAD = re.compile(
    rf"(?:^|[-–—]\s*|[.!?…\]]\s+)(?:More |Also )?(?:[Ff]rom |[Bb]y |[Pp]er )?"
    rf"(?P<name>(?:[Tt]he )?(?:{_WORD}|[a-z]+)(?:[ \u00a0](?:{_WORD}|of|and|the))*):\s*\Z"
)
# Labels that newsrooms set before a colon; whoever follows them is not named by them.
_LABELS = frozenset(
    """update updated breaking exclusive watch video photo photos related note more read source sources via editor opinion
    analysis live transcript poll review recap correction warning alert tip hint fact question answer example topic
    yes latest daily email morning evening in no p.s ps editor's title subject date time place location news guide image credit photograph advertisement
    listen here next also and but or then first second third finally result verdict bottom line q a p.m a.m""".split()
)
_FEWEST_TURNS = 2  # a name that opens so many lines is a speaker even where the text never spells it out


@dataclass(frozen=True, slots=True)
class Turn:
    """Words that a name before a colon leads in."""

    sentence: int
    name: Span
    content: Span
    colon: int


def find_turns(cast: Cast, sentences: Sequence[Sentence], quotes: Sequence[Quote]) -> Iterator[Turn]:
    """The turns of one article, in order."""
    text = cast.text
    lines = list(_TURN.finditer(text))
    often = Counter(bare(line["name"].split()[-1]) for line in lines)
    first_line = text.find("\n") if "\n" in text else len(text)
    for line in lines:
        end = text.find("\n", line.end())
        end = end if end >= 0 else len(text)
        known = _is_known(cast, line, often) if line.start() < first_line or line["name"].isupper() else often
        if _is_name(line["name"]) and known and (line.start() < first_line or line["name"].isupper() or often[bare(line["name"].split()[-1])] >= _FEWEST_TURNS):
            yield Turn(_sentence_at(sentences, line.start()), line.span("name"), (line.end(), _rstrip(text, line.end(), end)), line.end("name"))
    yield from _leads(text, sentences, quotes)


def _leads(text: str, sentences: Sequence[Sentence], quotes: Sequence[Quote]) -> Iterator[Turn]:
    for quote in quotes:
        number = _sentence_at(sentences, quote.start)
        lead = _LEAD.search(text, sentences[number].start, quote.start)
        if lead and _is_name(lead["name"]) and quote.end - quote.start > 12 and (lead["name"][0].isupper() or lead["name"].startswith("the ")):
            yield Turn(number, lead.span("name"), (quote.start, quote.end), lead.end("name"))


def _is_name(name: str) -> bool:
    words = [bare(w) for w in name.split()]
    return len(words) <= 7 and words[-1] not in _LABELS and words[0] not in _LABELS and name.lower() not in PRONOUNS


def _is_known(cast: Cast, line: re.Match[str], often: Counter[str]) -> bool:
    """Whether the article speaks of that name elsewhere too."""
    last = line["name"].split()[-1]
    if last.startswith("("):
        last = line["name"].split()[-2]
    elsewhere = re.compile(rf"\b{re.escape(last.rstrip('s'))}", re.IGNORECASE)
    return often[bare(last)] >= _FEWEST_TURNS or elsewhere.search(cast.text, line.end()) is not None


def _sentence_at(sentences: Sequence[Sentence], at: int) -> int:
    low, high = 0, len(sentences) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if sentences[middle].start <= at:
            low = middle
        else:
            high = middle - 1
    return low


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
