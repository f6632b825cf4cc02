"""A number, a date or a place belongs to what its sentence of the evidence tells, not to what another one does."""

import pytest

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.store.library import Library
from tests.given import checker

JOBS = ("airline/2031-12-11-daybook.md", "Pellan speaks of 1,200. The union says 3,000. A study commissioned")
TANKERS = ("water/2031-10-14-coast-times.txt", "Quill said the town had asked the army for forty water tankers")
BARGAIN = ("airline/2031-12-11-daybook.md", "“The authority has six months,” she said. “The airline has about three.")

FLEET = ("airline/2031-10-20-ledger.md", "has grounded a third of its fleet for want of engines. It flies")


@pytest.mark.parametrize(
    ("place", "sentence", "is_supported"),
    [
        (JOBS, "A study commissioned by the transport ministry put the number at about 1,900.", True),
        (JOBS, "A study commissioned by the transport ministry put the number at about 3,000.", False),
        (JOBS, "A study seen by Daybook put the number at about 1,200.", False),
        (TANKERS, "Quill said the town had asked the army for forty tankers and had been promised twelve.", True),
        (TANKERS, "Quill said the town had asked the army for twelve tankers and had been promised forty.", False),
        (BARGAIN, "Thackray said the authority has six months.", True),
        (BARGAIN, "Thackray said the authority has three months.", False),
        (FLEET, "Skarrow has grounded a third of its fleet for want of engines.", True),
        (FLEET, "Pellan has grounded a third of its fleet for want of engines.", False),
        (FLEET, "Skarrow employs 5,200 people.", True),
        (FLEET, "Skarrow lost 34 million crowns.", False),
    ],
)
def test_a_detail_goes_with_its_own_sentence(
    place: tuple[str, str], sentence: str, is_supported: bool, sample_library: Library, embedder: Embedder
) -> None:
    verdict = checker(sample_library, embedder, place).check(sentence)
    assert (verdict.problem is None) is is_supported
