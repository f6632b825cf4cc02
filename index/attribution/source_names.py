"""Finds the whole name that a source phrase stands for, where the parse cuts through it or takes the office for two."""

import re

from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.relation import Span
from factcontext.index.lexicon.countries import country_named
from factcontext.index.lexicon.person_names import (
    CALENDAR,
    NAME_RUN,
    Named,
    bare,
    first_names,
    follows_office,
    is_role,
    person_in,
)
from factcontext.index.lexicon.roles import ABBREVIATED, BODIES, COURTESY, OFFICE_WORDS

_ARTICLE = re.compile(r"\A(?:the|a|an)\s+", re.IGNORECASE)
_OWNER = re.compile(r"[’']s?\s")
_AND = re.compile(r",?\s+and\s+")
_FIELD = r"(?:the )?[A-ZÀ-Þ][\w-]{2,30}(?: [A-ZÀ-Þ][\w-]{2,30}){0,2}"
_LISTED_FIELDS = re.compile(
    r"(?:[Tt]he )?(?:(?P<role>[A-Z][a-z]{2,20}(?: of State)?) (?:for|of) )?"
    rf"(?P<fields>{_FIELD}(?:, {_FIELD}){{1,4}}),? (?:and|&) (?:the )?(?=[A-Z])"
)
_DETERMINERS = frozenset(
    "a all an both each her his its many most my our several some that the their these this".split()
)
_PARTNERS_BEFORE = re.compile(r"(?:[A-ZÀ-Þ][\w’'-]{1,20}, ){1,3}\Z")  # of "Lund, Orr & Dahl"
_PARTNERS = re.compile(
    r"[A-ZÀ-Þ][\w’'-]{1,20}(?:, [A-ZÀ-Þ][\w’'-]{1,20}){0,3}(?:,? (?:and|&) (?:Associates|Brothers|Co|Company|Daughters"
    r"|Partners|Sisters|Sons)\b|, [A-ZÀ-Þ][\w’'-]{1,20} & [A-ZÀ-Þ][\w’'-]{1,20})"
)
_SEAT = re.compile(r" of (?:the )?[A-ZÀ-Þ][\w’'-]{1,20}(?: [A-ZÀ-Þ][\w’'-]{1,20}){0,2}")  # "Coal & Gas Bank of Velm"
_GIVEN = re.compile(r",? (?:named|by the name of) ")
_REACH = 60  # characters before a word in which the name that holds it begins
_COMPOUND_BEFORE = re.compile(r"(?:[Tt]he )?\b[\w-]{1,30}-\Z")
_COMPOUND_BEHIND = re.compile(r"(?:-\w{1,20}){1,3}")
_TITLED = re.compile(r",\s+(?:the\s+)?")
_AFTER_NAME = re.compile(r"[,.:;]|\s+(?:said|says|told|tells)\b|\s*\Z")
_OFFICE_BEHIND = re.compile(r"(?: [a-z][\w-]{1,20}){1,4} (?=[A-ZÀ-Þ])")
# "officials, including Minister of Trade Vera Lund": he is one of them, not all
_APART = re.compile(r"[,;–—]|\b(?:including|such as|like)\b")
_AFTER_FIRM = re.compile(r"(?P<form> (?:plc|llc|ltd|inc)\b)?(?: \([A-Z][\w.&]*\))?,\s")


def joined_by_and(phrase: str) -> list[str]:
    """The parts of a phrase between its "and"s."""
    return _AND.split(phrase)


def holder_of_listed_fields(text: str, at: int, cast: Cast) -> Named | None:
    """Whom an office names whose fields commas part, where a phrase begins with it.

    "Trade, Energy and Coast Minister Vera Lund"; "Secretary for Trade, Energy and the Coast Vera Lund".
    """
    listed = _LISTED_FIELDS.match(text, at)
    run = NAME_RUN.match(text, listed.end()) if listed else None
    if listed is None or run is None or not _are_fields(listed["fields"], cast):
        return None
    words = run.group().split()
    if listed["role"] and is_role(listed["role"].split()[0]):
        begins = next((i for i, word in enumerate(words[1:-1], 1) if word in first_names()), 0)
    else:
        begins = 1 + max((i for i, word in enumerate(words[:-1]) if is_role(word)), default=-1)
    start = run.end() - len(" ".join(words[begins:]))
    return Named(text[start : run.end()], text[at:start].strip(), start, run.end()) if begins else None


def _are_fields(listed: str, cast: Cast) -> bool:
    """Whether words between commas are fields of an office, one of them a known one, and nobody's names."""
    parts = [_ARTICLE.sub("", part) for part in listed.split(", ")]
    if any(map(country_named, parts)):
        return False
    known = any(bare(word) in OFFICE_WORDS for part in parts for word in part.split())
    return known and all(_may_be_field(part, cast) for part in parts)


def holder_behind_seat(text: str, whole: Span) -> Named | None:
    """Whom an office names whose seat or field leads up to the name: "Minister for Roads and Rivers Vera Lund"."""
    around = list(NAME_RUN.finditer(text, whole[0], whole[1] + _REACH))
    last = next((one for one in around if one.start() < whole[1] < one.end()), None)  # the parse may end at "Dr."
    named = person_in(text, whole[0], last.end() if last else whole[1])
    if named is None or " " not in named.name:
        return None
    run = next((one for one in around if one.start() < named.start < one.end()), None)
    seat = text[run.start() : named.start].split() if run else []
    if run is None or is_role(seat[0]) or _ARTICLE.match(seat[0] + " ") or any(map(_is_office_word, seat)):
        return None
    is_apart = _APART.search(text, whole[0], run.start()) or _names_another(text[whole[0] : run.start()])
    return None if is_apart or not follows_office(text, run.start()) else named


def _names_another(before: str) -> bool:
    """Whether an "and" parts two people: "Gov. Ivo Orr and Secretary of State Vera Lund"."""
    people = (person_in(part, 0, len(part)) for part in joined_by_and(before)[:-1])
    return any(one and one.name.split()[0] in first_names() and " " in one.name for one in people)


def _is_office_word(word: str) -> bool:
    """Whether a word is an office, not a mere title as "Dr." is."""
    return is_role(word) and bare(word) not in ABBREVIATED and bare(word) not in COURTESY


def name_given(text: str, at: int) -> Span | None:
    """The name right behind a description: "a farmer named Vera Lund", "a dog named Rex"."""
    lead = _GIVEN.match(text, at)
    run = NAME_RUN.match(text, lead.end()) if lead else None
    return run.span() if run else None


def firm_around(text: str, whole: Span, head: Span) -> Span | None:
    """The firm's name that a word is part of, as in "Coal & Gas Corp" or "Lund, Orr and Partners"; else None."""
    line = text.rfind("\n", max(0, head[0] - _REACH), head[0]) + 1
    for run in NAME_RUN.finditer(text, max(line, head[0] - _REACH)):
        if run.start() >= head[1]:
            break
        if run.end() >= head[1] and "&" in run.group() and not any(map(is_role, run.group().split())):
            before = _PARTNERS_BEFORE.search(text, max(line, run.start() - _REACH), run.start())
            seat = _SEAT.match(text, run.end()) if bare(run.group().split()[-1]) in BODIES else None
            return before.start() if before else run.start(), seat.end() if seat else run.end()
    partners = next(filter(None, (_PARTNERS.match(text, at) for at in (whole[0], head[0], head[1] + 1))), None)
    return partners.span() if partners and partners.end() >= head[1] else None


def officer_behind_firm(text: str, firm: Span) -> Named | None:
    """Who is named behind a firm and an office in it: "Coal & Gas plc chief executive Vera Lund"."""
    office = _OFFICE_BEHIND.match(text, firm[1])
    run = NAME_RUN.match(text, office.end()) if office else None
    if office is None or run is None or not is_role(office[0].split()[-1]):
        return None
    return person_in(text, firm[0], run.end())


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
    if all(_is_bare_description(part) for part in (*before, named.office)):
        return named  # "Film-maker and long-time resident Vera Lund"
    is_office = _is_office_alone(named.office) and any(map(is_role, phrase.split())) and not _OWNER.search(last)
    if not is_office or not all(_may_be_field(part, cast) for part in before):
        return None
    return person_in(phrase, 0, len(phrase))


def _is_bare_description(part: str) -> bool:
    """Whether a common noun without an article describes whoever is named behind it: "former champion"."""
    words = part.split()
    return bool(words) and words[-1].islower() and words[0].lower() not in _DETERMINERS and not _OWNER.search(part)


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
        return words[0][0].isupper() and bare(words[-1]) not in BODIES  # "Police and mayor Vera Lund" are two
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
    after = _AFTER_FIRM.match(text, run.end()) if run else None
    if run is None or after is None or run.group().split()[0].lower() in CALENDAR:
        return None
    return run.start(), max(run.end(), after.end("form"))


def _commas(text: str, whole: Span) -> list[int]:
    """Where the commas in a phrase are, and right behind it."""
    return [at for at in range(whole[0], min(whole[1] + 1, len(text))) if text[at] == ","]


def _is_title_alone(words: str) -> bool:
    return all(map(is_role, words.split()))


def _is_name(text: str, named: Named) -> bool:
    """Whether words between commas are a full name, or a surname behind its title: "Mr Lund"."""
    titles = (named.office or "").split()
    return " " in named.name or any(title.rstrip(".").lower() in COURTESY or is_role(title) for title in titles)
