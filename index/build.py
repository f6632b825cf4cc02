"""Builds an index from a folder of articles: survey, plan, read, analyse, embed, store, resolve speakers, publish."""

import sqlite3
from collections.abc import Iterable, Mapping
from contextlib import closing, nullcontext
from pathlib import Path
from time import monotonic

from factcontext.errors import FactContextError, IndexUnusable, WrongModel
from factcontext.index.crew import OWN_PROCESSES, Crew
from factcontext.index.embed_step import SentenceEmbedding
from factcontext.index.embedding.embedder import Embedder
from factcontext.index.folder_memory import FolderMemory
from factcontext.index.gc_pause import gc_paused
from factcontext.index.generation_writer import ArticleWriter, GenerationExtension, GenerationWriter, copied_files
from factcontext.index.pipeline import analysed_parts, store_articles
from factcontext.index.plan import Plan, make_plan
from factcontext.index.read_step import ReadLog, Report, read_new_files
from factcontext.index.readers.scan import compare_identities
from factcontext.index.records import BuildReport, Skipped
from factcontext.index.store.disk_errors import storing
from factcontext.index.store.generations import SCHEMA, Manifest, current, is_there
from factcontext.index.store.integrity import Depth
from factcontext.index.store.library import Library
from factcontext.index.store.publish import drop_old, now, publish, staging, sweep, writing
from factcontext.index.store.purged import read_purged
from factcontext.index.store.spool import Spool, discard
from factcontext.index.survey import SurveyedFolder, survey
from factcontext.index.text.pipelines import installed_pipelines
from factcontext.index.text.repeats import repeated_lines
from factcontext.index.workers.analysis import FEW

_memory = FolderMemory()


def build(
    path: Path,
    index: Path,
    embedder: Embedder,
    *,
    rebuild: bool = False,
    allow_empty: bool = False,
    report: Report = lambda progress: None,
    crew: Crew = OWN_PROCESSES,
) -> BuildReport:
    """Bring the index up to date with a folder; what has not changed is kept, vectors included.

    The crew reads, analyses and embeds; the index is the same whichever it is.

    Raises BuildRunning where another build holds the index, WrongModel where the index was built with another model,
    and FactContextError where the folder is missing or goes, where the index would lie in it, where it has no article
    and would replace an index that has, and where the index cannot be written. The index is then as it was; what was
    read and embedded is taken up by the next build.
    """
    if index.resolve().is_relative_to(path.resolve()):
        raise FactContextError(f"the index {index} would lie inside the articles; name another place for it")
    with writing(index), storing(index):
        try:
            return _build(path, index, embedder, None if rebuild else Depth.SAMPLE, allow_empty, report, crew)
        except sqlite3.DatabaseError as error:
            if rebuild or isinstance(error, sqlite3.OperationalError):  # the second is of a disk
                raise
            # Tables are damaged that are linked, and were not compared whole.
            return _build(path, index, embedder, Depth.WHOLE, allow_empty, report, crew)


def _build(
    path: Path, index: Path, embedder: Embedder, depth: Depth | None, allow_empty: bool, report: Report, crew: Crew
) -> BuildReport:
    """Build once, from the generation before as far as it is compared; without a depth from none."""
    began = monotonic()
    previous, note = _previous(index, embedder, depth) if depth else (None, "")
    found = survey(path, _memory.stamps(previous))
    purged = read_purged(index)
    plan = make_plan(found, previous, purged, _memory.identities(previous))
    if previous and not _is_whole(previous, plan):
        previous, note = _previous(index, embedder, Depth.WHOLE)
        plan = make_plan(found, previous, purged, _memory.identities(previous))
    if previous and not previous.notice and not plan.has_news:
        _tidy(index, previous.generation)
        _memory.keep(previous.generation, found.known, plan.articles)
        return _build_report(plan, plan.skipped, previous, plan.articles, note, began)
    name, log = _write(plan, index, embedder, allow_empty, report, crew)
    with Library.of_generation(index, name) as built:
        articles = built.catalog.identities()
        made = _build_report(plan, log.skipped, built, articles, note, began)
    _memory.keep(name, log.stamps(), articles)
    if previous:
        previous.close()
    _tidy(index, name)
    return made


def _tidy(index: Path, served: str) -> None:
    """Remove what this build, or one that was cut off, does not need any more."""
    sweep(index)
    discard(index)
    drop_old(index, served)


def _write(
    plan: Plan, index: Path, embedder: Embedder, allow_empty: bool, report: Report, crew: Crew
) -> tuple[str, ReadLog]:
    """Write and publish a new generation; returns its name and what turned out while files were read."""
    with (
        gc_paused() if len(plan.fresh) <= FEW else nullcontext(),  # what a few articles leave behind is little
        Spool.open(index, embedder) as spool,
        staging(index) as (name, stage),
        closing(crew.analyst(len(plan.fresh))) as analyst,
    ):
        articles = read_new_files(plan, spool, report, crew.read)
        analyst.expect(len(articles.names))
        furniture = repeated_lines(articles.texts)
        furniture |= plan.previous.catalog.furniture() if plan.previous else frozenset()
        with _writer(stage, embedder, plan) as writer:
            parts = analysed_parts(articles, furniture, analyst, embedder)
            embedding = SentenceEmbedding(crew.embedder(embedder), spool, plan.previous)
            store_articles(parts, embedding, writer, len(articles.names), report, crew.ahead)
            counts = writer.finish(furniture, articles.log.skipped, articles.log.stamps())
        _refuse_empty(index, plan.folder, counts, allow_empty)
        before = plan.previous.manifest if plan.previous else None
        publish(index, stage, _manifest(name, plan.folder, embedder, counts), before)
    return name, articles.log


def _writer(stage: Path, embedder: Embedder, plan: Plan) -> ArticleWriter:
    if plan.previous and plan.extends:
        return GenerationExtension(stage, plan.previous, plan.removed, plan.folder.known)
    return GenerationWriter(stage, embedder.dimension, plan.previous)


def _is_whole(previous: Library, plan: Plan) -> bool:
    """Whether what a build copies is as it was written: damage must not be published as what was read.

    Files that are linked keep what the manifest says of them. A build with nothing to do looks for damage everywhere.
    """
    try:
        previous.check_whole(copied_files(previous) if plan.extends and plan.has_news else None)
    except (IndexUnusable, OSError):
        return False
    return True


def _previous(index: Path, embedder: Embedder, depth: Depth) -> tuple[Library | None, str]:
    """The index that is brought up to date, and what is wrong with it; None where it can only be built afresh."""
    if not is_there(index):
        return None, ""
    try:
        library = Library.open(index, depth)
    except IndexUnusable as fault:
        return None, f"{str(fault).split(';')[0]}; it was built afresh"
    if not library.built_with(embedder):
        raise WrongModel(
            f"the index was built with the model {library.manifest.model}, not {embedder.name}; "
            "give --rebuild to build it afresh"
        )
    return library, f"{library.notice.split(';')[0]}; it was mended" if library.notice else ""


def _refuse_empty(index: Path, folder: SurveyedFolder, counts: dict[str, int], allow_empty: bool) -> None:
    """An empty folder is more often a mistake (an unmounted disk) than a wish."""
    if counts["articles"] == 0 and current(index) and not allow_empty:
        raise FactContextError(
            f"{folder.path} has no article that can be read; the index is left as it was (--allow-empty replaces it)"
        )


def _manifest(name: str, folder: SurveyedFolder, embedder: Embedder, counts: dict[str, int]) -> Manifest:
    return Manifest(
        generation=name,
        schema=SCHEMA,
        folder=str(folder.path),
        built=now(),
        model=embedder.name,
        model_sha256=embedder.sha256,
        dimension=embedder.dimension,
        counts=counts,
        pipelines=installed_pipelines(),
    )


def _build_report(
    plan: Plan, skipped: Iterable[Skipped], built: Library, articles: Mapping[str, str], note: str, began: float
) -> BuildReport:
    """Say what changed since the previous generation, counted in articles; those of `built` are given by identity."""
    made = compare_identities(articles, plan.articles)
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
        skipped=tuple(sorted(skipped, key=lambda one: one.article)),
        warned=(*plan.folder.faults, *built.catalog.warned()),
        note=note,
    )
