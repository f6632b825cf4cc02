"""The list of purged articles, as digests, which keeps their files from being indexed again."""

import json
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import ClassVar

from factcontext.errors import FactContextError
from factcontext.index.store.publish import replace_file

FILE = "purged.json"


@dataclass(frozen=True, slots=True)
class Purged:
    """Digests of paths and of files' contents: neither a copy under another name nor a new version comes back."""

    paths: frozenset[str] = frozenset()
    contents: frozenset[str] = frozenset()

    reason: ClassVar[str] = (
        f"it was purged from this index; delete the file, or its lines in {FILE} beside the index to allow it again"
    )

    def __bool__(self) -> bool:
        return bool(self.paths or self.contents)

    def has(self, path: str, content: str) -> bool:
        """Whether an article with this path, or this sha256 of its file, was purged."""
        return self.has_digest(path_digest(path), content)

    def has_digest(self, path: str, content: str) -> bool:
        """The same of an article of whose path the digest alone is known."""
        return path in self.paths or content in self.contents

    def with_article(self, path: str, content: str | None) -> "Purged":
        return Purged(self.paths | {path_digest(path)}, self.contents | ({content} if content else set()))


def read_purged(index: Path) -> Purged:
    """What was purged from an index; raise FactContextError where that cannot be told: nothing may come back unseen."""
    path = index / FILE
    try:
        told = json.loads(path.read_text("utf-8")) if path.is_file() or path.is_symlink() else {}
        return Purged(frozenset(map(str, told.get("paths", []))), frozenset(map(str, told.get("contents", []))))
    except (OSError, ValueError, AttributeError, TypeError) as error:
        raise FactContextError(f"{path} cannot be read; delete it if nothing was purged, else put it back") from error


def write_purged(index: Path, purged: Purged) -> None:
    """Replace the list, flushed to disk."""
    told = {"paths": sorted(purged.paths), "contents": sorted(purged.contents)}
    replace_file(index / FILE, json.dumps(told, indent=1))


def path_digest(path: str) -> str:
    """What an article's path is known by, once the article is gone."""
    return sha256(path.encode("utf-8", "surrogatepass")).hexdigest()
