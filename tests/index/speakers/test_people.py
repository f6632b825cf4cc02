"""The people of a folder are known by their full names, and a surname alone means one of them or nobody."""

from factcontext.index.records import Statement
from factcontext.index.speakers.people import KNOWN, collect_people, is_shortened


def said(article: str, speaker: str) -> Statement:
    return Statement(article, 0, 1, speaker, speaker, "certain", "said", "direct")


def known_by(statements, texts, words, article):
    people = collect_people(statements, lambda path: texts[path])
    return people.of(words, texts[article])


def test_a_surname_means_the_one_whom_the_article_names_in_full():
    texts = {"a": "Vera Lund spoke.", "b": "Marta Lund spoke."}
    statements = [said("a", "Vera Lund"), said("b", "Marta Lund")]
    assert known_by(statements, texts, ("lund",), "a") == ("vera", "lund")
    assert known_by(statements, texts, ("lund",), "b") == ("marta", "lund")


def test_a_surname_that_two_people_of_the_article_have_means_nobody():
    texts = {"a": "Vera Lund and Marta Lund spoke."}
    assert known_by([said("a", "Vera Lund"), said("a", "Marta Lund")], texts, ("lund",), "a") is None


def test_a_surname_alone_means_the_one_who_is_widely_known():
    texts = {f"a{n}": "Vera Lund spoke." for n in range(KNOWN)} | {"b": "Lund spoke."}
    statements = [said(path, "Vera Lund") for path in sorted(texts) if path != "b"]
    assert known_by(statements, texts, ("lund",), "b") == ("vera", "lund")
    assert known_by(statements[:-1], texts, ("lund",), "b") is None


def test_names_of_one_person_are_put_together():
    texts = {"a": "Vera Lund spoke.", "b": "Vera M. Lund spoke."}
    statements = [said("a", "Vera Lund"), said("b", "Vera M. Lund")]
    people = collect_people(statements, lambda path: texts[path])
    [lund] = people.by_last["lund"]
    assert lund.statements == 2


def test_a_surname_of_two_words():
    assert is_shortened(("wasser", "holt"), ("debra", "wasser", "holt"))
    assert not is_shortened(("debra", "holt"), ("debra", "wasser", "holt"))
