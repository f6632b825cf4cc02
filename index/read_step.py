"""Build step: reads new files into the spool, and keeps a log of what turns out while they are read."""

import hashlib
import json
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from time import monotonic

from factcontext.errors import FactContextError
from factcontext.index.plan import Plan
from factcontext.index.readers import format_of
from factcontext.index.readers.scan import File, still_there
from factcontext.index.records import FileStamp, Progress, RawArticle, Skipped, file_of, member_name
from factcontext.index.rows import raw_row
from factcontext.index.store.spool import Spool
from factcontext.index.survey import content_identity
from factcontext.index.workers.analysis import AnalysisInput
from factcontext.index.workers.reading import ReadResult, read_files
from factcontext.settings import own_columns

Report = Callable[[Progress], None]
ReadFiles = Callable[[Sequence[File]], Generator[tuple[File, ReadResult], None, None]]
SAVED = 32  # files after which what was read is saved: an interrupted build loses no more


class ReadLog:
    """The hashes of files as they were read, and the files that cannot be indexed: known only as a build goes on."""

    def __init__(self, plan: Plan) -> None:
        self._folder = plan.folder
        self._fresh = plan.fresh
        self._sha256 = dict(plan.folder.sha256)  # of each file as it was surveyed or, once it was read, as it was read
        self.skipped = dict(plan.skipped)  # with their identities

    def sha256(self, file: str) -> str:
        """The hash of a file's bytes."""
        return self._sha256[file]

    def note_hash(self, name: str, sha256: str) -> None:
        """Note what was read: the file may have changed since the survey."""
        self._sha256[name] = sha256

    def stamps(self) -> dict[str, FileStamp]:
        """How the files lie on the disk that were read as they had been surveyed."""
        return {name: one for name, one in self._folder.stamps.items() if one.sha256 == self._sha256.get(name)}

    def skip(self, name: str, reason: str, is_final: bool = True) -> None:
        """Note that a file is not indexed; one that would give the same again is not read by the next build."""
        self.skipped[Skipped(name, reason)] = self.identity(name) if is_final else ""

    def identity(self, name: str) -> str:
        """What tells the next build whether an article's file, or what the sidecar says of it, has changed."""
        file = file_of(name)
        return content_identity(self._sha256[file], self._folder.sidecar.get(file)) + name.removeprefix(file)

    def spool_key(self, name: str) -> str:
        """What an article is known by in the spool: its file's bytes and format, and its number in the file."""
        file = file_of(name)
        columns = str(own_columns() or "")
        return f"{self._sha256[file]}{format_of(self._folder.files[file].path)}{columns}{name.removeprefix(file)}"

    def readable(self) -> list[str]:
        """The new files that could be read, in order of path."""
        skipped = {one.article for one in self.skipped}
        return [name for name in self._fresh if name not in skipped]


@dataclass(frozen=True, slots=True)
class SpooledArticles:
    """The new articles of a build as they lie in the spool, read from there at each iteration."""

    plan: Plan
    log: ReadLog
    spool: Spool
    names: tuple[str, ...]

    def texts(self) -> Iterator[str]:
        """Their texts before cleaning, in order."""
        return (self.spool.raw(self.log.spool_key(name)).text for name in self.names)

    def inputs(self) -> Iterator[AnalysisInput]:
        """What the analysis takes of each, in order."""
        for name in self.names:
            raw, file = self.spool.raw(self.log.spool_key(name)), file_of(name)
            sha256 = self.log.sha256(file) if file == name else own_sha256(raw)
            yield AnalysisInput(name, sha256, raw, self.plan.folder.sidecar.get(file))


def read_new_files(plan: Plan, spool: Spool, report: Report, read: ReadFiles = read_files) -> SpooledArticles:
    """Read the plan's new files into the spool, but for those that an interrupted build left there.

    Raises FactContextError where the folder goes away meanwhile.
    """
    began, log = monotonic(), ReadLog(plan)
    wanted = [plan.folder.files[name] for name in plan.fresh if not spool.has_raw(log.spool_key(name))]
    already = len(plan.fresh) - len(wanted)
    with closing(read(wanted)) as results:
        for done, (file, result) in enumerate(results, 1 + already):
            if result.sha256:
                log.note_hash(file.name, result.sha256)
            if result.file:
                spool.keep_raw(log.spool_key(file.name), result.file)
            else:
                log.skip(file.name, result.reason, result.is_final)
            if done % SAVED == 0:
                spool.save()
            report(Progress("read", done, len(plan.fresh), monotonic() - began))
    spool.save()
    if not still_there(plan.folder.path, plan.folder.place):
        gone = f"the folder {plan.folder.path} went away while it was read"
        raise FactContextError(f"{gone}; the index is left as it was")
    names = [name for file in log.readable() for name in _articles_of(file, log, spool, plan)]
    return SpooledArticles(plan, log, spool, tuple(sorted(names)))


def _articles_of(file: str, log: ReadLog, spool: Spool, plan: Plan) -> Iterator[str]:
    """The names of a file's articles; of those of a collection that cannot be indexed, why is noted."""
    count = spool.members(log.spool_key(file))
    if count is None:
        yield file
        return
    for name in (member_name(file, n) for n in range(1, count + 1)):
        raw = spool.raw(log.spool_key(name))
        if plan.purged.has(name, own_sha256(raw)):
            log.skip(name, plan.purged.reason)
        elif not raw.text:
            log.skip(name, raw.warnings[0] if raw.warnings else "no text found")
        else:
            yield name


def own_sha256(raw: RawArticle) -> str:
    """What one of several articles in a file is known by, wherever it stands."""
    return hashlib.sha256(json.dumps(raw_row(raw), sort_keys=True).encode()).hexdigest()
