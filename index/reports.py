"""A parsed sentence -> reports: the cue, who is its source, and which stretches are the words reported."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc, Token

from index.cues import DOCUMENTS, FRAMES, NOUN_PREPOSITIONS, QUOTING, SPEECH_NOUNS, VERBS

Span = tuple[int, int]
_RELATIVE = frozenset("who which that".split())
_PHRASE_PARTS = frozenset("compound amod det poss nmod nummod quantmod prep conj cc case punct nn predet".split())
_MERE = frozenset("is are was were be been being am 's 're has have had do does did made make makes get got".split())


@dataclass(frozen=True, slots=True)
class Source:
    """The words that name a speaker; `apposition` is the second description beside them, where there is one."""

    start: int
    end: int
    head: Span
    apposition: Span | None = None
    plural: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """One report in a sentence, offsets in the parsed text; without contents it may lead to a quotation that follows."""

    cue: Span
    source: Source
    contents: tuple[Span, ...]
    style: Literal["verb", "according", "noun"]
    quoted: bool = False  # whether the contents hold words in quotation marks


def find_reports(doc: Doc, placeholders: Sequence[Span]) -> list[Report]:
    """The reports of one sentence; `placeholders` are where whole quotations stood."""
    held = {t.i for t in doc for start, end in placeholders if start <= t.idx < end}
    reports = [report for token in doc if token.i not in held for report in _reports_at(token, held)]
    for start, end in placeholders:
        if not any(a < end and start < b for report in reports for a, b in report.contents):
            reports.extend(_beside(doc, (start, end), held))
    return reports


def _reports_at(token: Token, held: set[int]) -> Iterator[Report]:
    word = token.lower_
    if word == "according":
        yield from _according(token)
    elif token.tag_[:2] == "VB" and (word in VERBS or (word in QUOTING and (held or _leads_on(token)))):
        yield from _verbal(token, held)
    elif token.tag_[:2] == "VB" and _makes_clear(token):
        yield from _verbal(token, held)
    elif token.tag_ == "NNS" and word in VERBS and _is_misread(token):
        yield from _misread(token)
    elif token.tag_[:2] == "NN" and word in SPEECH_NOUNS:
        yield from _nominal(token)


# ---- verbs


def _verbal(verb: Token, held: set[int]) -> Iterator[Report]:
    if any(c.dep_ in ("nsubjpass", "auxpass") for c in verb.children):
        yield from _passive(verb)
        return
    frame = frozenset("c") if _makes_clear(verb) else FRAMES.get(VERBS.get(verb.lower_, ""), frozenset())
    contents = _contents(verb, frame, held) or (_next_quote(verb) if "c" in frame else ())
    subject = _subject(verb) or (_subject_beside(verb) if contents and "c" in frame else None)
    if subject is None:
        return
    if contents or verb.lower_ in QUOTING or "c" in frame:
        quoted = any(
            start <= t.idx < end and (t.i in held or t.text in _MARKS) for start, end in contents for t in verb.doc
        )
        yield Report(_cue(verb), _source(subject), contents, "verb", quoted)


def _leads_on(verb: Token) -> bool:
    """Whether the sentence ends in a colon: "Orr continued:"."""
    return verb.doc[-1].text == ":"


def _makes_clear(verb: Token) -> bool:
    return verb.lower_ in ("made", "makes", "make", "making") and any(c.lower_ == "clear" for c in verb.children)


def _is_misread(noun: Token) -> bool:
    """"Orr predicts that …", where the parser sees predicts of Orr's."""
    doc, i = noun.doc, noun.i
    return 0 < i < len(doc) - 2 and doc[i + 1].lower_ == "that" and doc[i - 1].tag_[:2] == "NN" and doc[i - 1].head is noun


def _misread(noun: Token) -> Iterator[Report]:
    doc, subject = noun.doc, noun.nbor(-1)
    start, end = noun.left_edge.idx, subject.idx + len(subject)
    source = Source(start, end, (subject.idx, end), None, subject.tag_ in ("NNS", "NNPS"))
    said = (noun.nbor(1).idx, doc[-1].idx + len(doc[-1]))
    yield Report((noun.idx, noun.idx + len(noun)), source, (said,), "verb")


def _passive(verb: Token) -> Iterator[Report]:
    """"was called a fraud by Orr": only where the sentence says by whom."""
    agents = [p for a in verb.children if a.dep_ == "agent" for p in a.children if p.dep_ == "pobj"]
    told = [c for c in verb.children if c.dep_ == "nsubjpass" and c.lower_ not in _RELATIVE]
    if agents and verb.dep_ == "advcl" and verb.left_edge.lower_ == "as" and verb.head.tag_[:2] == "VB":
        yield Report(_cue(verb), _source(agents[0]), (_subtree(verb.head),), "verb")
    elif agents and told and verb.lower_ in VERBS:
        clause = [c for c in verb.children if c.dep_ == "ccomp"]
        yield Report(_cue(verb), _source(agents[0]), (_subtree(clause[0] if clause else told[0]),), "verb")


def _subject(verb: Token, depth: int = 0) -> Token | None:
    """The token that names who speaks, followed through participles, "to" phrases and joined verbs."""
    own = [c for c in verb.children if c.dep_ in ("nsubj", "nsubjpass")]
    if own:
        subject: Token = own[-1]
        if subject.lower_ in _RELATIVE:
            return verb.head if verb.dep_ == "relcl" else None
        return subject
    head = verb.head
    if depth > 4 or head is verb:
        return None
    verbal_head = head.tag_[:2] == "VB"
    if verb.dep_ == "conj" and verbal_head:
        return _subject(head, depth + 1)
    if verb.dep_ == "pcomp" and head.dep_ == "prep":
        return _subject(head.head, depth + 1) if head.lower_ != "with" and head.head.tag_[:2] == "VB" else None
    if verb.dep_ == "acl" and verb.tag_ == "VBG":
        return _owner(head)
    if verb.dep_ == "acl" and head.dep_ == "ROOT" and head.tag_[:2] == "NN" and _takes_words(verb):
        return head  # "Lund's minister called on the court": taken for a participle, but nothing else is the verb
    if verb.dep_ in ("advcl", "xcomp", "dep", "ccomp") and verbal_head:
        return _subject_above(verb, head, depth)
    if verb.dep_ in ("xcomp", "ccomp") and head.dep_ == "acomp" and verb.tag_ == "VB":
        return _subject(head.head, depth + 1)
    return None


def _subject_above(verb: Token, head: Token, depth: int) -> Token | None:
    """Whose participle or "to" phrase this is: of "urged Lund to say" nobody is certain to have said anything."""
    if verb.tag_ not in ("VBG", "VB"):
        return None
    objects = [c for c in head.children if c.dep_ in ("dobj", "dative")]
    if verb.dep_ != "advcl" and objects:
        return objects[0] if verb.tag_ == "VBG" and verb.dep_ != "xcomp" else None
    return _subject(head, depth + 1)


def _takes_words(verb: Token) -> bool:
    after = [c for c in verb.children if c.i > verb.i]
    called_on = verb.lower_ == "called" and any(c.lower_ in ("on", "for") for c in after)
    return called_on or any(c.dep_ in ("ccomp", "dobj") for c in after)


def _subject_beside(verb: Token) -> Token | None:
    """The name before "…, the club's president and general manager, suggested", where the parser lost it."""
    doc, i = verb.doc, verb.i - 1
    while i >= 0 and doc[i].dep_ in ("aux", "neg", "advmod"):
        i -= 1
    if verb.tag_ not in ("VBD", "VBZ", "VBN") or i < 1:
        return None
    if doc[i].tag_[:3] == "NNP":
        return doc[i]
    if doc[i].text != ",":
        return None
    commas = [j for j in range(i - 1, max(0, i - _LONGEST_ASIDE), -1) if doc[j].text == ","]
    for comma in commas[:2]:
        inner = doc[comma + 1 : i]
        if all(t.tag_[:3] == "NNP" for t in inner):
            return doc[i - 1]
        if doc[comma - 1].tag_[:3] == "NNP" and not any(t.dep_ == "ROOT" for t in inner):
            return doc[comma - 1]
    return None


def _next_quote(verb: Token) -> tuple[Span, ...]:
    """Words in quotation marks right after the verb, whatever the parser makes of them."""
    doc, i = verb.doc, verb.i + 1
    if i < len(doc) and doc[i].text in (",", ":"):
        i += 1
    if i >= len(doc) - 1 or doc[i].text not in _MARKS:
        return ()
    closing = next((t for t in doc[i + 1 :] if t.text in _MARKS and t.text != "'"), doc[-1])
    return ((doc[i].idx, closing.idx + len(closing)),)


def _owner(noun: Token) -> Token | None:
    """A document's owner, "Orr issued a statement saying": Orr; the noun itself where none is named."""
    if noun.lower_ not in DOCUMENTS:
        return noun
    owners = [c for c in noun.children if c.dep_ == "poss"]
    if owners:
        return owners[0]
    if noun.dep_ == "dobj" and noun.head.tag_[:2] == "VB":
        return _subject(noun.head, 1) or noun
    if noun.dep_ == "pobj" and noun.head.lower_ == "in" and noun.head.head.tag_[:2] == "VB":
        return _subject(noun.head.head, 1) or noun
    return noun


def _contents(verb: Token, frame: frozenset[str], held: set[int]) -> tuple[Span, ...]:
    clauses = [c for c in verb.children if c.dep_ == "ccomp" and (frame & {"c", "d"} or _holds(c, held))]
    after = [c for c in clauses if c.i > verb.i]
    if frame & {"c", "d"} and not after and (around := _around(verb, held)):
        return around
    if clauses:
        best = next((c for c in clauses if _holds(c, held)), None) or (after or clauses[-1:])[0]
        return (_clause(verb, best),)
    parts = [c for c in verb.children if c.i > verb.i and _is_part(c, frame, held)]
    if not parts:
        return _after_that(verb) if "c" in frame else ()
    last = max([c for c in verb.children if c.i >= parts[0].i and (c.dep_ in _RUN_ON or _is_infinitive(c))], key=lambda t: t.i, default=parts[-1])
    last = max(parts[-1], last, key=lambda t: t.i)
    start, end = parts[0].left_edge.idx, _subtree(last)[1]
    cuts = [t.left_edge.idx for p in [*parts, last] for t in p.subtree if t.i > verb.i and _goes_back(t, verb)]
    return ((start, min([end, *[cut for cut in cuts if cut > start]])),)


def _is_infinitive(token: Token) -> bool:
    return token.dep_ == "advcl" and token.tag_ == "VB" and token.left_edge.lower_ == "to"


_RUN_ON = frozenset("dobj prep xcomp oprd attr prt dative acomp".split())


def _is_part(child: Token, frame: frozenset[str], held: set[int]) -> bool:
    if _holds(child, held) and child.dep_ not in ("conj", "cc"):
        return child.lower_ not in VERBS or child.dep_ != "xcomp"
    if child.dep_ == "intj":
        return "c" in frame
    if child.dep_ in ("dobj", "oprd", "attr"):
        return "o" in frame and child.lower_ not in ("it", "this", "that", "so", "what", "which")
    if child.dep_ == "xcomp":
        return bool(frame & {"x", "o"})
    if child.dep_ in ("prep", "prt"):
        return child.lower_ in frame
    return child.left_edge.lower_ == "for" and "for" in frame and child.dep_ in ("advcl", "ccomp")


def _after_that(verb: Token) -> tuple[Span, ...]:
    """What follows "that" where the parser did not tie it to the verb: "said for the first time that …"."""
    for token in verb.doc[verb.i + 1 : verb.i + _THAT_REACH]:
        if token.lower_ == "that" and token.dep_ in ("mark", "nsubj", "dobj", "det", "nsubjpass"):
            return ((token.idx, verb.doc[-1].idx + len(verb.doc[-1])),)
        if token.tag_[:2] == "VB" or token.text in ",;:":
            break
    return ()


_THAT_REACH = 9  # tokens between a verb and its "that"


def _holds(token: Token, held: set[int]) -> bool:
    return bool(held) and any(t.i in held for t in token.subtree)


def _clause(verb: Token, clause: Token) -> Span:
    """A clause that is reported, without what the reporter adds to it: ", adding that …", ", which was built in …"."""
    start, end = _subtree(clause)
    if start < verb.idx < end:
        start = verb.idx + len(verb)
    last = clause.right_edge.i
    for token in clause.subtree:
        if token.i > clause.i and (_goes_back(token, clause) or _is_added(token, last)):
            end = min(end, token.left_edge.idx)
    return start, end


def _is_added(token: Token, last: int) -> bool:
    """A closing clause behind a comma that most likely is the reporter's own."""
    left = token.left_edge
    if left.i < 1 or left.nbor(-1).text not in (",", "-", "--", "–", "—") or token.right_edge.i < last - 1:
        return False
    if token.dep_ == "relcl":
        return any(t.lower_ in _WH for t in token.doc[left.i : left.i + 3])
    if token.dep_ == "advcl":
        return left.lower_ in _CONTRASTS or token.doc[left.i : left.i + 2].text.lower() in ("even as", "even though")
    return token.dep_ == "appos" and left.lower_ in ("a", "an") and any(c.dep_ in ("relcl", "acl") for c in token.children)


_WH = frozenset("which who whom whose when where".split())
_CONTRASTS = frozenset("though although while whereas".split())


def _goes_back(token: Token, clause: Token) -> bool:
    left = token.left_edge
    if token.lower_ not in VERBS or left.i == 0 or left.nbor(-1).text not in (",", "-", "--", "–", "—"):
        return False
    if token.dep_ == "advcl" and token.tag_ == "VBG":
        return True
    named = [c for c in token.children if c.dep_ == "nsubj" and c.tag_[:2] == "NN"]
    return bool(named) and (left.lower_ in ("while", "whereas", "but") or (token.dep_ == "conj" and named[0].tag_[:3] == "NNP"))


def _around(verb: Token, held: set[int]) -> tuple[Span, ...]:
    """The words around an aside: "Loyalty, he noted, has long been", "As Orr explained, taxes rose"."""
    group = _aside(verb)
    if group is None:
        return ()
    doc, (first, last) = verb.doc, group
    before, after = doc[0 : _left_of(doc, first)], doc[last + 1 : _own_end(verb, last)]
    led = any(t.i in held for t in before)
    spans = []
    if led or any(t.tag_ in _FINITE for t in before) or (len(before) > 1 and not any(t.i in held for t in after)):
        spans.append((before[0].idx, before[-1].idx + len(before[-1])))
    if not all(t.is_punct for t in after) and (not led or any(t.text in _MARKS for t in after[:2])):
        spans.append((after[0].idx, after[-1].idx + len(after[-1])))
    return tuple(spans)


def _left_of(doc: Doc, first: int) -> int:
    return first - 1 if first and doc[first - 1].text in _PARTING else first


def _own_end(verb: Token, last: int) -> int:
    """Where the reporter's own next clause begins: "he said, adding …", "she said, and left"."""
    own = [c.left_edge.i for c in verb.children if c.i > last and (c.dep_ in ("conj", "cc") or c.tag_ == "VBG")]
    return min([len(verb.doc), *own])


_FINITE = frozenset(["VBD", "VBZ", "VBP", "MD"])


def _aside(verb: Token) -> tuple[int, int] | None:
    """The first and last token of subject, verb and what clings to them, where commas part them from the rest."""
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    if subject is None or subject.lower_ in _RELATIVE or verb.tag_ not in _FINITE | {"VBN"}:
        return None
    doc = verb.doc
    edges = [verb, subject, subject.left_edge, subject.right_edge]
    edges += [c.left_edge for c in verb.children if c.dep_ in ("mark", "aux", "neg", "advmod") and verb.i - 4 <= c.i < verb.i]
    edges += [c.right_edge for c in verb.children if c.i > verb.i and c.dep_ in _CLINGING]
    first, last = min(t.i for t in edges), max(t.i for t in edges)
    if last - first > _LONGEST_ASIDE or (first and doc[first - 1].text not in _PARTING):
        return None
    if last + 1 < len(doc) and doc[last + 1].text not in _PARTING and doc[last + 1].text not in ".?!":
        return None
    if first == 0 and doc[0].lower_ != "as":
        return None
    return first, last


_MARKS = frozenset(["“", "”", "``", "''", '"', "'", "‘"])
_PARTING = frozenset([",", "-", "--", "–", "—", ";"]) | _MARKS
_CLINGING = frozenset(["npadvmod", "prep", "advmod", "dative", "prt"])
_LONGEST_ASIDE = 24  # tokens; longer ones are clauses of their own


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
        subject = (_subject(verb) or _subject_beside(verb)) if verb.i not in held else None
        if subject is not None and subject.i not in held and (subject.tag_ == "PRP" or subject.text[0].isupper()):
            yield Report(_cue(verb), _source(subject), (holder,), "verb")
            return


def _touching(doc: Doc, first: int, last: int) -> Iterator[Token]:
    before = [doc[i] for i in range(max(0, first - 6), first)]
    if before and before[-1].text in (",", ":", "“", "`", "\"", "''"):
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
        longest = max(spans, key=lambda span: span[1] - span[0])
        yield Report((token.idx, to.idx + len(to)), _source(named), (longest,), "according")


def _governed(token: Token) -> Token:
    """The verb whose whole clause an "according to" covers."""
    root = next((a for a in token.ancestors if a.tag_[:2] == "VB" or a.tag_ == "MD"), token.head)
    while root.dep_ in ("conj", "advcl", "xcomp", "ccomp", "aux") and root.head is not root:
        if root.dep_ == "conj" and any(c.dep_ in ("nsubj", "nsubjpass") for c in root.children):
            break
        root = root.head
    return root


def _nominal(noun: Token) -> Iterator[Report]:
    """"Orr's claim that …", "the claim by Orr that …"."""
    owner = next((c for c in noun.children if c.dep_ == "poss"), None)
    if owner is None:
        by = next((c for c in noun.children if c.dep_ == "prep" and c.lower_ in ("by", "from")), None)
        owner = next((c for c in by.children if c.dep_ == "pobj"), None) if by is not None else None
    said = [c for c in noun.children if c.i > noun.i and _is_wording(noun, c)]
    if owner is not None and said and owner.i != said[0].i:
        yield Report((noun.idx, noun.idx + len(noun)), _source(owner), (_subtree(said[0]),), "noun")


def _is_wording(noun: Token, child: Token) -> bool:
    if child.dep_ in ("acl", "ccomp"):
        return child.tag_ != "VBG" and child.tag_ != "VBN"
    return child.dep_ == "prep" and child.lower_ in NOUN_PREPOSITIONS.get(noun.lower_, ())


# ---- phrases


def _subtree(token: Token) -> Span:
    left, right = token.left_edge, token.right_edge
    return left.idx, right.idx + len(right)


def _source(head: Token) -> Source:
    """The speaker's phrase: the noun with what stands before it and its "of", "for" and "and" phrases."""
    beside = next((c for c in head.children if c.dep_ == "appos" and c.i > head.i), None)
    first, last = head, head
    for child in head.children:
        if child.dep_ not in _PHRASE_PARTS:
            continue
        if child.i < head.i and child.dep_ not in ("cc", "conj"):
            first = min(first, child.left_edge, key=lambda t: t.i)
        elif child.dep_ in ("prep", "conj", "cc") and child.i <= last.i + 3 and (beside is None or child.i < beside.i):
            last = max(last, child if child.dep_ == "cc" else child.right_edge, key=lambda t: t.i)
    while first.is_punct and first.i < head.i:
        first = first.nbor()
    if last.dep_ == "cc":
        last = head
    plural = head.tag_ in ("NNS", "NNPS") or any(c.dep_ == "conj" for c in head.children)
    apposition = _subtree(beside) if beside is not None else None
    return Source(first.idx, last.idx + len(last), (head.idx, head.idx + len(head)), apposition, plural)
