"""Cuts a transcript into turns: which label opens each, and the paragraphs that its speaker says."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from factcontext.index.attribution.labels import UNNAMED_TURN, Label, find_labels, in_title_case, labels_inside
from factcontext.index.attribution.relation import Span
from factcontext.index.attribution.stage_directions import spoken_stretches
from factcontext.index.lexicon.person_names import bare, first_names, is_role
from factcontext.index.lexicon.roles import COURTESY

_LINE = re.compile(r"[^\n]+")
_TITLE = re.compile(
    r"\b(?:remarks|briefing|gaggle|transcript|press conference|news conference|press call|press availability|interview"
    r"|questions (?:to|for) (?:the )?(?:[\w-]+ )?(?:minister|secretary|chancellor|president)|question time"
    r"|(?:commons|lords|parliamentary|adjournment|plenary) debates?|(?:oral|minutes of) evidence|verbatim"
    r"|q ?& ?a|questions? and answers?|oral questions?|hearing|testimony|hansard|proceedings|in conversation)\b",
    re.IGNORECASE,
)
_FEWEST = 2  # lines that a speaker's label opens; one alone is a list's or a dateline's
_FEWEST_FORMAL = 3  # labels in capitals where no title says what they are
_FEWEST_PLAIN = 4  # labels that are written as names in any text are
_HEAD = 8  # paragraphs before the first label: title, place, date, time, an introduction
_PARAGRAPHS_A_LABEL = 4  # of an interview; an article with some lines of dialogue has fewer labels
# What closes a turn and is nobody's: "END 2:04 P.M.", "# # #", "This interview has been edited and condensed."
_END = re.compile(
    r"\(?END\b.{0,30}|[*#\s•_-]{1,12}|-30-|Follow [^\n]{1,80}"
    r"|\(?(?i:(?:this|the|our) (?:interview|transcript|conversation|q&a)\b[^\n]{0,60}"
    r"(?:edited|condensed|conducted|translated|abridged|was first|originally)\b)[^\n]*"
    r"|(?i:(?:interview(?:ed)?|transcri(?:pt|bed)|translated|questions) by\b)[^\n]{0,60}"
    r"|(?i:©|copyright|all rights)[^\n]*"
)
_CLOCK = re.compile(r"(?:END )?\d{1,2}[:.]\d\d ?[AaPp]\.?[Mm]\b[^\n]{0,20}")
# A page's or a paragraph's number, and what a record notes of a vote: "Motion agreed to."
_FURNITURE = re.compile(
    r"(?:[Pp]age )?[\[(]?\d{1,5}[\])]?\.?|(?:Oral |Written )?(?:Questions|Answers)"
    r"|(?:Motion|Question|Amendment|Clause|Bill)\b[^.\n]{0,40}\b"
    r"(?:agreed to|carried|lost|negatived|passed|put|withdrawn)\."
    r"(?: The (?:Amendment|Bill|Committee|House|Motion) [^.\n]{1,90}\.)*"
    r"|The (?:Assembly|Chamber|Committee|Council|House|meeting|Parliament|Senate|sitting|session)"
    r" (?:adjourned|divided|met|resumed|rose|was adjourned|was suspended)\b[^.\n]{0,90}\."
)
_SENTENCE = re.compile(r"[a-z][\w’'”)\]]*[.?!…—–-]+[”\"’')\]]*\s*$")
_SPOKEN = re.compile(r"\b(?:I|[Mm]e|[Mm]y|[Ww]e|[Uu]s|[Oo]ur|[Yy]ou|[Yy]our|[Tt]hank|[Tt]hanks)\b|[?!]")
# Behind the last answer of an interview: "Vera Orr was born in Velm."
_ABOUT_SOMEBODY = re.compile(r"[A-ZÀ-Þ][\w’'-]+(?: [A-ZÀ-Þ][\w’'-]+){0,2} (?:is|was|has|had|lives|plays|works|will)\b")
_LONGEST_OFFICE = 3  # words: "The deputy press secretary"
_NARRATED = "said|says|told|added|replied"


@dataclass(frozen=True, slots=True)
class TranscriptTurn:
    """What one speaker says without a break, a stretch for each paragraph or what stage directions leave of it."""

    label: Label
    contents: tuple[Span, ...]


def transcript_turns(text: str, title: str) -> list[TranscriptTurn]:
    """The turns of a text in its order; none where it is no transcript."""
    labels = list(find_labels(text))
    labels = _all_formal(sorted([*labels, *labels_inside(text, labels)], key=lambda one: one.start))
    cues = _cues(labels)
    if not _is_transcript(text, cues, title):
        return []
    is_formal = any(one.form == "name" and one.is_formal for one in cues)  # then "Look:" is a speaker's own word
    has_end = is_formal or _asks_and_answers(cues) or bool(_TITLE.search(title))
    chosen = [
        one
        for one in labels
        if one.is_formal or _is_person(one) or _is_chair(one) or not is_formal and _ends_turn(one, cues, text)
    ]
    turns = []
    for label, following in zip(chosen, [*chosen[1:], None], strict=False):
        if label.form == "heading":
            continue
        end = following.start if following else len(text)
        contents = tuple(_said(text, label, end, is_last=following is None))
        is_headline = (
            is_formal and label.start == 0 and not label.is_formal
        )  # "Orr: It Rains" over "MS. ORR: It rains."
        if is_headline or following is None and not has_end:
            contents = contents[:1]  # nothing tells where an exchange that an article quotes gives way to its own words
        if contents:
            turns.append(TranscriptTurn(label, contents))
    return turns


def _all_formal(labels: Sequence[Label]) -> list[Label]:
    """The labels; a speaker's that is formal once, as with a seat in brackets, is so wherever it stands."""
    formal = {one.key for one in labels if one.is_formal and one.form == "name"}
    is_alike = [one.form == "name" and one.key in formal and one.start > 0 for one in labels]  # 0: the headline
    return [replace(one, is_formal=one.is_formal or alike) for one, alike in zip(labels, is_alike, strict=True)]


def _cues(labels: Sequence[Label]) -> list[Label]:
    """The labels that open a turn wherever they stand: those in capitals, and those that come again."""
    counts = Counter(one.key for one in labels)
    return [one for one in labels if one.is_formal or counts[one.key] >= _FEWEST]


def _is_transcript(text: str, cues: Sequence[Label], title: str) -> bool:
    """Whether labels open the turns of a text, and not the items of a list or some lines of an article."""
    names = [one for one in cues if one.form != "heading"]
    formal = [one for one in names if one.is_formal]
    if not names or text.count("\n\n", 0, names[0].start) > _HEAD and not _asks_and_answers(names):
        return False
    if formal and _TITLE.search(title) or _asks_and_answers(names):
        return True
    keys = Counter(one.key for one in names)
    if len(keys) < 2 or not _is_speech(text, names):
        return False
    if len(formal) >= _FEWEST_FORMAL:
        return True
    recurring = [key for key, count in keys.items() if count >= _FEWEST]
    is_dense = text.count("\n\n", names[0].start) <= _PARAGRAPHS_A_LABEL * len(names)
    return len(names) >= _FEWEST_PLAIN and len(recurring) > 1 and is_dense


def _is_speech(text: str, names: Sequence[Label]) -> bool:
    """Whether most labels open sentences, and not figures and the like as in a list."""
    lines = [line[0] for one in names if (line := _LINE.match(text, one.words_start))]
    return 2 * sum(bool(_SENTENCE.search(line)) for line in lines) > len(names)


def _asks_and_answers(names: Sequence[Label]) -> bool:
    """Whether questions and answers are labelled so, or speakers as in the record of a parliament."""
    forms = Counter(one.form for one in names)
    recorded = sum(one.is_recorded for one in names)
    return forms["question"] + forms["answer"] >= _FEWEST and len(names) > _FEWEST or recorded >= _FEWEST


def _is_person(label: Label) -> bool:
    """Whether a label is written as a person's full name, or with a form of address: "V. Orr", "Vera Orr", "Mr Orr"."""
    first, *others = in_title_case(label.written).split()
    if not others or is_role(others[-1]):  # "Mr. President: " in a speech is an address
        return False
    return bare(first) in COURTESY or len(bare(first)) == 1 or bare(first).title() in first_names()


def _is_chair(label: Label) -> bool:
    """Whether a label is whoever presides or is heard: "The Speaker", "The Deputy Chairwoman", "Mr Speaker"."""
    first, *others = label.written.split()
    if bare(first) in COURTESY or first == "Madam":
        return [bare(word) for word in others] in (["speaker"], ["chairman"], ["chairwoman"], ["chair"])
    return first == "The" and bool(others) and all(map(is_role, others))


def _ends_turn(label: Label, cues: Sequence[Label], text: str) -> bool:
    """Whether a label opens a turn: one that comes again, a role, or a name that the text has elsewhere too."""
    if label in cues or is_role(label.written.split()[-1]):
        return True
    name = rf"\b{re.escape(label.written.split()[-1])}\b"
    places = (found.start() for found in re.finditer(name, text))
    return any(not label.name[0] <= place < label.name[1] for place in places)


def _said(text: str, label: Label, end: int, is_last: bool) -> Iterator[Span]:
    """What the speaker says from the label to a place, without what only closes the transcript."""
    narration = _narration_about(label)
    first_persons = _SPOKEN.finditer(text, label.words_start, end) if is_last else ()
    last_spoken = max((found.start() for found in first_persons), default=-1)
    for line in _LINE.finditer(text, label.words_start, end):
        is_first = line.start() == label.words_start
        is_over = _END.fullmatch(line[0]) or line[0].startswith(UNNAMED_TURN)
        if is_over or not is_first and (narration.search(line[0]) or _names_speaker(line[0], label)):
            return
        if is_last and not is_first and last_spoken < line.end() and _tells_of_speaker(line[0], label):
            return
        if not (_CLOCK.fullmatch(line[0]) or _FURNITURE.fullmatch(line[0].strip())):
            yield from spoken_stretches(text, line.start(), line.end())


def _tells_of_speaker(line: str, label: Label) -> bool:
    """Whether a line behind the last turn is the newsroom's: about the speaker, and nobody's "I" or "you"."""
    if _SPOKEN.search(line):
        return False
    if label.form == "answer" and _ABOUT_SOMEBODY.match(line):
        return True
    words = [bare(word) for word in line.split()]
    opening = words[: 1 + _LONGEST_OFFICE]  # "The press secretary left at noon"
    return opening[:1] == ["the"] and any(map(is_role, opening)) or opening[:1] in (["he"], ["she"])


def _names_speaker(line: str, label: Label) -> bool:
    """Whether a paragraph names whoever would speak it, and is nobody's "I" or "you": "Orr has been minister"."""
    own = label.written.split()[-1]
    if label.form != "name" or is_role(own) or _SPOKEN.search(line):
        return False
    return bare(own) in map(bare, line.split())


def _narration_about(label: Label) -> re.Pattern[str]:
    """What tells that the article goes on in its own words: "Orr said"."""
    surname = re.escape(bare(label.written.split()[-1]))
    return re.compile(rf"\b{surname} (?:{_NARRATED})\b|(?:{_NARRATED}) {surname}\b", re.IGNORECASE)
