"""Checks that who wins over whom in a claim does so in the source, in whatever words: "beat", "a victory over"."""

import re
from collections.abc import Iterator

from factcontext.index.text.stems import stems
from factcontext.rag.verification.checks.trial import Trial

_WINS = (
    r"beats?|defeat(?:s|ed)|edge[sd]?|overcame|thrash(?:es|ed)|outplayed|trounced|eliminated|knocked out|saw off|"
    r"(?:wins?|won|winners?|victory|triumph(?:ed|s)?|prevail(?:ed|s)?) (?:over|against)"
)
_LOSES = r"los(?:es|t) to|fell to|(?:beaten|defeated|eliminated|knocked out) by|(?:defeat|loss) (?:to|by|against)"
_RESULT = re.compile(rf"\b(?:(?P<wins>{_WINS})|(?P<loses>{_LOSES}))\b")
_NAME = re.compile(r"[A-Z][\w’'-]+(?:\s+[A-Z][\w’'-]+)*")
_CLAUSE_ENDS = re.compile(r"[.;:!?]\s|\n")
_NEAR = 40  # characters behind the verb in which the other side is named: a score and an article stand between

Sides = tuple[frozenset[str], frozenset[str]]  # the stems of the winner's name and of the loser's


def winners_hold(trial: Trial) -> bool:
    """Whether no two change places who win and lose; who is not named in the source, says nothing here."""
    written = list(winners(trial.sentence.text))
    if not written:
        return True
    told = list(winners(trial.source.whole.text))
    return not any(
        any(_is_same(one, (loser, winner)) for winner, loser in told)
        and not any(_is_same(one, other) for other in told)
        for one in written
    )


def winners(text: str) -> Iterator[Sides]:
    """Who wins over whom in a text, by the names right before and right behind what says so."""
    for result in _RESULT.finditer(text):
        before = _NAME.findall(_CLAUSE_ENDS.split(text[: result.start()])[-1])
        behind = _NAME.search(_CLAUSE_ENDS.split(text[result.end() : result.end() + _NEAR])[0])
        if before and behind:
            sides = frozenset(stems(before[-1])), frozenset(stems(behind[0]))
            yield sides if result["wins"] else (sides[1], sides[0])


def _is_same(one: Sides, other: Sides) -> bool:
    return all(mine & theirs for mine, theirs in zip(one, other, strict=True))
