"""Verb forms: inflected and lemmatized by a generated table."""

import pytest

from factcontext.index.lexicon.verb_forms import base_of, forms_of


@pytest.mark.parametrize(
    ("form", "base"),
    [
        ("stopped", "stop"), ("banned", "ban"), ("barred", "bar"), ("planned", "plan"), ("blocked", "block"),
        ("snapped", "snap"), ("concurred", "concur"), ("fretted", "fret"), ("agreeing", "agree"), ("denies", "deny"),
        ("hoped", "hope"), ("griping", "gripe"), ("sought", "seek"), ("forbade", "forbid"), ("written", "write"),
        ("begun", "begin"), ("went", "go"), ("labelled", "label"), ("labeled", "label"), ("lambasted", "lambast"),
        ("say", "say"), ("read", "read"),
    ],
)  # fmt: skip
def test_a_form_has_its_base(form: str, base: str) -> None:
    assert base_of(form) == base


@pytest.mark.parametrize("word", ["ferry", "stoped", "snaped", "Said", ""])
def test_what_is_no_form_of_a_listed_verb_has_none(word: str) -> None:
    assert base_of(word) is None


def test_a_verb_has_each_form_once_by_its_name() -> None:
    assert dict(forms_of("deny")) == {"deny": "base", "denies": "third", "denied": "past", "denying": "ing"}
    assert dict(forms_of("write"))["wrote"] == dict(forms_of("write"))["written"] == "past"


def test_an_unknown_verb_has_no_forms() -> None:
    with pytest.raises(KeyError):
        forms_of("ferry")
