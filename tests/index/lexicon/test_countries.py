"""Countries by all their names, complete by what the Unicode CLDR lists."""

import re

import pytest
from babel import Locale

from factcontext.index.lexicon.countries import capital_of, country_in, country_named, is_people

# Without people of their own who speak for them, or the same place under a second code.
NO_COUNTRIES = frozenset("AC AQ AX BL BQ BV CC CP CQ DG EA EU EZ HM IC IO MF PM QO SJ TA TF UM UN XA XB ZZ".split())
# What CLDR adds to tell one from another.
ADDED = re.compile(r" \(.*\)| SAR China| - (?:Kinshasa|Brazzaville)")
OTHERWISE = {"Congo - Brazzaville": "Republic of the Congo", "Palestinian Territories": "Palestine"}


def plainly(name: str) -> str:
    name = OTHERWISE.get(name, ADDED.sub("", name)).replace("&", "and").replace("’", "'")
    return re.sub(r"^South Georgia.*", "South Georgia", name.replace("and Grenadines", "and the Grenadines"))


TERRITORIES = {code: name for code, name in Locale("en").territories.items() if re.fullmatch("[A-Z]{2}", code)}


@pytest.mark.parametrize("code", sorted(TERRITORIES.keys() - NO_COUNTRIES))
def test_every_country_is_known(code: str) -> None:
    assert country_named(plainly(TERRITORIES[code]))


@pytest.mark.parametrize(
    ("phrase", "country"),
    [
        ("Moscow", "Russia"), ("the Kremlin", "Russia"), ("Kosovars", "Kosovo"), ("Pristina", "Kosovo"),
        ("Gitega", "Burundi"), ("Chisinau", "Moldova"), ("the U.S.", "United States"),
        ("Bosnia’s", "Bosnia and Herzegovina"), ("Nepali", "Nepal"), ("Moscow Times", None), ("Atlantis", None),
    ],
)  # fmt: skip
def test_a_country_goes_by_many_names(phrase: str, country: str | None) -> None:
    assert country_named(phrase) == country


def test_a_country_is_found_in_a_phrase() -> None:
    assert country_in("the French foreign minister") == ("France", "French")
    assert country_in("the governor of New Mexico") is None


def test_a_people_is_not_its_country() -> None:
    assert is_people("Djiboutians") and not is_people("Djibouti")


def test_a_country_has_its_capital() -> None:
    assert (capital_of("Eswatini"), capital_of("Burundi")) == ("Mbabane", "Gitega")
