"""Who does the heavy work of a build, reading, analysis and embedding: child processes of this machine, or others."""

from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import Protocol

from factcontext.index.embedding.embedder import Embedder
from factcontext.index.readers.scan import File
from factcontext.index.workers.analysis import Analysis, AnalysisInput, Analyst
from factcontext.index.workers.reading import ReadResult, read_files


class Analysing(Protocol):
    """Analyses the articles of one build."""

    def expect(self, count: int) -> None:
        """Prepare for about so many articles."""
        ...

    def analyse(self, inputs: Iterable[AnalysisInput], furniture: frozenset[str]) -> Iterator[Analysis | None]:
        """What is found in each article, in order; None where cleaning leaves nothing."""
        ...

    def close(self) -> None:
        """Let go of what was taken for it."""
        ...


class Crew(Protocol):
    """Who works for a build; the results are the same whoever does."""

    @property
    def ahead(self) -> int:
        """Chunks of articles that are given to the embedder before the first of them is asked back."""
        ...

    def read(self, files: Sequence[File]) -> Generator[tuple[File, ReadResult], None, None]:
        """Each file with what became of it, in order; closing the generator ends the work."""
        ...

    def analyst(self, count: int) -> Analysing:
        """Somebody for about so many articles."""
        ...

    def embedder(self, embedder: Embedder) -> Embedder:
        """The same model, at work elsewhere; its vectors are taken in the order in which they were begun."""
        ...


class OwnProcesses:
    """Child processes of this machine read and analyse, and the build's own process embeds."""

    ahead = 1  # while a chunk is embedded the one before is stored and the next one is analysed: all cores work

    def read(self, files: Sequence[File]) -> Generator[tuple[File, ReadResult], None, None]:
        """Each file with what became of it, in order."""
        return read_files(files)

    def analyst(self, count: int) -> Analyst:
        """A child process where there are many."""
        return Analyst(count)

    def embedder(self, embedder: Embedder) -> Embedder:
        """The model itself."""
        return embedder


OWN_PROCESSES = OwnProcesses()
