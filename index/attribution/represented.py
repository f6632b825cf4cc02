"""Determines the country or body that a source speaks for, from its office and the text before it."""

import re

from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.lexicon.countries import country_in, country_named
from factcontext.index.lexicon.person_names import bare
from factcontext.index.lexicon.roles import GOVERNMENT

_OWNER = re.compile(r"([A-ZÀ-Þ][\w.-]*(?: [A-ZÀ-Þ][\w.-]*)*)(?:[’']s?)?\s+\Z")
_OWNER_REACH = 40  # characters before an office in which its country's name fits
_GOVERNMENT_OF = re.compile(
    r"\b(?P<owner>[A-ZÀ-Þ][\w.]*(?: [A-ZÀ-Þ][\w.]*)?)(?P<of>[’']s)? "
    r"(?:government|ministry|administration|parliament|army|military)\b"
)


def represented_body(quoted: QuotedText, office: str | None, at: int) -> str | None:
    """The country that an office or a body speaks for: named in it, or said of the same office before a place."""
    if office is None or not _is_of_government(office):
        return None
    if named := country_in(office):
        return named[0]
    return _owner_before(quoted.text, office, at) or _government_before(quoted, at)


def _is_of_government(office: str) -> bool:
    return any(bare(w) in GOVERNMENT or bare(w) in ("foreign", "prime") for w in office.split())


def _owner_before(text: str, office: str, at: int) -> str | None:
    """A "France's foreign minister" earlier in the text tells whose "Foreign Minister" is meant."""
    words = re.compile(r"\s+".join(re.escape(w) for w in office.split()[-2:]) + r"\b", re.IGNORECASE)
    for mention in words.finditer(text, 0, at):
        owner = _OWNER.search(text, max(0, mention.start() - _OWNER_REACH), mention.start())
        if owner and (country := country_named(owner.group(1)) or country_named(owner.group(1).split()[-1])):
            return country
    return None


def _government_before(quoted: QuotedText, at: int) -> str | None:
    """The one government named before in the sentence: "Russia's government reacted, with its spokeswoman …"."""
    here = _GOVERNMENT_OF.search(quoted.text, quoted.sentences[quoted.sentence_at(at)].start, at)
    if here is None:
        return None
    # A possessive names a country even where the table has none of that name: "Velmora's government".
    return country_named(here["owner"]) or (here["owner"] if here["of"] else None)
