"""Telling languages apart, and not from too little."""

import pytest

from index.language import detect


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The bridge over the river will stay closed until spring, the town’s engineer said on Monday."),
        ("fr", "Le pont sur la rivière restera fermé jusqu’au printemps, a déclaré lundi l’ingénieur de la ville."),
        ("de", "Die Brücke über den Fluss bleibt bis zum Frühjahr gesperrt, sagte der Ingenieur der Stadt am Montag."),
        ("ru", "Мост через реку будет закрыт до весны, заявил в понедельник инженер города."),
        ("und", "Flood in Arden"),
        ("und", ""),
        ("und", "2021 – 17:30 – 100 %" * 20),
    ],
)
def test_a_language_is_told_where_there_is_enough_text(language, text):
    assert detect(text) == language
