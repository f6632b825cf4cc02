"""Cues: which form of which word reports what."""

import pytest

from factcontext.index.lexicon.cues import CUE_VERBS, DOCUMENTS, FRAMES, NOUN_LEADS, QUOTING, SUPPORT_VERBS, may_report


@pytest.mark.parametrize(
    ("form", "verb", "frame"),
    [
        ("said", "say", "c of about"), ("tells", "tell", "cx"), ("asked", "ask", "cox for about"),
        ("denied", "deny", "co"), ("urging", "urge", "ox"), ("declined", "decline", "x"), ("refused", "refuse", "x"),
        ("accused", "accuse", "o of"), ("called", "call", "o for on"), ("lambasted", "lambaste", "o"),
        ("lambasts", "lambaste", "o"), ("fretted", "fret", "c"), ("found", "find", "d"), ("shows", "show", "d"),
        ("points", "point", "c out"), ("emphasised", "emphasize", "co"), ("apologised", "apologize", "c for"),
        ("criticised", "criticize", "o for"), ("criticizing", "criticize", "o for"),
        ("warned", "warn", "cx of about against"),
        ("agreeing", "agree", "c"), ("estimated", "estimate", "cod"), ("sworn", "swear", "cx"),
    ],
)  # fmt: skip
def test_a_form_reports_as_its_verb_does(form: str, verb: str, frame: str) -> None:
    letters, *leads = frame.split()
    assert CUE_VERBS[form] == verb
    assert FRAMES[verb] == {*letters, *leads}


@pytest.mark.parametrize("word", ["snaped", "concured", "freted", "agreing", "ferry", "believed", "stopped", "Said"])
def test_other_words_report_nothing(word: str) -> None:
    assert word not in CUE_VERBS and word not in QUOTING


@pytest.mark.parametrize(
    ("form", "verb"), [("snapped", "snap"), ("concurred", "concur"), ("went", "go"), ("begun", "begin")]
)
def test_some_verbs_lead_into_quotation_marks(form: str, verb: str) -> None:
    assert QUOTING[form] == verb


@pytest.mark.parametrize("form", ["said", "snap on", "told"])
def test_verbs_of_their_own_need_not_be_among_them(form: str) -> None:
    assert form not in QUOTING


@pytest.mark.parametrize(
    ("noun", "leads"),
    [("claim", "that of"), ("call", "that for"), ("letter", "that"), ("remarks", "that about")],
)
def test_a_noun_reports_what_stands_after_its_preposition(noun: str, leads: str) -> None:
    assert NOUN_LEADS[noun] == {*leads.split()}


def test_nouns_that_only_questions_use_report_nothing() -> None:
    assert NOUN_LEADS.keys().isdisjoint(["stance", "view", "line"])


def test_documents_and_light_verbs() -> None:
    assert {"statement", "op-ed", "remarks"} <= DOCUMENTS and "remark" not in DOCUMENTS
    assert {"made", "issuing", "sent"} <= SUPPORT_VERBS and "said" not in SUPPORT_VERBS


@pytest.mark.parametrize(
    ("text", "may"),
    [
        ("Lund lambasted the plan.", True),
        ("According to Orr, it rained.", True),
        ("Her letter was short.", True),
        ("The states met in May.", False),
        ("A letter came.", False),
        ("It rained all day.", False),
    ],
)
def test_only_sentences_with_a_cue_are_parsed(text: str, may: bool) -> None:
    assert may_report(text) is may
