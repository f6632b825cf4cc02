"""Full dates with a month's name in English or a neighbouring language."""

import pytest

from factcontext.index.text.month_names import is_weekday, named_dates

FIFTH_OF_MARCH = "2019-03-05"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("5. März 2019", FIFTH_OF_MARCH),
        ("5. Maerz 2019", FIFTH_OF_MARCH),
        ("Dienstag, 5.März 2019, 10:12 Uhr", FIFTH_OF_MARCH),
        ("5. Mär. 2019", FIFTH_OF_MARCH),
        ("3. Jänner 2019", "2019-01-03"),
        ("24. Dez. 2019", "2019-12-24"),
        ("le mardi 5 mars 2019 à 10h12", FIFTH_OF_MARCH),
        ("1er août 2019", "2019-08-01"),
        ("1ER AOUT 2019", "2019-08-01"),
        ("12 févr. 2019", "2019-02-12"),
        ("martes, 5 de marzo de 2019", FIFTH_OF_MARCH),
        ("5 de marzo del 2019", FIFTH_OF_MARCH),
        ("marzo 5 de 2019", FIFTH_OF_MARCH),
        ("9 dic 2019", "2019-12-09"),
        ("5 de março de 2019", FIFTH_OF_MARCH),
        ("3º de maio de 2019", "2019-05-03"),
        ("11 settembre 2019", "2019-09-11"),
        ("5-Mar-2019", FIFTH_OF_MARCH),
        ("05MAR2019", FIFTH_OF_MARCH),
    ],
)
def test_a_day_month_and_year_are_read(text: str, day: str) -> None:
    assert [found.isoformat() for _, found in named_dates(text)] == [day]


@pytest.mark.parametrize(
    "text",
    [
        "März 2019",
        "5. März",
        "31. Februar 2019",
        "5 Quill 2019",
        "carried 5 out 2019",
        "5. März 20191",
        "15.5. März",
        "",
    ],
)
def test_what_names_no_day_of_a_year_is_no_date(text: str) -> None:
    assert not list(named_dates(text))


def test_weekdays_are_known() -> None:
    assert is_weekday("mardi") and is_weekday("Donnerstag") and is_weekday("miercoles") and not is_weekday("march")
