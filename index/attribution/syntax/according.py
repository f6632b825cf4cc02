"""Recognises the cue “according to” in a parsed sentence, with its source and the clause that is its content."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from factcontext.index.attribution.relation import Attribution, SourcePhrase, Span
from factcontext.index.attribution.syntax.documents import author_or_itself
from factcontext.index.attribution.syntax.grammar import COMMAS, FINITE, RELATIVE
from factcontext.index.attribution.syntax.source_phrases import source_phrase
from factcontext.index.lexicon.person_names import is_role
from factcontext.index.lexicon.word_groups import word_group

if TYPE_CHECKING:
    from spacy.tokens import Token

_BREAKS = COMMAS | {":", ";"}  # what ends a source phrase
_YARDSTICKS = word_group("nouns of yardsticks")
_WHOM = frozenset(["whom", "which"])
_DASHES = frozenset("—–")
_ASIDE_OPENERS = frozenset(["a", "an", "of", *RELATIVE])  # what an apposition between two commas begins with


def according_to(token: Token) -> Iterator[Attribution]:
    """The attribution of an "according to"; none where the sentence has no source or no content for it."""
    to = next((c for c in token.children if c.lower_ == "to"), None)
    named = next((c for c in to.children if c.dep_ == "pobj"), None) if to is not None else None
    if to is None or named is None or _is_yardstick(named):
        return
    if named.lower_ in _WHOM:
        yield from _according_to_whom(token, to, named)
        return
    clause, end = _governed(token), _first_break(named)
    if end is not None and token.i <= clause.i < end.i and _stands_apart(token, end):
        phrase = _phrase_between(to, end, named if clause.i <= named.i else clause)
        content = _content_behind(end)
    else:
        phrase, content = source_phrase(author_or_itself(named)), _content_beside(token, named, clause)
    if content is not None:
        contents = (*_parted_subject(token, content), content)
        yield Attribution((token.idx, to.idx + len(to)), phrase, contents, "according")


def _according_to_whom(token: Token, to: Token, whom: Token) -> Iterator[Attribution]:
    """What a relative clause reports: "Orr, according to whom the well is dry, has left" """
    doc = token.doc
    if token.i < 2 or doc[token.i - 1].text != "," or doc[token.i - 2].tag_[:2] != "NN":
        return
    end = next((t.i for t in doc[whom.i + 1 :] if t.text == ","), len(doc) - 1)
    if any(t.tag_ in FINITE for t in doc[whom.i + 1 : end]):
        said = (doc[whom.i + 1].idx, doc[end - 1].idx + len(doc[end - 1]))
        yield Attribution((token.idx, to.idx + len(to)), source_phrase(doc[token.i - 2]), (said,), "according")


def _parted_subject(token: Token, content: Span) -> tuple[Span, ...]:
    """The subject that an aside parts from its verb: "The pier, according to the mayor, is safe"."""
    before = token.doc[: token.i]
    if content[0] < token.idx or len(before) < 2 or before[-1].text != "," or any(t.tag_ in FINITE for t in before):
        return ()
    behind = next((t for t in token.doc if t.idx >= content[0] and not t.is_punct), None)
    is_cut = behind is not None and behind.tag_ in FINITE and before[-2].tag_[:2] in ("NN", "PR", "CD")
    return ((before[0].idx, before[-1].idx),) if is_cut else ()


def _is_yardstick(named: Token) -> bool:
    """Whether something is done by a rule or a measure, not told by somebody: "according to the law, their means"."""
    owners = [(c.lower_, o) for c in named.children if c.dep_ == "prep" for o in c.children if o.dep_ == "pobj"]
    is_authored = any(by == "by" or by == "from" and (o.tag_[:3] == "NNP" or is_role(o.text)) for by, o in owners)
    return named.lower_ in _YARDSTICKS and not is_authored


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


def _content_beside(token: Token, named: Token, clause: Token) -> Span | None:
    """The clause without cue and source: the part before them where that is a sentence, else the longer part."""
    spans = []
    if clause.left_edge.i < token.i and clause.left_edge.lower_ != "according":  # "according to Orr and according to …"
        spans.append((_before_dashes(clause.left_edge, 0).idx, token.idx))
    if clause.right_edge.i > named.right_edge.i:
        spans.append((_start_behind(named), clause.right_edge.idx + len(clause.right_edge)))
    if not spans:
        return None
    is_closing = any(t.tag_ in FINITE for t in token.doc[clause.left_edge.i : token.i])
    if is_closing:
        return spans[0]
    is_aside = len(spans) > 1 and token.nbor(-1).text == "," and clause.i > named.i and clause.tag_[:2] == "VB"
    return spans[-1] if is_aside else max(spans, key=lambda span: span[1] - span[0])


def _start_behind(named: Token) -> int:
    """Where the content behind a source begins."""
    start, end = _end_of_aside(named.right_edge), _first_break(named)
    first = next((t for t in named.doc[named.right_edge.i :] if t.idx >= start), None)
    if end is None or end.text != "," or first is None or first.i <= end.i + 1:
        return start
    return min(start, _before_dashes(first, end.i + 1).idx)


def _before_dashes(first: Token, floor: int) -> Token:
    """The first word of a content whose subject the parser left before an aside: "nobody — not even Orr — knew"."""
    before = first.doc[floor : first.i + 1]
    is_cut = any(t.text in _DASHES for t in before[-2:]) and not any(t.tag_ in FINITE for t in before[:-1])
    return before[0] if is_cut else first


# ---- where the parser takes the clause for a part of the source: punctuation parts it from the content


def _stands_apart(token: Token, end: Token) -> bool:
    """Whether no verb stands before the first break: not "That is according to …" nor "according to Orr it fell, …"."""
    return not any(t.tag_ in FINITE for t in token.doc[: end.i])


def _first_break(named: Token) -> Token | None:
    """The first comma, dash or colon behind a name."""
    return next((t for t in named.doc[named.i + 1 :] if _is_break(t)), None)


def _is_break(token: Token) -> bool:
    return token.text in _BREAKS and token.tag_ != "HYPH"


def _phrase_between(to: Token, end: Token, head: Token) -> SourcePhrase:
    """The source phrase from "to" up to what ends it."""
    last = end.nbor(-1)
    place = (head.idx, head.idx + len(head))
    plural, is_common = head.tag_ in ("NNS", "NNPS"), head.tag_ in ("NN", "NNS")
    return SourcePhrase(to.nbor().idx, last.idx + len(last), place, plural=plural, is_common=is_common)


def _content_behind(end: Token) -> Span | None:
    """The rest of the sentence behind a source phrase and an apposition beside it."""
    doc = end.doc
    start, stop = _end_of_aside(end.nbor(-1)), doc[-1].idx + len(doc[-1])
    return (start, stop) if any(map(str.isalnum, doc.text[start:stop])) else None


def _end_of_aside(last: Token) -> int:
    """Where a source phrase ends that has `last` as its last token: behind an apposition in dashes or commas, too."""
    doc = last.doc
    if last.i + 1 >= len(doc) or not _is_break(doc[last.i + 1]):
        return last.idx + len(last)
    opening = doc[last.i + 1]
    closing = next((t for t in doc[opening.i + 1 :] if t.text == opening.text and _is_break(t)), None)
    if closing is not None and _is_aside(opening, closing):
        opening = closing
    return opening.idx + len(opening)


def _is_aside(opening: Token, closing: Token) -> bool:
    """Whether an apposition stands between two marks: any words without a verb in dashes, a description in commas."""
    inner = opening.doc[opening.i + 1 : closing.i]
    if not len(inner) or any(t.tag_ in FINITE for t in inner) and inner[0].lower_ not in RELATIVE:
        return False
    if opening.text != ",":
        return True
    return inner[0].lower_ in _ASIDE_OPENERS or inner[0].like_num or is_role(inner[-1].text)
