"""The write side itself: scan -> read -> clean -> sentences -> statements -> passages -> embed -> publish."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from time import monotonic

import numpy as np

from factcontext.errors import FactContextError, IndexUnusable, WrongModel
from factcontext.index.draft import Draft
from factcontext.index.embedding.embedder import Embedder, Vectors
from factcontext.index.embedding.passages import make_passages
from factcontext.index.plan import Part, Plan, make_plan
from factcontext.index.readers.scan import compare, still_there
from factcontext.index.records import BuildReport, Progress
from factcontext.index.store.catalog import Entry, words_digest
from factcontext.index.store.disk_errors import storing
from factcontext.index.store.generations import SCHEMA, Manifest, current, is_there
from factcontext.index.store.library import Library
from factcontext.index.store.publish import drop_old, now, publish, staging, sweep, writing
from factcontext.index.store.purged import read_purged
from factcontext.index.store.spool import Spool, discard
from factcontext.index.survey import Folder, survey
from factcontext.index.text.repeats import repeated_lines
from factcontext.index.workers.analysis import Analyst, Found, Raw
from factcontext.index.workers.reading import read_files

Report = Callable[[Progress], None]
# Articles embedded at once: enough sentences to sort into tight batches (1.8 % is padding; with 16 articles 3.4 %), few
# enough for a progress bar that moves. The first chunks are small, so that both cores are at work sooner.
CHUNK = 32
FIRST = 4


def build(
    path: Path,
    index: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    allow_empty: bool = False,
    report: Report = lambda progress: None,
) -> BuildReport:
    """Bring the index up to date with a folder; what has not changed is kept, vectors included.

    Raises BuildRunning where another build holds the index, WrongModel where the index was built with another model,
    and FactContextError where the folder is missing or goes, where it has no article and would replace an index that
    has, and where the index cannot be written. The index is then as it was; what was read and embedded is taken up by
    the next build.
    """
    began = monotonic()
    with writing(index), storing(index):
        previous, note = (None, "") if rebuild else _previous(index, embedder)
        plan = make_plan(survey(path), previous, read_purged(index))
        if previous and not previous.notice and not plan.has_news:
            _tidy(index, previous.generation)
            return _report(plan, previous, previous, note, began)
        name = _write(plan, index, embedder, allow_empty, report)
        with Library.of_generation(index, name) as built:
            made = _report(plan, previous, built, note, began)
        if previous:
            previous.close()
        _tidy(index, name)
        return made


def _tidy(index: Path, served: str) -> None:
    """Remove what this build, or one that was cut off, does not need any more."""
    sweep(index)
    discard(index)
    drop_old(index, served)


def _write(plan: Plan, index: Path, embedder: Embedder, allow_empty: bool, report: Report) -> str:
    """Write and publish a new generation; returns its name."""
    with (
        Spool.open(index, embedder) as spool,
        staging(index) as (name, stage),
        closing(Analyst(len(plan.fresh))) as analyst,
    ):
        _read(plan, spool, report)
        read = _Read(plan, spool, analyst)
        furniture = repeated_lines(read.texts)
        furniture |= plan.previous.catalog.furniture() if plan.previous else frozenset()
        with Draft(stage, embedder.dimension, plan.previous) as draft:
            _fill(draft, read, furniture, _Embedding(embedder, spool, plan.previous), report)
            counts = draft.finish(furniture, plan.skipped)
        _refuse_empty(index, plan.folder, counts, allow_empty)
        publish(index, stage, _manifest(name, plan.folder, embedder, counts))
    return name


def _read(plan: Plan, spool: Spool, report: Report) -> None:
    """Read the plan's fresh files into the spool; what cannot be read is added to what is skipped."""
    began = monotonic()
    wanted = [plan.folder.files[name] for name in plan.fresh if not spool.has(plan.key(name))]
    already = len(plan.fresh) - len(wanted)
    with closing(read_files(wanted)) as found:
        for done, (file, read) in enumerate(found, 1 + already):
            plan.sha256[file.name] = read.sha256 or plan.sha256[file.name]
            if read.article:
                spool.put(plan.key(file.name), read.article)
            else:
                plan.skip(file.name, read.reason, read.is_final)
            if done % CHUNK == 0:
                spool.save()
            report(Progress("read", done, len(plan.fresh), monotonic() - began))
    spool.save()
    if not still_there(plan.folder.path, plan.folder.place):
        gone = f"the folder {plan.folder.path} went away while it was read"
        raise FactContextError(f"{gone}; the index is left as it was")


@dataclass(frozen=True, slots=True)
class _Read:
    """The plan's fresh articles as they lie in the spool."""

    plan: Plan
    spool: Spool
    analyst: Analyst

    def names(self) -> list[str]:
        """Those that could be read, in order of path."""
        skipped = {one.article for one in self.plan.skipped}
        return [name for name in self.plan.fresh if name not in skipped]

    def texts(self) -> Iterator[str]:
        return (self.spool.raw(self.plan.key(name)).text for name in self.names())

    def found(self, furniture: frozenset[str]) -> Iterator[Found | None]:
        """What is found in each, in order."""
        return self.analyst.analyse(self._raws(), furniture)

    def _raws(self) -> Iterator[Raw]:
        for name in self.names():
            said = self.plan.folder.sidecar.get(name)
            yield Raw(name, self.plan.sha256[name], self.spool.raw(self.plan.key(name)), said)


# ---- analyse and embed


def _fill(draft: Draft, read: _Read, furniture: frozenset[str], embedding: "_Embedding", report: Report) -> None:
    """Put all articles into the draft in order of path: kept ones copied, fresh ones analysed and embedded."""
    plan, names = read.plan, read.names()
    began, done = monotonic(), 0
    found = read.found(furniture)

    def begin(parts: Sequence[Part]) -> _Begun:
        entries = [_entry(plan, one, next(found), embedding) for one in parts if isinstance(one, str)]
        return parts, embedding.begin([entry for entry in entries if entry])

    for parts, finish in _one_ahead(map(begin, _chunks(plan.parts(frozenset(names))))):
        made = dict(finish())
        for part in parts:
            if isinstance(part, range):
                draft.copy(part)
            elif part in made:
                draft.add(*made[part])
        done += sum(isinstance(part, str) for part in parts)
        report(Progress("embed", done, len(names), monotonic() - began))


def _entry(plan: Plan, name: str, found: Found | None, embedding: "_Embedding") -> Entry | None:
    """An article with its passages; None where cleaning left nothing of it."""
    if found is None:
        plan.skip(name, "no article text found")
        return None
    passages = make_passages(found.article, found.sentences, embedding.embedder)
    return Entry(found.article, plan.identity(name), found.sentences, found.statements, passages)


@dataclass(frozen=True, slots=True)
class _Embedding:
    """Vectors of sentences: no words are embedded that the generation before knows, or that were embedded already."""

    embedder: Embedder
    spool: Spool
    previous: Library | None
    _underway: set[bytes] = field(default_factory=set)  # digests of what is being embedded

    def begin(self, entries: Sequence[Entry]) -> "_Finish":
        """Begin to embed what is new in them; what is returned gives by path each article with the vectors of its
        sentences, shape (sentences, dimension). What was begun first must be finished first."""
        texts = [words for entry in entries for words in entry.words()]
        keys = [words_digest(text) for text in texts]
        before = self.previous.catalog.known(keys) if self.previous else {}
        missing = {key: text for key, text in zip(keys, texts, strict=True) if key not in before}
        there = self.spool.known(list(missing))
        new = {key: text for key, text in missing.items() if key not in there and key not in self._underway}
        self._underway.update(new)
        rest = self.embedder.begin(list(new.values()))

        def finish() -> Iterator[tuple[str, tuple[Entry, Vectors]]]:
            if new:
                self.spool.keep(list(new), rest())
                self.spool.save()
                self._underway.difference_update(new)
            vectors = self._known(keys, before)
            start = 0
            for entry in entries:
                yield entry.article.path, (entry, vectors[start : start + len(entry.sentences)])
                start += len(entry.sentences)

        return finish

    def _known(self, keys: Sequence[bytes], before: Mapping[bytes, int]) -> Vectors:
        """The vectors of words that the generation before has, at these rows, or else the spool."""
        result = np.empty((len(keys), self.embedder.dimension), dtype=np.float32)
        if self.previous and before:
            rows = [n for n, key in enumerate(keys) if key in before]
            result[rows] = self.previous.vectors.rows([before[keys[n]] for n in rows])
        places = self.spool.known([key for key in dict.fromkeys(keys) if key not in before])
        rows = [n for n, key in enumerate(keys) if key in places]
        result[rows] = self.spool.vectors([places[keys[n]] for n in rows])
        return result


_Finish = Callable[[], Iterator[tuple[str, tuple[Entry, Vectors]]]]
_Begun = tuple[Sequence[Part], _Finish]


# ---- what was and what is


def _previous(index: Path, embedder: Embedder) -> tuple[Library | None, str]:
    """The index that is brought up to date, and what is wrong with it; None where it can only be built afresh."""
    if not is_there(index):
        return None, ""
    try:
        library = Library.open(index)
    except IndexUnusable as fault:
        return None, f"{str(fault).split(';')[0]}; it was built afresh"
    if not library.built_with(embedder):
        raise WrongModel(
            f"the index was built with the model {library.manifest.model}, not {embedder.name}; "
            "give --rebuild to build it afresh"
        )
    return library, f"{library.notice.split(';')[0]}; it was mended" if library.notice else ""


def _refuse_empty(index: Path, folder: Folder, counts: dict[str, int], allow_empty: bool) -> None:
    """An empty folder is more often a mistake (an unmounted disk) than a wish."""
    if counts["articles"] == 0 and current(index) and not allow_empty:
        raise FactContextError(
            f"{folder.path} has no article that can be read; the index is left as it was (--allow-empty replaces it)"
        )


def _manifest(name: str, folder: Folder, embedder: Embedder, counts: dict[str, int]) -> Manifest:
    return Manifest(
        generation=name,
        schema=SCHEMA,
        folder=str(folder.path),
        built=now(),
        model=embedder.name,
        model_sha256=embedder.sha256,
        dimension=embedder.dimension,
        counts=counts,
    )


def _report(plan: Plan, previous: Library | None, built: Library, note: str, began: float) -> BuildReport:
    """Say what changed between two generations, counted in articles."""
    before = previous.catalog.identities() if previous else {}
    made = compare(built.catalog.identities(), before)
    return BuildReport(
        articles=built.manifest.counts["articles"],
        added=len(made.added),
        changed=len(made.changed),
        moved=len(made.moved),
        removed=len(made.removed),
        unchanged=len(made.unchanged),
        passages=built.manifest.counts["passages"],
        statements=built.manifest.counts["statements"],
        seconds=monotonic() - began,
        skipped=tuple(sorted(plan.skipped, key=lambda one: one.article)),
        warned=(*plan.folder.faults, *built.catalog.warned()),
        note=note,
    )


def _chunks(parts: Iterable[Part]) -> Iterator[list[Part]]:
    """Parts with at most so many fresh articles each, runs of kept ones between them."""
    iterator, size = iter(parts), FIRST
    while chunk := list(islice(iterator, size)):
        yield chunk
        size = min(2 * size, CHUNK)


def _one_ahead(items: Iterable[_Begun]) -> Iterator[_Begun]:
    """Each of the items when the next has been made."""
    iterator = iter(items)
    for last in islice(iterator, 1):
        for item in iterator:
            yield last
            last = item
        yield last
