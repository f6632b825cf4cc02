"""A draft's quotations: found, altered, spoken by somebody else, absent; each with the articles' own words."""

import pytest

from factcontext.rag.verification.drafts.draft_check import check_draft
from factcontext.rag.verification.drafts.draft_difference import most_alike

TWO = "she fired two rounds at a target she took for a smuggler"


def only(draft, library):
    [one] = check_draft(draft, library)
    assert draft[one.start : one.end] == one.text
    if one.citation:
        citation = one.citation
        assert citation.article.text[citation.start : citation.end] == citation.quote
    return one


@pytest.mark.parametrize(
    ("draft", "state", "claimed", "speaker"),
    [
        (f"“The Sable was in the sound, and {TWO},” Osric Belhame said.", "found", "Osric Belhame", "Osric Belhame"),
        (f"Defence Minister Belhame said the ship had been in the sound. “And {TWO},” he added.", "found", None, None),
        (f'"{TWO}" was how it was told.', "found", None, "Osric Belhame"),
        (f"Tobias Renn said: “The Sable was there, and {TWO}.”", "altered", "Tobias Renn", "Osric Belhame"),
        (f"Tobias Renn said: “And {TWO}.”", "other_speaker", "Tobias Renn", "Osric Belhame"),
        (f"“The Sable … {TWO},” Belhame said.", "found", None, "Osric Belhame"),
        (f"“The Sable was in the sound … {TWO},” Belhame said.", "found", None, "Osric Belhame"),
        (f"“{TWO.replace('two', 'three')},” Belhame said.", "altered", None, "Osric Belhame"),
        ("“We will never forgive this, and the world should know it,” Leontine Marsh said.", "absent", None, None),
        ("Ilva Dorrestin said “those who want a courtroom should first bring some evidence.”", "found", None, None),
    ],
)
def test_every_quotation_gets_its_state(draft, state, claimed, speaker, sample_library):
    one = only(draft, sample_library)
    assert one.state == state
    assert (one.citation is None) == (state == "absent")
    if claimed:
        assert one.claimed_speaker == claimed
    if speaker and one.citation:
        assert one.citation.speaker == speaker


@pytest.mark.parametrize(
    ("draft", "state", "word", "side"),
    [
        ("“Going to resign in the middle of an investigation,” Belhame said.", "cut", "not", "before"),
        ("Belhame said that he was “going to resign.”", "cut", "not", "before"),
        ("Belhame said that he was not “going to resign.”", "found", None, None),
        ("“I am not going to resign in the middle of an investigation,” Belhame said.", "found", None, None),
        ("Calder Finch said “the furniture will not move.”", "cut", "if", "before"),
        ("If they are sold, Calder Finch said, “the furniture will not move.”", "found", None, None),
        ("Beatrix Holm said the bid would “turn out to be harmless.”", "cut", "may", "before"),
    ],
)
def test_what_is_cut_after_a_word_that_turns_it_is_told(draft, state, word, side, sample_library):
    one = only(draft, sample_library)
    assert one.state == state
    assert (one.turn and one.turn.word, one.turn and one.turn.side) == (word, side)


def test_the_change_is_told(sample_library):
    one = only(f"“{TWO.replace('two', 'three').replace('target she', 'boat she')},” Belhame said.", sample_library)
    assert [(change.quoted, change.written) for change in one.changes] == [("three", "two"), ("boat", "target")]
    assert [one.text[change.start : change.end] for change in one.changes] == ["three", "boat"]
    assert one.citation.quote == TWO


def test_all_quotations_of_a_draft_come_in_order_and_are_numbered(sample_library):
    draft = f"“Nobody ever said these seven words here,” Renn said.\n\nBelhame said “{TWO}”.\nHe spoke of a “smuggler”."
    states = check_draft(draft, sample_library)
    assert [one.state for one in states] == ["absent", "found", "found"]
    assert [one.citation and one.citation.n for one in states] == [None, 2, 3]


def test_a_draft_without_quotations_has_nothing_to_check(sample_library):
    assert check_draft("The harbour's gates don't close. It's 5 o'clock.", sample_library) == ()
    assert check_draft("", sample_library) == ()


@pytest.mark.parametrize(
    ("quoted", "text", "found", "likeness", "changes"),
    [
        ("the gates are new", "All say the gates are old here.", "the gates are old", 0.75, [("new", "old")]),
        ("the gates are not new", "But the gates are new.", "the gates are new", 0.8, [("not", "")]),
        ("gates are new", "The gates are now new.", "gates are now new", 0.75, [("", "now")]),
        ("gates", "Nothing alike.", "", 0.0, []),
    ],
)
def test_the_nearest_stretch_and_its_changes(quoted, text, found, likeness, changes):
    start, end, share, told = most_alike(quoted, text, 0, len(text))
    assert (text[start:end], share) == (found, likeness)
    assert [(one.quoted, one.written) for one in told] == changes


@pytest.mark.parametrize(
    "draft",
    [
        "Belhame did not tell Mr. Renn he was “going to resign.”",
        "He is not, the U.S. Navy was told by Belhame, “going to resign.”",
        "Belhame told Gen. Orr and Lt. Col. Lund that he was not “going to resign.”",
    ],
)
def test_the_point_of_a_title_ends_no_sentence_of_a_draft(draft, sample_library):
    assert only(draft, sample_library).state == "found"


def test_a_not_of_the_sentence_before_makes_up_for_nothing(sample_library):
    assert only("It was not so, said Mr. Orr. Belhame was “going to resign.”", sample_library).state == "cut"
