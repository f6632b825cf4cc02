"""The bundled model needs neither torch nor a network, and tells nobody that it is used."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from factcontext.errors import WrongModel
from factcontext.index.embedding.embedder import OF_OTHER_MODELS, load_embedder
from factcontext.index.embedding.reranker import load_reranker
from tests.house import ROOT

HEAVY = "torch transformers sentence_transformers scipy sklearn"

# Embeds a question, and says what that loaded and whom it tried to reach.
EMBED = """
import sys
reached = []
sys.addaudithook(lambda event, arguments: event.startswith("socket.") and reached.append(event))
from factcontext.index.embedding.embedder import load_embedder
vectors = load_embedder().encode(["What did Farrow say?"])
print(vectors.shape, sorted(set(sys.argv[1].split()) & set(sys.modules)), reached)
"""


def embed(home: Path, packages: Path) -> str:
    environment = {**os.environ, "HOME": str(home), "PYTHONPATH": f"{packages}{os.pathsep}{ROOT}"}
    command = [sys.executable, "-c", EMBED, HEAVY]
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=True, timeout=60)
    return done.stdout.strip() + done.stderr


def test_a_vector_loads_nothing_heavy_and_reaches_nobody(tmp_path: Path) -> None:
    home, packages = tmp_path / "home", tmp_path / "packages"
    home.mkdir()
    assert embed(home, packages) == "(1, 384) [] []"
    assert not list(home.iterdir())


def test_openvino_cannot_report_that_it_is_used_where_its_telemetry_is_installed(tmp_path: Path) -> None:
    spy = tmp_path / "packages" / "openvino_telemetry"
    spy.mkdir(parents=True)
    (spy / "__init__.py").write_text("import sys; print('imported', file=sys.stderr)\nclass Telemetry: ...\n")
    (spy / "backend.py").write_text("backend_ga4 = None\n")
    assert embed(tmp_path, spy.parent) == "(1, 384) [] []"


@pytest.mark.parametrize("package", OF_OTHER_MODELS)
def test_a_light_installation_says_what_another_model_needs(
    package: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)  # as if it were not installed
    for load, variable in ((load_embedder, "FACTCONTEXT_MODEL"), (load_reranker, "FACTCONTEXT_RERANKER")):
        with pytest.raises(WrongModel, match=f"without LIGHT=1, or unset {variable}"):
            load(str(tmp_path))
    assert load_embedder().dimension == 384
