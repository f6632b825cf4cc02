"""A written sentence -> its claims: whose words it reports, which words, and what it tells as a fact of its own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from factcontext.index.attribution.cast import pronoun_kind
from factcontext.index.attribution.statements import find_statements
from factcontext.index.attribution.subjects import source, subject_of
from factcontext.index.lexicon.cues import VERBS as CUES
from factcontext.index.lexicon.person_names import take_apart as name_in
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split
from factcontext.index.text.stems import stems
from factcontext.rag.query.wording import VERBS
from factcontext.rag.verification import amounts, moments, quotations
from factcontext.rag.verification.amounts import Amount
from factcontext.rag.verification.grounds import parse
from factcontext.rag.verification.moments import Moment
from factcontext.rag.verification.quotations import Quotation

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

Span = tuple[int, int]

# An article speaks for itself: "the article says", "according to the second source". No speaker is meant.
_ARTICLES = re.compile(
    r"(?:(?:the|this|that|these|an?|one|two|both|other|first|second|third|news|provided|given|following|available)\s+)*"
    r"(?:articles?|sources?|extracts?|passages?|texts?|excerpts?|evidence|quotes?|quotations?|news|reports?|documents?|"
    r"information|context|summary|headline|story|snippets?|paragraphs?)"
    r"(?:\s+(?:no\.?\s*)?\d+)?(?:\s+(?:from|by|in|of|dated|published|provided)\b.*)?",
    re.IGNORECASE,
)
_ACCORDING = re.compile(
    r"^(?:According to|In the words of|Per|As (?:reported|stated|noted|told|said|put) by)\s+"
    r"(?P<first>[^,“”\"]{2,90}),\s+"
    r"|,?\s+(?:according to|in the words of|as (?:reported|stated|noted|told|said|put) by)\s+"
    r"(?P<last>[^,“”\"]{2,90}?)\s*[.!]?$",
    re.IGNORECASE,
)
_COLON = re.compile(r"^(?P<name>[A-ZÀ-Þ][^:“”\"!?]{1,80}?):\s+(?=\S)")
# "Orr's response to the plan was that …"
_HELD = re.compile(
    r"^(?:The\s+)?(?P<name>[A-ZÀ-Þ][^,:;“”\"]{1,60}?)[’']s?\s+(?:\w+\s+)?(?:statement|response|position|view|reaction|comment|"
    r"stance|reply|answer|message|argument|claim|opinion|point)\b[^,:;“”\"]{0,60}?\s(?:was|is)\s+(?:that\s+)?"
)
# "Clinton supports the deal", "Orr's view is that": what somebody thinks is told by their words alone.
_STANCES = frozenset(
    "want need plan aim intend like love hate prefer regret doubt worry trust fear hope believe think feel know "
    "understand support oppose back favor favour agree disagree".split()
)
_DENYING = frozenset(
    "denied denies deny denying refused refuses declined declines rejected rejects dismissed dismisses".split()
)
_WITHHOLDING = frozenset("declined declines decline refused refuses refuse".split())
# Words that say that a sentence reports, though it does not tell whom: "was called", "reportedly".
_REPORTEDLY = frozenset(
    "reportedly allegedly apparently claims claim accusations accusation allegations allegation".split()
)
_OF_REPORT = re.compile(
    r"\b(?:report(?:ed|s|ing)?|publish(?:ed|es)?|articles?|wr(?:ote|itten|ites)|dated|edition|issue|posted|story|stories|"
    r"coverage|post|piece)\b",
    re.IGNORECASE,
)
_REPORT_REACH = 40  # characters between such a word and the date that it goes with


@dataclass(frozen=True, slots=True)
class Claim:
    """What a sentence says of somebody's words, or as a fact: the stretches of the sentence that hold the content."""

    speaker: str | None  # as the sentence names them; None for what it tells itself
    cue: str = ""
    spans: tuple[Span, ...] = ()
    office: str | None = None  # as the sentence gives it
    is_open: bool = False  # whether the sentence has somebody speak whom it does not tell: "he" without a name before

    @property
    def is_negated(self) -> bool:
        """Whether its cue says that the words were not said, or are not so: "did not say", "denied"."""
        words = self.cue.lower().replace("’", "'").split()
        return any(word in ("not", "never") or word.endswith("n't") or word in _DENYING for word in words)

    def text(self, sentence: str) -> str:
        """The words that it holds."""
        return " ".join(sentence[start:end] for start, end in self.spans)


@dataclass(frozen=True, slots=True)
class Written:
    """A written sentence taken apart."""

    text: str
    claims: tuple[Claim, ...]
    quotations: tuple[Quotation, ...]
    doc: Doc
    moments: tuple[Moment, ...] = ()
    amounts: tuple[Amount, ...] = ()


def take_apart(text: str, before: str | None = None) -> Written:
    """The claims of a sentence; `before` is who spoke in the sentence before, whom "he", "she" or "they" means."""
    doc = parse(text)
    found = list(_reported(text, before))
    found = _credited(text, found)
    found += _stances(doc, found)
    found += _unresolved(doc, found)
    found = [_by_article(_to_its_end(claim, text)) for claim in _joined(found)]
    dates = tuple(moments.find(text))
    numbers = tuple(amounts.find(text, [one.span for one in dates]))
    return Written(text, (*found, *_told(text, found, doc)), tuple(quotations.find(text)), doc, dates, numbers)




def _reported(text: str, before: str | None) -> Iterator[Claim]:
    """The statements of a sentence as the index finds them in an article that says no more than this."""
    lead = f"{before} said so.\n\n" if before else ""
    whole = lead + text
    for statement in find_statements(Article("", "", whole), split(whole)):
        start, end = statement.start - len(lead), statement.end - len(lead)
        if start >= 0:
            yield replace(_by(statement), cue=statement.cue, spans=((start, end),))


def _by(statement: Statement) -> Claim:
    """Who speaks, with the office that the sentence itself gives; "the head of the Larks" is not the Larks."""
    office = None if pronoun_kind(statement.speaker_as_written) else statement.office
    if office and office.endswith((" of", " for", " at")):
        return Claim(re.sub(r"^(?:the|a|an)\s+", "", statement.speaker_as_written, flags=re.IGNORECASE))
    return Claim(statement.speaker, office=office)


def _credited(text: str, found: Sequence[Claim]) -> list[Claim]:
    """As "According to Orr, …" and "Orr: …": the whole rest is Orr's, whatever it reports in its turn."""
    credit = _ACCORDING.search(text)
    if credit:
        name = credit["first"] or credit["last"]
        rest = (credit.end(), len(text)) if credit["first"] else (0, credit.start())
        inner = [c for c in found if not _is_credit(c) and not _names_same(c.speaker, name)]
        if any(_covers(c, rest) for c in inner):  # “…,” Orr said, according to the Post: Orr's words
            return list(found)
        return [_named(name.strip(), "according to", rest)]
    held = _HELD.match(text)
    if held and not found:
        return [_named(held["name"].strip(), "is that", (held.end(), len(text)))]
    colon = _COLON.match(text)
    if colon and not found:
        return [_named(colon["name"].strip(), ":", (colon.end(), len(text)))]
    return list(found)


def _named(phrase: str, cue: str, rest: Span) -> Claim:
    """A claim of the person whose name a phrase ends or begins with, else of whom the phrase describes."""
    short = re.split(r",? (?:of|from|at|with|for|who|whose) |, ", phrase)[0]
    named = name_in(short, 0, len(short)) or name_in(phrase, 0, len(phrase))
    if named and (named.office or named.name == phrase or phrase.startswith(named.name)):
        return Claim(named.name, cue, (rest,), named.office)
    return Claim(phrase, cue, (rest,))


def _is_credit(claim: Claim) -> bool:
    return claim.cue.lower().startswith("according")


def _names_same(one: str | None, other: str) -> bool:
    return one is not None and (one in other or other in one)


def _covers(claim: Claim, rest: Span) -> bool:
    return 2 * sum(b - a for a, b in claim.spans) >= rest[1] - rest[0]


def _joined(found: Iterable[Claim]) -> list[Claim]:
    """Stretches of one speaker's words under one cue, or side by side, are one claim."""
    joined: list[Claim] = []
    for claim in found:
        alike = next((n for n, one in enumerate(joined) if one.speaker == claim.speaker and not claim.is_open), None)
        if alike is None:
            joined.append(claim)
        else:
            one = joined[alike]
            joined[alike] = replace(one, spans=tuple(sorted({*one.spans, *claim.spans})))
    return joined


# What goes on with the words reported: "…, none of which was meant".
_GOES_ON = re.compile(
    r",?\s*(?:(?:none|some|all|most|both|many|one|two|three)\s+of\s+(?:which|whom|them)|which|who|where|including|with)\b[^.;]*"
)


def _to_its_end(claim: Claim, text: str) -> Claim:
    """A claim with the relative clause that follows its words."""
    if not claim.spans or claim.is_open:
        return claim
    start, end = claim.spans[-1]
    more = _GOES_ON.match(text, end)
    return replace(claim, spans=(*claim.spans[:-1], (start, more.end()))) if more else claim


def _by_article(claim: Claim) -> Claim:
    if claim.speaker and _ARTICLES.fullmatch(claim.speaker.strip()):
        return replace(claim, speaker=None)
    return claim


# ---- what the index does not count as words: views, and pronouns that nobody stands for


def _stances(doc: Doc, found: Sequence[Claim]) -> Iterator[Claim]:
    """What somebody is said to think, want or support, where the index finds no words of theirs."""
    for verb in doc:
        if verb.tag_[:2] != "VB" or _is_inside(verb, found) or _is_taken(verb, doc, found):
            continue
        known = VERBS.get(verb.lower_)
        base = known.base if known else verb.lower_.removesuffix("s").removesuffix("ed")
        if not (known or base in _STANCES) or verb.dep_ not in ("ROOT", "conj", "ccomp", "advcl", "relcl"):
            continue
        subject = subject_of(verb)
        if subject is None or subject.i > verb.i or not (subject.text[0].isupper() or subject.tag_ == "PRP"):
            continue
        rest = [c for c in verb.children if c.i > verb.i and not c.is_punct]
        if rest:
            if subject.lower_ == "it":
                continue  # "It has been claimed": nobody is meant
            subject = _meant(subject, verb)
            where = source(subject)
            start, end = rest[0].left_edge.idx, max(c.right_edge.idx + len(c.right_edge) for c in rest)
            is_open = subject.tag_ == "PRP"
            name = None if is_open else doc.text[where.start : where.end]
            yield Claim(name, _cue(verb), ((start, end),), is_open=is_open)


def _meant(pronoun: Token, verb: Token) -> Token:
    """Whom a pronoun of a side clause means: "Though she never named him, Orr …" is about Orr."""
    if pronoun.tag_ != "PRP" or verb.dep_ not in ("advcl", "conj"):
        return pronoun
    return next((c for c in verb.head.children if c.dep_ == "nsubj" and c.tag_[:3] == "NNP"), pronoun)


def _cue(verb: Token) -> str:
    """The verb with its helpers: "did not say"."""
    return " ".join(t.text for t in [*(c for c in verb.children if c.dep_ in ("aux", "neg") and c.i < verb.i), verb])


def _is_inside(token: Token, found: Sequence[Claim]) -> bool:
    return any(start <= token.idx < end for claim in found for start, end in claim.spans)


def _is_taken(verb: Token, doc: Doc, found: Sequence[Claim]) -> bool:
    """Whether the verb is the cue of a claim that is known already."""
    return any(verb.text in claim.cue.split() for claim in found)


def _unresolved(doc: Doc, found: Sequence[Claim]) -> Iterator[Claim]:
    """As "He said …" where nobody is named before: somebody speaks, and the sentence does not tell who."""
    for verb in doc:
        known = VERBS.get(verb.lower_)
        if (
            known is None
            or not known.sure
            or verb.tag_[:2] != "VB"
            or _is_inside(verb, found)
            or _is_taken(verb, doc, found)
        ):
            continue
        subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
        if subject is not None and subject.lower_ in ("he", "she", "they", "it"):
            meant, said = _meant(subject, verb), (verb.idx + len(verb), len(doc.text))
            is_open = meant.tag_ == "PRP"
            yield Claim(None if is_open else meant.text, _cue(verb), (said,), is_open=is_open)


def is_unsaid(cue: str) -> bool:
    """Whether a cue tells that words were not said: "did not say", "declined to say"."""
    words = cue.lower().replace("’", "'").split()
    return any(word in ("not", "never") or word.endswith("n't") or word in _WITHHOLDING for word in words)


def is_reported(doc: Doc, spans: Sequence[Span]) -> bool:
    """Whether a stretch says that it reports, though not whom: "was described as", "reportedly"."""
    for token in doc:
        if any(start <= token.idx < end for start, end in spans):
            if token.lower_ in _REPORTEDLY:
                return True
            if token.lower_ in VERBS and token.tag_ == "VBN" and any(c.dep_ == "auxpass" for c in token.children):
                return True
    return False


def doings(doc: Doc, spans: Sequence[Span]) -> set[str]:
    """The verbs of some stretches, stemmed, that report nothing: in "Orr lied when she said …" it is lied."""
    return {
        stem
        for token in doc
        if token.tag_[:2] == "VB" and token.dep_ in ("ROOT", "conj", "relcl", "advcl")
        if token.lower_ not in VERBS and token.lower_ not in CUES and not token.is_stop
        if any(start <= token.idx < end for start, end in spans)
        for stem in stems(token.text)
    }


def is_of_report(text: str, span: Span) -> bool:
    """Whether a date is that of a report: "In an article of 5 November", "reported on Friday"."""
    near = text[max(0, span[0] - _REPORT_REACH) : span[1] + _REPORT_REACH]
    return _OF_REPORT.search(near) is not None


def does(doc: Doc, name: str, cue: str) -> bool:
    """Whether somebody of this name does in a parsed sentence what the cue says."""
    wanted = stems(cue)[-1:]
    last = stems(name)[-1:]
    for verb in doc:
        if verb.tag_[:2] == "VB" and stems(verb.text) == wanted:
            subject = subject_of(verb)
            if subject is not None and last and last[0] in stems(" ".join(t.text for t in subject.subtree)):
                return True
    return False


# ---- one claim that rests on several sources

_JOINT = re.compile(r",?\s+(?:and|but|while|as well as)(?:\s+(?:that|also|later|then|added that|said))?\s+")


def split_up(written: Written) -> Written | None:
    """The same with "he said A and B" as two claims, each with a verb of its own; None where nothing is joined so."""
    parts = [part for claim in written.claims for part in _parts(claim, written)]
    return replace(written, claims=tuple(parts)) if len(parts) > len(written.claims) else None


def _parts(claim: Claim, written: Written) -> list[Claim]:
    found = []
    for start, end in claim.spans:
        ends = [m for m in _JOINT.finditer(written.text, start, end) if not _inside_quote(m.start(), written)]
        for joint in ends:
            if _has_verb(written.doc, (start, joint.start())) and _has_verb(written.doc, (joint.end(), end)):
                found.append((start, joint.start()))
                start = joint.end()
        found.append((start, end))
    return [replace(claim, spans=(span,)) for span in found] if len(found) > len(claim.spans) else [claim]


def _inside_quote(at: int, written: Written) -> bool:
    return any(one.start < at < one.end for one in written.quotations)


def _has_verb(doc: Doc, span: Span) -> bool:
    return any(t.tag_[:2] in ("VB", "MD") for t in doc if span[0] <= t.idx < span[1])


# ---- what is left

# Content words outside all reported ones from which on the sentence tells something of its own.
_FEWEST_TOLD = 4
_WORD = re.compile(r"[A-Za-z]{3,}|\d")


def _told(text: str, found: Sequence[Claim], doc: Doc) -> Iterator[Claim]:
    """What the sentence tells itself: all of it where nobody is reported, else what no claim and no frame holds."""
    if not found:
        yield Claim(None, "", ((0, len(text)),))
        return
    taken = sorted(span for claim in found for span in claim.spans)
    parts, at = [], 0
    for start, end in taken:
        parts.append((at, start))
        at = max(at, end)
    parts.append((at, len(text)))
    for start, end in parts:
        words = [t for t in doc if start <= t.idx < end and _WORD.search(t.text)]
        is_clause = any(
            t.tag_[:2] == "VB" and t.lower_ not in VERBS and t.dep_ in ("ROOT", "conj", "relcl") for t in words
        )
        if len(words) > _FEWEST_TOLD and is_clause:
            yield Claim(None, "", ((start, end),))
