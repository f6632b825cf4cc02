"""Recognises parenthetical attributions, “Loyalty, he noted, has long been …”: the words around them are content."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Span
from factcontext.index.attribution.syntax.grammar import (
    COMMAS,
    FINITE,
    LONGEST_ASIDE,
    MARKS,
    PARTING,
    RELATIVE,
    has_addressee,
    has_subject,
)
from factcontext.index.lexicon.cues import CUE_VERBS
from factcontext.index.text.parser import word_before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

_CLINGING = frozenset(["npadvmod", "prep", "advmod", "dative", "prt"])
_ANYBODY = frozenset(["man", "saying", "proverb", "adage", "song"])  # "as the saying goes", "as the man says"
_OCCASIONS = frozenset(["when", "while", "and", "but", "then"])  # "While speaking of it", "But asked"
_CONTRASTS = frozenset(["while", "whereas", "although", "though", "according"])
_ONE = frozenset(["he", "she", "they", "it"])
_SILENT = frozenset("say specify elaborate name give disclose identify reveal provide explain comment".split())
_ADDED = frozenset(["which", "where"])
_LONGEST_ADJUNCT = 7  # tokens; a longer one, "Rather than seeing the tax rise …", says something of weight


def words_around_aside(verb: Token, leads: frozenset[str], held: set[int]) -> tuple[Span, ...]:
    """The words around an aside: "Loyalty, he noted, has long been", "As Orr explained, taxes rose".

    `leads` are the prepositions that lead in what the verb reports: "Lund points to a leak" is no aside.
    """
    group = None if _leads_in(verb, leads) else _aside(verb)
    if group is None:
        return ()
    doc, (first, last) = verb.doc, group
    before = doc[0:0] if _joins(doc, first) else doc[_own_start(doc, first) : _left_of(doc, first)]
    led = any(t.i in held for t in before)
    after = doc[last + 1 : _own_end(verb, last, led or doc[_left_of(doc, first) - 1].text in MARKS)]
    spans = []
    if (led and before[0].lower_ != "according") or (
        _is_reported(before, after) and not any(t.i in held for t in after)
    ):
        spans.append((before[0].idx, before[-1].idx + len(before[-1])))
    if spans and not led and (_is_added_noun(after) or _is_kept_back(after)):
        return tuple(spans)
    if not all(t.is_punct for t in after) and (not led or any(t.text in MARKS for t in after[:2])):
        spans.append((after[0].idx, after[-1].idx + len(after[-1])))
    return tuple(spans)


def words_around_inverted(verb: Token, name: Token) -> tuple[Span, ...]:
    """The words around "…, said Vera Orr, an expert, …"."""
    doc = verb.doc
    main = next(t for t in doc[name.i + 1 :] if t.tag_ in FINITE and t.doc[t.i - 1].text in PARTING)
    return (doc[0].idx, doc[verb.i - 2].idx + len(doc[verb.i - 2])), (main.idx, doc[-1].idx + len(doc[-1]))


def _aside(verb: Token) -> tuple[int, int] | None:
    """The first and last token of subject, verb and what clings to them, where commas part them from the rest."""
    subject = next((c for c in reversed([*verb.children]) if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in RELATIVE | _ANYBODY or verb.tag_ not in FINITE | {"VBN"}:
        return None
    if any(c.tag_ == "MD" for c in verb.children):
        return None  # "if it rains, he should insist": nobody's words yet
    first, last = _group(verb, subject)
    return (first, last) if _is_parted(verb.doc, first, last) else None


def _group(verb: Token, subject: Token) -> tuple[int, int]:
    """The first and last token of an aside, commas or none."""
    edges = [verb, subject, subject.left_edge, subject.right_edge]
    for child in verb.children:
        if child.dep_ in ("mark", "aux", "neg", "advmod") and verb.i - 4 <= child.i < verb.i:
            edges.append(child.left_edge)
        elif child.i > verb.i and _clings(verb, child):
            edges.append(child.right_edge)
    first, last = min(t.i for t in edges), max(t.i for t in edges)
    is_led = first and verb.doc[first - 1].lower_ == "as"
    return (first - 1 if is_led else first), last


def _is_parted(doc: Doc, first: int, last: int) -> bool:
    """Whether marks part an aside from the rest; one that opens the sentence begins with "As"."""
    if last - first > LONGEST_ASIDE or (first == 0 and doc[0].lower_ != "as"):
        return False
    if first and doc[first - 1].text not in PARTING and not _joins(doc, first):
        return False
    return last + 1 >= len(doc) or doc[last + 1].text in PARTING or doc[last + 1].text in ".?!"


def _is_adjunct(before: TokenSpan) -> bool:
    """Whether nothing but time and place stands before an aside: "In court papers", "Earlier this week"."""
    if len(before) > _LONGEST_ADJUNCT or any(t.tag_ in FINITE for t in before):
        return False
    return before[0].tag_ in ("IN", "RB", "RBR", "JJR", "CD")


def _is_reported(before: TokenSpan, after: TokenSpan) -> bool:
    """Whether what stands before an aside is said, and does not but tell where and when."""
    return len(before) > 1 and not _is_adjunct(before) and not _is_occasion(before, after)


def _is_kept_back(after: TokenSpan) -> bool:
    """Whether what follows an aside is the reporter's: "…, Orr said, although she would not say by how much"."""
    words = [t.lower_ for t in after if not t.is_punct]
    is_contrast = len(words) > 1 and words[0] in ("although", "though", "but") and words[1] in _ONE
    return is_contrast and not _SILENT.isdisjoint(words[2:5]) and any(t.dep_ == "neg" for t in after[:6])


def _is_occasion(before: TokenSpan, after: TokenSpan) -> bool:
    """Whether what stands before a cue but tells when it was said: "When asked about it,", "During a long rally,"."""
    behind = next((t for t in after if not t.is_punct), None)
    if behind is not None and behind.tag_ in FINITE:
        return False  # "Building on it, Lund said, is wrong"
    first = before[1] if before[0].lower_ in _OCCASIONS and len(before) > 1 else before[0]
    if first.tag_ in ("VBG", "VBN") or first.lower_ == "according":
        return True
    if first.tag_ == "VBD" and word_before(first) == "when":
        return True  # "When asked about it,", where the parser sees a past tense
    return behind is None and first.tag_ == "IN" and not any(t.tag_ in FINITE for t in before)


def tells_beside(clause: Token) -> bool:
    """Whether a clause before a cue tells what others do or say: "While many blame the rain, Orr points to …"."""
    first = clause.left_edge
    is_whole = not any(t.text in COMMAS for t in clause.doc[: clause.i])  # not "While it rains, that is good, she said"
    return first.i == 0 and first.lower_ in _CONTRASTS and is_whole


def _is_added_noun(after: TokenSpan) -> bool:
    """Whether what stands behind a cue is but a thing described: "Taxes rose, Orr said, a step that few welcomed"."""
    behind = [t for t in after if not t.is_punct]
    if not behind or behind[0].lower_ not in ("a", "an"):
        return False
    relative = next((t.i for t in behind if t.lower_ in RELATIVE), None)
    return relative is not None and not any(t.tag_ in FINITE for t in behind if t.i < relative)


def _leads_in(verb: Token, leads: frozenset[str]) -> bool:
    """Whether a preposition right behind the verb leads in its words."""
    behind = verb.nbor() if verb.i + 2 < len(verb.doc) else verb
    return behind.dep_ == "prep" and behind.head.i == verb.i and behind.lower_ in leads


def _joins(doc: Doc, first: int) -> bool:
    """Whether an aside opens a joined clause: "it fell, and as Orr noted, prices rose"."""
    return first > 1 and doc[first].lower_ == "as" and doc[first - 1].dep_ == "cc" and doc[first - 2].text in COMMAS


def _clings(verb: Token, child: Token) -> bool:
    """Whether a part belongs to the aside: "told The Courier on Monday", but not ", by the end of the year"."""
    if word_before(child.left_edge) in COMMAS:
        return False
    return child.dep_ in _CLINGING or (child.dep_ == "dobj" and has_addressee(verb))


def _left_of(doc: Doc, first: int) -> int:
    return first - 1 if first and doc[first - 1].text in PARTING else first


def _own_start(doc: Doc, first: int) -> int:
    """Where the words before an aside begin: behind a first report a pronoun adds ", which is new, she said, to …"."""
    if doc[first].tag_ != "PRP":
        return 0
    start = next((t.i for t in reversed(doc[:first]) if t.lower_ in _ADDED and word_before(t) in COMMAS), 0)
    return start if any(t.lower_ in CUE_VERBS and t.tag_ in FINITE for t in doc[:start]) else 0


def _own_end(verb: Token, last: int, led: bool) -> int:
    """Where the reporter's own next clause begins: "he said, adding …", "“Go,” she said, and left"."""
    own = [c.left_edge.i for c in verb.children if c.i > last and (c.dep_ in ("conj", "cc") or c.tag_ == "VBG")]
    after = _after(verb, last)
    if not led and own and not any(has_subject(c) or c.tag_ == "VBG" or c.lower_ in CUE_VERBS for c in after):
        return len(verb.doc)  # "Taxes rose, Orr said, and never fell": her words
    return min([len(verb.doc), *own])


def _after(verb: Token, last: int) -> list[Token]:
    return [c for c in verb.children if c.i > last and c.dep_ != "cc"]
