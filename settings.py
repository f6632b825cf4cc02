"""Reads what users can set, from environment variables and the secrets file."""

import math
import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import SplitResult, urlsplit

from platformdirs import user_data_path

from factcontext.errors import FactContextError

BUNDLED_MODEL = "all-MiniLM-L6-v2"
SAMPLE = Path(__file__).parent / "sample"
SECRETS = Path(__file__).parent / ".streamlit" / "secrets.toml"
# Long enough for a small model on a slow machine, short enough to wait for.
DEADLINE_S = 60.0
# Five to ten sentences with their numbers: more is not read as an answer.
MAX_TOKENS = 400
# As many as Ollama and llama.cpp answer side by side where nothing else is set: more would wait there, unseen.
CALLS = 4
USERS = "users"  # a folder of an index, with one for each who signs in

COLUMNS = "FACTCONTEXT_COLUMNS"
CLUSTER_NAME = "factcontext"
DATABASE_NAME = "factcontext"

_KEYS = ("FACTCONTEXT_LLM_API_KEY", "OPENAI_API_KEY")  # the second supplies the key and switches nothing on
_OFF = ("0", "no", "off", "false")
_OF_ENDPOINT = {
    *_KEYS,
    "FACTCONTEXT_LLM_BASE_URL",
    "FACTCONTEXT_LLM_MODEL",
    "FACTCONTEXT_LLM_DEADLINE_S",
    "FACTCONTEXT_LLM_CONTEXT",
    "FACTCONTEXT_LLM_MAX_TOKENS",
    "FACTCONTEXT_LLM_CALLS",
    "FACTCONTEXT_LLM_PRICE_IN",
    "FACTCONTEXT_LLM_PRICE_OUT",
}


@dataclass(frozen=True, slots=True)
class Endpoint:
    """Where a model writes answers, OpenAI-compatible, and what one answer may take."""

    base_url: str  # http or https, without a slash at its end
    model: str | None = None  # None: the one that the endpoint offers
    key: str | None = field(default=None, repr=False)
    deadline_s: float = DEADLINE_S  # for one answer in all
    context_tokens: int | None = None  # prompt and answer together; None: what the endpoint tells
    max_tokens: int = MAX_TOKENS  # of an answer
    price_in: float | None = None  # of a million tokens read, in any currency
    price_out: float | None = None  # of a million tokens written
    calls: int = CALLS  # that may go on at a time, for all readers of the page


@dataclass(frozen=True, slots=True)
class Cluster:
    """A Milvus that searches words and vectors in place of this machine (docs/scale.md)."""

    url: str  # http or https, or a file of Milvus Lite, which ends in .db
    token: str = field(default="", repr=False)
    name: str = CLUSTER_NAME  # what collections there begin with: each index on a cluster has its own

    @property
    def is_lite(self) -> bool:
        """Whether it is no cluster, but a file."""
        return self.url.endswith(".db")


@dataclass(frozen=True, slots=True)
class Database:
    """A PostgreSQL that has articles, statements and speakers in place of a file of this machine (docs/scale.md)."""

    url: str = field(repr=False)  # it may hold a password
    name: str = DATABASE_NAME  # what our schemas there begin with: each index in a database has its own


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things are, which models are used, and which endpoint writes.

    >>> read_settings({"FACTCONTEXT_ARTICLES": "news"}).articles
    PosixPath('news')
    """

    articles: Path | None  # folder of articles; None: the one the index was built from
    index: Path  # folder of the index
    model: str  # "all-MiniLM-L6-v2" is bundled; else a sentence-transformers name or path
    language: str | None = None  # of the page, like "fr"; None: that of the reader's browser
    reranker: str | None = None  # a cross-encoder by sentence-transformers name or path; None: none is used
    summarises: bool = True  # whether a model writes a summary below the quotes that it chooses
    user: str = ""  # who reads, where people sign in; else everything that is kept is everybody's
    can_edit: bool = True  # whether they may rebuild the index
    is_alone: bool = True  # one reader on their own machine, who may name any folder of it
    # What the environment says of the endpoint, the key too, and the file where the rest may stand.
    llm: Mapping[str, str] = field(default_factory=dict, repr=False, compare=False)
    secrets: Path | None = None

    @property
    def own_folder(self) -> Path:
        """Where what belongs to who reads is kept: conversations, and what models wrote for them."""
        return self.index / USERS / self.owner if self.user else self.index

    @property
    def owner(self) -> str:
        """What is kept is known as this reader's by it: a digest, or empty where nobody signs in."""
        return sha256(self.user.encode()).hexdigest() if self.user else ""

    @property
    def endpoint(self) -> Endpoint | None:
        """The endpoint; None where none is set. Raises FactContextError where a value or the secrets file is unusable.

        Read when it is asked for, so that a slip in it stops only what needs a model.
        """
        return _read_endpoint(self.llm, self.secrets)


def read_settings(environment: Mapping[str, str] = os.environ, secrets: Path | None = SECRETS) -> Settings:
    """Read the settings from environment variables; an empty variable counts as unset.

    The endpoint's may stand in the secrets file as well; a variable, even an empty one, comes before it.
    """
    articles = environment.get("FACTCONTEXT_ARTICLES")
    index = environment.get("FACTCONTEXT_INDEX")
    return Settings(
        articles=Path(articles).expanduser() if articles else None,
        index=Path(index).expanduser() if index else default_index(),
        model=environment.get("FACTCONTEXT_MODEL") or BUNDLED_MODEL,
        language=environment.get("FACTCONTEXT_LANGUAGE", "").strip().lower() or None,
        reranker=environment.get("FACTCONTEXT_RERANKER") or None,
        summarises=environment.get("FACTCONTEXT_LLM_SUMMARY", "").strip().lower() not in _OFF,
        llm={name: value for name, value in environment.items() if name in _OF_ENDPOINT},
        secrets=secrets,
    )


def read_cluster(environment: Mapping[str, str] = os.environ) -> Cluster | None:
    """The cluster that searches; None where none is set. Raises FactContextError where a value cannot be used.

    >>> read_cluster({"FACTCONTEXT_MILVUS_URL": "http://127.0.0.1:19530"}).name
    'factcontext'
    """
    url = environment.get("FACTCONTEXT_MILVUS_URL", "").strip()
    if not url:
        return None
    found = web_address(url)
    if found is None and not url.endswith(".db") or found and "@" in found.netloc:  # never repeated: it may hold a key
        raise FactContextError("FACTCONTEXT_MILVUS_URL is no address like http://127.0.0.1:19530")
    name = environment.get("FACTCONTEXT_MILVUS_NAME") or CLUSTER_NAME
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9]{0,99}", name):  # what Milvus takes, without the mark between our parts
        raise FactContextError("FACTCONTEXT_MILVUS_NAME must be letters and digits, a letter first")
    return Cluster(url, environment.get("FACTCONTEXT_MILVUS_TOKEN", ""), name)


def read_database(environment: Mapping[str, str] = os.environ) -> Database | None:
    """The database of the catalog; None where none is set. Raises FactContextError where a value cannot be used.

    >>> read_database({"FACTCONTEXT_POSTGRES_URL": "postgresql:///news"}).name
    'factcontext'
    """
    url = environment.get("FACTCONTEXT_POSTGRES_URL", "").strip()
    if not url:
        return None
    if not re.match("postgres(ql)?://", url):
        raise FactContextError("FACTCONTEXT_POSTGRES_URL is no address like postgresql://user@127.0.0.1/news")
    name = environment.get("FACTCONTEXT_POSTGRES_NAME") or DATABASE_NAME
    if not re.fullmatch(r"[a-z][a-z0-9]{0,23}", name):  # with a generation's name less than PostgreSQL's 63 letters
        raise FactContextError("FACTCONTEXT_POSTGRES_NAME must be up to 24 small letters and digits, a letter first")
    return Database(url, name)


def own_folders(index: Path) -> list[Path]:
    """Every folder in which something of somebody who reads this index may be kept."""
    return [index, *sorted((index / USERS).glob("*"))]


def default_index() -> Path:
    """`factcontext/index` in the user's data folder."""
    return user_data_path("factcontext", appauthor=False) / "index"


def _read_endpoint(environment: Mapping[str, str], secrets: Path | None) -> Endpoint | None:
    if environment.get("FACTCONTEXT_LLM_BASE_URL") == "":
        return None
    values = {name: value.strip() for name, value in {**_read_secrets(secrets), **environment}.items() if value.strip()}
    if "FACTCONTEXT_LLM_BASE_URL" not in values:
        return None
    endpoint = Endpoint(
        base_url=_base_url(values["FACTCONTEXT_LLM_BASE_URL"]),
        model=values.get("FACTCONTEXT_LLM_MODEL"),
        key=_key(values),
        deadline_s=_positive(values, "FACTCONTEXT_LLM_DEADLINE_S") or DEADLINE_S,
        context_tokens=_whole(values, "FACTCONTEXT_LLM_CONTEXT"),
        max_tokens=_whole(values, "FACTCONTEXT_LLM_MAX_TOKENS") or MAX_TOKENS,
        calls=_whole(values, "FACTCONTEXT_LLM_CALLS") or CALLS,
        price_in=_number(values, "FACTCONTEXT_LLM_PRICE_IN"),
        price_out=_number(values, "FACTCONTEXT_LLM_PRICE_OUT"),
    )
    if (endpoint.context_tokens or math.inf) <= endpoint.max_tokens:
        raise FactContextError("FACTCONTEXT_LLM_CONTEXT must be more than FACTCONTEXT_LLM_MAX_TOKENS")
    if (endpoint.price_in is None) != (endpoint.price_out is None):
        raise FactContextError("set both FACTCONTEXT_LLM_PRICE_IN and FACTCONTEXT_LLM_PRICE_OUT, or neither")
    return endpoint


def _read_secrets(path: Path | None) -> dict[str, str]:
    """The endpoint's settings at the top level of a TOML file; none where there is no file."""
    try:
        if path is None or not path.exists():
            return {}
        table = tomllib.loads(path.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        # What the parser says of the place may quote the file: only the line is told.
        line = re.search(r"at (line \d+)", str(error))
        raise FactContextError(f"{path} is not valid TOML{f' ({line[1]})' if line else ''}; correct it") from None
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "not UTF-8"
        raise FactContextError(f"{path} cannot be read: {reason}") from None
    return {name: _plain(name, value, path) for name, value in table.items() if name in _OF_ENDPOINT}


def _plain(name: str, value: object, path: Path) -> str:
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise FactContextError(f"{name} in {path} is neither text nor a number")
    return str(value)


def web_address(text: str) -> SplitResult | None:
    """An address taken apart; None where it is none of a web server."""
    try:
        url = urlsplit(text)
        return url if url.scheme in ("http", "https") and url.hostname and url.port != 0 else None
    except ValueError:  # a port that is no number, half an IPv6 address
        return None


# No message below repeats a value: it may be a key in the wrong place.
def _base_url(text: str) -> str:
    name = "FACTCONTEXT_LLM_BASE_URL"
    url = web_address(text)
    if url is None or not text.isprintable() or " " in text:
        raise FactContextError(f"{name} is no address like http://127.0.0.1:11434/v1")
    if "@" in url.netloc:
        raise FactContextError(f"{name} must hold no user name or password; the key goes into FACTCONTEXT_LLM_API_KEY")
    if "?" in text or "#" in text:
        raise FactContextError(f"{name} must end with the path, like /v1: without ? and #")
    return text.rstrip("/").removesuffix("/chat/completions")  # what some servers' own pages show to be copied


def _key(values: Mapping[str, str]) -> str | None:
    for name in _KEYS:
        if name in values:
            if not re.fullmatch(r"[!-~]+", values[name]):  # what an HTTP header can carry
                raise FactContextError(f"{name} holds spaces or letters that no key has; copy it anew")
            return values[name]
    return None


def _positive(values: Mapping[str, str], name: str) -> float | None:
    number = _number(values, name)
    if number == 0:
        raise FactContextError(f"{name} must be more than zero")
    return number


def _whole(values: Mapping[str, str], name: str) -> int | None:
    number = _positive(values, name)
    if number is not None and not number.is_integer():
        raise FactContextError(f"{name} must be a whole number")
    return None if number is None else int(number)


def _number(values: Mapping[str, str], name: str) -> float | None:
    if name not in values:
        return None
    try:
        number = float(values[name])
    except ValueError:
        number = math.nan
    if not math.isfinite(number) or number < 0:
        raise FactContextError(f"{name} is not a number that makes sense here; write it like 60 or 0.15")
    return number


@cache
def own_columns() -> Mapping[str, str]:
    """What the user calls the columns of tables, by an article's parts: `text=Brieftext, published=Tag`."""
    pairs = (one.partition("=") for one in os.environ.get(COLUMNS, "").split(","))
    return {part.strip().casefold(): column.strip() for part, _, column in pairs if part.strip() and column.strip()}
