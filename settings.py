"""What a user can set, read once from the environment at the edges of the program and passed inward."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from platformdirs import user_data_path

BUNDLED_MODEL = "all-MiniLM-L6-v2"
SAMPLE = Path(__file__).parent / "sample"


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are and which embedding model is used.

    >>> read_settings({"FACTCONTEXT_ARTICLES": "news"}).articles
    PosixPath('news')
    """

    articles: Path | None  # folder of articles; None: the one the index was built from
    index: Path  # folder of the index
    model: str  # "all-MiniLM-L6-v2" is bundled; else a sentence-transformers name or path


def read_settings(environment: Mapping[str, str] = os.environ) -> Settings:
    """Read the settings from environment variables; an empty variable counts as unset."""
    articles = environment.get("FACTCONTEXT_ARTICLES")
    index = environment.get("FACTCONTEXT_INDEX")
    return Settings(
        articles=Path(articles).expanduser() if articles else None,
        index=Path(index).expanduser() if index else default_index(),
        model=environment.get("FACTCONTEXT_MODEL") or BUNDLED_MODEL,
    )


def default_index() -> Path:
    """`factcontext/index` in the user's data folder."""
    return user_data_path("factcontext", appauthor=False) / "index"
