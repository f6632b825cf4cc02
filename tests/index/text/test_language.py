"""Telling languages apart, and not from too little."""

import subprocess
import sys

import pytest

from factcontext.index.text.language import detect_language
from tests.house import ROOT

PLAIN = "The bridge over the river will stay closed until spring, the town’s engineer said on Monday, and that is that."


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
    assert detect_language(text) == language


def test_plain_english_needs_no_model():
    code = "import sys; from factcontext.index.text.language import detect_language; "
    code += f"print(detect_language({PLAIN!r}), 'py3langid' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout == "en False\n"


def test_a_quotation_in_english_makes_no_text_english():
    french = "Le pont restera fermé jusqu’au printemps, a déclaré l’ingénieur de la ville, qui a cité une chanson. " * 3
    assert detect_language(french + "“The river and the bridge.”") == "fr"
