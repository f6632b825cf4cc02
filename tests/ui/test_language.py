"""The page in other languages: nothing is missing from a catalogue, and each reader has their own."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from threading import Thread

import pytest

from factcontext.index.lookout import News
from factcontext.rag.records import NoAnswer, Question
from factcontext.ui import language, reasons, texts
from factcontext.ui.language import CATALOGUES, ENGLISH, languages, spoken
from tests.ui.messages import Message, messages

OTHERS = [one for one in languages() if one != ENGLISH]


def holes(text: str) -> set[str]:
    return set(re.findall(r"{\w+}", text))


def entries(tag: str) -> dict[Message, tuple[str, ...]]:
    """A catalogue's messages, each with what stands for it."""
    from babel.messages.pofile import read_po

    with (CATALOGUES / f"{tag}.po").open("rb") as file:
        found = read_po(file, locale=tag)
    kept: dict[Message, tuple[str, ...]] = {}
    for one in found:
        match one.id, one.string:
            case str(id), str(entry):
                kept[id] = (entry,)
            case (str(single), str(many)), [*forms]:
                kept[single, many] = tuple(forms)
    kept.pop("")  # the head of the file
    return kept


def test_there_are_languages_and_messages() -> None:
    assert "fr" in OTHERS
    assert len(messages()) > 400


@pytest.mark.parametrize("tag", OTHERS)
def test_every_message_has_an_entry(tag: str) -> None:
    kept = entries(tag)
    assert not sorted((one for one in messages() if not all(kept.get(one, ("",)))), key=str)


@pytest.mark.parametrize("tag", OTHERS)
def test_no_entry_is_of_a_message_that_is_gone(tag: str) -> None:
    assert not sorted(entries(tag).keys() - messages(), key=str)


@pytest.mark.parametrize("tag", OTHERS)
def test_an_entry_fills_in_what_the_message_does(tag: str) -> None:
    wrong = []
    for message, entry in entries(tag).items():
        one, many = message if isinstance(message, tuple) else (message, message)
        wrong += [(message, text) for text in entry if holes(text) not in (holes(one), holes(many))]
    assert not wrong


# Words that lose their vowel before another one: which name follows is not known.
ELIDED = re.compile(r"\b(?:que|de|ne|le|la|je|se) {(?:speaker|name|names|asked|model|outlet|typed)}", re.I)


def test_no_french_name_follows_a_word_that_it_would_change() -> None:
    assert not [text for entry in entries("fr").values() for text in entry if ELIDED.search(text)]
    assert ELIDED.search("Ce que {speaker} a dit")


def test_numbers_and_dates_and_plurals_are_french() -> None:
    with spoken("fr"):
        assert texts.date_in_words("2031-11-05") == "5 novembre 2031"
        assert texts.date_in_words("last week") == "last week"
        assert re.sub(r"\s", " ", texts.count(1234567, "article")) == "1 234 567 articles"
        assert texts.count(0, "article") == "0 article"
        assert language.amount(8.13, 1) == "8,1"
        assert texts.news(News(added=3, changed=1)).startswith("3 articles sont nouveaux, 1 a changé")
    assert texts.date_in_words("2031-11-05") == "5 November 2031"


def test_constants_are_told_in_the_language_whatever_holds_them() -> None:
    with spoken("fr"):
        assert texts.ASK_BOX == "Interrogez vos articles"
        assert texts.VERDICTS["right"] == "Juste"
        assert texts.STRENGTHS[0] == "forte correspondance"
        assert texts.PAGE_TITLE == "factcontext"
        assert texts.LONGEST_QUESTION == 2000
    assert texts.ASK_BOX == "Ask about your articles"


def test_an_abstention_names_a_language_as_the_reader_does() -> None:
    answer = NoAnswer(Question("q", "q", "fact", None, "", language="de"), "nothing_close")
    with spoken("fr"):
        assert "en allemand" in texts.abstention(answer)
    assert "in German" in texts.abstention(answer)


def test_two_readers_have_their_own_at_a_time() -> None:
    seen: dict[str, str] = {}

    def draw(tag: str) -> None:
        language.speak(tag)
        seen[tag] = texts.ANSWER

    readers = [Thread(target=draw, args=(tag,)) for tag in ("en", "fr")]
    for one in readers:
        one.start()
    for one in readers:
        one.join()
    assert seen == {"en": "Answer", "fr": "Réponse"}


@pytest.mark.parametrize(
    ("browser", "page"), [("fr-FR", "fr"), ("fr_CA", "fr"), ("en-GB", "en"), ("", "en"), ("no language", "en")]
)
def test_the_nearest_language_to_a_browsers(browser: str, page: str) -> None:
    assert language.nearest(browser) == page


# ---- what the index says


def literals(module: Path) -> Iterator[str]:
    """The wordings of the reasons that a module of the readers gives, with a word in place of what is filled in."""
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        match node:
            case ast.Call(func=ast.Name(id="UnreadableArticle"), args=[ast.Constant(value=str(text))]):
                yield text
            case ast.Call(func=ast.Name(id="UnreadableArticle"), args=[ast.JoinedStr(values=parts)]):
                yield "".join(str(part.value) if isinstance(part, ast.Constant) else "Xyz" for part in parts)


READERS = sorted((Path(texts.__file__).parents[1] / "index" / "readers").glob("*.py"))


def test_every_reason_for_which_a_file_is_not_read_is_known() -> None:
    given = [(module.name, text) for module in READERS for text in literals(module)]
    assert len(given) > 40
    with spoken("fr"):
        assert not [one for one in given if reasons.told(one[1]) == one[1]]


def test_a_reason_keeps_what_is_filled_in_and_one_that_is_not_known_stays() -> None:
    with spoken("fr"):
        assert reasons.told("damaged docx file (BadZipFile)") == "fichier docx endommagé (BadZipFile)"
        assert reasons.told("no such thing") == "no such thing"
        assert texts.sentence("the index is damaged: words; build it again").startswith("L’index est endommagé")
    assert reasons.told("damaged docx file") == "damaged docx file"
