"""Takes an outlet out of a question as a filter: "in the Times", "what did Reuters report about …"."""

import re
from collections.abc import Collection, Iterator

from factcontext.index.lexicon.outlets import outlet_words
from factcontext.rag.query.narrowing import Narrowed
from factcontext.rag.query.wording import ABOUT
from factcontext.rag.records import Filters

_OUTLET_AT = re.compile(
    r"(?:^|[\s,]+)"
    r"(?:as reported (?:by|in)|reported (?:by|in)|published (?:by|in)|according to|going by|in|from|per|as per)\s+"
    r"(?=(?P<name>\S+(?:\s+\S+){0,5}))",
    re.IGNORECASE,
)
_OUTLET_REPORTS = re.compile(
    r"(?:what|how|when)\s+(?:did|does|do|has|have)\s+(?P<name>\S+(?:\s+\S+){0,5}?)\s+"
    r"(?:reported|report|written|write|published|publish|print|covered|cover|carry)\b\s*(?P<rest>.*)",
    re.IGNORECASE,
)
_OUTLET_COVERAGE = re.compile(
    rf"(?P<name>\S+(?:\s+\S+){{0,5}}?)(?:[’']s?)?\s+(?:reports?|articles?|coverage|stories)\s+{ABOUT}\s+(?P<rest>.+)",
    re.IGNORECASE,
)
_MAY_NAME = re.compile(
    r"\b(?:in|from|per|by|according to|report\w*|writ\w+|wrote|publish\w*|print|cover\w*|carry|articles?|stories)\b",
    re.IGNORECASE,
)
_PIECE = re.compile(
    r"\b(?:op-ed|opinion piece|editorial|column(?:ist)?|article|piece|story|report|review(?:er)?"
    r"|(?:letter )?writer|letter)\b",
    re.IGNORECASE,
)
# What stands before an article that is itself asked: of one that somebody spoke about, others tell too.
_SPEAKS = re.compile(
    r"(?:^|\b(?:did|does|do|has|have|had|which|in|from|per|by|according to|(?:view|opinion|eyes|words) of)\s)"
    r"(?:(?:the|an?)\s)?$",
    re.IGNORECASE,
)
# What an outlet's name may be followed by: the question itself, or the time of the report.
_GOES_ON = re.compile(
    rf"(?:{ABOUT}|did|do|does|has|have|is|are|was|were|what|which|who|whose|whom|how|why|when|where)\b"
    r"|(?:in|on|at|during) [^,?]{0,30}\b\d{4}\b",
    re.IGNORECASE,
)
_LONGEST = 4  # words of an outlet's name
_LONG = 4  # letters of a last word by which an outlet is known: "Post", "Times"


def may_name_outlet(text: str) -> bool:
    """Whether it is worth looking for an outlet: most questions have none of the words that lead to one."""
    return _MAY_NAME.search(text) is not None


def narrow_outlet(text: str, publishers: Collection[str]) -> Narrowed:
    """Take the outlet out of a question, where the folder has one of that name."""
    bare = text.strip(" ?!.")
    for pattern in (_OUTLET_REPORTS, _OUTLET_COVERAGE):
        if (match := pattern.fullmatch(bare)) and (outlet := outlet_named(match["name"], publishers)):
            rest = re.sub(rf"^(?:{ABOUT}|that)\s+", "", match["rest"], flags=re.IGNORECASE)
            return Narrowed(rest, Filters(publisher=outlet), covers=True)
    for match in _OUTLET_AT.finditer(bare):
        for name in _beginnings(match["name"]):
            if outlet := outlet_named(name, publishers):
                after = bare[match.start("name") + len(name) :].lstrip(" ,")
                if not after or _GOES_ON.match(after):
                    return Narrowed(f"{bare[: match.start()]} {after}".strip(), Filters(publisher=outlet))
    return Narrowed(text, Filters())


def _beginnings(words: str) -> Iterator[str]:
    """The beginnings of a row of words, longest first."""
    parts = words.split()
    for end in range(len(parts), 0, -1):
        yield " ".join(parts[:end])


def outlet_named(name: str, publishers: Collection[str]) -> str | None:
    """The outlet that a name or a short form of it means: "the Huffington Post" and "huff-post" are one.

    >>> outlet_named("NYT", ["New York Times"])
    'New York Times'
    """
    asked = outlet_words(name)
    found = [publisher for publisher in publishers if asked and _one_outlet(asked, outlet_words(publisher))]
    if not found and len(asked) == 1 and len(asked[0]) >= _LONG:  # "the Times", where one alone is called so
        found = [publisher for publisher in publishers if outlet_words(publisher)[-1:] == asked]
    return found[0] if len(found) == 1 else None


def piece_in(text: str, publishers: Collection[str]) -> tuple[str, str] | None:
    """The words for an outlet's own article or its writer, and the outlet; None where a question names none.

    >>> piece_in("Why did the Arden Post column say so?", ["Arden Post"])
    ('Arden Post column', 'Arden Post')
    """
    for kind in _PIECE.finditer(text):
        before = text[: kind.start()].split()[-_LONGEST:]
        for words in (before[n:] for n in range(len(before))):
            piece = f"{' '.join(words)} {kind[0]}"
            outlet = outlet_named(" ".join(words), publishers)
            if outlet and _SPEAKS.search(text[: kind.end()].removesuffix(piece)):
                return piece, outlet
    return None


def known_outlet(name: str, publishers: Collection[str]) -> str:
    """The outlet that a name means, as the articles have it; the name itself where it means none of them.

    >>> known_outlet("USA Today", ["usa-today", "politico"])
    'usa-today'
    """
    return name if name in publishers else outlet_named(name, publishers) or name


def _one_outlet(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names are one outlet's: the same words, the same cut short, or initials."""
    if one == other or _initials(one, other) or _initials(other, one):
        return True
    cut = all(a.startswith(b) or b.startswith(a) for a, b in zip(one, other, strict=False))
    return len(one) == len(other) > 1 and cut and min(map(len, (*one, *other))) > 1


def _initials(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    return len(short) == 1 and len(full) > 2 and short[0] == "".join(word[0] for word in full)


def without_outlet(text: str, publishers: Collection[str]) -> str:
    """A question without the outlet that it names."""
    return f"{narrow_outlet(text, publishers).text.strip(' ?!.')}?"
