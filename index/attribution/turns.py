"""Finds speaker turns, names before a colon: in headlines, in transcripts, and leading in a quotation."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from factcontext.index.attribution.labels import UNNAMED_TURN
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.cues import CUE_VERBS, SPEECH_FORMS
from factcontext.index.lexicon.person_names import bare, first_names, is_role, person_in
from factcontext.index.lexicon.roles import PRONOUNS, ROLES
from factcontext.index.lexicon.word_groups import word_group

_WORD = r"[A-ZÀ-Þ][\w.’'&-]*"
_TURN = re.compile(
    rf"^(?:[“\"‘']*)(?:[A-Z]{{4,}} [–—-] )?"
    rf"(?P<name>{_WORD}(?:[ \u00a0](?:{_WORD}|of|the|at|and|on|\([A-Z][\w.-]*\)))*):(?: +(?=\S)|(?=[“\"]))",
    re.MULTILINE,
)
_OFFICES = "|".join(sorted(word for word in ROLES if word.isalpha()))  # in small letters between: "party leader Lund"
# Before a quotation: "More from the report: “…”", "The upshot -Mark Lund: “…”", "From the secretary of state: “…”".
_LEAD = re.compile(
    rf"(?:^|[-–—]\s*|[.!?…\]]\s+)(?:More |Also )?(?:[Ff]rom |[Bb]y |[Pp]er )?"
    rf"(?P<name>(?:[Tt]he )?(?:{_WORD}|[a-z]+)(?:[ \u00a0](?:{_WORD}|of|and|the|state|(?:{_OFFICES})\b))*)"
    r"(?: \([A-Z][\w.–-]*\))?(?P<beside>(?:, [^,:\n“”\"]{2,60}){0,2}):\s*\Z",  # "Vera Lund, plaintiff: “…”"
    re.MULTILINE,
)
# Labels that newsrooms set before a colon; whoever follows them is not named by them.
_LABELS = word_group("labels before a colon")
_LONGEST_LEAD = 120  # characters from the dash or stop before a name to the quotation after it
_STOP_BEFORE = 2  # characters: the stop of the sentence before, and a space
_SHORTEST_LED = 12  # characters; a shorter quotation after a name and a colon is a title
_LINE = re.compile(r"^[^\n(]*[^\s(][^\n]*", re.MULTILINE)  # "(CROSSTALK)" is nobody's
_ASIDE = re.compile(r"\([^()\n]*\)\s*")  # "MS. LUND: (Inaudible.)"
_QUESTION = re.compile(r"Q\d{0,2}[.:]?\s+\S")  # a reporter's label in a briefing
_MOST_LINES = 4  # paragraphs between two turns of a transcript; after more the article has gone on to something else
_TITLE_REACH, _TITLE_WORDS = 60, 2  # characters and words behind a colon by which a title that comes again is told
_FEWEST_TURNS = 2  # a name that opens so many lines is a speaker even where the text never spells it out


@dataclass(frozen=True, slots=True)
class SpeakerTurn:
    """Words that a name before a colon leads in."""

    sentence: int
    name: Span
    contents: tuple[Span, ...]
    colon: int
    is_sure: bool = True  # whether the words are surely that one's


def speaker_turns(quoted: QuotedText) -> Iterator[SpeakerTurn]:
    """The turns of one article: lines that a name opens, and quotations that one leads in."""
    text = quoted.text
    lines = list(_TURN.finditer(text))
    often = Counter(_last_word(line) for line in lines)
    lines = [line for line in lines if _is_name(line["name"]) and _is_speaker(text, line, often)]
    lines = _without_lists(text, _without_titles(text, lines))
    for line, following in zip(lines, [*lines[1:], None], strict=False):
        is_transcript = following is not None and line["name"].isupper() and following["name"].isupper()
        contents = _turn_contents(text, line.end(), following.start() if following and is_transcript else None)
        # One alone may be a headline's topic or a dateline; one without a first name a team in a list of matches.
        is_sure = often[_last_word(line)] >= _FEWEST_TURNS and _is_persons(line["name"])
        number, colon = quoted.sentence_at(line.start()), line.end("name")
        yield SpeakerTurn(number, _without_verb(text, line.span("name")), contents, colon, is_sure)
    yield from _leads(quoted)


def _without_titles(text: str, lines: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The turns but for what opens twice in the same words, a title: "The Long Pier: Part Two is …"."""
    opened = [(line["name"], *text[line.end() : line.end() + _TITLE_REACH].split()[:_TITLE_WORDS]) for line in lines]
    often = Counter(opened)
    return [line for line, words in zip(lines, opened, strict=True) if often[words] < _FEWEST_TURNS]


def _without_lists(text: str, lines: Sequence[re.Match[str]]) -> list[re.Match[str]]:
    """The turns of names that mostly lead in sentences; others are the labels of a list: "Ingredients: 1 egg"."""
    speech = Counter(_last_word(line) for line in lines if _opens_speech(text, line.end()))
    often = Counter(_last_word(line) for line in lines)
    return [line for line in lines if often[last := _last_word(line)] < _FEWEST_TURNS or 2 * speech[last] > often[last]]


def _opens_speech(text: str, start: int) -> bool:
    """Whether a line from a place on reads as a sentence: closed as one, or with more small words than other items."""
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)].rstrip(" \t”\"’')")
    words = line.split()
    small = sum(word[0].islower() for word in words)
    return 2 * small > len(words) or line.endswith(tuple(".?!…—–-")) and not any(map(str.isdigit, line))


def _turn_contents(text: str, start: int, following: int | None) -> tuple[Span, ...]:
    """The line that a name opens, and the few more before the next turn of a transcript."""
    end = text.find("\n", start)
    end = len(text) if end < 0 else end
    spans = [] if _ASIDE.fullmatch(text, start, end) else [(start, _rstrip(text, start, end))]
    if following is not None and len(more := list(_LINE.finditer(text, end, following))) <= _MOST_LINES:
        own = takewhile(lambda line: not _opens_turn(line), more)
        spans += [(line.start(), _rstrip(text, line.start(), line.end())) for line in own]
    return tuple(spans)


def _opens_turn(line: re.Match[str]) -> bool:
    """Whether a line is another's: of a name in capitals before a colon, or behind captions' sign of a speaker."""
    named = _TURN.match(line[0])
    return (
        line[0].startswith(UNNAMED_TURN)
        or _QUESTION.match(line[0]) is not None
        or named is not None
        and named["name"].isupper()
    )


def _leads(quoted: QuotedText) -> Iterator[SpeakerTurn]:
    """The quotations that a name and a colon lead in."""
    text = quoted.text
    for quote in quoted.quotes:
        number = quoted.sentence_at(quote.start)
        first = max(0, quoted.sentences[number].start - _STOP_BEFORE, quote.start - _LONGEST_LEAD)
        lead = _LEAD.search(text, first, quote.start) if ":" in text[quote.start - 2 : quote.start] else None
        if lead is None or quote.end - quote.start < _SHORTEST_LED or _is_behind_title(text, lead.start()):
            continue
        name = _without_verb(text, lead.span("name"))
        words = text[slice(*name)]
        if lead["beside"] and (not _is_in_full(text, name) or lead["beside"].split()[-1] in CUE_VERBS):
            continue  # "In Velm, the mayor: “…”", "Vera Lund, the mayor, admitted: “…”"
        if _is_name(words) and (words[0].isupper() or words.startswith("the ")):
            yield SpeakerTurn(number, name, ((quote.start, quote.end),), text.index(":", lead.end("name")))


def _is_behind_title(text: str, stop: int) -> bool:
    """Whether a full stop is a title's and closes no sentence: "wrote of Ms. Lund: “…”"."""
    word = text[:stop].split()[-1:] if text.startswith(".", stop) else []
    before = text[: stop - len(word[0])].rstrip() if word else ""
    return bool(word) and is_role(word[0]) and before[-1:] not in ("", ".", "!", "?", "”", '"', "\n", "-", "–", "—")


def _without_verb(text: str, name: Span) -> Span:
    """A name without the verb of speech before it: "Added Vera Lund: “…”"."""
    first, _, rest = text[slice(*name)].partition(" ")
    is_verb = (rest[:1].isupper() or rest.startswith("the ")) and first.lower() in SPEECH_FORMS
    return (name[1] - len(rest), name[1]) if is_verb and first not in first_names() else name


def _is_name(name: str) -> bool:
    words = [bare(w) for w in name.split()]
    return len(words) <= 7 and words[-1] not in _LABELS and words[0] not in _LABELS and name.lower() not in PRONOUNS


def _is_in_full(text: str, name: Span) -> bool:
    """Whether words are somebody's first and last name, behind an office or not: "Captain Vera Lund"."""
    named = person_in(text, *name)
    if named is None or " of " in text[name[0] : named.start]:  # "The verdict of Vera Lund, the mayor: “…”"
        return False
    return " " in named.name and named.name.split()[0] in first_names()


def _is_persons(name: str) -> bool:
    """Whether a name before a colon shows that it is a person's: in capitals, with a title, or with a first name."""
    return name.isupper() or any(map(is_role, name.split())) or name.split()[0] in first_names()


def _is_speaker(text: str, line: re.Match[str], often: Counter[str]) -> bool:
    """Whether the name opens several lines, or opens a headline or a transcript and the article names it elsewhere."""
    last = _last_word(line)
    elsewhere = re.compile(rf"\b{re.escape(last.removesuffix('s'))}(?!\w*\s*:)", re.IGNORECASE)
    if often[last] >= _FEWEST_TURNS:
        return line["name"].isupper() or is_role(last) or elsewhere.search(text) is not None
    if "\n" in text[: line.start()] and not line["name"].isupper():
        return False
    return elsewhere.search(text, line.end()) is not None


def _last_word(line: re.Match[str]) -> str:
    words = [word for word in line["name"].split() if not word.startswith("(")]
    return bare(words[-1])


def _rstrip(text: str, start: int, end: int) -> int:
    while end > start and text[end - 1].isspace():
        end -= 1
    return end
