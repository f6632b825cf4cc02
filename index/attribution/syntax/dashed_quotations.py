"""Parts a quotation behind a dash from the words before it: "Lund thought it too late — “It leaks,” she said"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from factcontext.index.attribution.relation import Attribution

_TOLD_THEN_QUOTED = re.compile(
    r"(?P<told>[^“”\"]+?)\s(?:—|–|--?) ?(?P<quoted>[“\"][^“”\"]*(?:[”\"])?)"  # the mark may be left out
)
_GOES_ON = re.compile(r"(?:—|–|--?) ?(?:and|but)\b")  # the reporter, behind the second dash


def without_told(found: Sequence[Attribution], text: str) -> list[Attribution]:
    """The attributions, where one's content is words, a dash and a quotation: this is its own, those are not.

    A verb before the dash reports what stands between, and not the quotation.
    """
    parted = [_told_then_quoted(one, text) for one in found]
    if not any(parted):
        return list(found)
    dashed = next(filter(None, parted))
    return [
        _alone(one, told, text) if told else _before_dash(one, dashed, text)
        for one, told in zip(found, parted, strict=True)
    ]


def _told_then_quoted(one: Attribution, text: str) -> re.Match[str] | None:
    if one.style != "verb" or not one.contents or one.contents[0][1] > one.cue[0]:
        return None
    found = _TOLD_THEN_QUOTED.fullmatch(text, *one.contents[0])
    return found if found and any(map(str.isalnum, found["told"])) else None


def _alone(one: Attribution, told: re.Match[str], text: str) -> Attribution:
    behind = (span for span in one.contents[1:] if not _GOES_ON.match(text, *span))
    return replace(one, contents=(told.span("quoted"), *behind))


def _before_dash(one: Attribution, dashed: re.Match[str], text: str) -> Attribution:
    """A verb before the dash with what stands between; none of the quotation is its own."""
    start, end = dashed.span("quoted")
    told = dashed.end("told")
    if one.style != "verb" or one.cue[1] > told or not any(a < end and start < b for a, b in one.contents):
        return one
    first = told - len(text[one.cue[1] : told].lstrip())
    return replace(one, contents=((first, told),) if first < told else (), quoted=False)
