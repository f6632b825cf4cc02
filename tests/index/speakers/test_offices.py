"""Who speaks for a country: its government, not everybody in it."""

import pytest

from factcontext.index.speakers.leaders import find_leaders
from factcontext.index.speakers.offices import is_whole, speaks_for


@pytest.mark.parametrize(
    "office, country",
    [
        ("Russian Foreign Ministry spokeswoman", "Russia"),
        ("U.S. Secretary of State", "United States"),
        ("Kremlin spokesman", "Russia"),
        ("State Department", "United States"),
        ("Chad's Ambassador to France", "Chad"),
        ("president of Turkey", "Turkey"),
        ("Turkish government", "Turkey"),
        ("American officials", "United States"),
        ("Georgian prime minister", "Georgia"),
        ("British diplomat Sir", "United Kingdom"),
        ("Moscow", "Russia"),
    ],
)
def test_those_who_speak_for_a_country(office: str, country: str) -> None:
    assert speaks_for(office) == country


@pytest.mark.parametrize(
    "office",
    [
        "Texas Gov.",
        "U.S. Senator",
        "New Jersey governor",
        "New Mexico officials",
        "Georgia officials",
        "Washington officials",
        "American voters",
        "Americans",
        "Russian skater",
        "former Mexican President",
        "Labor Secretary in an American administration",
        "president of the American Academy of Harbours",
        "American Red Cross president",
        "secretary of labor during the Clinton administration",
        "official Chinese news agency",
        "Moscow Times",
        "Foreign Minister",
        "",
    ],
)
def test_those_who_do_not(office: str) -> None:
    assert speaks_for(office) is None


def test_the_article_may_tell_the_country_of_a_government_office() -> None:
    assert speaks_for("Foreign Ministry spokeswoman", "Russia") == "Russia"
    assert speaks_for("Foreign Ministry spokeswoman", "Velmora") == "Velmora"  # a country that no table knows
    assert speaks_for("World Bank President", "United States") is None
    assert speaks_for("Senator", "Israel") is None


@pytest.mark.parametrize("name", ["Russia", "Moscow", "the Kremlin", "the Russian government", "French officials"])
def test_a_whole_country_is_asked_for(name: str) -> None:
    assert is_whole(name)


@pytest.mark.parametrize("name", ["Russian foreign ministry", "State Department", "the White House", "Vera Lund", ""])
def test_a_part_or_a_person_is_asked_for(name: str) -> None:
    assert not is_whole(name)


@pytest.mark.parametrize(
    "text, found",
    [
        ("Mexican President Luis Ora’s plan", [("Luis Ora", "Mexico")]),
        ("Israeli Prime Minister Dov Halen said", [("Dov Halen", "Israel")]),
        ("President Ivo K. Lund of Turkey said", [("Ivo K. Lund", "Turkey")]),
        ("Russia's foreign minister, Pavel Orlin, said", [("Pavel Orlin", "Russia")]),
        ("Senator Vera Lund of Georgia said", []),
        ("ex-Mexican President Luis Ora said", []),
        ("former President Ivo Lund of Turkey said", []),
        ("In Mexico, President Vera Lund said", []),
        ("the company’s president, Vera Lund, said", []),
    ],
)
def test_offices_that_a_text_gives(text: str, found: list[tuple[str, str]]) -> None:
    assert list(find_leaders(text)) == found
