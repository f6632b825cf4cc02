"""German, where nouns have capitals and subjects another label: by hand-made parses, without its pipeline."""

import pytest
import spacy
from spacy.tokens import Doc

from factcontext.index.attribution.foreign.reading import Reading
from factcontext.index.attribution.foreign.reports import find_reports
from factcontext.index.attribution.foreign.units import ReportUnit
from factcontext.index.lexicon.foreign_speech import foreign_speech
from factcontext.index.text.quotes import Quote


def reading(marked: str) -> Reading:
    """A unit whose words are given as word/POS/relation/head, a quotation as OK/-/-/0."""
    rows = [one.split("/") for one in marked.split()]
    words = [row[0] for row in rows]
    pos = [row[1] if row[1] != "-" else "X" for row in rows]
    doc = Doc(
        spacy.blank("de").vocab, words, pos=pos, deps=[row[2] for row in rows], heads=[int(row[3]) for row in rows]
    )
    places = tuple(range(len(doc.text)))
    quotes = {n: Quote(doc[n].idx, doc[n].idx + 2) for n, word in enumerate(words) if word == "OK"}
    return Reading(ReportUnit(0, len(doc.text), 0, 0, tuple(quotes.values())), doc, places, quotes, {})


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("OK/-/oc/2 ,/PUNCT/punct/2 sagte/VERB/ROOT/2 Kanzlerin/NOUN/sb/2 Anna/PROPN/pnc/5 Roux/PROPN/nk/3",
         "Anna Roux"),
        ("OK/-/oc/2 ,/PUNCT/punct/2 sagte/VERB/ROOT/2 der/DET/nk/4 Sprecher/NOUN/sb/2 der/DET/nk/6 Polizei/NOUN/ag/4",
         None),
        ("Anna/PROPN/pnc/1 Roux/PROPN/sb/2 antwortete/VERB/ROOT/2 :/PUNCT/punct/2 OK/-/oc/2", "Anna Roux"),
        ("OK/-/oc/2 ,/PUNCT/punct/2 sagte/VERB/ROOT/2 sie/PRON/sb/2", ""),
    ],
)  # fmt: skip
def test_nouns_are_no_names_and_a_subject_is_found(marked: str, name: str | None) -> None:
    words = foreign_speech("de")
    assert words is not None
    assert [report.source.name for report in find_reports(reading(marked), words)] == ([] if name is None else [name])
