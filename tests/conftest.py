"""What several tests share: the sample, its index built once, and the marks that `make check` leaves out."""

import os
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from factcontext.index.build import build
from factcontext.index.embedding.embedder import LocalModel, load_embedder
from factcontext.index.store.library import Library
from factcontext.rag.reader import Reader
from factcontext.settings import SAMPLE
from tests.fakes import HashingEmbedder
from tests.invented import HARBOUR, ORCHARD, Write
from tests.postgres import PROGRAMS, postgres

ROOT = Path(__file__).parent.parent
TESTS = Path(__file__).parent
# Folders whose tests carry a mark of the same name.
MARKED = ("browser", "faults")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark a test by the folder it lies in."""
    for item in items:
        folder = item.path.relative_to(TESTS).parts[0]
        if folder in MARKED:
            item.add_marker(folder)


@pytest.fixture(scope="session", autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test sees or touches the index and the settings of the person who runs it."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("FACTCONTEXT_")]:
            patch.delenv(name)
        patch.delenv("OPENAI_API_KEY", raising=False)
        patch.setenv("FACTCONTEXT_LLM_BASE_URL", "")  # nor the endpoint in their secrets file
        patch.setenv("XDG_DATA_HOME", str(tmp_path_factory.mktemp("data")))
        patch.setenv("HOME", str(tmp_path_factory.mktemp("home")))
        yield


@pytest.fixture(scope="session")
def sample() -> Path:
    """The folder of invented articles that comes with the product."""
    return SAMPLE


@pytest.fixture(scope="session")
def embedder() -> LocalModel:
    """The real, bundled embedding model; its weights load at the first text."""
    return load_embedder()


@pytest.fixture(scope="session")
def sample_index(sample: Path, embedder: LocalModel, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The index of the sample, built once for all tests; to be read only."""
    index = tmp_path_factory.mktemp("sample") / "index"
    build(sample, index, embedder)
    return index


@pytest.fixture(scope="session")
def sample_library(sample_index: Path) -> Library:
    """The sample's index, opened."""
    return Library.open(sample_index)


@pytest.fixture(scope="session")
def sample_reader(sample_library: Library, embedder: LocalModel) -> Reader:
    """The same with its model, ready to be asked."""
    return Reader(sample_library, embedder)


@pytest.fixture
def folder(tmp_path: Path) -> Write:
    """Writes files into the test's own folder of articles and returns the folder."""

    def write(files: Mapping[str, str | bytes]) -> Path:
        for name, content in files.items():
            path = tmp_path / "articles" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return tmp_path / "articles"

    return write


@pytest.fixture
def articles(folder: Write) -> Path:
    """A folder of two short articles."""
    return folder({"harbour.txt": HARBOUR, "farms/orchard.txt": ORCHARD})


@pytest.fixture
def index(tmp_path: Path) -> Path:
    """Where the test's own index goes."""
    return tmp_path / "index"


@pytest.fixture
def hashing() -> HashingEmbedder:
    """A quick stand-in for the model."""
    return HashingEmbedder()


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The address of a PostgreSQL server for the tests of what is kept there."""
    if PROGRAMS is None:
        pytest.skip("PostgreSQL's server is not installed: apt-get install postgresql")
    with postgres() as url:
        yield url
