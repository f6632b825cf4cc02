"""What a build has to do: which files are read anew and which articles are copied from the previous generation."""

from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property

from factcontext.index.gc_pause import gc_paused
from factcontext.index.numbering import Runs
from factcontext.index.records import Skipped, file_of
from factcontext.index.store.generations import EXTENDED
from factcontext.index.store.library import Library
from factcontext.index.store.purged import Purged
from factcontext.index.survey import SurveyedFolder, by_file, skipped_identities
from factcontext.index.text.pipelines import installed_pipelines

# Sentences from which on an index is changed where it has to be. A smaller one is written anew within two seconds, and
# then no two generations have a file in common that may be damaged for both.
SMALLEST = 50_000
# The share of an index's sentences that may be of articles that are gone: they take room and are passed over.
MOST_REMOVED = 0.1

PlannedPart = range | str  # a run of kept articles by their numbers in the previous generation, or a new file's name


@dataclass(frozen=True)
class Plan:
    """A folder compared with the previous generation, before any file is read."""

    folder: SurveyedFolder
    previous: Library | None
    fresh: tuple[str, ...]  # new and changed files
    kept: frozenset[str]
    skipped: Mapping[Skipped, str]  # with their identities: what is known to be unreadable is not read again
    purged: Purged
    articles: Mapping[str, str] = field(default_factory=dict)  # identities of those that the last build has stored
    known: Mapping[str, str] = field(default_factory=dict)  # and of all files that it has seen
    outdated: frozenset[str] = frozenset()  # files in languages for which other pipelines were installed
    erases: bool = False  # an article goes that was purged: nothing of it may stay on the disk

    @cached_property
    def has_news(self) -> bool:
        """Whether the folder, or what is reported of it, differs from the previous generation."""
        if self.previous is None:
            return True
        return (
            str(self.folder.path) != self.previous.manifest.folder
            or bool(self.outdated)
            or self.folder.identities != self.known
            or set(self.skipped) != {one for one, _ in self.previous.catalog.skipped()}
        )

    @cached_property
    def removed(self) -> list[int]:
        """The numbers of the articles that were there and go, or are read anew."""
        gone = [name for name in self.articles if file_of(name) not in self.kept]
        return self.previous.catalog.numbers_of(gone) if self.previous else []

    @cached_property
    def extends(self) -> bool:
        """Whether the previous generation is changed where the folder was, instead of written anew.

        What goes stays in the files until all is written anew, which is when it has become too much of them.
        """
        if self.previous is None or self.previous.notice or self.erases:
            return False
        if self.previous.manifest.schema not in EXTENDED:
            return False
        numbering = self.previous.catalog.numbering
        stay = numbering.living.copy()
        stay[[number - 1 for number in self.removed]] = False
        rows = numbering.sentences[-1]
        return bool(rows >= SMALLEST and len(Runs(stay, numbering.sentences)) >= (1 - MOST_REMOVED) * rows)

    def parts(self, fresh: Set[str]) -> Iterator[PlannedPart]:
        """All articles in order of path; the new ones alone where the others stay. `fresh` are those that were read."""
        if self.extends:
            yield from sorted(fresh)
            return
        numbers = self.previous.catalog.numbers() if self.previous else {}
        kept = {name: number for name, number in numbers.items() if file_of(name) in self.kept}
        run = range(0)
        for name in sorted({*kept, *fresh}):
            number = kept.get(name)
            if number is not None and number == run.stop:
                run = range(run.start, number + 1)
                continue
            if run:
                yield run
            run = range(0) if number is None else range(number, number + 1)
            if name in fresh:
                yield name
        if run:
            yield run


@gc_paused()
def make_plan(
    folder: SurveyedFolder, previous: Library | None, purged: Purged, articles: Mapping[str, str] | None = None
) -> Plan:
    """Decide what is read and what is kept; `articles` are those of `previous` by identity, where they are known."""
    gone = {name for name in folder.files if purged.has(name, folder.sha256[name])} if purged else set[str]()
    skipped = {one: "" for one in folder.skipped}
    skipped |= {Skipped(name, purged.reason): folder.identities[name] for name in gone}
    if articles is None:
        articles = previous.catalog.identities() if previous else {}
    known, unusable = by_file(articles), skipped_identities(previous) if previous else {}
    same = {name for name, identity in folder.identities.items() if known.get(name) == identity} - gone
    outdated = frozenset(_outdated(previous) & same) if previous else frozenset[str]()
    kept = frozenset(same - outdated)
    still = (
        {name for name, identity in folder.identities.items() if unusable.get(name) == identity} - gone - known.keys()
    )
    if previous:
        before = previous.catalog.skipped()
        still -= {one.article for one, _ in before if one.reason == purged.reason}  # what is allowed again is read
        skipped |= {one: identity for one, identity in before if identity and file_of(one.article) in still | kept}
    settled = kept | still | gone
    fresh = tuple(name for name in folder.files if name not in settled)
    seen = {**unusable, **known}
    return Plan(
        folder, previous, fresh, kept, skipped, purged, articles, seen, outdated, erases=bool(gone & known.keys())
    )


def _outdated(previous: Library) -> set[str]:
    """The articles in languages whose statements another pipeline, or none, would find now."""
    now, then = installed_pipelines(), previous.manifest.pipelines
    languages = [language for language in {*now, *then} if now.get(language) != then.get(language)]
    return {file_of(name) for name in previous.catalog.in_languages(languages)} if languages else set()
