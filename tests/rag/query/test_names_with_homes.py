"""Somebody who is named with where they are from or belong is that person, and nobody else of the place."""

import pytest

from factcontext.index.build import build
from factcontext.index.store.library import Library

TEXT = """“The gates will hold,” said Anna Orr of the Selda Star.

“They leak,” said Xeb Quill of the Tarn Guild. “They always did,” the Selda Star said.

The Tarn Guild said that it rained.

“We shall see,” said a spokesman for the Bank of Tarn.
"""


@pytest.mark.parametrize(
    ("asked", "meant"),
    [
        ("Anna Orr of the Selda Star", {"Anna Orr"}),
        ("Xeb Quill of the Tarn Guild", {"Xeb Quill"}),
        ("Peter Anslow of the Selda Star", set()),
        ("Peter Anslow from Tarn", set()),
    ],
)
def test_a_name_with_a_home(asked, meant, folder, index, embedder):
    build(folder({"a.txt": TEXT}), index, embedder)
    directory = Library.open(index).directory
    found = {directory.speakers[id].name for id, sure in directory.meant_by(asked).items() if sure >= 0.5}
    assert found == meant


def test_a_body_with_a_home_is_that_body(folder, index, embedder):
    build(folder({"a.txt": TEXT}), index, embedder)
    assert Library.open(index).directory.knows("the Tarn Guild")
