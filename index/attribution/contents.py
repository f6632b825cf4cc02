"""Which stretches of a parsed sentence are the words that a verb reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.attribution.subjects import LONGEST_ASIDE, RELATIVE, Span, inverted, resumes, subtree
from factcontext.index.lexicon.cues import VERBS
from factcontext.index.text.negation import has_negation
from factcontext.index.text.parser import word_before

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token
    from spacy.tokens import Span as TokenSpan

MARKS = frozenset(["“", "”", "``", "''", '"', "'", "‘"])
_PARTING = frozenset([",", "-", "--", "–", "—", ";"]) | MARKS
_COMMAS = frozenset([",", "-", "--", "–", "—"])
_CLINGING = frozenset(["npadvmod", "prep", "advmod", "dative", "prt"])
_SAYING = frozenset("say claim insist argue note contend predict state warn".split())
_NO_START = frozenset(["IN", "TO", "RB", "RP", "NN"])  # tags of words that no clause begins with: "said nothing"
# “…,” she protested, but not: the streets are calm, she protested.
_NO_CLAUSE = frozenset("speak talk refer point object apologize plead rail inquire elaborate allude testify".split())
_THAT_PARTS = frozenset("mark nsubj dobj det nsubjpass".split())
_TAKEN = frozenset("dobj xcomp oprd".split())
_TO_WHOM = frozenset("tell remind assure inform".split())
FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])
_RUN_ON = frozenset("dobj prep xcomp oprd attr prt dative acomp".split())
_WH = frozenset("which who whom whose when where".split())
_CONTRASTS = frozenset("though although while whereas".split())
_LONGEST_ADJUNCT = 7  # tokens; a longer one, "Rather than seeing the tax rise …", says something of weight
_THAT_REACH = 14  # tokens between a verb and its "that"


def contents_of(verb: Token, frame: frozenset[str], held: set[int]) -> tuple[Span, ...]:
    """The stretches of the sentence that a verb reports, by what it takes; `held` are tokens of whole quotations."""
    if name := inverted(verb):
        return _around_name(verb, name)
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and (frame & {"c", "d", "o"} or _holds(c, held))]
    after = [c for c in clauses if c.i > verb.i]
    if "c" in frame and not after and not any(c.dep_ in _TAKEN and c.i > verb.i for c in verb.children):
        if behind := _after_that(verb, frozenset(["mark"])):
            return behind
    if frame & {"c", "d"} and not after and (held or VERBS.get(verb.lower_) not in _NO_CLAUSE):
        if around := _around(verb, held):
            return around
    if clauses:
        best = next((c for c in clauses if _holds(c, held)), None) or (after or clauses[-1:])[0]
        said = _clause(verb, best)
        return (*_condition(verb, said), said)
    parts = [c for c in verb.children if c.i > verb.i and _is_part(c, frame, held)]
    if verb.lower_ in _CALLING and all(_is_called(c, held) for c in parts):
        return ()
    if not parts:
        return (_after_that(verb, _THAT_PARTS) or _rest(verb)) if "c" in frame else ()
    last = max(
        [c for c in verb.children if c.i >= parts[0].i and (c.dep_ in _RUN_ON or _runs_on(verb, c))],
        key=lambda t: t.i,
        default=parts[-1],
    )
    last = max(parts[-1], last, key=lambda t: t.i)
    start, end = parts[0].left_edge.idx, subtree(last)[1]
    cuts = [t.left_edge.idx for p in [*parts, last] for t in p.subtree if t.i > verb.i and _goes_back(t, verb)]
    return ((start, min([end, *[cut for cut in cuts if cut > start]])),)


def _condition(verb: Token, said: Span) -> tuple[Span, ...]:
    """The condition that leads a reported clause: "If it rains, she said she would stay"."""
    if said[0] < verb.idx:
        return ()
    before = [c for c in verb.children if c.dep_ == "advcl" and c.right_edge.i < verb.i]
    return tuple(subtree(c) for c in before if c.left_edge.lower_ in ("if", "unless"))


def _is_part(child: Token, frame: frozenset[str], held: set[int]) -> bool:
    if _holds(child, held) and child.dep_ not in ("conj", "cc"):
        return child.lower_ not in VERBS or child.dep_ != "xcomp"
    if child.dep_ == "intj":
        return "c" in frame
    if child.dep_ == "advcl" and child.head.lower_.startswith("respond") and child.left_edge.lower_ == "to":
        return has_negation(child.head)  # "did not respond to interview requests"
    if child.dep_ == "advcl" and VERBS.get(child.head.lower_) == "ask":
        return child.left_edge.lower_ in ("if", "whether")
    if child.dep_ in ("dobj", "oprd", "attr"):
        return "o" in frame and child.lower_ not in ("it", "this", "that", "so", "what", "which")
    if child.dep_ == "xcomp":
        return bool(frame & {"x", "o"})
    if child.dep_ in ("prep", "prt"):
        if child.lower_ == "to" and child.head.lower_.startswith("respond"):
            return has_negation(child.head)  # "did not respond to questions"
        return child.lower_ in frame
    return child.left_edge.lower_ == "for" and "for" in frame and child.dep_ in ("advcl", "ccomp")


# Of these a mere object is whom one rang up or turned to: "called Lund", "asked the minister".
_CALLING = frozenset("call calls called calling ask asks asked asking urge urges urged urging".split())


def _is_called(part: Token, held: set[int]) -> bool:
    return part.dep_ in ("dobj", "oprd") and (part.dep_ == "dobj" or part.tag_ == "NNP") and not _is_wording(part, held)


def _is_wording(object_: Token, held: set[int]) -> bool:
    if _holds(object_, held) or any(t.text in MARKS for t in object_.subtree):
        return True
    return object_.lower_ in ("question", "questions") or any(c.dep_ in ("relcl", "acl") for c in object_.children)


def _runs_on(verb: Token, token: Token) -> bool:
    """Whether a later part still belongs to the words: "to win", "as Lund honouring itself", ", fix the roads"."""
    if token.dep_ == "advcl":
        return token.tag_ == "VB" and token.left_edge.lower_ == "to" or token.left_edge.lower_ == "as"
    return token.dep_ == "conj" and token.tag_ == "VB" != verb.tag_ and not any(_is_clause(t) for t in token.subtree)


def _is_clause(token: Token) -> bool:
    return token.dep_ in ("aux", "nsubj")


def _holds(token: Token, held: set[int]) -> bool:
    return bool(held) and any(t.i in held for t in token.subtree)


def next_quote(verb: Token) -> tuple[Span, ...]:
    """Words in quotation marks right after the verb, whatever the parser makes of them."""
    doc, i = verb.doc, verb.i + 1
    if i < len(doc) and doc[i].text in (",", ":"):
        i += 1
    if i >= len(doc) - 1 or doc[i].text not in MARKS:
        return ()
    closing = next((t for t in doc[i + 1 :] if t.text in MARKS and t.text != "'"), doc[-1])
    return ((doc[i].idx, closing.idx + len(closing)),)


def _after_that(verb: Token, parts: frozenset[str]) -> tuple[Span, ...]:
    """What follows "that" where the parser did not tie it to the verb: "said for the first time that …"."""
    for token in verb.doc[verb.i + 1 : verb.i + _THAT_REACH]:
        if token.lower_ == "that" and token.i + 2 < len(verb.doc) and token.dep_ in parts:
            return ((token.idx, verb.doc[-1].idx + len(verb.doc[-1])),)
        if token.tag_ in FINITE or token.text in ",;:":
            break
    return ()


def _rest(verb: Token) -> tuple[Span, ...]:
    """What follows a verb of saying where the parser sees no clause: "said seeing so many of them was a joy"."""
    doc, i = verb.doc, verb.i + 1
    if VERBS.get(verb.lower_) not in _SAYING or i >= len(doc) or doc[i].is_punct or doc[i].dep_ in ("conj", "cc"):
        return ()
    if not any(t.tag_ in FINITE for t in doc[i:]) or doc[i].tag_ in _NO_START:
        return ()
    own = [c.left_edge.i for c in verb.children if c.i > i and c.dep_ in ("conj", "cc", "relcl")]
    if doc[i].tag_ in FINITE:  # "what she said is growing, though slowly"
        own += [t.i for t in doc[i:] if t.text == ","]
    last = doc[min([len(doc), *own]) - 1]
    return ((doc[i].idx, last.idx + len(last)),)


def _clause(verb: Token, clause: Token) -> Span:
    """A clause that is reported, without what the reporter adds to it: ", adding that …", ", which was built in …"."""
    start, end = subtree(clause)
    if start < verb.idx < end:
        start = verb.idx + len(verb)
    if clause.lower_ == "clear":  # "made clear that …"
        start = clause.idx + len(clause)
    last = clause.right_edge.i
    if clause.i > verb.i:
        end = max(end, _goes_on_to(verb, clause))
    for token in clause.subtree:
        if token.i > clause.i and (_goes_back(token, clause) or _is_added(token, last)):
            end = min(end, _before_joint(token))
    return start, end


def _goes_on_to(verb: Token, clause: Token) -> int:
    """Where the words end that the parser ties to the verb though they are reported: "… and that", "… because"."""
    end = subtree(clause)[1]
    for child in verb.children:
        if child.i > clause.i and _goes_on(verb, child):
            end = max(end, subtree(child)[1])
    return end


def _goes_on(verb: Token, child: Token) -> bool:
    if any(c.dep_ in ("nsubj", "nsubjpass") and c.tag_[:3] == "NNP" for c in child.children):
        return False
    left = child.left_edge
    if left.lower_ in ("and", "but", "or") and left.i + 1 < len(left.doc):
        left = left.nbor()
    if child.dep_ == "ccomp" and not _has_subject(child):
        return True  # "said the men freed by the court were close to home": two clauses to the parser
    if left.lower_ == "that" and left.dep_ == "mark" and child.dep_ in ("ccomp", "conj", "advcl", "dep"):
        return True
    if child.dep_ == "conj":
        return not _has_subject(child) and any(c.tag_ == "MD" for c in child.children) and verb.tag_ != "MD"
    return child.dep_ == "advcl" and (left.lower_ in ("because", "if", "unless") or child.tag_ == "VB")


def _is_added(token: Token, last: int) -> bool:
    """A closing clause behind a comma that most likely is the reporter's own."""
    left = token.left_edge
    if word_before(left) not in _COMMAS or token.right_edge.i < last - 1:
        return False
    if token.dep_ == "relcl":
        return any(t.lower_ in _WH for t in token.doc[left.i : left.i + 3])
    if token.dep_ == "advcl":
        return left.lower_ in _CONTRASTS | _WH or token.doc[left.i : left.i + 2].text.lower() in (
            "even as",
            "even though",
        )
    return (
        token.dep_ == "appos" and left.lower_ in ("a", "an") and any(c.dep_ in ("relcl", "acl") for c in token.children)
    )


def _before_joint(token: Token) -> int:
    left = token.left_edge
    joined = token.dep_ == "conj" and left.i and left.nbor(-1).dep_ == "cc"
    return left.nbor(-1).idx if joined else left.idx


def _goes_back(token: Token, clause: Token) -> bool:
    left = token.left_edge
    if token.lower_ == "according" or resumes(token):
        return True
    if token.lower_ not in VERBS or word_before(left) not in _COMMAS:
        return False
    if token.dep_ == "advcl" and token.tag_ == "VBG":
        return True
    named = [c for c in token.children if c.dep_ == "nsubj" and c.tag_[:2] == "NN"]
    return bool(named) and (
        left.lower_ in ("while", "whereas", "but") or (token.dep_ == "conj" and named[0].tag_[:3] == "NNP")
    )


def _around(verb: Token, held: set[int]) -> tuple[Span, ...]:
    """The words around an aside: "Loyalty, he noted, has long been", "As Orr explained, taxes rose"."""
    group = _aside(verb)
    if group is None:
        return ()
    doc, (first, last) = verb.doc, group
    before = doc[0:0] if _joins(doc, first) else doc[0 : _left_of(doc, first)]
    led = any(t.i in held for t in before)
    after = doc[last + 1 : _own_end(verb, last, led or doc[_left_of(doc, first) - 1].text in MARKS)]
    spans = []
    if led or (len(before) > 1 and not _is_adjunct(before) and not any(t.i in held for t in after)):
        spans.append((before[0].idx, before[-1].idx + len(before[-1])))
    if not all(t.is_punct for t in after) and (not led or any(t.text in MARKS for t in after[:2])):
        spans.append((after[0].idx, after[-1].idx + len(after[-1])))
    return tuple(spans)


def _around_name(verb: Token, name: Token) -> tuple[Span, ...]:
    """The words around "…, said Vera Orr, an expert, …"."""
    doc = verb.doc
    main = next(t for t in doc[name.i + 1 :] if t.tag_ in FINITE and t.doc[t.i - 1].text in _PARTING)
    return (doc[0].idx, doc[verb.i - 2].idx + len(doc[verb.i - 2])), (main.idx, doc[-1].idx + len(doc[-1]))


def _is_adjunct(before: TokenSpan) -> bool:
    """Whether nothing but time and place stands before an aside: "In court papers", "Earlier this week"."""
    if len(before) > _LONGEST_ADJUNCT or any(t.tag_ in FINITE for t in before):
        return False
    return before[0].tag_ in ("IN", "RB", "RBR", "JJR", "CD")


def _joins(doc: Doc, first: int) -> bool:
    """Whether an aside opens a joined clause: "it fell, and as Orr noted, prices rose"."""
    return first > 1 and doc[first].lower_ == "as" and doc[first - 1].dep_ == "cc" and doc[first - 2].text in _COMMAS


def _clings(verb: Token, child: Token) -> bool:
    """Whether a part belongs to the aside: "told The Courier on Monday", but not ", by the end of the year"."""
    if word_before(child.left_edge) in _COMMAS:
        return False
    return child.dep_ in _CLINGING or (child.dep_ == "dobj" and VERBS.get(verb.lower_) in _TO_WHOM)


def _left_of(doc: Doc, first: int) -> int:
    return first - 1 if first and doc[first - 1].text in _PARTING else first


def _own_end(verb: Token, last: int, led: bool) -> int:
    """Where the reporter's own next clause begins: "he said, adding …", "“Go,” she said, and left"."""
    own = [c.left_edge.i for c in verb.children if c.i > last and (c.dep_ in ("conj", "cc") or c.tag_ == "VBG")]
    if not led and own and not any(_has_subject(c) or c.tag_ == "VBG" or c.lower_ in VERBS for c in _after(verb, last)):
        return len(verb.doc)  # "Taxes rose, Orr said, and never fell": her words
    return min([len(verb.doc), *own])


def _after(verb: Token, last: int) -> list[Token]:
    return [c for c in verb.children if c.i > last and c.dep_ != "cc"]


def _has_subject(verb: Token) -> bool:
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in verb.children)


def _aside(verb: Token) -> tuple[int, int] | None:
    """The first and last token of subject, verb and what clings to them, where commas part them from the rest."""
    subject = next((c for c in reversed([*verb.children]) if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in RELATIVE or verb.tag_ not in FINITE | {"VBN"}:
        return None
    if any(c.tag_ == "MD" for c in verb.children):
        return None  # "if it rains, he should insist": nobody's words yet
    doc = verb.doc
    edges = [verb, subject, subject.left_edge, subject.right_edge]
    edges += [
        c.left_edge for c in verb.children if c.dep_ in ("mark", "aux", "neg", "advmod") and verb.i - 4 <= c.i < verb.i
    ]
    edges += [c.right_edge for c in verb.children if c.i > verb.i and _clings(verb, c)]
    first, last = min(t.i for t in edges), max(t.i for t in edges)
    if first and doc[first - 1].lower_ == "as":
        first -= 1
    if last - first > LONGEST_ASIDE or (first and not (doc[first - 1].text in _PARTING or _joins(doc, first))):
        return None
    if last + 1 < len(doc) and doc[last + 1].text not in _PARTING and doc[last + 1].text not in ".?!":
        return None
    if first == 0 and doc[0].lower_ != "as":
        return None
    return first, last
