"""Where articles differ: other values for the same in one event; never a difference that is none."""

from collections.abc import Sequence

import pytest

from factcontext.index.records import Article, Metadata, Statement, Value
from factcontext.rag.records import Citation, Difference, Evidence, Question
from factcontext.rag.verification.differences.events import is_one_event
from factcontext.rag.verification.differences.find_differences import find_differences

# What both articles tell beside the sentence that is compared: it makes them reports of one event.
AROUND = " In Sollen, the mayor spoke to Ines Calder. People in Sollen waited, and Ines Calder waited with them."


def evidence(text: str, path: str, day: str | None = "2031-05-02", around: str = AROUND) -> Evidence:
    published = Value(day, "document") if day else None
    metadata = Metadata(Value("A title", "document"), Value(f"Outlet {path}", "document"), published)
    return Evidence(Article(path, "0" * 64, text + around, metadata), 0, len(text), 0.9)


def found(asked: str, *pieces: Evidence) -> tuple[Difference, ...]:
    question = Question(asked, asked, "fact", None, asked)
    return find_differences(question, pieces, [pieces[0].cited(1)])


def values(asked: str, one: str, other: str) -> list[list[str]]:
    """The values on which two articles of one event differ."""
    differences = found(asked, evidence(one, "a"), evidence(other, "b", "2031-05-09"))
    return [[side.value for side in each.sides] for each in differences]


DIED = "How many people died?"


@pytest.mark.parametrize(
    ("asked", "one", "other", "sides"),
    [
        (DIED, "12 people died, police said.", "Police said 14 people had died.", ["12", "14"]),
        (DIED, "At least 27 people died.", "Thirty-three people were killed.", ["At least 27", "Thirty-three"]),
        (DIED, "Nine people died.", "The death toll rose to 31 on Friday.", ["Nine", "31"]),
        ("How many were arrested?", "Forty people were arrested.", "60 people were detained.", ["Forty", "60"]),
        ("What did the dam cost?", "The dam cost 4 million crowns.", "The dam cost 9 million crowns.", ["4", "9"]),
        ("How many cases?", "The number of cases stood at 274.", "The number of cases rose to 318.", ["274", "318"]),
        ("When did the Gull sink?", "The Gull sank on 3 May.", "The Gull sank on 4 May.", ["3 May", "4 May"]),
        ("What share voted?", "91 percent of members voted.", "84 percent of members voted.", ["91", "84"]),
    ],
)
def test_other_values_for_the_same_are_a_difference(asked: str, one: str, other: str, sides: list[str]) -> None:
    [told] = values(asked, one, other)
    assert all(value.startswith(side) for value, side in zip(told, sides, strict=True))


@pytest.mark.parametrize(
    ("asked", "one", "other"),
    [
        (DIED, "12 people died.", "Twelve people died."),
        (DIED, "About 40,000 people died.", "41,200 people died."),
        (DIED, "1,200 people died.", "1,187 people died."),
        (DIED, "More than 180 people died.", "183 people died."),
        (DIED, "12 people died.", "Another 3 people died."),
        (DIED, "12 people died.", "Three other people died."),
        (DIED, "12 people died.", "12 of the 14 people died."),
        (DIED, "12 people died.", "Two elderly people died."),
        (DIED, "12 people died.", "12 people died and 30 people were hurt."),
        (DIED, "12 people died.", "Officials feared that 40 people had died."),
        (DIED, "12 people died.", "40 people may have died."),
        (DIED, "12 people died.", "40 people could die."),
        (DIED, "12 people died.", "The firm denied that 40 people had died."),
        (DIED, "12 people died.", "Up to 40 people died."),
        (DIED, "12 people died.", "If the dam had burst, 400 people would have died."),
        (DIED, "12 people died on Monday.", "30 people died in three weeks."),
        (DIED, "12 people died in Sollen.", "30 people died in the whole valley."),
        (DIED, "12 people died in 2029.", "14 people died in 2030."),
        (DIED, "12 people died.", "12 sheep died."),
        (DIED, "12 people died.", "40 people waited."),
        ("What did it cost?", "It cost 5 million crowns.", "It cost 7 million crowns."),
        ("What did the bridge cost?", "The bridge cost 5 million crowns.", "The tunnel cost 7 million crowns."),
        ("When did they meet?", "The two met on 3 May.", "The two met on 9 May."),
        ("When did the Gull sink?", "The Gull sank on 3 May.", "The Petrel sank on 9 May."),
        ("Who is the mayor?", "12 people died.", "14 people died."),
    ],
)
def test_what_is_no_difference_is_not_claimed(asked: str, one: str, other: str) -> None:
    assert values(asked, one, other) == []


ELSEWHERE = " In Arden, the governor met Maud Teller. People in Arden waited, and Maud Teller waited with them."


@pytest.mark.parametrize(
    "other",
    [
        evidence("14 people died.", "b", around=ELSEWHERE),
        evidence("14 people died.", "b", "2031-11-02"),
        evidence("14 people died.", "b", None),
    ],
    ids=["at another place", "half a year later", "without a date"],
)
def test_articles_that_may_be_of_another_event_are_not_compared(other: Evidence) -> None:
    assert found(DIED, evidence("12 people died.", "a"), other) == ()
    assert not is_one_event(evidence("", "a").article, other.article)


def test_an_article_that_gives_both_values_takes_no_side() -> None:
    both = evidence("12 people died. Later 14 people died.", "a")
    assert found(DIED, both, evidence("14 people died.", "b")) == ()


def test_one_article_does_not_differ_from_itself() -> None:
    text = "12 people died. Nobody slept. 14 people died."
    article = evidence(text, "a").article
    pieces = [Evidence(article, 0, 15, 0.9), Evidence(article, 30, len(text), 0.9)]
    assert found(DIED, *pieces) == ()


def test_the_oldest_side_is_first_and_who_gives_a_value_is_told_together() -> None:
    pieces = [
        evidence("14 people died.", "c", "2031-05-09"),
        evidence("12 people died.", "a", "2031-05-02"),
        evidence("12 people were killed.", "b", "2031-05-03"),
    ]
    [told] = found(DIED, *pieces)
    assert [[one.article.path for one in side.citations] for side in told.sides] == [["a", "b"], ["c"]]


def test_numbers_are_those_of_the_answer_and_go_on_from_there() -> None:
    [told] = found(DIED, evidence("12 people died.", "a"), evidence("14 people died.", "b"))
    assert [one.n for side in told.sides for one in side.citations] == [1, 2]
    for citation in (one for side in told.sides for one in side.citations):
        assert citation.article.text[citation.start : citation.end] == citation.quote


# ---- denials


def test_a_difference_that_is_left_out_takes_no_number() -> None:
    asked = "How many people died, and how many people were hurt?"
    pieces = [
        evidence("12 people died.", "a"),
        evidence("14 people died.", "b"),
        evidence("30 people were hurt.", "c"),
        evidence("40 people were hurt.", "d"),
    ]
    [told] = find_differences(Question(asked, asked, "fact", None, asked), pieces, [pieces[2].cited(1)])
    assert [one.n for side in told.sides for one in side.citations] == [1, 2]


def said(cue: str, words: str, path: str, day: str = "2031-05-02", speaker: int | None = None) -> Evidence:
    text = f"The company {cue} {words}."
    piece = evidence(text, path, day)
    start = text.index(words)
    name = "The company"
    by = Statement(path, start, start + len(words), name, name, "certain", cue, "indirect", speaker_id=speaker)
    return Evidence(piece.article, 0, len(text), 0.9, by)


CLAIM = "that it had dumped waste into the Orrin"


@pytest.mark.parametrize(
    ("cue", "words", "is_difference"),
    [
        ("confirmed", "that it had dumped waste into the Orrin for years", True),
        ("admitted", CLAIM, True),
        ("denied", CLAIM, False),
        ("said", CLAIM, False),
        ("confirmed", "that its chairman would resign", False),
    ],
)
def test_a_denial_stands_beside_a_confirmation_of_the_same(cue: str, words: str, is_difference: bool) -> None:
    told: Sequence[Difference] = found("Did the company dump waste?", said("denied", CLAIM, "a"), said(cue, words, "b"))
    assert [one.kind for one in told] == (["denial"] if is_difference else [])
    assert all([side.value for side in one.sides] == ["denied", cue] for one in told)


@pytest.mark.parametrize(
    ("day", "speaker", "kind"),
    [
        ("2031-05-09", 7, "change"),
        ("2031-05-02", 7, "denial"),
        ("2031-05-09", 8, "denial"),
        ("2031-05-09", None, "denial"),
    ],
)
def test_one_speaker_who_confirms_later_has_changed(day: str, speaker: int | None, kind: str) -> None:
    pieces = said("denied", CLAIM, "a", speaker=7), said("confirmed", CLAIM, "b", day, speaker)
    assert [one.kind for one in found("Did the company dump waste?", *pieces)] == [kind]


def test_a_citation_of_evidence_is_to_the_letter() -> None:
    piece = evidence("12 people died.", "a")
    assert piece.cited(3) == Citation(3, piece.article, 0, 15, "12 people died.")
