"""Resolves descriptions of a person, “the Florida senator”, “the 30-year-old”, where one person fits."""

import re
from collections.abc import Iterator

from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.quoted_text import QuotedText
from factcontext.index.attribution.told_descriptions import persons_told_as
from factcontext.index.lexicon.countries import country_in, country_named, demonyms
from factcontext.index.lexicon.person_names import bare, is_role, is_trade
from factcontext.index.lexicon.roles import ABBREVIATED, pronoun_kind, sex_of_noun
from factcontext.index.lexicon.word_groups import word_group

_AGE = re.compile(r"\d{1,3}-year-old")
_TOLD_AGE = re.compile(r",\s+\d{1,3}\b")
_PARENT = re.compile(
    r"(?:mother|father|mum|dad|grandmother|grandfather)[- ]of[- ](?:one|two|three|four|five|six|seven|eight|\d+)\b"
)
# "the former world number three"
_RANK = re.compile(r"(?:[\w-]+ )?world (?:number|no\.?) [\w-]+", re.IGNORECASE)
# "the author of The Salt Clerk": a title has a capital, and what a body or a place is called no article before it
_WORK = re.compile(r"(?P<maker>[a-z][\w-]{2,20}) of (?:[“‘\"'](?=[A-ZÀ-Þ])|(?=[A-ZÀ-Þ]))")
_OTHERS = re.compile(r"\b(?:former|ex|fellow|rival|other|opposing|another|second|third|then)\b|[’']s\b")
_SMALL_WORDS = frozenset("the of a u.s for current our at in from and".split())
_COUNTRY_REACH = 50  # characters before a name in which the word that tells the country begins
# "Orland's transport minister, Vera Lund"
_HELD_FOR = re.compile(r"\b(?P<country>[A-ZÀ-Þ]\w+)[’']s (?:[a-z-]+ ){1,4}?(?:minister|president|chancellor), \Z")
_AGE_REACH = 60  # characters before a name in which "the 30-year-old keeper" stands
_HEADS = word_group("heads of a body")
_LEADERS = word_group("leaders of a country")
_STORY = word_group("those whom a story is about")
_FORMER = frozenset(("former", "ex"))
_MAKERS = word_group("makers of works")
_WRITERS = word_group("trades of authors")
# What somebody may be called more broadly, to the trades that the article may tell: a singer is “the pop star”.
_BROADER = {
    "athlete": word_group("trades of athletes"),
    "lawmaker": word_group("trades of lawmakers"),
    "legislator": word_group("trades of lawmakers"),
    "musician": word_group("trades of musicians"),
    "officer": word_group("ranks of officers"),
    "player": word_group("trades of players"),
    "politician": word_group("trades of politicians"),
    "scientist": word_group("trades of scientists"),
    "star": word_group("trades of stars"),
    "writer": _WRITERS,
}


def person_described(words: str, at: int, cast: Cast, quoted: QuotedText) -> str | None:
    """The one person named before a place whom a description without its article fits; None for none or several."""
    everyone = [name for name, places in cast.full.items() if places[0] < at]
    before = [name for name in everyone if cast.is_person(name)]
    head = words.split()[-1]
    if " " in words and not pronoun_kind(words.split()[0]) and (name := _only(persons_told_as(words, everyone, cast))):
        return name
    if _AGE.search(words) or _PARENT.search(words):
        told = _only(_of_age(words, everyone, cast)) or _only(_fitting(_of_paragraph(at, cast, quoted), words, cast))
        told = told or _only(_without_office(_fitting(before, words, cast), cast))
        return told or _only(_fitting(_of_paragraph_before(at, cast, quoted), words, cast))
    if (
        (bare(head) in _STORY or _RANK.fullmatch(words))
        and not _OTHERS.search(words)
        and (name := _only(_fitting(before, head, cast)))
    ):
        return name
    if bare(head) in demonyms():
        of_country = list(_of_country(head, everyone, cast))
        near = everyone if of_country else _of_paragraph_before(at, cast, quoted)
        return _only(iter(of_country)) or _only(_fitting(everyone, words, cast)) or _only(_fitting(near, words, cast))
    if (
        bare(head) in _BROADER
        and not _OTHERS.search(words)
        and (name := _only(_fitting(list(_called_broadly(words, before, cast, quoted)), head, cast)))
    ):
        return name
    if (work := _WORK.match(words)) and bare(work["maker"]) in _MAKERS:
        return _only(_making(bare(work["maker"]), before, cast))
    if is_role(head) or is_trade(head):
        introduced = list(_introduced_as(words, before, cast, quoted))
        if len(introduced) > 1:  # both captains in one sentence: "beat the Warriors and their captain, Vera Lund"
            introduced = [name for name in introduced if _is_named_behind(words, name, cast, quoted)]
        return _only(_holding(words, before, cast)) or _only(iter(introduced))
    return None


def _only(names: Iterator[str]) -> str | None:
    found = list(names)
    return found[0] if len(found) == 1 else None


def _of_paragraph(at: int, cast: Cast, quoted: QuotedText) -> list[str]:
    """Whom the words before a place in its paragraph name, as the next function tells."""
    return _named_from(cast.text.rfind("\n", 0, at) + 1, at, cast, quoted)


def _of_paragraph_before(at: int, cast: Cast, quoted: QuotedText) -> list[str]:
    """Whom the paragraph before and the words since then name, but for owners and whoever is told to be of some age."""
    text = cast.text
    here = text.rfind("\n", 0, at)
    return _named_from(text.rfind("\n", 0, len(text[: max(0, here)].rstrip())) + 1, at, cast, quoted)


def _named_from(start: int, at: int, cast: Cast, quoted: QuotedText) -> list[str]:
    text = cast.text
    named = [one for one in cast.mentions if start <= one.start < at and not quoted.is_quoted(one.start)]
    acting = {one.name for one in named if text[one.end : one.end + 1] not in ("’", "'")}
    return [name for name in acting if cast.is_person(name) and not _has_age(name, cast)]


def _has_age(name: str, cast: Cast) -> bool:
    return any(_TOLD_AGE.match(cast.text, at + len(name)) for at in cast.full.get(name, ()))


def _of_age(words: str, names: list[str], cast: Cast) -> Iterator[str]:
    """Those whose age or children the article tells in the same words, or beside the name: "Vera Lund, 30"."""
    age = re.search(r"\d+", words)
    told = re.compile(
        rf",?\s+(?:\(|aged |(?:who (?:is|was|turns|turned) ))?{age.group()}\b" if age else re.escape(words)
    )
    before = re.compile(rf"\b{age.group()}-year-old (?:[\w-]+ ){{0,3}}\Z" if age else r"\b\Z\B")
    for name in names:
        places = cast.full[name]
        if any(told.match(cast.text, at + len(name)) for at in places):
            yield name
        elif any(before.search(cast.text, max(0, at - _AGE_REACH), at) for at in places):
            yield name


def _of_country(people: str, names: list[str], cast: Cast) -> Iterator[str]:
    """Those with whose name the article tells the country: "Norwegian Vera Lund", "Norway's Vera Lund"."""
    country = country_named(people)
    for name in names:
        before = [cast.text[max(0, at - _COUNTRY_REACH) : at] for at in cast.full[name]]
        if any(country == country_named(words.split()[-1]) for words in before if words.split()):
            yield name
        elif any(country == country_named(held["country"]) for words in before if (held := _HELD_FOR.search(words))):
            yield name


def _fitting(names: list[str], words: str, cast: Cast) -> Iterator[str]:
    """Those whose sex a description leaves open or tells."""
    sexes = {sex_of_noun(_of_sex(bare(word).split("-")[0])) for word in words.split()}
    other = "m" if "f" in sexes else "f" if "m" in sexes else ""
    return (name for name in names if not other or cast.sex(name) != other)


def _of_sex(word: str) -> str:
    """A word for one of a people as far as it tells the sex: "frenchwoman" -> "woman"."""
    is_of_people = word in demonyms() and word.endswith("man")
    return ("woman" if word.endswith("woman") else "man") if is_of_people else word


def _without_office(names: Iterator[str], cast: Cast) -> Iterator[str]:
    """Those whom a story is about: whoever speaks for an office is hardly called by age."""
    for name in names:
        office = {bare(word) for word in cast.offices.get(name, "").split()}
        if not office or office & _STORY:
            yield name


def _called_broadly(words: str, names: list[str], cast: Cast, quoted: QuotedText) -> Iterator[str]:
    """Those with a trade that a broader word means, with whom the article tells the names in the description."""
    *rest, head = words.split()
    told = [word for word in rest if word[0].isupper()]
    for name in names:
        if _BROADER[bare(head)] & _plain_words(cast.offices.get(name, "")):
            if all(_is_introduced_with(word, name, cast, quoted) for word in told):
                yield name


def _making(maker: str, names: list[str], cast: Cast) -> Iterator[str]:
    """Those whose trade makes such works: an author is a novelist, a poet; whoever speaks is told by no other work."""
    trades = {maker} | (_WRITERS if maker in ("author", "writer") else set())
    return (name for name in names if trades & _plain_words(cast.offices.get(name, "")))


def _holding(words: str, names: list[str], cast: Cast) -> Iterator[str]:
    """Those whose office has all words of a description; of a former one the description must say so."""
    wanted = _plain_words(words)
    for name in names:
        office = _plain_words(cast.offices.get(name, ""))
        if wanted and wanted <= office and bool(wanted & _FORMER) == bool(office & _FORMER):
            yield name


def _introduced_as(words: str, names: list[str], cast: Cast, quoted: QuotedText) -> Iterator[str]:
    """Those with such an office whose introduction has the other words: "the Warriors chief" runs the Warriors."""
    head = bare(words.split()[-1])
    rest = [word for word in words.split()[:-1] if bare(word) not in _SMALL_WORDS]
    for name in names if rest else []:
        office = _plain_words(cast.offices.get(name, ""))
        if bool(_plain_words(words) & _FORMER) != bool(office & _FORMER):
            continue
        alike = office & (_HEADS if head in _HEADS else {ABBREVIATED.get(head, head)})
        is_leader = head == "leader" and _leads(rest, office, name, cast)
        if is_leader or alike and all(_is_introduced_with(word, name, cast, quoted) for word in rest):
            yield name


def _is_named_behind(words: str, name: str, cast: Cast, quoted: QuotedText) -> bool:
    """Whether the words of a description stand right before the name, behind any other that the sentence has."""
    rest = [word for word in words.split()[:-1] if bare(word) not in _SMALL_WORDS]
    for at in cast.full[name]:
        here = quoted.sentences[quoted.sentence_at(at)]
        start = max(
            [
                here.start,
                *(one.end for one in cast.mentions if one.end < at and one.name != name and cast.is_person(one.name)),
            ]
        )
        if all(re.search(rf"\b{re.escape(word)}\b", cast.text[start:at], re.IGNORECASE) for word in rest):
            return True
    return False


def _leads(rest: list[str], office: frozenset[str], name: str, cast: Cast) -> bool:
    """Whether somebody leads the country of a description: "the Russian leader" is Russia's president."""
    country = country_named(" ".join(rest))
    named = country_in(cast.offices.get(name, ""))
    return country is not None and bool(office & _LEADERS) and named is not None and named[0] == country


def _is_introduced_with(word: str, name: str, cast: Cast, quoted: QuotedText) -> bool:
    """Whether a sentence with somebody's full name, or that name's office, has a word of the description."""
    for at in cast.full[name]:
        here = quoted.sentences[quoted.sentence_at(at)]
        if re.search(rf"\b{re.escape(word)}\b", cast.text[here.start : here.end], re.IGNORECASE):
            return True
    return False


def _plain_words(words: str) -> frozenset[str]:
    plain = (bare(w) for w in words.split())
    return frozenset(ABBREVIATED.get(w, w) for w in plain if w not in _SMALL_WORDS)
