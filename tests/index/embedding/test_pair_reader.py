"""A pair of texts is read as one: what the evidence says holds, its contrary less; what it tells is an answer."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from factcontext.index.embedding.pair_reader import BATCH, LONGEST, Pair, PairReader, load_pair_reader, shown_to_reader

EVIDENCE = shown_to_reader(
    "The port stays closed until May, harbour master Ines Calder said on Tuesday. Repairs cost 40,000 crowns.",
    "Port to stay shut", "Ines Calder", "harbour master",
)  # fmt: skip


@pytest.fixture(scope="module")
def reader() -> PairReader:
    return load_pair_reader()


def test_evidence_is_shown_after_its_title_and_the_one_who_speaks() -> None:
    assert EVIDENCE.startswith("Port to stay shut | Ines Calder, harbour master: The port")
    assert shown_to_reader("We  fired\nonce.", "") == "We fired once."
    assert shown_to_reader("We fired.", "", None, "captain") == "We fired."


@pytest.mark.parametrize(
    ("reading", "right", "wrong"),
    [
        (
            "holds",
            "Repairs to the port will take until May.",
            "Repairs to the port were made in May, before the storm.",
        ),
        ("holds", "Fixing the port costs forty thousand crowns.", "Ines Calder was fined 40,000 crowns."),
        (
            "holds",
            "According to Ines Calder, ships cannot use the port before May.",
            "Ines Calder refused to close the port.",
        ),
        ("answers", "How long will ships have to stay away?", "Why did Ines Calder resign?"),
        ("answers", "How much do the repairs cost?", "Why did Ines Calder pay the sailors?"),
        ("answers", "Who runs the harbour?", "When did Ines Calder apologise to the sailors?"),
    ],
)
def test_what_the_evidence_says_or_answers_is_told_from_what_is_only_near(
    reader: PairReader, reading: str, right: str, wrong: str
) -> None:
    odds = getattr(reader.read([Pair(right, EVIDENCE), Pair(wrong, EVIDENCE)]), reading)
    assert odds[0] > odds[1]


def test_a_reading_does_not_depend_on_the_pairs_beside_it(reader: PairReader) -> None:
    texts = ["Who spoke?", "", "When?" * 300, "The port stays closed.", "漢字 🙂", *["Why is it shut?"] * BATCH]
    pairs = [Pair(text, evidence) for text in texts for evidence in (EVIDENCE, "", EVIDENCE * 40)]
    together = np.array(reader.read(pairs))
    assert np.isfinite(together).all()
    alone = np.hstack([np.array(reader.read([pair])) for pair in pairs])
    assert together == pytest.approx(alone, abs=1e-3)


def test_of_what_is_too_long_the_end_is_not_read(reader: PairReader) -> None:
    long = "The ferry sails. " * LONGEST
    readings = reader.read([Pair("Who spoke?", long), Pair("Who spoke?", f"{long} Nobody spoke.")])
    assert readings.answers[0] == pytest.approx(readings.answers[1], abs=1e-4)


def test_threads_read_at_once(reader: PairReader) -> None:
    pairs = [Pair(f"What did witness {n} say?", EVIDENCE) for n in range(12)]
    with ThreadPoolExecutor(4) as pool:
        found = [float(one.answers[0]) for one in pool.map(lambda pair: reader.read([pair]), pairs)]
    assert found == pytest.approx(reader.read(pairs).answers.tolist(), abs=1e-3)


def test_a_pair_that_comes_twice_is_read_the_same(reader: PairReader) -> None:
    pairs = [Pair("Who spoke?", EVIDENCE), Pair("Why?", EVIDENCE), Pair("Who spoke?", EVIDENCE)]
    answers = reader.read(pairs).answers
    assert answers[0] == answers[2] != answers[1]


def test_nothing_is_read_of_no_pairs(reader: PairReader) -> None:
    assert reader.read([]).holds.shape == (0,)


def test_a_plain_question_in_the_words_of_its_answer_reads_as_answered(reader):
    answer = "Asante goes | « Forward Jo Asante joined Westholm for £1.8m on Thursday. » He has scored twice."
    elsewhere = "Asante goes | « Forward Jo Asante scored twice for Westholm on Thursday. » He is 24."
    asked = "What fee did Westholm pay for Jo Asante?"
    well, badly = reader.read([Pair(asked, answer), Pair(asked, elsewhere)]).answers
    assert well > badly + 1
