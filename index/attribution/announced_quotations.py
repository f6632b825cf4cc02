"""Finds quotations that the sentence before announces without a verb of speech: “Lund met reporters. “It is gone.””"""

import re
from collections.abc import Iterator, Set

from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.relation import Span
from factcontext.index.attribution.turns import SpeakerTurn
from factcontext.index.lexicon.announcing import announces
from factcontext.index.lexicon.person_names import is_role, is_trade
from factcontext.index.text.quotes import Quote, is_sentence

# "Asked about the losses, Lund shrugged.": whoever is asked speaks, and stands behind the comma.
_ASKED = re.compile(r"\A(?:When )?(?:[Aa]sked|[Pp]ressed|[Qq]uestioned|[Qq]uizzed)\b[^,\n]{0,100}, ")
_ABOUT = frozenset("about at for from in near of on outside over to".split())
_REACH = 60  # characters before a name in which its titles and the word before them stand
_TRADE_WORDS = 2  # "Former keeper"
_FEWEST_WORDS = 4  # of a quotation; what is shorter is mostly a title


def announced_quotations(quoted: QuotedText, cast: Cast, attributed: Set[int]) -> Iterator[SpeakerTurn]:
    """The quotations that stand alone after a sentence about one person who meets, addresses or is asked.

    `attributed` are the sentences with attributions of their own; these and the quotations after them are left out.
    """
    for quote in quoted.quotes:
        number = quoted.sentence_at(quote.start)
        if number == 0 or not attributed.isdisjoint((number - 1, number)) or not _stands_alone(quoted, quote, number):
            continue
        if name := _announced(quoted, cast, number - 1, number):
            yield SpeakerTurn(number, name, ((quote.start, quote.end),), quote.start - 1, is_sure=False)


def _stands_alone(quoted: QuotedText, quote: Quote, number: int) -> bool:
    """Whether a quotation of a whole sentence fills the rest of its paragraph."""
    if quote.start != quoted.sentences[number].start or not is_sentence(quoted.text, quote):
        return False
    end = quoted.text.find("\n", quote.end)
    rest = quoted.text[quote.end : end if end >= 0 else len(quoted.text)]
    words = len(quoted.text[quote.start : quote.end].split())
    return words >= _FEWEST_WORDS and not any(map(str.isalnum, rest))


def _announced(quoted: QuotedText, cast: Cast, number: int, quotation: int) -> Span | None:
    """The one person with whom a sentence that announces a quotation begins, behind titles and offices alone.

    In the quotation's own paragraph any sentence does: “Lund gave up her seat. “It was never soft.””
    """
    here = quoted.sentences[number]
    if here.paragraph != quoted.sentences[quotation].paragraph and not announces(quoted.text, here.start, here.end):
        return None
    named = [one for one in cast.mentions if here.start <= one.start < here.end and cast.is_person(one.name)]
    if not named or any(one.name != named[0].name and not _is_beside(quoted, one.start) for one in named):
        return None
    before = _ASKED.sub("", quoted.text[here.start : named[0].start]).split()
    if len(before) == _TRADE_WORDS and before[0] == "Former":
        before = before[:1]  # "Former keeper Ada Lund": whatever it is that she was
    if before and len(before) <= _TRADE_WORDS + 1 and is_trade(before[-1]) and _ABOUT.isdisjoint(before):
        before = []  # "retired bus driver Ada Lund"
    is_subject = all(word[0].isupper() or word in ("of", "the", "for", "and") or is_role(word) for word in before)
    return (named[0].start, named[0].end) if is_subject else None


def _is_beside(quoted: QuotedText, at: int) -> bool:
    """Whether somebody is but what the sentence is about: "reacted to the death of conductor Ada Lund"."""
    words = quoted.text[max(0, at - _REACH) : at].split()
    while words and (is_role(words[-1]) or words[-1] == "the"):
        words.pop()
    return bool(words) and words[-1] in _ABOUT
