"""Finds names and years in a question that an article must hold to answer it: "in Alaska", "in 1998"."""

import re
from collections.abc import Collection, Iterator

from factcontext.index.lexicon.countries import country_named, demonyms, names_of_country
from factcontext.index.lexicon.other_names import words_for_same
from factcontext.index.lexicon.person_names import bare, is_role
from factcontext.index.lexicon.roles import BODIES
from factcontext.index.lexicon.states import peoples_of_states
from factcontext.index.lexicon.word_classes import words_of_class
from factcontext.index.lexicon.word_groups import word_group
from factcontext.index.text.stems import stems
from factcontext.rag.query.patterns import OWNER_END
from factcontext.rag.records import Question

# Names in a row, "George Orr", and joined by small words, "Bank of Velmora"; the last word tells one from another.
_NAMES = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w&.’'-]*(?: (?:(?:of|the|and|de|van|von) )?[A-ZÀ-Þ][\w&.’'-]*)*")
_YEAR = re.compile(r"\b(?:1[89]|20)\d\d\b")
_FIRST_WORD = re.compile(r"(?:^\W*|[.?!]\s+)[\w&.’'-]+")  # of each sentence
_CALENDAR = words_of_class("calendar")
_PEOPLES = peoples_of_states() | word_group("peoples of more than one country")
_LEFT_OUT = word_group("sides and holidays")  # "Southern women", "at Christmas": an article may have other words
_NO_NAMES = frozenset(("emirates", "islands", "kingdom", "republic", "states"))  # of countries, and no word for one
_FEWEST_LETTERS = 3  # "I", "UK": shorter names are written in too many ways


def required_names(
    question: Question, publishers: Collection[str], span: tuple[str, str] | None = None
) -> tuple[frozenset[str], ...]:
    """The names and years that a question speaks of, each as the stems of which an article must have one.

    Whoever is asked about, the outlets, offices and days are left out, which are looked for in other ways, and the
    words for a people: "the Mexican border" is the border in many an article, and "the Floridian" has a name there. A
    year in which articles of the folder appeared, as its `span` tells, hardly needs to be written in them; without one
    none is asked for.
    """
    known = _words(" ".join(filter(None, (question.speaker, *question.others, *publishers))))
    written = years_in(question.standalone) if span else []
    years = (frozenset([year]) for year in written if span and not span[0][:4] <= year <= span[1][:4])
    names = (
        frozenset(stem for name in other_names(word) for stem in stems(name))
        for word in _telling_words(question.standalone)
        if not _words(word) & known
    )
    return (*names, *years)


def years_in(text: str) -> list[str]:
    """The years that a text writes: "in 1998"."""
    return _YEAR.findall(text)


def _telling_words(text: str) -> Iterator[str]:
    """The last word of each name but for what begins the sentence."""
    begins = {match.end() for match in _FIRST_WORD.finditer(text)}
    for found in _NAMES.finditer(text):
        first = found.group().split()[0]
        words = found.group().split()[found.start() + len(first) in begins :]
        word = OWNER_END.sub("", words[-1]).rstrip(".,").split("-")[0] if words else ""
        behind = re.match(r" ([\w’'-]+)", text[found.end() :])
        if len(words) == 1 and bare(word) in _LEFT_OUT:  # but "Far Eastern" is a name of its own
            continue
        if _is_telling(word) and not (behind and is_role(behind[1])):  # "a Welsh senator" may be one by his name alone
            yield word


def _is_telling(word: str) -> bool:
    plain = bare(word)
    letters = sum(map(str.isalpha, word))
    is_people = not {plain, plain.removesuffix("s")}.isdisjoint(demonyms() | _PEOPLES)
    is_day = any(one.startswith(plain) for one in _CALENDAR)  # "Dec" too
    is_common = is_people or is_role(word) or plain in BODIES or is_day
    return letters >= _FEWEST_LETTERS and word[0].isupper() and not is_common and not _is_contracted(word)


def _is_contracted(word: str) -> bool:
    """Whether a word is a pronoun with its verb, "I’m", and no name, "O’Neill"."""
    return re.match(r"I[’']", word) is not None


def other_names(name: str) -> Collection[str]:
    """A name, and what else its bearer is called: a country by its people, a state for short, a party by another."""
    country = country_named(name)
    if country is None:
        return {name, *words_for_same(name)}
    last = country.split()[-1]  # of "Pyongyang" also "Korea"
    return {name, *names_of_country(country), *([] if last.lower() in _NO_NAMES else [last])}


def _words(text: str) -> frozenset[str]:
    return frozenset(stems(text.replace("-", " ")))
