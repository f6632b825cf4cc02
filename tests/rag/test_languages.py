"""Questions and articles in other languages: nothing is claimed, and what is found is shown and told to be so."""

from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import LocalModel
from factcontext.index.store.library import Library
from factcontext.index.text.language import language_name
from factcontext.rag.ask import ask
from factcontext.rag.reader import Reader
from factcontext.rag.records import NoAnswer, Turn
from factcontext.ui import sheets, texts
from factcontext.ui.output import answer_json
from tests.invented import Write

ENGLISH = "Mayor Anna Roux said that the dam would be rebuilt by spring.\n\nNobody was hurt in Velm."
FRENCH = (
    "La crue gagne la ville de Velm\n\nLe préfet Luc Maret s'est rendu sur la digue de Velm avec les pompiers.\n\n"
    "Les habitants de la ville basse attendent toujours des vivres et de l'eau, et une école a été ouverte pour eux."
)


@pytest.fixture
def reader(folder: Write, index: Path, embedder: LocalModel) -> Reader:
    build(folder({"dam.txt": ENGLISH, "crue.txt": FRENCH}), index, embedder)
    return Reader(Library.open(index), embedder)


@pytest.mark.parametrize("asked", ["Pourquoi Anna Roux a-t-elle démissionné ?", "Was hat Anna Roux gesagt?"])
def test_a_question_in_another_language_is_not_answered_and_what_it_names_is_shown(asked: str, reader: Reader) -> None:
    answer = ask(asked, reader)
    assert isinstance(answer, NoAnswer) and answer.reason == "not_answered"
    assert any("Anna Roux" in one.quote for one in answer.offered) and answer.hits
    told = answer_json(answer, sheets.answer_text(answer))
    language = language_name(answer.question.language)
    assert f"the question seems to be in {language}, and" in told["answer"]
    assert (told["abstained"], told["question_language"]) == (True, answer.question.language)
    assert f"seems to be in {language}" in sheets.answer(answer).replace("\n", " ")
    assert texts.why(answer).startswith("The question seems to be")


def test_the_words_of_a_speaker_whom_it_names_come_first(reader: Reader) -> None:
    answer = ask("Qu'a dit Anna Roux ?", reader)
    assert isinstance(answer, NoAnswer) and answer.reason == "not_answered"
    assert [one.speaker for one in answer.own] == ["Anna Roux"]
    assert ask("Que dit Paul Leroy ?", reader).question.speaker is None


def test_where_nothing_is_found_nothing_is_said_to_stand_below(reader: Reader) -> None:
    answer = ask("¿Qué xyzzy?", reader)
    assert isinstance(answer, NoAnswer) and texts.why(answer).endswith("understands questions in English.")


def test_a_follow_up_in_another_language_is_told_too(reader: Reader) -> None:
    history = [Turn("What did Anna Roux say about the dam?", "…")]
    assert ask("et pourquoi a-t-elle dit ça ?", reader, history).question.language == "fr"


@pytest.mark.parametrize(
    "asked", ["What did Luc Maret say about the dike?", "Who visited the dike of Velm with the firefighters?"]
)
def test_a_question_about_articles_in_another_language_is_told_so(asked: str, reader: Reader) -> None:
    answer = ask(asked, reader)
    assert isinstance(answer, NoAnswer)
    assert any(one.article.path == "crue.txt" for one in answer.offered)
    assert "comes near it in French is shown as it is" in texts.abstention(answer)
    assert "What others said" not in sheets.answer(answer)


def test_a_question_that_english_articles_answer_is_answered(reader: Reader) -> None:
    answer = ask("What did Anna Roux say about the dam?", reader)
    assert [one.article.path for one in answer.citations] == ["dam.txt"]
