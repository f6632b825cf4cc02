"""The generations of an index on disk: which one is served, whether it is whole, and who still reads it.

INDEX/CURRENT                    the name of the generation that is served; replaced last
INDEX/ON_CLUSTER                 the name of the one that was last copied to a cluster, where there is one
INDEX/generations/NAME/          catalog.sqlite and perhaps its log, words/, vectors.faiss, vectors-*.rows,
                                 manifest.json; never changed, and where little is new most files are those of the
                                 generation before (hard links)
INDEX/generations/.new-NAME/     what a build is writing; removed by the next build
INDEX/generations/.compact…      tables with their log brought in, for the next build to begin with (compacted.py)
INDEX/unfinished.sqlite          what an interrupted build had read and embedded; the next one takes it up
INDEX/purged.json                what was removed for good and is not to come back, as digests
INDEX/users/                     what belongs to each who signs in: conversations, and what models wrote for them
INDEX/lock                       held by the one build that may write
"""

import fcntl
import hashlib
import json
import os
import re
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any
from weakref import finalize

from factcontext.errors import IndexUnusable
from factcontext.index.store.integrity import FileDigest, opened

SCHEMA = 23  # raised whenever the files of a generation change their meaning
# Those that can be read; the next build that has something to do writes all anew, but for `EXTENDED`.
READ = (8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, SCHEMA)
EXTENDED = (SCHEMA,)  # those whose rows are as they would be made now: a build may change them where it has to
WITH_BLOCKS = 10  # the first one that tells of files' blocks; before, size and sha256 alone were signed
POINTER = "CURRENT"
ON_CLUSTER = "ON_CLUSTER"
MANIFEST = "manifest.json"
GENERATIONS = "generations"
STAGING = ".new-"
# A pointer is one name, a manifest a page of text; what is longer is neither.
MOST_BYTES = 2**20


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a generation is made of and with; `files` says what each file is like, `sha256` is of all that is said."""

    generation: str
    schema: int
    folder: str  # absolute path of the articles
    built: str  # ISO time, UTC
    model: str
    model_sha256: str
    dimension: int
    counts: dict[str, int]  # articles, passages, sentences, statements
    pipelines: dict[str, str] = field(default_factory=dict)  # by language, with their versions: parser.py, pipelines.py
    files: dict[str, FileDigest] = field(default_factory=dict)
    sha256: str = ""

    def signed(self) -> "Manifest":
        """The same with the digest of all that it says."""
        told = asdict(replace(self, sha256=""))
        if self.schema < WITH_BLOCKS:
            told["files"] = {name: one[:2] for name, one in self.files.items()}
        return replace(self, sha256=hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest())


def current(index: Path) -> str | None:
    """The name of the published generation; None where there is none, or the pointer to it is damaged."""
    try:
        name = _read_small(index / POINTER).decode("utf-8").strip()
    except (OSError, ValueError):
        return None
    return name if re.fullmatch(r"[\w-]+", name) else None  # never a path that leads elsewhere


def published_at(index: Path) -> float:
    """When a generation was last published, in seconds since 1970; 0 where none was."""
    try:
        return (index / POINTER).stat().st_mtime
    except OSError:
        return 0.0


def published(index: Path) -> list[str]:
    """The names of all generations that were finished, the newest first: names begin with their time."""
    try:
        names = os.listdir(index / GENERATIONS)
    except OSError:
        return []
    return sorted((name for name in names if not name.startswith(".")), reverse=True)


def is_there(index: Path) -> bool:
    """Whether there is an index at all, be it damaged."""
    return current(index) is not None or bool(published(index))


def no_index(index: Path) -> IndexUnusable:
    """What is raised where there is none."""
    return IndexUnusable(f"there is no index at {index}; make one with `factcontext build ARTICLES`")


def generation_folder(index: Path, name: str) -> Path:
    return index / GENERATIONS / name


def parse_manifest(folder: Path) -> Manifest:
    """Read a generation's manifest alone; raise IndexUnusable where it is none of this schema."""
    try:
        values: dict[str, Any] = json.loads(_read_small(folder / MANIFEST).decode("utf-8"))
        if values.get("schema") not in READ:
            raise IndexUnusable(_other_schema(values.get("schema")))
        files = {str(name): _file_digest(*told) for name, told in values.pop("files").items()}
        manifest = Manifest(**values, files=files)
    except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
        raise IndexUnusable(f"the index is damaged: {MANIFEST} cannot be read; build it again") from error
    if manifest.generation != folder.name or manifest != manifest.signed():
        raise IndexUnusable(f"the index is damaged: {MANIFEST} is not as it was written; build it again")
    return manifest


def _file_digest(size: object, sha256: object, blocks: Iterable[object] = ()) -> FileDigest:
    return FileDigest(int(str(size)), str(sha256), tuple(map(str, blocks)))


def _other_schema(found: object) -> str:
    age = "an older" if isinstance(found, int) and found < SCHEMA else "another"
    return (
        f"the index was made by {age} version of factcontext (schema {found}, this one reads {SCHEMA}); "
        "`factcontext build ARTICLES` brings it up to date"
    )


def stamp(index: Path) -> str | None:
    """What changes when another generation is served or a file of the served one is touched; None without an index.

    It costs a look at some ten files, so that a page can ask before each question.
    """
    if not is_there(index):
        return None
    name = current(index)
    seen = [f"{path.relative_to(index)} {_look(path)}" for path in _tree(generation_folder(index, name or ""))]
    # One that is not there is stood in for by others; of those that only were served once, old ones come and go.
    others = [] if seen else published(index)
    return hashlib.sha256(
        "\n".join([str(name), *others, *sorted(seen), _look(index / ON_CLUSTER)]).encode()
    ).hexdigest()


def _tree(folder: Path) -> Iterator[Path]:
    for root, folders, names in os.walk(folder):
        yield from (Path(root, name) for name in (*folders, *names) if not name.endswith(".lock"))


def _look(path: Path) -> str:
    try:
        found = path.lstat()
    except OSError:
        return ""
    # A folder's time changes when a reader locks its words.
    return f"{found.st_mode} {found.st_ino}" + ("" if path.is_dir() else f" {found.st_size} {found.st_mtime_ns}")


class Hold:
    """Keeps a generation on disk while somebody reads it: a shared lock on its manifest, gone with its holder."""

    def __init__(self, folder: Path) -> None:
        try:
            descriptor = os.open(folder / MANIFEST, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        except OSError as error:
            raise IndexUnusable(f"the index is damaged: {MANIFEST} cannot be opened; build it again") from error
        self.release = finalize(self, os.close, descriptor)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_SH)  # who looks whether it is read holds the other lock for an instant
        except OSError:
            pass  # a disk that knows no locks


def is_read(folder: Path) -> bool:
    """Whether somebody reads a generation now."""
    try:
        descriptor = os.open(folder / MANIFEST, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return True
    finally:
        os.close(descriptor)
    return False


def _read_small(path: Path) -> bytes:
    with opened(path) as file:
        data = os.read(file, MOST_BYTES + 1)
    if len(data) > MOST_BYTES:
        raise ValueError(f"{path.name} is too long")
    return data
