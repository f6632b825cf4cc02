"""The write side itself: scan -> read -> clean -> sentences -> statements -> passages -> embed -> publish."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from time import monotonic
from typing import TypeVar

from errors import FactContextError, IndexUnusable, UnreadableArticle, WrongModel
from index.catalog import Entry
from index.clean import clean
from index.repeats import repeated_lines
from index.draft import Draft
from index.embedder import Embedder
from index.language import detect
from index.library import Library, current
from index.metadata import infer
from index.passages import make_passages
from index.generations import SCHEMA, Manifest
from index.publish import drop_old, now, publish, staging, writing
from index.readers import read
from index.records import Article, BuildReport, Progress, RawArticle, Skipped
from index.scan import compare, read_bytes
from index.sentences import split
from index.statements import find_all
from index.survey import Folder, changes, skipped_before, survey

T = TypeVar("T")
Report = Callable[[Progress], None]
# Articles handled at once: enough passages to sort into tight batches, few enough for a progress bar that moves.
CHUNK = 16


@dataclass(frozen=True, slots=True)
class Plan:
    """What a build has to do: names of files to read, and of articles and skipped files to keep as they are."""

    folder: Folder
    previous: Library | None
    fresh: tuple[str, ...]
    kept: frozenset[str]
    skipped: dict[Skipped, str]  # with their identities; a build adds to it what it cannot read


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
    and FactContextError where the folder is missing, or has no article and would replace an index that has.
    """
    began = monotonic()
    with writing(index):
        previous = None if rebuild else _previous(index, embedder)
        folder = survey(path)
        plan = _plan(folder, previous)
        if previous and not _news(plan):
            return _report(plan, previous, previous, began)
        with staging(index) as (name, stage):
            with Draft(stage, embedder, previous) as draft:
                counts = _write(plan, draft, embedder, report)
            _refuse_empty(index, folder, counts, allow_empty)
            publish(index, stage, _manifest(name, folder, embedder, counts))
        drop_old(index, name)
        return _report(plan, previous, Library.open(index), began)


def _plan(folder: Folder, previous: Library | None) -> Plan:
    """Decide what is read and what is kept."""
    skipped = {one: "" for one in folder.skipped}
    if previous is None:
        return Plan(folder, None, tuple(folder.files), frozenset(), skipped)
    known, unusable = previous.catalog.identities(), skipped_before(previous)
    same = {name for name, identity in folder.identities.items() if known.get(name) == identity}
    still = {name for name, identity in folder.identities.items() if unusable.get(name) == identity}
    skipped |= {one: identity for one, identity in previous.catalog.skipped() if one.article in still}
    fresh = tuple(name for name in folder.files if name not in same and name not in still)
    return Plan(folder, previous, fresh, frozenset(same), skipped)


def _news(plan: Plan) -> bool:
    """Whether the folder or what is reported of it differs from the previous generation."""
    assert plan.previous is not None  # asked only where there is one
    return (
        str(plan.folder.path) != plan.previous.manifest.folder
        or bool(changes(plan.folder, plan.previous))
        or set(plan.skipped) != {one for one, _ in plan.previous.catalog.skipped()}
    )


def _write(plan: Plan, draft: Draft, embedder: Embedder, report: Report) -> dict[str, int]:
    """Read, analyse and store every article of the plan; returns the counts."""
    raw = _read_all(plan, report)
    furniture = repeated_lines(lambda: (article.text for article in raw.values()))
    furniture |= plan.previous.catalog.furniture() if plan.previous else frozenset()
    began, done = monotonic(), 0
    names = [name for name in plan.folder.files if name in raw or name in plan.kept]
    for chunk in _chunks(names, CHUNK):
        articles = [_article(plan, name, raw.pop(name), furniture) for name in chunk if name in raw]
        entries = list(_analyse([one for one in articles if one], plan.folder, embedder))
        entries += [plan.previous.catalog.entry(name) for name in chunk if plan.previous and name in plan.kept]
        draft.add(sorted(entries, key=lambda entry: entry.article.path))
        done += len(chunk)
        report(Progress("embed", done, len(names), monotonic() - began))
    return draft.finish(furniture, plan.skipped)


def _read_all(plan: Plan, report: Report) -> dict[str, RawArticle]:
    """Read the plan's fresh files; those that cannot be are added to what is skipped."""
    began = monotonic()
    found: dict[str, RawArticle] = {}
    for done, name in enumerate(plan.fresh, 1):
        file = plan.folder.files[name]
        try:
            found[name] = read(file.path, read_bytes(file))
        except UnreadableArticle as error:
            plan.skipped[Skipped(name, str(error))] = plan.folder.identities[name]
        except (OSError, FactContextError) as error:
            plan.skipped[Skipped(name, getattr(error, "strerror", None) or str(error))] = ""
        report(Progress("read", done, len(plan.fresh), monotonic() - began))
    return found


def _article(plan: Plan, name: str, raw: RawArticle, furniture: frozenset[str]) -> Article | None:
    """Clean one article and settle what is known of it; None where cleaning leaves nothing."""
    text = clean(raw.text, furniture)
    if not text:
        plan.skipped[Skipped(name, "no article text found")] = plan.folder.identities[name]
        return None
    said = plan.folder.sidecar.get(name)
    metadata = raw.metadata | infer(name, text)
    language = detect(text)
    return Article(
        path=name,
        sha256=plan.folder.sha256[name],
        text=text,
        metadata=said | metadata if said else metadata,
        language=language,
        warnings=(*raw.warnings, *_language_warning(language)),
    )


def _language_warning(language: str) -> Iterator[str]:
    if language not in ("en", "und"):
        yield f"not in English but in {language!r}: it is found less well, and nobody's words are recognised in it"


def _analyse(articles: Sequence[Article], folder: Folder, embedder: Embedder) -> Iterator[Entry]:
    """Find sentences, statements and passages."""
    parted = [(article, split(article.text)) for article in articles]
    for (article, sentences), statements in zip(parted, find_all(parted), strict=True):
        passages = make_passages(article, sentences, embedder)
        yield Entry(article, folder.identities[article.path], sentences, statements, passages)


def _previous(index: Path, embedder: Embedder) -> Library | None:
    """The index that is brought up to date; None where there is none, or one that can only be built afresh."""
    try:
        library = Library.open(index)
    except IndexUnusable:
        return None
    if not library.built_with(embedder):
        raise WrongModel(
            f"the index was built with the model {library.manifest.model}, not {embedder.name}; "
            "give --rebuild to build it afresh"
        )
    return library


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


def _report(plan: Plan, previous: Library | None, built: Library, began: float) -> BuildReport:
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
    )


def _chunks(items: Iterable[T], size: int) -> Iterator[list[T]]:
    iterator = iter(items)
    while chunk := list(islice(iterator, size)):
        yield chunk
