"""Surveys the folder before a build: its files, their hashes, the sidecar's metadata, what has changed."""

import hashlib
import time
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from factcontext.index.gc_pause import gc_paused
from factcontext.index.readers.scan import (
    SETTLED_NS,
    Changes,
    File,
    compare_identities,
    content_hashes,
    folder_place,
    scan,
)
from factcontext.index.readers.sidecar import read_sidecar
from factcontext.index.records import FileStamp, Metadata, Skipped, file_of
from factcontext.index.store.library import Library
from factcontext.settings import own_columns


@dataclass(frozen=True, slots=True)
class SurveyedFolder:
    """A folder of articles before any is read. An identity changes with the file or with what is said of it."""

    path: Path
    place: tuple[int, int]  # device and number: another disk mounted there is another folder
    files: Mapping[str, File]
    sha256: Mapping[str, str]
    identities: Mapping[str, str]
    sidecar: Mapping[str, Metadata]
    skipped: tuple[Skipped, ...]
    faults: tuple[Skipped, ...]  # lines of the sidecar that could not be read
    known: Mapping[str, FileStamp]  # how files lay when they were surveyed before
    stamps: Mapping[str, FileStamp]  # of the files that lay still for long enough to be known by them again


@gc_paused()
def survey(path: Path, known: Mapping[str, FileStamp] = MappingProxyType({})) -> SurveyedFolder:
    """Look at a folder; raise FactContextError where it is none. Files that lie as they are `known` are not read."""
    began = time.time_ns()
    where = folder_place(path)
    files, skipped = scan(path)
    stamps, unreadable = content_hashes(files, known)
    sha256 = {name: stamp.sha256 for name, stamp in stamps.items()}
    sidecar, faults = read_sidecar(path, sha256)
    return SurveyedFolder(
        path.absolute(),
        where,
        {file.name: file for file in files if file.name in sha256},
        sha256,
        content_identities(sha256, sidecar),
        sidecar,
        (*skipped, *unreadable),
        tuple(faults),
        known,
        {name: one for name, one in stamps.items() if one.changed_ns < began - SETTLED_NS},
    )


def folder_changes(folder: SurveyedFolder, library: Library) -> Changes:
    """How the folder differs from what was indexed, files that were skipped then included."""
    return compare_identities(folder.identities, known_identities(library))


def known_identities(library: Library) -> dict[str, str]:
    """The identities of all files that a build has seen."""
    return {**skipped_identities(library), **by_file(library.catalog.identities())}


def by_file(identities: Mapping[str, str]) -> Mapping[str, str]:
    """The identities of the files that articles are from, given those of the articles."""
    if not any("#" in name for name in identities):  # each file is one article
        return identities
    return {file_of(name): file_of(identity) for name, identity in identities.items()}


def skipped_identities(library: Library) -> dict[str, str]:
    """Identities of the files that an earlier build opened and could not use."""
    return {file_of(one.article): file_of(identity) for one, identity in library.catalog.skipped() if identity}


def pending_counts(path: Path, library: Library) -> tuple[int, int, int]:
    """How many files were added, changed and removed since the build; a moved file is both added and removed."""
    found = folder_changes(survey(path, library.catalog.file_stamps()), library)
    moved = len(found.moved)
    return len(found.added) + moved, len(found.changed), len(found.removed) + moved


def content_identities(sha256: Mapping[str, str], sidecar: Mapping[str, Metadata]) -> dict[str, str]:
    """The identities of files by name: most are told of by nothing but their digests."""
    if own_columns():
        return {name: content_identity(value, sidecar.get(name)) for name, value in sha256.items()}
    told = {name: content_identity(sha256[name], said) for name, said in sidecar.items() if name in sha256}
    return {**sha256, **told}


def content_identity(sha256: str, said: Metadata | None) -> str:
    """What changes when a file does, or what the sidecar says of it, or the user of the columns of tables."""
    columns = own_columns()
    return hashlib.sha256(f"{sha256} {said}{columns or ''}".encode()).hexdigest() if said or columns else sha256
