"""Finds the whole name that a source phrase stands for, where the parse cuts through it or takes the office for two."""

import re

from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.person_names import CALENDAR, NAME_RUN, Named, bare, is_role, person_in
from factcontext.index.lexicon.roles import COURTESY, OFFICE_WORDS

_ARTICLE = re.compile(r"\A(?:the|a|an)\s+", re.IGNORECASE)
_OWNER = re.compile(r"[’']s?\s")
_AND = re.compile(r",?\s+and\s+")
_REACH = 60  # characters before a word in which the name that holds it begins
_COMPOUND_BEFORE = re.compile(r"(?:[Tt]he )?\b[\w-]{1,30}-\Z")
_COMPOUND_BEHIND = re.compile(r"(?:-\w{1,20}){1,3}")
_TITLED = re.compile(r",\s+(?:the\s+)?")
_AFTER_NAME = re.compile(r"[,.:;]|\s+(?:said|says|told|tells)\b|\s*\Z")
_AFTER_FIRM = re.compile(r"(?: \([A-Z][\w.&]*\))?,\s")


def joined_by_and(phrase: str) -> list[str]:
    """The parts of a phrase between its "and"s."""
    return _AND.split(phrase)


def firm_around(text: str, head: Span) -> Span | None:
    """The name with "&" that a word is part of, as in "Coal & Gas Corp"; None for any other word."""
    line = text.rfind("\n", max(0, head[0] - _REACH), head[0]) + 1
    for run in NAME_RUN.finditer(text, max(line, head[0] - _REACH)):
        if run.start() >= head[1]:
            return None
        if run.end() >= head[1] and "&" in run.group() and not any(map(is_role, run.group().split())):
            return run.span()
    return None


def compound_around(text: str, whole: Span, head: Span) -> Span:
    """A phrase with the whole of a compound that the parse cut through: "the 30-year-old", "the mother-of-two"."""
    before = _COMPOUND_BEFORE.search(text, max(0, head[0] - _REACH), head[0])
    behind = _COMPOUND_BEHIND.match(text, head[1])
    return min(whole[0], before.start() if before else whole[0]), max(whole[1], behind.end() if behind else whole[1])


def holder_of_joined_office(phrase: str, cast: Cast) -> Named | None:
    """Whom "Labour and Housing Secretary Vera Lund" names; None where the "and" joins two who speak."""
    *before, last = joined_by_and(phrase)
    named = person_in(last, 0, len(last))
    if named is None or named.office is None:
        return None
    if all(is_role(part.split()[-1]) for part in before if part):  # "Contender and former surgeon Vera Lund"
        return person_in(phrase, 0, len(phrase))
    is_office = _is_office_alone(named.office) and any(map(is_role, phrase.split())) and not _OWNER.search(last)
    if not is_office or not all(_may_be_field(part, cast) for part in before):
        return None
    return person_in(phrase, 0, len(phrase))


def _is_office_alone(words: str) -> bool:
    return all(is_role(word) or word[0].isupper() or bare(word) in OFFICE_WORDS for word in words.split())


def _may_be_field(part: str, cast: Cast) -> bool:
    """Whether words name the field of an office: "Northern" of "Northern and Baltic Affairs", no person, no body."""
    words = _ARTICLE.sub("", part).split()
    if not words or part.isupper() or _OWNER.search(part):
        return False
    if words[-1][0].islower():
        return bare(words[-1]) in OFFICE_WORDS
    named = person_in(part, 0, len(part))
    if named is None:
        return words[0][0].isupper()
    name = cast.fullest(named.name, named.start)
    is_titled = named.office is not None and is_role(named.office.split()[-1])
    return not (is_titled or name in cast.full or cast.is_person(name))


def name_behind_office(text: str, whole: Span) -> Named | None:
    """The name between commas behind an office: "the interim mayor of Torvane, Mr Ivo Lund, told"."""
    comma = text.find(",", whole[0], whole[1] + 1)
    if comma < 0 or not _is_office_without_name(text, whole[0], comma):
        return None
    for at in _commas(text, whole):
        lead = _TITLED.match(text, at)
        run = NAME_RUN.match(text, lead.end()) if lead else None
        while run and _is_title_alone(run.group()) and text[run.end() : run.end() + 5] == " the ":
            run = NAME_RUN.match(text, run.end() + 5)  # "Senator the Hon. Vera Lund"
        named = person_in(text, run.start(), run.end()) if run else None
        if named and run and named.end == run.end() and _is_name(text, named) and _AFTER_NAME.match(text, named.end):
            return named
    return None


def _is_office_without_name(text: str, start: int, end: int) -> bool:
    """Whether words tell an office, and name at most its seat: "the minister of health of Orland"."""
    if not any(map(is_role, joined_by_and(text[start:end])[0].split())):
        return False  # of "the company and the mayor, Vera Lund," the company is one, too
    named = person_in(text, start, end)
    return named is None or text[start : named.start].split()[-1:] in (["of"], ["for"], ["in"], ["at"], ["and"])


def firm_behind_description(text: str, whole: Span, head: Span) -> Span | None:
    """The body between commas behind its description: "the country's biggest explorer, Coal & Gas Corp (CGC), said"."""
    lead = _TITLED.match(text, head[1]) or _TITLED.match(text, whole[1])
    run = NAME_RUN.match(text, lead.end()) if lead else None
    if run is None or run.group().split()[0].lower() in CALENDAR or not _AFTER_FIRM.match(text, run.end()):
        return None
    return run.span()


def _commas(text: str, whole: Span) -> list[int]:
    """Where the commas in a phrase are, and right behind it."""
    return [at for at in range(whole[0], min(whole[1] + 1, len(text))) if text[at] == ","]


def _is_title_alone(words: str) -> bool:
    return all(map(is_role, words.split()))


def _is_name(text: str, named: Named) -> bool:
    """Whether words between commas are a full name, or a surname behind its title: "Mr Lund"."""
    titles = (named.office or "").split()
    return " " in named.name or any(title.rstrip(".").lower() in COURTESY or is_role(title) for title in titles)
