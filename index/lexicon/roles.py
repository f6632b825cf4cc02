"""Words that stand before a name or for a person: titles, occupations, offices, and words in the names of bodies."""

from factcontext.index.lexicon.tables import table_rows
from factcontext.index.lexicon.word_classes import pronoun_kinds, words_of_class
from factcontext.index.lexicon.word_groups import word_group

_WORDS = table_rows("titles")

# Titles that are shortened, to the word in full: "sen" -> "senator".
ABBREVIATED = {short: full for short, _, full in table_rows("abbreviations") if full != "-"}
# Forms of address and the sex that they tell: "mr" -> "m".
COURTESY = {word: sex for word, role, sex, *_ in _WORDS if role == "courtesy"}
ROLES = frozenset(word for word, role, *_ in _WORDS if role == "yes")
MALE_ROLES = frozenset(word for word, role, sex, *_ in _WORDS if (role, sex) == ("yes", "m"))
FEMALE_ROLES = frozenset(word for word, role, sex, *_ in _WORDS if (role, sex) == ("yes", "f"))
_MALE, _FEMALE = MALE_ROLES | word_group("words for a man"), FEMALE_ROLES | word_group("words for a woman")
# Capitalised words before a name that belong to an office: "Secretary of State John Kerry", "White House".
OFFICE_WORDS = frozenset(word for word, _, _, office, *_ in _WORDS if office == "yes")
# Words in names of bodies, never the last word of a person's name.
BODIES = frozenset(word for word, _, _, _, body, *_ in _WORDS if body == "yes")
# Words of offices that speak for a country.
GOVERNMENT = frozenset(word for word, _, _, _, _, government, _ in _WORDS if government == "yes")
SUFFIXES = words_of_class("suffix")
PRONOUNS = pronoun_kinds()


def pronoun_kind(words: str) -> str:
    """What kind of pronoun a phrase is: m, f, p (plural), n (thing), 1, 2 or w (relative); empty for a noun."""
    return PRONOUNS.get(words.strip().lower(), "")


def sex_of_noun(noun: str) -> str:
    """m or f where a common noun tells, else an empty string."""
    plain = noun.lower()
    return "m" if plain in _MALE else "f" if plain in _FEMALE else ""
