"""Words that turn a sentence's meaning: negators, verbs of refusal and wish, words of doubt, opposites."""

from __future__ import annotations

from typing import TYPE_CHECKING

from factcontext.index.lexicon.verb_forms import base_of
from factcontext.index.text.stems import stems

if TYPE_CHECKING:
    from spacy.tokens import Token

NOT = frozenset("not n't n’t never no none nobody nothing neither nor without cannot hardly nowhere".split())
# What follows these did not happen, or is said not to be so.
_UNDOING = frozenset(
    """deny refuse decline reject dismiss dispute refute rebut fail lack avoid stop prevent forbid ban bar block cease
    unable unlikely impossible unwilling false untrue""".split()
)
DOUBTING = frozenset("may might could can perhaps possibly maybe possible potentially allegedly reportedly".split())
# What follows these is wanted, planned or feared, and has not happened.
_UNREAL = frozenset(
    """want plan hope intend consider threaten try seek agree promise vow pledge expect urge ask demand wish propose
    prepare aim attempt offer fear refuse call need recommend warn consider discuss weigh mull decide""".split()
)
# Verbs that mean too little to carry a "not" of their own from one wording to another.
LIGHT = frozenset(
    """be is are was were been being am 's 're 'm do does did done doing have has had having get gets got getting go
    goes going gone went make makes made making take takes took taking say says said saying tell tells told telling use
    used come comes came coming put let will would""".split()
)
# Words that say the contrary of each other; a text that has one side and not the other is turned round by the other.
OPPOSITES = tuple(
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
PREFIXES = ("un", "in", "im", "il", "ir", "dis", "non")
# A word of fewer letters begins with "in" by chance.
SHORTEST_BASE = 4
# Prepositions and particles that turn a verb round.
CONTRARY_PARTICLES = frozenset(
    frozenset(pair.split())
    for pair in (
        "for against", "to from", "with without", "before after", "over under", "on off", "in out", "up down",
        "above below", "into from", "inside outside",
    )
)  # fmt: skip


def undoes(word: Token) -> bool:
    """Whether what follows a word did not happen, or is said not to be so: "stopped", "denies", "unlikely"."""
    return (base_of(word.lower_) or word.lower_) in _UNDOING


def makes_unreal(word: Token) -> bool:
    """Whether what follows a word is wanted, planned or feared, and has not happened: "hopes to", "refused to"."""
    return (base_of(word.lower_) or word.lower_) in _UNREAL
