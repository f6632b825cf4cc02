"""Whom a pronoun or a name of the evidence means, and whose thought a clause is, against invented articles."""

from collections.abc import Callable
from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.reader import Reader
from factcontext.rag.records import Evidence
from factcontext.rag.verification.checker import Checker
from factcontext.rag.verification.numbered_source import number_sources

ARTICLE = """Harbour race narrows in Selda

PORT SELDA -- Two candidates for harbour master, Vera Lund and Oscar Brill, met voters at the fish market on Monday.

“Lund is drifting,” analyst Tom Ferrier said. “Her campaign was badly unprepared for questions about the dredging.”

Brill unveiled his own programme that night and criticised Lund and the shipping line Marrow.

“She is the one who started this quarrel about the quay,” Brill said. “She should be ashamed.”

Asked about the ice, Brill bristled at the suggestion that he was behind advising Lund to close the quay.

“Captains who think the port has no use for tugs are wrong,” Lund told the pilots' guild. “I would take harsh measures.”

Brill received 40 votes at the market, Lund got nine and Ida Pohl got three.

“Noise encourages the poacher, never the fisher,” Lund said.

Pohl defended Brill's account of the Marrians' lives on the lower quay.
"""


@pytest.fixture(scope="module")
def check(embedder: Embedder, tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], bool]:
    """Whether a sentence is supported by the paragraphs of the article."""
    folder = tmp_path_factory.mktemp("race")
    Path(folder, "articles").mkdir()
    Path(folder, "articles", "race.txt").write_text(ARTICLE, "utf-8")
    build(folder / "articles", folder / "index", embedder)
    library = Library.open(folder / "index")
    article = library.article("race.txt")
    assert article is not None
    parts = [one for one in article.text.split("\n") if one]
    spans = [(article.text.index(one), len(one)) for one in parts]
    sources = number_sources([Evidence(article, at, at + length, 1.0) for at, length in spans], library)
    checker = Checker(sources, Reader(library, embedder))
    return lambda sentence: checker.check(sentence).problem is None


@pytest.mark.parametrize(
    ("sentence", "is_supported"),
    [
        ("Ferrier said Lund's campaign was badly unprepared for questions about the dredging.", True),
        ("Ferrier said Brill's campaign was badly unprepared for questions about the dredging.", False),
        ("Brill said that Lund started this quarrel about the quay.", True),
        ("Brill said that Ferrier started this quarrel about the quay.", False),
        ("Brill criticised the shipping line Marrow.", True),
        ("Brill unveiled a programme that night.", True),
        ("Lund unveiled a programme that night.", False),
        ("Lund got nine votes at the market.", True),
        ("Lund got three votes at the market.", False),
        ("Lund received more votes than Brill at the market.", False),
        ("Pohl defended Brill's account of the Marrians' lives.", True),
        ("Pohl defended Brill's account of the sailors' lives.", False),
    ],
)
def test_a_name_stands_where_the_evidence_means_it(
    sentence: str, is_supported: bool, check: Callable[[str], bool]
) -> None:
    assert check(sentence) is is_supported


@pytest.mark.parametrize(
    ("sentence", "is_supported"),
    [
        ("Lund told the pilots' guild that captains who think the port has no use for tugs are wrong.", True),
        ("Lund told the pilots' guild that the port has no use for tugs.", False),
        ("Brill advised Lund to close the quay.", False),
        ("Lund said she would take harsh measures.", True),
        ("Lund said she took harsh measures.", False),
        ("Lund said noise encourages the poacher.", True),
        ("Lund said noise encourages the fisher.", False),
    ],
)
def test_what_is_only_thought_or_supposed_is_not_told_as_so(
    sentence: str, is_supported: bool, check: Callable[[str], bool]
) -> None:
    assert check(sentence) is is_supported
