"""A sentence near the wording of its evidence puts nothing in, and nothing elsewhere: no doubt, no noun, nobody."""

from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from factcontext.rag.verification.checker import Checker
from tests.given import checker

COAST = (
    "Osk Perrin said the guards searched the boats of the Trust on Friday.",
    "The Harbour Court on Tuesday overturned a ruling of a lower council and sided with the town of Velm.",
    "Tarn, the 82-year-old head of Dole Lines, the coast's biggest freight company, left three days after the vote.",
    "“All towns on the coast need to see that any of these fees hurts trade,” Ida Brill told the forum.",
    "The Velm Post said that its editors had reviewed the firm's complaints and found the articles accurate.",
    "Lena Fisk said many voters would send in a form rather than come to the hall.",
    "“We know that the smugglers opened the gate and that they had the log of the old ferry burned and that Jonas "
    "Wick knew of it,” said Vera Ferris.",
    "“It was a show and we were all props,” said the delegate Ines Corr, angered that the leaders ignored the plan to "
    "free the crews.",
    "“The dike is and should be open to all,” Tessa Rill said.",
    "“There is no doubt that he is a gifted man,” Ivo Stam said. “It is not for us to judge; that is up to "
    "the voters.”",
    "“Never, ever, ever trust a calm sea,” Henrik Moll said in a letter.",
    "Calder Binns said there was no point in striking against a sale that might not happen.",
    "“The log was burned in the yard,” Hella Quist said. The ferry carried gas on its lower deck.",
    "Nora Fell praised the pilot but stopped short of calling for the harbour master to be fired.",
    "“Thankfully I did not know anyone who was on the ferry,” Pia Sund said.",
    "“Since April, with the exception of the regatta, I have sailed,” Jens Orre said.",
    "“We chose the 7T7 after weighing both it and Dole's ship,” a Tarn Lines spokesman said.",
    "A poll carried out by the pilots' guild Lotsen found that the night crossing is the one most feared by crews.",
    "“Something must be done,” said Arne Kvist, who was mayor of Velm from 2007 to 2013.",
    "Una Fosse said her father had “rowed a skiff from Velm to Tarn” to find work.",
    "Mr Stroud, the guild's Ed Stroud, won over critics by announcing a vote on the tolls for the eastern channel.",
)


@pytest.fixture(scope="module")
def check(tmp_path_factory: pytest.TempPathFactory, embedder: Embedder) -> Checker:
    folder: Path = tmp_path_factory.mktemp("moved")
    (folder / "articles").mkdir()
    (folder / "articles" / "coast.txt").write_text("\n\n".join(["A week on the coast", *COAST]), "utf-8")
    build(folder / "articles", folder / "index", embedder)
    return checker(Library.open(folder / "index"), embedder, *(("coast.txt", one) for one in COAST))


@pytest.mark.parametrize(
    "true",
    [
        "Osk Perrin said the guards searched the boats of the Trust.",
        "The Harbour Court overturned a ruling of a lower council and sided with the town of Velm.",
        "Tarn, the 82-year-old head of Dole Lines, left three days after the vote.",
        "Ida Brill told the forum that all towns on the coast need to see that any of these fees hurts trade.",
        "The Velm Post said that its editors had reviewed the firm's complaints.",
        "Lena Fisk said many voters would send in a form.",
        "Vera Ferris said that the smugglers had the log of the old ferry burned.",
        "“It was a show,” said the delegate Ines Corr, angered that the leaders ignored the plan to free the crews.",
        "Tessa Rill said the dike “is and should be open to all.”",
        "Ivo Stam said there is “no doubt that he is a gifted man.”",
        "Henrik Moll said in a letter: “Never, ever, ever trust a calm sea.”",
        "Hella Quist said “the log was burned in the yard.”",
        "Calder Binns said there was no point in striking against a sale that might never happen.",
        "Nora Fell praised the pilot but stopped short of calling for the harbour master to be fired.",
        "Pia Sund said she did not know anyone who was on the ferry.",
        "Jens Orre said that since April, with the exception of the regatta, he has sailed.",
        "A Tarn Lines spokesman said it chose the 7T7 after weighing both it and Dole's ship.",
        "A poll carried out by Lotsen found that the night crossing is the one most feared by crews.",
        "Una Fosse said her father had “rowed a skiff from Velm to Tarn.”",
        "Ed Stroud won over critics by announcing a vote on the tolls for the eastern channel.",
    ],
)
def test_what_is_only_left_out_is_no_harm(check: Checker, true: str) -> None:
    verdict = check.check(true)
    assert verdict.problem is None, verdict


@pytest.mark.parametrize(
    "false",
    [
        "Osk Perrin said the guards may have searched the boats of the Trust on Friday.",
        "Osk Perrin said the guards should have searched the boats of the Trust on Friday.",
        "A lower council on Tuesday overturned a ruling of the Harbour Court and sided with the town of Velm.",
        "Tarn, the 82-year-old head of Dole Lines, the coast's biggest company, left three days after the vote.",
        "Tarn, head of Dole Lines, the coast's biggest freight company, left 82 days after the vote.",
        "Ida Brill told the forum that some towns on the coast need to see that any of these fees hurts trade.",
        "The Velm Post said that its editors had reviewed the firm's complaints and found the complaints accurate.",
        "Lena Fisk said many voters would come to the hall rather than send in a form.",
        "Vera Ferris said that Jonas Wick had the log of the old ferry burned.",
        "“It was a show,” said the delegate Ines Corr, angered that the plan to free the crews ignored the leaders.",
        "Tessa Rill said that the market “is and should be open to all.”",
        "Ivo Stam said it “is up to the voters” whether he is “a gifted man.”",
        "Henrik Moll said in a letter that one can “trust a calm sea.”",
        "Hella Quist said “the log was burned in the yard” because the ferry carried gas on its lower deck.",
        "Nora Fell praised the pilot and called for the harbour master to be fired.",
        "Pia Sund said she knew someone who was on the ferry.",
        "Jens Orre said that since April he has sailed.",
        "A Tarn Lines spokesman said it chose Dole's ship after weighing both it and the 7T7.",
        "A poll carried out by Dole Lines found that the night crossing is the one most feared by crews.",
        "Una Fosse said she had “rowed a skiff from Velm to Tarn.”",
        "Arne Kvist, mayor of Velm since 2007, said “something must be done.”",
    ],
)
def test_what_is_put_elsewhere_does_not_hold(check: Checker, false: str) -> None:
    verdict = check.check(false)
    assert verdict.problem is not None, verdict
