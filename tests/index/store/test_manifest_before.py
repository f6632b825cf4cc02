"""The manifest of an index that the version before has built is read, and held to what it tells."""

import hashlib
import json
from pathlib import Path

import pytest

from factcontext.errors import IndexUnusable
from factcontext.index.store.generations import MANIFEST, parse_manifest

OLD = {
    "generation": "20310506T090000000000-abcdef",
    "schema": 8,
    "folder": "/articles",
    "built": "2031-05-06T09:00:00+00:00",
    "model": "all-MiniLM-L6-v2",
    "model_sha256": "0" * 64,
    "dimension": 384,
    "counts": {"articles": 1},
    "pipelines": {},
    "files": {"catalog.sqlite": [3, "1" * 64]},  # size and sha256, and nothing of blocks
}


def written(folder: Path, **changed: object) -> Path:
    """A manifest as that version wrote it: signed, and changed afterwards."""
    signature = hashlib.sha256(json.dumps({**OLD, "sha256": ""}, sort_keys=True).encode()).hexdigest()
    generation = folder / str(OLD["generation"])
    generation.mkdir()
    (generation / MANIFEST).write_text(json.dumps({**OLD, "sha256": signature, **changed}), "utf-8")
    return generation


def test_it_is_read(tmp_path: Path) -> None:
    manifest = parse_manifest(written(tmp_path))
    assert (manifest.schema, manifest.files["catalog.sqlite"].size) == (8, 3)


def test_what_was_changed_in_it_is_found(tmp_path: Path) -> None:
    with pytest.raises(IndexUnusable, match="damaged"):
        parse_manifest(written(tmp_path, files={"catalog.sqlite": [4, "1" * 64]}))
