"""Questions in other languages are told from English ones, whatever names these hold."""

import pytest

from factcontext.rag.query.question import understand
from factcontext.rag.query.question_language import question_language, without_function_words


@pytest.mark.parametrize(
    ("language", "asked"),
    [
        ("fr", "Pourquoi Anna Roux a-t-elle démissionné ?"),
        ("fr", "Qui a gagné l'élection à Velm ?"),
        ("fr", "Qu’a dit le maire de Velm sur la digue ?"),
        ("fr", "qu'a dit roux"),
        ("fr", "Comment a réagi Le Roux à l'incendie ?"),
        ("fr", "Roux a-t-elle menti ?"),
        ("fr", "La Velmora va-t-elle réagir ?"),
        ("fr", "Réaction de Roux à la crue"),
        ("fr", "QUE DIT LE MAIRE ?"),
        ("fr", "Roux : que dit-elle ?"),
        ("fr", "Que dit The Velm Times de l'accord ?"),
        ("de", "Was hat Roux über die Flut gesagt?"),
        ("de", "Wer hat die Wahl gewonnen?"),
        ("de", "was denkt velmora über die untersuchung"),
        ("de", "Ist Roux krank?"),
        ("es", "¿Qué dijo Roux sobre el muro?"),
        ("es", "por que renuncio el alcalde"),
        ("it", "Cosa ha detto Roux sul muro?"),
        ("it", "Perché si è dimesso il ministro?"),
        ("pt", "Por que o ministro renunciou?"),
        ("pt", "Quem ganhou as eleições?"),
        ("nl", "Wat heeft Roux gezegd over de brand?"),
        ("pl", "Co powiedział Roux o budżecie?"),
        ("sv", "Varför avgick ministern?"),
        ("da", "Hvad sagde statsministeren om krigen?"),
        ("ro", "Ce a spus președintele despre război?"),
        ("tr", "Roux deprem hakkında ne dedi?"),
        ("und", "Что сказал Ру о плотине?"),
        ("und", "谁赢得了选举?"),
    ],
)
def test_another_language_shows_by_its_function_words(language: str, asked: str) -> None:
    assert question_language(asked) == language
    assert (understand(asked).language, understand(asked).speaker) == (language, None)


@pytest.mark.parametrize(
    "asked",
    [
        "What did La Repubblica say about El Niño?",
        "What did Die Zeit report?",
        "what does le pen think of nato",
        "de la Cruz",
        "de la cruz",
        "El Niño forecast",
        "von der Leyen on gas",
        "van der bellen",
        "rio de janeiro police",
        "Côte d'Ivoire election",
        "coup d'état in Niger",
        "médecins sans frontières on gaza",
        "cirque du soleil bankruptcy",
        "Que restaurant",
        "Kerry comment",
        "Was Roux right?",
        "war crimes",
        "ben hur film",
        "sin tax",
        "Ho Chi Minh City flood",
        "Cosa Nostra trial",
        "orchard.com's profit",
        "cricket at 5pm IST",
        "VA comment on hospital",
        "comment: Elle magazine",
        "el al crash",
        "pas de deux",
        "what's de la Cruz's view",
        "Roux probe",
        "Анна Ру",
        "What did Анна Ру say?",
        "",
    ],
)
def test_names_of_other_languages_make_no_other_question(asked: str) -> None:
    assert question_language(asked) == "en"


def test_names_and_nouns_are_searched_for() -> None:
    assert without_function_words("Que pense Anna Le Roux de l'incendie ?", "fr") == "Anna Le Roux incendie"
    assert without_function_words("Что сказал Ру?", "und") == "Что сказал Ру?"
    question = understand("Qu'a dit le maire de Velm ?")
    assert (question.asked, question.standalone) == ("Qu'a dit le maire de Velm ?", "maire Velm")


def test_the_examples_hold() -> None:
    import doctest

    from factcontext.rag.query import question_language as module

    assert doctest.testmod(module).failed == 0
