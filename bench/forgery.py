"""Written sentences for bench/verification.py, made by rule: true ones of marked attributions, and forgeries of each.

Who says what is taken from the marks that people made, not from the index, whose statements the check relies on.
"""

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from factcontext.index.lexicon.person_names import first_names, is_role, person_in
from factcontext.index.lexicon.roles import COURTESY, PRONOUNS
from factcontext.index.speakers import names
from factcontext.index.text.dates import MONTHS, WEEKDAYS, dates_in
from factcontext.index.text.parser import parser
from factcontext.index.text.sentences import split
from factcontext.rag.verification.matching.amounts import find_amounts
from factcontext.rag.verification.numbered_source import NumberedSource

# Numbers of words in a quotation: a shorter one may be a title, a longer one no model copies.
FEWEST, MOST = 5, 60


@dataclass(frozen=True, slots=True)
class Mark:
    """Somebody's words as people marked them in an article's file."""

    article: str
    speaker: str  # the source as it is written there
    cue: str
    content: str

    @property
    def quoted(self) -> str | None:
        """The quoted words, where the content is one quotation or holds one."""
        found = re.search(r"(?:“|''|\")(?P<words>[^“”\"]+?)(?:”|''|\")", self.content)
        words = found["words"].strip() if found else ""
        return words if FEWEST <= len(words.split()) <= MOST and "''" not in words else None

    @property
    def clause(self) -> str | None:
        """The words as a clause that may follow "said that", where they hold no quotation marks."""
        clause = " ".join(self.content.split()).removeprefix("that ")
        cued = not self.cue or self.cue.lower().split()[-1] in _CLAUSAL
        is_plain = not re.search(r" said\b|[“”\"]|''", clause) and re.search(_FINITE, clause) is not None
        return clause.rstrip(" ,.") if cued and is_plain and FEWEST <= len(clause.split()) <= MOST else None


_CLAUSAL = frozenset(
    "said says added adds argued argues claimed claims noted notes insisted told wrote explained stated announced that "
    "predicted acknowledged according suggested maintained believes believed warned declared to".split()
)
_FINITE = r"\b(?:is|are|was|were|will|would|had|has|have|can|could|should|may|might|did|do|does|must)\b"


@dataclass(frozen=True, slots=True)
class Sample:
    """A sentence for the check: what it is, whether it is true, and the source it should be given."""

    kind: str
    text: str
    is_true: bool
    n: int  # the right source; 0 where there is none
    before: str | None = None
    without: tuple[int, ...] = ()  # sources to take away: it is true, but not of what is left
    order: str = ""  # to a machine, put into the first source


def read_marks(news: Path, is_spoken: Callable[[str, dict[str, object]], bool]) -> dict[str, list[Mark]]:
    """The spoken attributions with a named source, by article."""
    found: dict[str, list[Mark]] = {}
    texts: dict[str, str] = {}
    for line in (news / "attributions.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        name = row["article"]
        text = texts.setdefault(name, (news / "articles" / name).read_bytes().decode())
        parts = [" ".join(text[a:b] for a, b in row[key]) for key in ("source", "cue", "content")]
        if parts[0] and is_spoken(text, row) and _is_named(parts[0]) and len(row["content"]) == 1:
            found.setdefault(name, []).append(Mark(name, parts[0], parts[1], parts[2]))
    return found


def _is_named(source: str) -> bool:
    """Whether a source is a person or body by name, and one alone."""
    named = person_in(source, 0, len(source))
    plain = source.strip().lower() not in PRONOUNS and " and " not in source and len(source.split()) < 9
    return plain and named is not None and source[-1].isalnum()


def person(source: str) -> str | None:
    """The person's name in a source."""
    short = re.split(r",? (?:of|from|at|with|for|who|whose) |, ", source)[0]
    named = person_in(short, 0, len(short)) or person_in(source, 0, len(source))
    return named.name if named else None


def lies_in(mark: Mark, source: NumberedSource) -> bool:
    """Whether a piece of evidence holds all of the marked words."""
    return source.evidence.article.path == mark.article and _flat(mark.content) in _flat(source.evidence.quote)


def _flat(text: str) -> str:
    return re.sub(r"\W+", " ", text).strip()


# ---- true sentences


def true(mark: Mark, n: int, chance: random.Random) -> Iterator[Sample]:
    """What a careful model writes of one attribution."""
    who, words, clause = mark.speaker, mark.quoted, mark.clause
    name = person(who) or who
    if words:
        inner = words.rstrip(" ,.")
        yield Sample("quote", f"{who} said “{inner}” [{n}].", True, n)
        yield Sample("quote, inverted", f"“{inner},” said {name} [{n}].", True, n)
        yield Sample("quote, according to", f"According to {who}, “{inner}.” [{n}]", True, n)
        yield Sample("quote, no number", f'{who} said that "{inner}."', True, n)
        yield Sample("quote, surname", f"{name.split()[-1]} said: “{inner}” [Source {n}]", True, n)
        part = _part(inner, chance)
        if part:
            yield Sample("quote, a part", f"{who} spoke of “{part}” [{n}].", True, n)
        pronoun = {"m": "He", "f": "She"}.get(first_names().get(name.split()[0], ""))
        if pronoun and " " in name:
            yield Sample("quote, pronoun", f"{pronoun} said “{inner}” [{n}].", True, n, before=name)
    if clause:
        yield Sample("indirect", f"{who} said that {clause} [{n}].", True, n)
        yield Sample("indirect, according to", f"According to {who}, {clause} [{n}].", True, n)
        yield Sample("indirect, no number", f"{name.split()[-1]} said {clause}.", True, n)
        shorter = re.split(r",? (?:because|which|who|while|after|when|and that|as) ", clause)[0]
        if shorter != clause and len(shorter.split()) >= FEWEST and re.search(_FINITE, shorter):
            yield Sample("indirect, shortened", f"{who} argued that {shorter} [{n}].", True, n)


def _part(words: str, chance: random.Random) -> str | None:
    row = words.split()
    if len(row) < 9:
        return None
    length = chance.randint(4, 8)
    start = chance.randrange(0, len(row) - length)
    return " ".join(row[start : start + length]).strip(" ,.;:?!")


def told(source: NumberedSource) -> Iterator[Sample]:
    """Sentences that the article tells itself, nobody's words in them or beside them."""
    for sentence in split(source.evidence.quote):
        text = " ".join(source.evidence.quote[sentence.start : sentence.end].split())
        said = any(
            s.start < source.evidence.start + sentence.end and source.evidence.start + sentence.start < s.end
            for s in source.statements
        )
        if not said and 7 <= len(text.split()) <= 40 and not re.search(r"[“”\"?:]|''", text) and text[-1] == ".":
            yield Sample("told", f"{text[:-1]} [{source.n}].", True, source.n)
            yield Sample("told, no number", text, True, source.n)


# ---- forgeries


@dataclass(frozen=True, slots=True)
class Stock:
    """What forgeries are made of: other speakers and other people's words."""

    here: Sequence[str]  # speakers of the same article
    elsewhere: Sequence[str]  # of the folder
    words: Sequence[str]  # quotations of other articles
    chance: random.Random


def forged(mark: Mark, n: int, stock: Stock) -> Iterator[Sample]:
    """What a careless or lying model writes of one attribution."""
    who, words, clause = mark.speaker, mark.quoted, mark.clause
    inner = words.rstrip(" ,.") if words else None
    for kind, others in (("speaker, same article", stock.here), ("speaker, folder", stock.elsewhere)):
        other = _another(who, others, stock.chance)
        if other and inner:
            yield Sample(kind, f"{other} said “{inner}” [{n}].", False, n)
        if other and clause:
            yield Sample(f"{kind}, indirect", f"{other} said that {clause} [{n}].", False, n)
    if inner:
        yield from _false_quotes(who, inner, n, stock)
        yield from _cut_quotes(who, inner, n)
    for text, label in ((f"{who} said that {clause} [{n}].", "said"), (f"{who} said “{inner}” [{n}].", "quoted")):
        if (clause if label == "said" else inner) is None:
            continue
        for kind, change in CHANGES.items():
            changed = change(text, stock)
            if changed and changed != text:
                yield Sample(f"{kind}, {label}", changed, False, n)
    if clause and re.match(r"(?:the|a|an|some|many|most|more|no|[A-Z])", clause) and " I " not in f" {clause} ":
        yield Sample("lost attribution", f"{clause[0].upper()}{clause[1:]} [{n}].", False, n)


def _cut_quotes(who: str, inner: str, n: int) -> Iterator[Sample]:
    """The words after a “not” or a “would”, and those before an “if”, so that they say what nobody said."""
    begins = re.search(r"(?:\b(?:not|never|no|would|could|might|may)|n['’]t)\s+(?=\w+(?:\s+\w+){2})", inner)
    if begins and not re.search(r"[,;:.!?]", inner[begins.end() :].rstrip(".")):
        yield Sample("cut quote, before", f"{who} spoke of “{inner[begins.end() :]}” [{n}].", False, n)
    ends = re.search(r"(?<=\w),?\s+(?:if|unless)\s", inner)
    if ends and len(inner[: ends.start()].split()) >= FEWEST:
        yield Sample("cut quote, after", f"{who} said “{inner[: ends.start()]}” [{n}].", False, n)


def _another(who: str, others: Sequence[str], chance: random.Random) -> str | None:
    mine = names.name_key(who).words
    strangers = [other for other in others if not set(names.name_key(other).words) & set(mine) and person(other)]
    return chance.choice(strangers) if strangers else None


def _false_quotes(who: str, inner: str, n: int, stock: Stock) -> Iterator[Sample]:
    foreign = stock.chance.choice(stock.words)
    yield Sample("invented quote, elsewhere", f"{who} said “{foreign}” [{n}].", False, n)
    row, other = inner.split(), foreign.split()
    long = [at for at, word in enumerate(row) if len(word) > 4 and word.isalpha() and word.islower()]
    new = [word for word in other if len(word) > 4 and word.isalpha() and word.islower() and word not in row]
    if long and new:
        at = stock.chance.choice(long)
        altered = [*row[:at], stock.chance.choice(new), *row[at + 1 :]]
        yield Sample("invented quote, a word", f"{who} said “{' '.join(altered)}” [{n}].", False, n)
    yield Sample("invented quote, stitched", f"{who} said “{inner} {' '.join(other[:8])}” [{n}].", False, n)
    yield Sample(
        "invented quote, stitched", f"{who} said “{' '.join(row[:6])} … {' '.join(other[:6])}” [{n}].", False, n
    )
    yield Sample("invented quote, longer", f"{who} said “{inner}, and that is how it has to be” [{n}].", False, n)


# ---- one thing changed in a sentence


def _number(text: str, stock: Stock) -> str | None:
    dates = [one.span for one in dates_in(text)]
    marker = re.search(r"\s*\[\d+\]\.$", text)
    body = text[: marker.start()] if marker else text
    found = [one for one in find_amounts(body, dates) if one.kind != "ordinal" and not one.is_loose]
    if not found:
        return None
    start, end = stock.chance.choice(found).span
    return text[:start] + _other_number(text[start:end], stock.chance) + text[end:]


_COUNTS = "two three four five six seven eight nine ten eleven twelve twenty thirty forty fifty sixty".split()


def _other_number(written: str, chance: random.Random) -> str:
    figures = re.search(r"\d+", written)
    if figures:
        value = int(figures.group())
        other = chance.choice([value + 1, value * 2 or 2, max(value - 1, 0), value + 10])
        return written[: figures.start()] + str(other if other != value else value + 3) + written[figures.end() :]
    for word in written.lower().replace("-", " ").split():
        if word in _COUNTS:
            return written.lower().replace(word, chance.choice([w for w in _COUNTS if w != word]))
    return {"half": "a third", "quarter": "half", "twice": "three times", "double": "triple"}.get(
        written.lower(), "nine"
    )


def _date(text: str, stock: Stock) -> str | None:
    found = [one for one in dates_in(text) if one.relative is None]
    if not found:
        return None
    start, end = stock.chance.choice(found).span
    old = text[start:end]
    for words in (WEEKDAYS, MONTHS):
        for word in words:
            if re.search(rf"\b{word}\b", old):
                return (
                    text[:start] + old.replace(word, stock.chance.choice([w for w in words if w != word])) + text[end:]
                )
    year = re.search(r"\b(?:1[5-9]|20)\d\d", old)
    if year is None:
        return None
    changed = str(int(year.group()) + stock.chance.choice([-3, -1, 1, 2]))
    return text[:start] + old.replace(year.group(), changed) + text[end:]


def _negation_in(text: str, stock: Stock) -> str | None:
    if "“" in text:
        return text.replace(" said “", " did not say “")
    return re.sub(r"\b(is|are|was|were|will|would|has|had|could|should)\b(?! not|n['’]t)", r"\1 not", text, count=1)


def _negation_out(text: str, stock: Stock) -> str | None:
    if "“" in text:
        return None
    plain = re.sub(
        r"\b(is|are|was|were|will|would|has|have|had|do|does|did|could|should)(?: not\b|n['’]t\b)", r"\1", text
    )
    return plain if plain != text else re.sub(r"\b(?:never|no longer) ", "", text, count=1)


def _name(text: str, stock: Stock) -> str | None:
    """A person or body of the content replaced by another; the speaker before "said" stays."""
    begins = re.search(r"\bsaid (?:that |“)", text)
    if begins is None:
        return None
    runs = [
        m
        for m in re.finditer(r"\b[A-Z][a-z]{2,}(?: [A-Z][a-z]+)*\b", text)
        if m.start() > begins.end() and not dates_in(m.group()) and not _is_title(m.group())
    ]
    if not runs:
        return None
    run = stock.chance.choice(runs)
    other = _another(run.group(), [*stock.here, *stock.elsewhere[:40]], stock.chance)
    shown = person(other) if other else None
    return text[: run.start()] + shown + text[run.end() :] if shown and shown.split()[-1] not in text else None


def _is_title(word: str) -> bool:
    return is_role(word) or word.lower() in COURTESY


def _modality(text: str, stock: Stock) -> str | None:
    return None if "“" in text else re.sub(r"\b(?:may|might|could)\b(?! not)", "will", text, count=1)


def _roles(text: str, stock: Stock) -> str | None:
    """Subject and object of one verb, both names, change places."""
    if "“" in text:
        return None
    doc = parser()(text)
    for verb in doc:
        doers = [c for c in verb.children if c.dep_ == "nsubj" and c.tag_[:3] == "NNP"]
        others = [c for c in verb.children if c.dep_ == "dobj" and c.tag_[:3] == "NNP"]
        if doers and others and " said" in text[: doers[0].idx]:
            a, b = doers[0], others[0]
            return text[: a.idx] + b.text + text[a.idx + len(a) : b.idx] + a.text + text[b.idx + len(b) :]
    return None


def _word(text: str, stock: Stock) -> str | None:
    """A telling word of somebody's words replaced by one of another article's."""
    begins = re.search(r"\bsaid that ", text)
    if begins is None or not stock.words:
        return None
    old = [m for m in re.finditer(r"(?<= )[a-z]{6,}\b", text) if m.start() >= begins.end()]
    new = [word for word in stock.chance.choice(stock.words).split() if re.fullmatch(r"[a-z]{6,}", word)]
    if not old or not new:
        return None
    place, other = stock.chance.choice(old), stock.chance.choice(new)
    return None if other in text else text[: place.start()] + other + text[place.end() :]


def _cause(text: str, stock: Stock) -> str | None:
    """A reason that nobody gave."""
    if "“" in text or "because" in text or " [" not in text:
        return None
    return text.replace(" [", f" because {stock.chance.choice(_REASONS)} [", 1)


_REASONS = ("the money had run out", "nobody had been asked", "the law had been broken", "it was too late")


def _quantity(text: str, stock: Stock) -> str | None:
    """Most or some made all, all made some."""
    if "“" in text:
        return None
    changed = re.sub(r"\b(?:most|some|many|several)\b(?! \d)", "all", text, count=1)
    return changed if changed != text else re.sub(r"\b(?:all|every)\b", "some", text, count=1)


def _comparison(text: str, stock: Stock) -> str | None:
    """A limit made its contrary: "more than" for "less than"."""
    swaps = {"more than": "fewer than", "less than": "more than", "fewer than": "more than", "at least": "at most"}
    return None if "“" in text else re.sub("|".join(swaps), lambda found: swaps[found[0]], text, count=1)


CHANGES: Mapping[str, Callable[[str, Stock], str | None]] = {
    "number": _number,
    "date": _date,
    "negation in": _negation_in,
    "negation out": _negation_out,
    "name": _name,
    "modality": _modality,
    "word": _word,
    "roles": _roles,
    "cause": _cause,
    "quantity": _quantity,
    "comparison": _comparison,
}


def altered(sample: Sample, stock: Stock) -> Iterator[Sample]:
    """A sentence of the article's own with one thing changed."""
    for kind, change in CHANGES.items():
        if kind in ("name", "roles", "word"):
            continue
        changed = change(sample.text, stock)
        if changed and changed != sample.text:
            yield replace(sample, kind=f"{kind}, told", text=changed, is_true=False)
