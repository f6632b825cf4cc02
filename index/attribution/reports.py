"""A parsed sentence -> reports: the cue, who is its source, and which stretches are the words reported."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from factcontext.index.attribution.contents import FINITE, MARKS, contents_of, next_quote
from factcontext.index.attribution.subjects import (
    RELATIVE,
    Source,
    Span,
    headless,
    is_document,
    source,
    subject_after,
    subject_before,
    subject_beside,
    subject_of,
    subtree,
)
from factcontext.index.lexicon.cues import FRAMES, LIGHT, NOUN_LEADS, QUOTING, VERBS

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

_MERE = frozenset("is are was were be been being am 's 're has have had do does did made make makes get got".split())


_SHOWING = frozenset("show shows showed showing shown indicate indicates indicated indicating".split())
_FINDINGS = frozenset("data research figures statistics numbers evidence results projections".split())


@dataclass(frozen=True, slots=True)
class Report:
    """One report in a sentence, offsets in the parsed text; one without contents may lead to a quotation."""

    cue: Span
    source: Source
    contents: tuple[Span, ...]
    style: Literal["verb", "according", "noun"]
    quoted: bool = False  # whether the contents hold words in quotation marks
    takes_clause: bool = True  # whether the cue's verb takes a whole clause, as "said" does and "declined" does not
    is_sure: bool = True  # not for words in quotation marks beside a verb that reports nothing by itself


_PASSING_ON = frozenset("quote quotes quoted quoting cite cites cited citing report reported paraphrased".split())
_MAKING = frozenset(["made", "makes", "make", "making"])
# The words that may begin a report; most words of a text are none of them.
_LEADING = frozenset({"according", *_PASSING_ON, *VERBS, *QUOTING, *_MAKING, *NOUN_LEADS})
# An apostrophe may be no quotation mark.
_SURE_MARKS = MARKS - {"'"}


def find_reports(doc: Doc, placeholders: Sequence[Span]) -> list[Report]:
    """The reports of one sentence; `placeholders` are where whole quotations stood."""
    held = {t.i for t in doc if any(a <= t.idx < b for a, b in placeholders)} if placeholders else set()
    leading = [token for token in doc if token.lower_ in _LEADING and token.i not in held]
    reports = [report for token in leading for report in _reports_at(token, held)]
    for start, end in placeholders:
        if not any(a < end and start < b for report in reports for a, b in report.contents):
            reports.extend(_beside(doc, (start, end), held))
    reports.extend(_fragments(doc, reports, held))
    return reports


def _fragments(doc: Doc, reports: Sequence[Report], held: set[int]) -> Iterator[Report]:
    """Words in quotation marks inside somebody's doing: "He pronounced the plan “a friend to all.”"."""
    text = doc.text  # made anew each time that it is asked for
    if not any(mark in text for mark in _SURE_MARKS):
        return
    marks = [t.i for t in doc if t.text in MARKS and t.text != "'" and t.i not in held]
    for first, last in zip(marks[::2], marks[1::2], strict=False):
        start, end = doc[first].idx, doc[last].idx + len(doc[last])
        inner = doc[first + 1 : last]
        taken = any(a < end and start < b for report in reports for a, b in report.contents)
        if not taken and len(inner) > 1 and inner[0].text[0].islower():  # a capital begins a title
            yield from _fragment(inner, start, end)


def _fragment(inner: TokenSpan, start: int, end: int) -> Iterator[Report]:
    line = [inner.root, *inner.root.ancestors]
    verb = next((t for t in line if t.tag_[:2] == "VB" and t.i < inner.start), None)
    subject = subject_of(verb) if verb is not None and verb.lower_ not in _MERE else None
    if verb is None or subject is None or not (subject.tag_ == "PRP" or subject.text[0].isupper()):
        return
    object_ = next(t for t in line if t.head.i == verb.i)
    if object_.i > verb.i:
        first, last = subtree(object_)
        said = (min(first, start), max(last, end))
        yield Report(_cue(verb), source(subject), (said,), "verb", quoted=True, is_sure=False)


def _reports_at(token: Token, held: set[int]) -> Iterator[Report]:
    word = token.lower_
    if word == "according":
        yield from _according(token)
    elif saying := _quoted_as(token):
        yield from _passed_on(token, saying, held)
    elif token.dep_ == "pcomp" and _quoted_as(token.head.head) == token:
        return
    elif token.tag_[:2] == "VB" and (word in VERBS or (word in QUOTING and _leads_to_quote(token, held))):
        yield from _verbal(token, held)
    elif token.tag_[:2] == "VB" and _makes_clear(token):
        yield from _verbal(token, held)
    elif token.tag_ == "NNS" and word in VERBS and _is_misread(token):
        yield from _misread(token)
    elif token.tag_[:2] == "NN" and word in NOUN_LEADS:
        yield from _nominal(token)


# ---- verbs


def _verbal(verb: Token, held: set[int]) -> Iterator[Report]:
    if any(c.dep_ in ("nsubjpass", "auxpass") or _is_agent(c) for c in verb.children):
        yield from _passive(verb)
        return
    if _is_told(verb):
        return
    frame = _frame(verb)
    contents = contents_of(verb, frame, held) if held or _reports(verb) else ()
    contents = contents or (next_quote(verb) if "c" in frame else ())
    subject = subject_of(verb)
    if subject is None and contents and "c" in frame:
        subject = subject_after(verb, held) or subject_beside(verb) or subject_before(verb)
    if subject is None or (verb.lower_ in _SHOWING and not _can_show(subject)):
        return
    if contents or verb.lower_ in QUOTING or "c" in frame:
        quoted = any(
            start <= t.idx < end and (t.i in held or t.text in MARKS) for start, end in contents for t in verb.doc
        )
        takes_clause = "c" in frame and "x" not in frame and verb.tag_ != "VB"
        yield Report(_cue(verb), source(subject), contents, "verb", quoted, takes_clause)


def _quoted_as(verb: Token) -> Token | None:
    """The "saying" of "RIA quoted Orr as saying …"."""
    if verb.lower_ not in _PASSING_ON:
        return None
    words = (c for p in verb.children if p.lower_ == "as" for c in p.children)
    return next((c for c in words if c.dep_ == "pcomp" and c.tag_ == "VBG" and c.lower_ in VERBS), None)


def _passed_on(verb: Token, saying: Token, held: set[int]) -> Iterator[Report]:
    """Who is quoted speaks, not who quotes: "RIA quoted Orr as saying …", “…,” Orr was quoted as saying."""
    named = next((c for c in verb.children if c.dep_ in ("dobj", "nsubjpass")), None)
    if named is None or named.lower_ in RELATIVE:
        named = verb.head if verb.dep_ in ("acl", "relcl") else None
    clause = frozenset("c")
    contents = contents_of(saying, clause, held) or next_quote(saying) or contents_of(verb, clause, held)
    if named is not None and contents:
        yield Report(_cue(verb), source(named), contents, "verb")


def _frame(verb: Token) -> frozenset[str]:
    """What the verb takes; "made clear" and the verbs of quotations, “…,” he continued, take a clause."""
    if verb.lower_ not in VERBS:
        return frozenset("c")
    frame = FRAMES[VERBS[verb.lower_]]
    if verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children):
        frame = frame - {"o"}  # "to defend the post": a purpose
    return frame | {"c"} if verb.lower_ in QUOTING else frame


def _quotes(verb: Token) -> bool:
    """Whether words in quotation marks follow a verb: "they chanted “no more walls”"."""
    return verb.i + 2 < len(verb.doc) and verb.nbor().text in MARKS


def _reports(verb: Token) -> bool:
    """Whether a verb reports words without quotation marks, too."""
    return verb.lower_ in VERBS or _makes_clear(verb)


def _leads_to_quote(verb: Token, held: set[int]) -> bool:
    return bool(held) or _leads_on(verb) or _quotes(verb)


def _leads_on(verb: Token) -> bool:
    """Whether the sentence ends in a colon: "Orr continued:"."""
    return verb.doc[-1].text == ":"


def _makes_clear(verb: Token) -> bool:
    return verb.lower_ in _MAKING and any(c.lower_ == "clear" for c in verb.children)


def _is_misread(noun: Token) -> bool:
    """As in "Orr predicts that …", where the parser sees predicts of Orr's."""
    doc, i = noun.doc, noun.i
    return (
        0 < i < len(doc) - 2
        and doc[i + 1].lower_ == "that"
        and doc[i - 1].tag_[:2] == "NN"
        and doc[i - 1].head.i == noun.i
    )


def _misread(noun: Token) -> Iterator[Report]:
    doc, subject = noun.doc, noun.nbor(-1)
    start, end = noun.left_edge.idx, subject.idx + len(subject)
    source = Source(start, end, (subject.idx, end), None, subject.tag_ in ("NNS", "NNPS"))
    said = (noun.nbor(1).idx, doc[-1].idx + len(doc[-1]))
    yield Report((noun.idx, noun.idx + len(noun)), source, (said,), "verb")


def _passive(verb: Token) -> Iterator[Report]:
    """As in "was called a fraud by Orr": only where the sentence says by whom."""
    agents = [p for a in verb.children if a.dep_ == "agent" for p in a.children if p.dep_ == "pobj"]
    told = [c for c in verb.children if c.dep_ == "nsubjpass" and c.lower_ not in RELATIVE]
    if agents and verb.dep_ == "advcl" and verb.left_edge.lower_ == "as" and verb.head.tag_[:2] == "VB":
        if verb.head.lower_ not in VERBS:  # "she said, as recalled by Orr": her words
            yield Report(_cue(verb), source(agents[0]), (_without(subtree(verb.head), verb),), "verb")
    elif agents and verb.lower_ == "asked":
        yield from _asked(verb, agents[0])
    elif agents and verb.dep_ == "acl" and "o" in FRAMES.get(VERBS.get(verb.lower_, ""), ()) and verb.head.i < verb.i:
        start = subtree(verb.head)[0]
        yield Report(_cue(verb), source(agents[0]), ((start, verb.nbor(-1).idx + len(verb.nbor(-1))),), "verb")
    elif agents and told and verb.lower_ in VERBS:
        clause = [c for c in verb.children if c.dep_ == "ccomp"]
        yield Report(_cue(verb), source(agents[0]), (subtree(clause[0] if clause else told[0]),), "verb")


def _without(span: Span, aside: Token) -> Span:
    """A clause without the "as reported by …" at its beginning or end."""
    start, end = subtree(aside)
    return (end, span[1]) if start <= span[0] else (span[0], start)


def _can_show(subject: Token) -> bool:
    """Whether a study or a record says so; of a person or a mood that shows something nobody's words are reported."""
    return is_document(subject) or subject.dep_ == "relcl" or subject.lower_ in _FINDINGS


def _is_told(verb: Token) -> bool:
    """A participle that says what was done to somebody: "when asked", "a group called the Larks"."""
    if verb.tag_ != "VBN" or verb.dep_ not in ("acl", "advcl") or headless(verb) is not None:
        return False
    return not any(c.dep_ in ("nsubj", "aux") for c in verb.children)


def _is_agent(child: Token) -> bool:
    return child.dep_ == "agent" and child.head.tag_ == "VBN"


def _asked(verb: Token, agent: Token) -> Iterator[Report]:
    """As in "Asked by Orr whether taxes would rise, Lund said …"."""
    parts = [c for c in verb.children if c.i > agent.i and c.dep_ in ("advcl", "ccomp", "xcomp", "prep")]
    if parts:
        yield Report(_cue(verb), source(agent), (subtree(parts[0]),), "verb")


def _cue(verb: Token) -> Span:
    """The verb with its helpers: "did not say", "has said"."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "neg") and verb.i - 3 <= c.i < verb.i]
    first = min([verb, *helpers], key=lambda t: t.i)
    return first.idx, verb.idx + len(verb)


# ---- quotations that the parse leaves without a cue


def _beside(doc: Doc, holder: Span, held: set[int]) -> Iterator[Report]:
    """The verb that touches a quotation, “…,” Lund shot back or Lund shot back, “…”, whatever verb it is."""
    inside = [t.i for t in doc if holder[0] <= t.idx < holder[1]]
    if not inside:
        return
    led_in = inside[0] > 1 and ":" in (doc[inside[0] - 1].text, doc[inside[0] - 2].text)
    roots = [t for t in doc if t.dep_ == "ROOT" and t.tag_[:2] == "VB" and t.i not in held] if led_in else []
    for verb in [*_touching(doc, inside[0], inside[-1]), *roots]:
        subject = (subject_of(verb) or subject_beside(verb)) if verb.i not in held else None
        if subject is not None and subject.i not in held and (subject.tag_ == "PRP" or subject.text[0].isupper()):
            yield Report(_cue(verb), source(subject), (holder,), "verb")
            return


def _touching(doc: Doc, first: int, last: int) -> Iterator[Token]:
    before = [doc[i] for i in range(max(0, first - 6), first)]
    if before and before[-1].text in (",", ":", "“", "`", '"', "''"):
        yield from (t for t in reversed(before) if t.tag_[:2] == "VB" and t.lower_ not in _MERE)
    after = [doc[i] for i in range(last + 1, min(len(doc), last + 9))]
    yield from (t for t in after if t.tag_ in ("VBD", "VBZ") and t.lower_ not in _MERE)


# ---- other cues


def _according(token: Token) -> Iterator[Report]:
    to = next((c for c in token.children if c.lower_ == "to"), None)
    named = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or named is None:
        return
    root = _governed(token)
    right = named.right_edge
    spans = []
    if root.left_edge.i < token.i:
        spans.append((root.left_edge.idx, token.idx))
    if root.right_edge.i > right.i:
        spans.append((right.idx + len(right), root.right_edge.idx + len(root.right_edge)))
    if spans:
        is_closing = any(t.tag_ in FINITE for t in token.doc[root.left_edge.i : token.i])
        said = spans[0] if is_closing else max(spans, key=lambda span: span[1] - span[0])
        yield Report((token.idx, to.idx + len(to)), source(named), (said,), "according")


def _governed(token: Token) -> Token:
    """The verb whose whole clause an "according to" covers."""
    root = next((a for a in token.ancestors if a.tag_[:2] == "VB" or a.tag_ == "MD"), token.head)
    while root.dep_ in ("conj", "advcl", "xcomp", "ccomp", "aux") and root.head.i != root.i:
        if root.dep_ == "conj" and _begins_anew(root):
            break
        root = root.head
    return root


def _begins_anew(verb: Token) -> bool:
    """Whether a joined clause names its own subject: "it fell, but Orr stayed, according to …" speaks of Orr alone."""
    return any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_ != "PRP" for c in verb.children)


def _nominal(noun: Token) -> Iterator[Report]:
    """As in "Orr's claim that …", "the claim by Orr that …"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is not None and owner.lower_ == "whose":  # "Orr, whose criticism of the dam …"
        owner = next((a.head for a in noun.ancestors if a.dep_ == "relcl"), None)
    if owner is None:
        by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
        owner = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    said = [c for c in noun.children if c.i > noun.i and _is_wording(noun, c)]
    if owner is None and said and noun.dep_ == "dobj" and noun.head.lower_ in LIGHT:
        owner = subject_of(noun.head)  # "Orr raised questions about …"
    if owner is not None and not said:
        said = [c for c in owner.children if c.dep_ in ("acl", "relcl", "ccomp") and c.left_edge.lower_ == "that"]
    if owner is not None and said and owner.i != said[0].i:
        yield Report((noun.idx, noun.idx + len(noun)), source(owner), (subtree(said[0]),), "noun")


def _is_wording(noun: Token, child: Token) -> bool:
    if child.dep_ in ("acl", "ccomp"):
        return child.tag_ != "VBG" and child.tag_ != "VBN"
    return child.dep_ == "prep" and child.lower_ in NOUN_LEADS[noun.lower_]


# ---- phrases
