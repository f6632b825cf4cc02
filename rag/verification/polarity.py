"""Whether a written sentence turns its evidence round: negation, doubt and condition, opposites, who did it to whom."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from factcontext.index.lexicon.verb_forms import base_of
from factcontext.index.text.stems import STOP, stems

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

_NOT = frozenset("not n't n’t never no none nobody nothing neither nor without cannot hardly nowhere".split())
# What follows these did not happen, or is said not to be so.
_UNDOING = frozenset(
    """deny refuse decline reject dismiss dispute refute rebut fail lack avoid stop prevent forbid ban bar block cease
    unable unlikely impossible unwilling false untrue""".split()
)
_DOUBTING = frozenset("may might could can perhaps possibly maybe possible potentially allegedly reportedly".split())
# What follows these is wanted, planned or feared, and has not happened.
_UNREAL = frozenset(
    """want plan hope intend consider threaten try seek agree promise vow pledge expect urge ask demand wish propose
    prepare aim attempt offer fear refuse call need recommend warn consider discuss weigh mull decide""".split()
)
_OBJECTS = frozenset("dobj attr acomp oprd dative".split())
# Verbs that mean too little to carry a "not" of their own from one wording to another.
_LIGHT = frozenset(
    """be is are was were been being am 's 're 'm do does did done doing have has had having get gets got getting go
    goes going gone went make makes made making take takes took taking say says said saying tell tells told telling use
    used come comes came coming put let will would""".split()
)
# Words that say the contrary of each other; a text that has one side and not the other is turned round by the other.
_OPPOSITES = tuple(
    (frozenset(stems(one)), frozenset(stems(other)))
    for one, other in (
        ("rise rises rose risen rising increase grow grew grown climb soar surge jump gained trebled doubled higher",
         "fall falls fell fallen falling decrease shrink shrank drop plunge slump tumble halved lower slipped"),
        ("more greater larger bigger above exceed", "fewer less smaller below under"),
        ("before earlier", "after later"),
        ("support supports back backed endorse favour favor praise welcome applaud commend hail",
         "oppose against criticise criticize condemn denounce attack reject blame object mock deride derision "
         "scorn dismiss scornfully ridicule"),
        ("confirm confirmed admit admitted acknowledge concede", "deny denied denial refute rebut"),
        ("accept accepted agree approve approved", "reject rejected refuse refused decline dismiss"),
        ("win won winning victory winner", "lose lost losing defeat loser"),
        ("open opened reopen", "close closed shut closure"),
        ("begin began begun start launch", "end ended stop stopped halt finish"),
        ("buy bought purchase", "sell sold sale"),
        ("allow permit legalise legalize", "ban forbid forbade prohibit bar outlaw"),
        ("best", "worst"), ("always", "never"), ("guilty", "innocent"), ("safe", "dangerous"), ("true", "false"),
        ("majority", "minority"), ("north northern", "south southern"), ("east eastern", "west western"),
        ("alive survived", "dead died killed"), ("hire hired", "fire fired"), ("success succeed", "failure fail"),
        ("strengthen stronger", "weaken weaker"), ("include", "exclude"), ("arrive", "leave"),
        ("optimistic", "pessimistic"), ("possible", "impossible"), ("likely", "unlikely"), ("legal", "illegal"),
        ("morning", "evening night"), ("all every everyone", "none nobody"), ("male man men", "female woman women"),
        ("husband", "wife"), ("father", "mother"), ("son", "daughter"), ("brother", "sister"),
        ("republican", "democrat"), ("conservative", "liberal"), ("export", "import"), ("profit", "loss"),
        ("public", "private"), ("urban", "rural"), ("friend ally", "enemy foe"), ("love", "hate"),
        ("minimum", "maximum"),
    )
)  # fmt: skip
_PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
# A word of fewer letters begins with "in" by chance.
_SHORTEST_BASE = 4


@dataclass(frozen=True, slots=True)
class Clause:
    """A verb with the words of its own clause, each by its stem, and by its part in the clause where it has one."""

    head: str | None  # its verb; None where that means little by itself
    words: frozenset[str]
    affirmed: bool
    mood: str  # real, doubted, unreal, future, if


@dataclass(slots=True)
class Meaning:
    """What a parsed text says of its words: each word by its stem."""

    affirmed: dict[str, set[bool]] = field(default_factory=lambda: defaultdict(set))
    moods: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # real, doubted, unreal, if
    clauses: list[Clause] = field(default_factory=list)
    ties: set[tuple[str, str, str]] = field(default_factory=set)  # a word, how another hangs on it, that other
    tied: set[tuple[str, str, str]] = field(default_factory=set)  # the same, with all parts of a name
    nouns: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)  # of these the proper ones
    contrasted: set[str] = field(default_factory=set)  # "freight, not passengers": passengers
    undone: list[tuple[str, frozenset[str]]] = field(default_factory=list)  # negated word, the words it goes with
    doubted: list[tuple[str, frozenset[str]]] = field(default_factory=list)
    stems: set[str] = field(default_factory=set)
    negations: int = 0

    def __or__(self, other: Meaning) -> Meaning:
        """Both together."""
        both = Meaning()
        for one in (self, other):
            for word, values in one.affirmed.items():
                both.affirmed[word] |= values
            for word, moods in one.moods.items():
                both.moods[word] |= moods
            both.clauses += one.clauses
            both.ties |= one.ties
            both.tied |= one.tied
            both.nouns |= one.nouns
            both.names |= one.names
            both.contrasted |= one.contrasted
            both.undone += one.undone
            both.doubted += one.doubted
            both.stems |= one.stems
            both.negations += one.negations
        return both


@lru_cache(maxsize=65536)
def stem(word: str) -> str:
    """One word's stem; itself where it has no letters."""
    found = stems(word)
    return found[0] if found else word.lower()


def read(doc: Doc, spans: Sequence[tuple[int, int]] | None = None) -> Meaning:
    """What a parsed text says; of its words only those inside `spans` (characters) where these are given."""
    meaning = Meaning()
    for token in doc:
        if token.is_punct or token.is_space:
            continue
        if spans is not None and not any(start <= token.idx < end for start, end in spans):
            continue
        word = stem(token.text)
        meaning.stems.add(word)
        lower = token.lower_.replace("’", "'")
        if lower in _NOT or _base(token) in _UNDOING:
            meaning.negations += 1
        if token.tag_[:2] in ("VB", "JJ", "NN", "RB") and lower not in STOP and lower not in _NOT:
            _note(token, word, meaning)
        if token.tag_[:2] == "VB" and token.dep_ not in ("aux", "auxpass"):
            meaning.clauses += _clause(token)
        if lower == "not" or lower in ("than", "of") and token.i and token.nbor(-1).lower_ in ("rather", "instead"):
            meaning.contrasted |= set(_contrasted(token))
            meaning.negations += lower != "not"
    return meaning


def _note(token: Token, word: str, meaning: Meaning) -> None:
    affirmed = _is_affirmed(token)
    if token.tag_[:2] == "NN":
        meaning.nouns.add(word)
        if token.tag_[:3] == "NNP":
            meaning.names.add(word)
    if token.lower_ not in _LIGHT:
        if token.tag_[:2] in ("VB", "JJ") or token.dep_ == "attr" or _own_no(token):
            meaning.affirmed[word].add(affirmed)
        around = _around(token)
        if not affirmed and token.tag_[:2] in ("VB", "JJ"):
            meaning.undone.append((word, around))
        mood = _mood(token)
        if token.tag_[:2] == "VB":
            meaning.moods[word].add(mood)
            if mood in ("doubted", "if"):
                meaning.doubted.append((word, around))
    if token.tag_[:2] in ("VB", "NN", "JJ"):
        for how, noun in _ties(token):
            meaning.ties.add((word, how, stem(noun.text)))
            meaning.tied |= {(word, how, one) for one in _as_one(noun)}


def _around(token: Token) -> frozenset[str]:
    """The content words that go with a word: those below it, and those beside it under a verb without meaning."""
    top = token.head if token.dep_ in ("acomp", "attr") else token
    return frozenset(
        stem(t.text)
        for t in top.subtree
        if t.i != token.i and t.is_alpha and t.lower_ not in STOP and t.lower_ not in _LIGHT and t.lower_ not in _NOT
    )


def _base(token: Token) -> str:
    """A verb's base form where the table of verb forms has it, else the word itself."""
    return base_of(token.lower_) or token.lower_


# ---- negation


def _is_affirmed(token: Token) -> bool:
    """Whether a word is said to be so: an even number of negations governs it."""
    count, at = _own(token), token
    for _ in range(6):  # clauses within clauses: deeper ones are hardly ever parsed right
        head = at.head
        if head.i == at.i:
            break
        if at.dep_ in _OBJECTS or at.dep_ in ("nsubjpass", "nsubj") and _own_no(at):
            count += _own(head, besides=at)
        if at.dep_ in ("pobj", "pcomp") and head.lower_ == "without":
            count += 1
        if at.dep_ in ("ccomp", "xcomp", "pcomp", "dobj", "acl", "pobj") and _base(head) in _UNDOING:
            count += 1
        if at.dep_ in ("ccomp", "xcomp"):
            count += _own(head)
        if at.dep_ in ("ccomp", "xcomp", "attr", "advcl") and any(c.dep_ == "csubj" and _own(c) for c in head.children):
            count += 1  # "What we will not do is wait"
        if at.dep_ not in _OBJECTS and at.dep_ not in ("ccomp", "xcomp", "pcomp", "pobj", "prep", "conj", "acl", "aux"):
            break
        if at.dep_ == "conj":
            if not _shares(at):
                break
            count += _own(head)  # "neither looking for nor finding"
        at = head
    return count % 2 == 0


def _shares(joined: Token) -> bool:
    """Whether a joined word shares the negation of the first: "did not see or hear" does, "and went" does not."""
    return any(t.lower_ in ("or", "nor") for t in joined.head.children)


def _own(token: Token, besides: Token | None = None) -> int:
    """Negations that stand at a word itself: "not", "no", "never", a "nobody" that does it."""
    count = 0
    for child in token.children:
        if besides is not None and child.i == besides.i:
            continue
        lower = child.lower_.replace("’", "'")
        if child.dep_ == "neg" or lower in ("never", "not", "n't", "hardly", "neither", "nor") and child.dep_ != "cc":
            count += 1
        elif child.dep_ == "det" and lower in ("no", "neither"):
            count += 1
        elif lower == "longer" and child.i and child.nbor(-1).lower_ == "no":
            count += 1
        elif child.dep_ in ("nsubj", "nsubjpass", "dobj", "attr") and (lower in _NOT or _own_no(child)):
            count += 1
    return count


def _own_no(noun: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ in ("no", "neither") for c in noun.children)


# ---- doubt and condition


def _mood(verb: Token) -> str:
    """How real a verb's doing is: real, doubted ("may"), unreal (wanted, planned), or under a condition."""
    helpers = [c for c in verb.children if c.dep_ in ("aux", "advmod")]
    if any(c.lower_ in _DOUBTING for c in helpers):
        return "doubted"
    if any(c.dep_ == "advcl" and any(m.lower_ in ("if", "unless") for m in c.children) for c in verb.children):
        return "if"
    if any(c.dep_ == "mark" and c.lower_ in ("if", "unless") for c in verb.children):
        return "if"
    if verb.tag_ in ("VB", "VBG") and verb.dep_ in ("xcomp", "ccomp", "pcomp", "advcl"):
        above = verb.head if verb.dep_ != "pcomp" else verb.head.head
        if _base(above) in _UNREAL:
            return "unreal"
        if verb.dep_ in ("xcomp", "ccomp") and above.tag_[:2] == "VB" and above.dep_ in ("xcomp", "ccomp"):
            return _mood(above)
    if any(c.lower_ in ("will", "would", "shall", "should", "must", "'ll", "’ll", "'d") for c in helpers):
        return "future"
    if verb.tag_ == "VB" and any(c.lower_ == "to" for c in verb.children):
        return "unreal"
    return "real"


# ---- clauses, and what hangs on what

_NESTED = frozenset("ccomp advcl relcl acl xcomp conj parataxis pcomp csubj".split())
_PARTS = {"nsubj": "nsubj", "nsubjpass": "dobj", "dobj": "dobj", "attr": "attr", "acomp": "attr", "dative": "dative"}


def _clause(verb: Token) -> list[Clause]:
    """A verb's own clause; none where it has no words that tell something."""
    words = {stem(verb.text)} if verb.lower_ not in _LIGHT else set()
    for token in _own_words(verb):
        if token.i != verb.i and token.is_alpha and _tells(token):
            words.add(stem(token.text))
            if part := _part(token):
                words.add(f"{part}:{stem(token.text)}")
    head = None if verb.lower_ in _LIGHT else stem(verb.text)
    return [Clause(head, frozenset(words), _is_affirmed(verb), _mood(verb))] if words else []


def _own_words(verb: Token) -> Iterator[Token]:
    yield verb
    for child in verb.children:
        if not (child.dep_ in _NESTED and child.tag_[:2] in ("VB", "MD")):
            yield from _own_words(child)


def _tells(token: Token) -> bool:
    lower = token.lower_
    return not (
        lower in STOP or lower in _LIGHT or lower in _NOT or token.tag_[:3] in ("PRP", "DT", "IN", "MD", "TO", "CC")
    )


def _part(token: Token) -> str:
    """What a word is in its clause: doer, object, or the preposition that it follows."""
    if token.dep_ == "pobj":
        return "nsubj" if token.head.dep_ == "agent" else token.head.lower_
    return _PARTS.get(token.dep_, "")


def _ties(token: Token) -> Iterator[tuple[str, Token]]:
    """What hangs on a word, and how."""
    for child in token.children:
        inner = [c for c in child.children if c.dep_ == "pobj"]
        if child.dep_ == "prt" or child.dep_ == "prep" and not inner and child.lower_ in _PARTICLES:
            yield "prt", child
        elif child.dep_ in _PARTS and child.tag_[:2] == "NN" and token.tag_[:2] == "VB":
            yield _PARTS[child.dep_], child
        elif child.dep_ in ("prep", "agent"):
            yield from (("nsubj" if child.dep_ == "agent" else child.lower_, c) for c in inner if c.tag_[:2] == "NN")
    # Where the parser hangs a phrase elsewhere, as it often does, the noun right before the preposition counts too.
    following = token.nbor() if token.i + 1 < len(token.doc) else None
    if following is not None and following.dep_ == "prep" and token.tag_[:2] == "NN":
        yield from ((following.lower_, c) for c in following.children if c.dep_ == "pobj" and c.tag_[:2] == "NN")


_PARTICLES = frozenset("on off up down in out over".split())


def _as_one(noun: Token) -> Iterator[str]:
    """A noun with those beside it in one name, and those joined to it: "the ferry Maid of Orrin", "Orr and Lund"."""
    for one in (noun, *noun.conjuncts):
        yield stem(one.text)
        yield from (stem(c.text) for c in one.children if c.dep_ in ("compound", "appos") and c.tag_[:2] == "NN")


def _contrasted(no: Token) -> Iterator[str]:
    """The noun that a "not" before it alone rules out: "freight, not passengers", "a neighbour, not as a culprit"."""
    after = [t for t in no.doc[no.i + 1 : no.i + 5]]
    for token in after:
        if token.tag_[:2] == "NN":
            yield stem(token.text)
            return
        if token.tag_ not in ("IN", "DT", "JJ", "PRP$", "TO"):
            return


# ---- a written sentence against its evidence

# A negated or doubted clause of the evidence is the one that a sentence tells where it has so much of its words.
_TELLS = 0.6
# Two clauses tell of the same where one has this much of the other's words.
_SAME = 0.5


def is_turned(written: Meaning, told: Meaning, nearest: Meaning) -> bool:
    """Whether a written sentence says "not" where its evidence does not, or leaves it out.

    `told` is all the evidence, `nearest` the sentence of it that is most like the written one.
    """
    for word, values in written.affirmed.items():
        if word in told.affirmed and values.isdisjoint(told.affirmed[word]):
            return True
    if any(_is_gainsaid(clause, told.clauses) for clause in written.clauses):
        return True
    if _is_contrast_lost(written, told):
        return True
    strange = [word for word, _ in written.undone if word not in told.stems]
    if strange and not nearest.negations and not _has_opposite(written.stems, nearest.stems):
        return True
    return not written.negations and _is_dropped(written, nearest.undone)


def _is_gainsaid(clause: Clause, told: Sequence[Clause]) -> bool:
    """Whether the clauses of the evidence that are most like this one all say the contrary."""
    alike = _alike(clause, told)
    return bool(alike) and all(other.affirmed != clause.affirmed for other in alike)


def _is_made_certain(clause: Clause, told: Sequence[Clause]) -> bool:
    """Whether the clauses that are most like this one all doubt what it tells as a fact."""
    alike = _alike(clause, told)
    sure = clause.mood in ("real", "future")
    return sure and bool(alike) and all(other.mood == "doubted" for other in alike)


def _alike(clause: Clause, told: Sequence[Clause]) -> list[Clause]:
    """The clauses of the evidence that tell of the same, those with the same verb before all others."""
    if any(other.head == clause.head for other in told):
        told = [other for other in told if other.head == clause.head]
    likeness = [_weight(clause.words & other.words) / _weight(clause.words) for other in told]
    best = max(likeness, default=0.0)
    return [other for other, value in zip(told, likeness, strict=True) if value == best >= _SAME]


def _weight(words: Collection[str]) -> int:
    """Who does it and to whom counts more than the words alone."""
    return sum(2 if word.startswith(("nsubj:", "dobj:", "attr:")) else 1 for word in words)


def _is_contrast_lost(written: Meaning, told: Meaning) -> bool:
    """Whether what one text rules out by a "not" before it alone the other affirms."""
    mine = written.contrasted & told.stems - told.contrasted
    theirs = told.contrasted & written.stems - written.contrasted
    return bool(mine and (theirs or not told.negations) or theirs and not written.negations)


def _has_opposite(written: Iterable[str], told: Iterable[str]) -> bool:
    """Whether a "not" may stand for the contrary word of the evidence: "did not fall" for "rose"."""
    mine, theirs = set(written), set(told)
    return any(one & mine and other & theirs or other & mine and one & theirs for one, other in _OPPOSITES)


def _is_dropped(written: Meaning, clauses: Iterable[tuple[str, frozenset[str]]]) -> bool:
    """Whether the sentence tells a clause without its own verb and so without what stood at it."""
    return any(
        word not in written.stems and len(around) > 1 and len(around & written.stems) >= _TELLS * len(around)
        for word, around in clauses
    )


def is_certain(written: Meaning, told: Meaning) -> bool:
    """Whether what the evidence doubts, wants, or makes depend on something is written as a fact."""
    if any(_is_made_certain(clause, told.clauses) for clause in written.clauses):
        return True
    for word, moods in written.moods.items():
        theirs = told.moods.get(word)
        if not theirs:
            continue
        if theirs <= {"doubted"} and not moods & {"doubted", "unreal", "if"}:
            return True
        if theirs <= {"if"} and moods <= {"real", "future"}:
            return True
        if theirs <= {"unreal"} and moods <= {"real"} and word not in ("want",):
            return True
    return False


_CONTRARY = frozenset(
    frozenset(pair.split())
    for pair in (
        "for against", "to from", "with without", "before after", "over under", "on off", "in out", "up down",
        "above below", "into from", "inside outside",
    )
)  # fmt: skip


def is_rearranged(written: Meaning, told: Meaning) -> bool:
    """Whether the evidence has the words, but ties them otherwise: who does what to whom, where, for or against.

    A word that the evidence does not have is none of this: it may be another word for the same.
    """
    by_head: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for head, how, other in told.tied:
        by_head[head].append((how, other))
    return any(_is_elsewhere(head, how, other, by_head, told) for head, how, other in written.ties if head in by_head)


def _is_elsewhere(
    head: str, how: str, other: str, by_head: Mapping[str, Sequence[tuple[str, str]]], told: Meaning
) -> bool:
    theirs = by_head[head]
    same = [their_how for their_how, one in theirs if one == other]
    if how == "prt":
        contrary = any(h == "prt" and frozenset((other, one)) in _CONTRARY for h, one in theirs)
        return contrary and ("prt", other) not in theirs
    if same:
        return how not in same and all(frozenset((how, one)) in _CONTRARY or {how, one} == _DOER for one in same)
    beside = [one for their_how, one in theirs if their_how == how]
    beside = [one for one in beside if (one in told.names) == (other in told.names)]  # "the company" may be Lund & Co.
    return other in told.nouns and bool(beside) and not any(_hangs(other, one, by_head) for one in beside)


_DOER = {"nsubj", "dobj"}


def _hangs(other: str, head: str, by_head: Mapping[str, Sequence[tuple[str, str]]], depth: int = 2) -> bool:
    """Whether a word hangs on another at some remove: "records from the lighthouse at Orrow" are from Orrow."""
    below = [one for _, one in by_head.get(head, ())]
    return other in below or depth > 0 and any(_hangs(other, one, by_head, depth - 1) for one in below)


def is_opposite(written: Iterable[str], told: Iterable[str]) -> bool:
    """Whether a word, as its stem, says the contrary of the evidence: "rose" for "fell", "safe" for "unsafe"."""
    mine, theirs = set(written), set(told)
    for one, other in _OPPOSITES:
        for a, b in ((one, other), (other, one)):
            if mine & a and not theirs & a and theirs & b and not mine & b:
                return True
    new, gone = mine - theirs, theirs - mine
    return any(_are_contrary(word, other) for word in new for other in gone)


def _are_contrary(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return len(short) >= _SHORTEST_BASE and any(long == prefix + short for prefix in _PREFIXES)
