"""Recognises speaker labels, the names that open the lines of a transcript: “MS. ORR:”, “Q”, “HON. V. ORR.-”."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.person_names import bare, is_role
from factcontext.index.lexicon.roles import PRONOUNS
from factcontext.index.lexicon.word_groups import word_group

UNNAMED_TURN = ">>"  # captions' sign of another speaker, whom nothing names

Form = Literal["question", "answer", "name", "heading"]

_LINE = re.compile(r"[^\n]+")
_CLOCK = r"(?<=\d):(?=\d)"  # "Mr ORR (Osten) (14:05):" has a colon inside
_PATTERNS = (
    # "Q Will it rain?", "Q. …", "Q: …", "Q1 - …"; "A. …"
    re.compile(r"(?P<name>Q\d{0,3})(?!\s?&)(?:[.:]|\s?[–—-])?\s+(?=\S)"),
    re.compile(r"(?P<name>A\d{0,3})(?:[.:]|\s?[–—])\s+(?=\S)"),
    # "MS. ORR: …", "Vera Orr, Trade Minister: …", "“ORR: …"
    re.compile(rf"[“\"*_ ]{{0,4}}(?P<name>[^\s:“”\"*](?:[^\n:“”\"]|{_CLOCK}){{0,119}}):[*_]*(?=\s|[“\"]|\Z)\s*"),
    # Parliaments: "HON. V. ORR (Minister for Trade).- …", "MR. SPEAKER.— …"
    re.compile(r"(?P<name>[A-ZÀ-Þ][^\n:“”\"]{1,119}?)\.\s?[-–—]{1,2}\s+(?=\S)"),
    # "Mr. ORR of Ohio. …", "The SPEAKER pro tempore. …"
    re.compile(
        r"(?P<name>(?:The|Mr|Mrs|Ms|Miss|Dr|Senator|Chairman|Chairwoman|Chair)\.? [A-ZÀ-Þ]{2}[A-ZÀ-Þ’'-]*"
        r"(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?)(?: pro tempore)?\.\s+(?=\S)"
    ),
    # Hearings: "Ms. Orr. …", "Chairman Orr. …", "The Chairwoman. …"
    re.compile(
        r"(?P<name>(?:(?:Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Senator|Representative|Chair(?:man|woman)?|Secretary|Commissioner"
        r"|Governor|General|Admiral|Judge)\.? [A-ZÀ-Þ][\w’'-]+(?: of [A-Z][a-z]+(?: [A-Z][a-z]+)?)?"
        r"|The (?:Chair(?:man|woman|person)?|Clerk|Presiding Officer|Witness)))\.\s+(?=[“\"(\[]?[A-ZÀ-Þ])"
    ),
    # "HON. V. ORR asked the Government, upon notice:"
    re.compile(
        r"(?P<name>[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,59}(?:\([^()\n]{1,99}\))?) (?:asked|to ask|moved)\b[^\n:“”\"]{0,99}:\s*$"
    ),
)
_SCOTTISH = re.compile(r"\b(Mc)([a-z])")
_TIGHT = re.compile(r"(?<=\b[A-Z]\.)(?=[A-ZÀ-Þ][\w’'-]{2})")  # "V.Orr"
_SMALL_IN_CAPITALS = re.compile(r"\b(?:Of|The|And|For|At|In|On)\b")
_HEARING = _PATTERNS[5]
_RECORDED = frozenset({*_PATTERNS[3:]} - {_HEARING})  # nothing but a record of proceedings has these
_BRACKETS = re.compile(r"\s*[(\[](?P<aside>[^()\[\]\n]{0,99})[)\]]")
_TITLED_ASIDE = re.compile(r"(?:The )?(?P<title>[A-Z][\w.]*) [^()\n]{1,80}(?: ?\([^()\n]{1,99}\)){1,3}")
_WORD = re.compile(r"[A-ZÀ-ÖØ-Þ][\w.’'&‐-]*")
_DASH = re.compile(r"\s+(?:--?|[–—])\s+")
_TELLS = re.compile(r",\s+(?:I|we|you|he|she|it|they|let|here|there|this|that)\b")
_SMALL = word_group("small words of labels")
_QUESTIONS, _ANSWERS = word_group("labels of questions"), word_group("labels of answers")
# Labels that newsrooms set before a colon; whoever follows them is not named by them.
_NO_NAMES = word_group("labels before a colon")
_LAWS = word_group("last words of a law")
_MOST_WORDS = 8
_FEWEST_CAPITALS = 3  # letters; "UN" in front of a colon is an abbreviation and no cry of a transcript


@dataclass(frozen=True, slots=True)
class Label:
    """A label that opens a line, and where the words after it begin."""

    start: int
    name: Span
    words_start: int
    written: str  # the name or role alone: "MS. ORR"
    office: str | None  # what stands behind it, in brackets or after a comma: "Minister for Trade"
    form: Form  # "heading": in capitals, and nobody's name: "THE FACTS:"
    is_formal: bool  # written as hardly anything but a transcript has it
    is_recorded: bool  # as parliaments write it

    @property
    def key(self) -> str:
        """Equal for the labels of one speaker: the last word."""
        return self.form if self.form != "name" else bare(self.written.split()[-1])


def find_labels(text: str) -> Iterator[Label]:
    """What may be a speaker label, in the order of the text; one that stands once is often something else."""
    for line in _LINE.finditer(text):
        for pattern in _PATTERNS:
            found = pattern.match(text, line.start(), line.end())
            label = _label(line.start(), found, pattern in _RECORDED, pattern is _HEARING) if found else None
            if label:
                yield label
                break


def labels_inside(text: str, labels: Iterable[Label]) -> Iterator[Label]:
    """The labels in capitals that stand behind a sentence in the middle of a line where they open others elsewhere."""
    known = {one.written for one in labels if one.form == "name" and one.is_formal and one.written.isupper()}
    if not known:
        return
    names = "|".join(map(re.escape, sorted(known, key=len, reverse=True)))
    for found in re.finditer(rf"(?<=[.?!…])[ \t]+(?P<name>{names}):\s+(?=\S)", text):
        if label := _label(found.start("name"), found, False):
            yield label


def _label(start: int, found: re.Match[str], is_recorded: bool, is_hearing: bool = False) -> Label | None:
    """The label that a match is, if it is written as names or roles are."""
    alone, office = _without_asides(found["name"])
    if not alone or _TELLS.search(found["name"]):  # "(Velm North): …", "President Orr, I am clear: …"
        return None
    is_dashed = office is not None and _DASH.search(found["name"]) is not None
    is_formal = is_recorded or is_hearing or is_dashed or _is_formal(alone) or _has_aside(found)
    form = _form(alone)
    if form == "name" and not is_label_name(alone):
        if not _is_formal(alone):
            return None
        form = "heading"
    return Label(start, found.span("name"), found.end(), alone, office, form, is_formal, is_recorded)


def _without_asides(label: str) -> tuple[str, str | None]:
    """A label without what stands in brackets or after a comma, and the office among that."""
    asides = [found["aside"] for found in _BRACKETS.finditer(label)]
    # "Vera Lund -- Chief Executive": calls with investors part the office so
    alone, _, behind = _DASH.sub(", ", _BRACKETS.sub("", label)).strip(" *_").partition(",")
    offices = (aside.strip() for aside in (behind, *asides))
    return alone.strip(), next((aside for aside in offices if any(map(is_role, aside.split()))), None)


def _form(alone: str) -> Form:
    plain = re.sub(r"\d+$|\s+from\b.*", "", alone.lower().removeprefix("the ")).strip(" .")
    return "question" if plain in _QUESTIONS else "answer" if plain in _ANSWERS else "name"


def is_label_name(alone: str) -> bool:
    """Whether words are written as the name or role of a speaker: capitals but for small words between."""
    words = alone.split()
    plain = [bare(word) for word in words]
    if not 0 < len(words) <= _MOST_WORDS or plain[-1] in _NO_NAMES or plain[0] in _NO_NAMES:
        return False
    if len(plain) > 1 and plain[-1] in _LAWS:
        return False
    if alone.lower() in PRONOUNS or not (_WORD.fullmatch(words[0]) and _WORD.fullmatch(words[-1])):
        return False
    return all(_WORD.fullmatch(word) or word in _SMALL for word in words)


def _has_aside(found: re.Match[str]) -> bool:
    """Whether a label has a title and a seat or a holder in brackets: "Mr. K. Orr (Velm North): …"."""
    titled = _TITLED_ASIDE.fullmatch(found["name"])
    return (
        titled is not None and is_role(titled["title"]) and found.string[found.end() : found.end() + 1] not in "“\"‘'"
    )


def _is_formal(alone: str) -> bool:
    """Whether a label is in capitals but for its titles, or a form of questions and answers."""
    words = alone.split()
    while len(words) > 1 and not words[0].isupper() and (is_role(words[0]) or words[0] == "The"):
        words.pop(0)  # "Senator ORR", "The PRESIDENT"
    if words[-1].isupper() and all(word.istitle() for word in words[:-1]):
        words = words[-1:]  # "Hon. Vera ORR"
    letters = [c for word in words for c in word if c.isalpha()]
    return _form(alone) != "name" or len(letters) >= _FEWEST_CAPITALS and all(c.isupper() for c in letters)


def in_title_case(label: str) -> str:
    """A label in capitals as a name is written in a text.

    >>> in_title_case("MS. MCORR-LUND OF OHIO"), in_title_case("Vera Orr")
    ('Ms. McOrr-Lund of Ohio', 'Vera Orr')
    """
    words = []
    for word in _TIGHT.sub(" ", label).split():
        letters = [c for c in word if c.isalpha()]
        if len(letters) > 1 and all(c.isupper() for c in letters) and not re.fullmatch(r"(?:[A-Z]\.)+", word):
            word = _SCOTTISH.sub(lambda found: found[1] + found[2].upper(), word.title())
            word = re.sub(r"(?<=[’'])S\b", "s", word)
        words.append(word)
    spelt = " ".join(words)
    return spelt if spelt == label else spelt[:1] + _SMALL_IN_CAPITALS.sub(lambda found: found[0].lower(), spelt[1:])
