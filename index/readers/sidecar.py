"""Reads the folder's own list of metadata, `metadata.jsonl` or `metadata.csv`, as spreadsheets and scripts write it."""

import csv
import json
import os
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath
from urllib.parse import unquote

from factcontext.index.readers.date_columns import DateColumn, with_date
from factcontext.index.readers.delimited import table_rows
from factcontext.index.readers.encoding import decode
from factcontext.index.readers.metadata import field_names, make, unread_date, value_of
from factcontext.index.readers.scan import SIDECARS
from factcontext.index.records import Metadata, Skipped

_MAX_BYTES = 100_000_000  # a line for each of several hundred thousand articles
_MAX_UNUSED = 20  # rows told one by one; a list of another folder has thousands


def read_sidecar(folder: Path, names: Iterable[str]) -> tuple[dict[str, Metadata], list[Skipped]]:
    """What the folder's list says of the files `names`, and the rows that are no use."""
    path = _sidecar_of(folder)
    if path is None:
        return {}, []
    try:
        if path.stat().st_size > _MAX_BYTES:
            return {}, [Skipped(path.name, f"larger than {_MAX_BYTES // 1_000_000} MB")]
        text = decode(path.read_bytes())
    except OSError as error:
        return {}, [Skipped(path.name, f"cannot be read: {error.strerror}")]
    found, faults = listed_metadata(text, path.suffix, names)
    return found, [Skipped(path.name, fault) for fault in faults]


def _sidecar_of(folder: Path) -> Path | None:
    """The folder's list, in whatever capitals its name is; the first kind that is there."""
    names = {name.casefold(): name for name in sorted(os.listdir(folder), reverse=True)}
    return next((folder / names[name] for name in SIDECARS if name in names and (folder / names[name]).is_file()), None)


def listed_metadata(text: str, suffix: str, names: Iterable[str]) -> tuple[dict[str, Metadata], list[str]]:
    """What a list says of the files `names`, and what is wrong with its lines."""
    rows = list(_csv_rows(text) if suffix.casefold() in (".csv", ".tsv") else _json_rows(text))
    dates = DateColumn.of(value_of(row, field_names("published")) for _, row in rows if isinstance(row, dict))
    listed = _ListedRows(_FileNames(names), dates)
    faults = [f"line {number}: {fault}" for number, row in rows if (fault := listed.add(number, row))]
    return listed.found, [*faults, *listed.unused()]


def _json_rows(text: str) -> Iterator[tuple[int, object]]:
    """The objects of a list, one a line or all in one."""
    try:
        whole = json.loads(text)
    except (ValueError, RecursionError):
        whole = None
    if isinstance(whole, dict) and whole and all(isinstance(one, dict) for one in whole.values()):
        whole = [{"path": name, **fields} for name, fields in whole.items()]  # by the names of the files
    if whole is not None:
        yield from enumerate(whole if isinstance(whole, list) else [whole], 1)
        return
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                yield number, json.loads(line)
            except (ValueError, RecursionError):
                yield number, "not valid JSON"


def _csv_rows(text: str) -> Iterator[tuple[int, object]]:
    rows = table_rows(text)
    try:
        for row in rows:
            yield rows.line_num, row
    except csv.Error as error:
        yield rows.line_num, f"not valid CSV ({error})"


class _FileNames:
    """The names of the folder's files, found in another spelling too: composed otherwise, or in other capitals."""

    def __init__(self, names: Iterable[str]) -> None:
        self._exact: dict[str, str] = {}
        self._loose: dict[str, list[str]] = {}
        self._ends: dict[str, list[str]] = {}  # by what stands behind the last slash, with its suffix and without
        for name in names:
            self._exact[name] = name
            self._loose.setdefault(_loosely(name), []).append(name)
            for end in {name.rpartition("/")[2], PurePosixPath(name).stem}:
                self._ends.setdefault(_loosely(end), []).append(name)

    def find(self, path: str) -> str | None:
        """The file that a row means; None for none, or for several."""
        if path in self._exact:
            return path
        near = self._loose.get(_loosely(path), [])
        same = [name for name in near if unicodedata.normalize("NFC", name) == unicodedata.normalize("NFC", path)]
        found = same or near or self._by_end(_loosely(path))
        return found[0] if len(found) == 1 else None

    def _by_end(self, path: str) -> list[str]:
        """The files that a path from elsewhere may mean: it ends with their whole name, or has no folders."""
        folders, _, end = path.rpartition("/")
        files = self._ends.get(end, [])
        return [name for name in files if not folders or path.endswith(f"/{_loosely(name)}")]


def _loosely(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _key(path: str) -> str:
    return path.strip().replace("\\", "/").removeprefix("./").lstrip("/")


def _readings(path: str) -> Iterator[str]:
    """What a row's path may mean: a file, several of them (as Zotero lists attachments), or an address's spelling."""
    yield _key(path)
    yield from map(_key, path.split(";"))
    yield _key(unquote(path))


@dataclass
class _ListedRows:
    """The rows of a list as they are added."""

    names: _FileNames
    dates: DateColumn
    found: dict[str, Metadata] = field(default_factory=dict)
    homeless: dict[int, str] = field(default_factory=dict)

    def add(self, number: int, row: object) -> str | None:
        """Take one row; the problem with it, if there is one."""
        if isinstance(row, str):
            return row
        if not isinstance(row, dict):
            return "not an object"
        path = value_of(row, field_names("path"))
        if not isinstance(path, str) or not path.strip():
            return "no path"
        key = _key(path)
        name = next(filter(None, map(self.names.find, _readings(path))), None)
        if name is None:
            self.homeless[number] = key
            return None
        if name in self.found:
            return f"{key} a second time, the first is used"
        row = with_date(row, self.dates)
        self.found[name] = make(row, "sidecar")
        undated = unread_date(row, self.found[name])
        return f"published is no full date: {undated!r}" if undated else None

    def unused(self) -> Iterator[str]:
        """What to say of the rows that name no file of the folder."""
        told = list(self.homeless.items())[:_MAX_UNUSED]
        yield from (f"line {number}: no file {key[:200]} in the folder" for number, key in told)
        if len(self.homeless) > _MAX_UNUSED:
            yield f"{len(self.homeless) - _MAX_UNUSED} more lines name no file of the folder"
