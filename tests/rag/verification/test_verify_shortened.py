"""A sentence that shortens one of its evidence: what is left out is no harm, what stands in a word's place may be."""

from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.verification.checker import Checker
from tests.given import checker

TOWN = (
    "The musical at Velm was staged by Ada Brook and directed by Henrik Orr with dances by Matteo Lund.",
    "The sound is eleven miles wide at its narrowest point, north of the old harbour.",
    "Lund said 91 percent of members of the crane drivers' union had voted for a strike.",
    "“We asked for evidence, and it was not given when we asked for it,” Vera Calder told the council.",
    "Judge Ivo Brill imposed a 52-month sentence on the ferry's owner, saying that the company had hidden the log.",
    "The Harbour Trust repaid the loan that it received in April 2014 after the auditors' report.",
    "A watchman said he had heard glass but no bell on the night of the theft.",
    "Edda Marsh, the mayor, may wait until the March elections to decide whom to back.",
    "Brill said the ministry requested that the captain be released at once to his home country.",
    "Petra Holm said it was the only buyer who could fill the planes.",
    "Clear Lenn says that 340 people fell ill, sixty-six more than the Health Institute of Velm has confirmed.",
    "The authority has six months for its inquiry, and the airline has about three.",
    "The new tower will be shown to the public from 1 February, behind glass.",
)


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Checker:
    folder: Path = tmp_path_factory.mktemp("shortened")
    (folder / "articles").mkdir()
    (folder / "articles" / "town.txt").write_text("\n\n".join(["A week at Velm", *TOWN]), "utf-8")
    build(folder / "articles", folder / "index", embedder)
    return checker(Library.open(folder / "index"), embedder, *(("town.txt", one) for one in TOWN))


@pytest.mark.parametrize(
    "true",
    [
        "The musical at Velm was directed by Henrik Orr with dances by Matteo Lund.",
        "The sound is eleven miles wide at its narrowest point.",
        "Lund said 91 percent of the union's members had voted for a strike.",
        "Vera Calder told the council that evidence was not given when they asked for it.",
        "Judge Ivo Brill imposed a 52-month sentence, saying that the company had hidden the log.",
        "The Harbour Trust repaid the loan that it received in April 2014.",
        "A watchman said he had heard glass but no bell.",
        "Edda Marsh may wait until the March elections to decide whom to back.",
        "Petra Holm said it was the only buyer who could fill the planes.",
        "Clear Lenn says that 340 people fell ill.",
        "The new tower will be shown to the public from 1 February.",
    ],
)
def test_what_is_only_shortened_holds(check: Checker, true: str) -> None:
    verdict = check.check(true)
    assert verdict.problem is None, verdict


@pytest.mark.parametrize(
    "false",
    [
        "The musical at Velm was directed by Matteo Lund with dances by Henrik Orr.",
        "The sound is eleven miles wide at its widest point.",
        "Lund said 91 percent of members of the dockers' union had voted for a strike.",
        "Vera Calder told the council that they asked for evidence, and it was given when they asked for it.",
        "Judge Ivo Brill imposed a 52-year sentence on the ferry's owner.",
        "The Harbour Trust repaid the loan in April 2014 after the auditors' report.",
        "A watchman said he had heard a bell but no glass on the night of the theft.",
        "Edda Marsh, the mayor, may wait until the regatta to decide whom to back.",
        "Brill said the captain was released at once to his home country.",
        "Petra Holm said it was one of several buyers who could fill the planes.",
        "The Health Institute of Velm has confirmed that 340 people fell ill, sixty-six more than Clear Lenn says.",
        "The authority has about three months for its inquiry.",
        "The new tower will be shown to the public until 1 February, behind glass.",
        "The musical at Velm was directed by Henrik Orr with all dances by Matteo Lund.",
    ],
)
def test_what_stands_in_a_words_place_does_not(check: Checker, false: str) -> None:
    verdict = check.check(false)
    assert verdict.problem is not None, verdict
