"""The crew of a build that is Ray's workers: files, articles and sentences go to them, and results come in order."""

import json
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from itertools import islice
from typing import Any

import numpy as np

from factcontext.errors import FactContextError
from factcontext.index.distributed import stages
from factcontext.index.distributed.session import session
from factcontext.index.distributed.stages import FAULT, ROW, Stage
from factcontext.index.embedding.embedder import Embedder, Vectors
from factcontext.index.readers.scan import File, failure_reason, read_bytes
from factcontext.index.rows import in_batches
from factcontext.index.workers.analysis import Analysis, AnalysisInput, analysis_from_row, input_row
from factcontext.index.workers.reading import ReadResult

MB = 2**20
# Files or articles given away at a time for each core: ten seconds of its work, so that the end of a window, where
# cores wait for each other, is a few hundredths of it; a window is all that this machine holds in memory.
PER_CORE = 128
# Articles of one task: a second's work. Ray takes hundredths of a second for a task.
PER_TASK = 16
# Chunks of articles that are embedded at a time for each machine: as many articles as two cores have in a window.
CHUNKS = 8


class RayCrew:
    """Ray's workers, wherever they are; `ray` is connected."""

    def __init__(self, ray: Any) -> None:
        self._ray = ray
        cores = [int(node["Resources"].get("CPU", 0)) for node in ray.nodes() if node["Alive"]]
        self._cores = [count for count in cores if count]
        if not self._cores:
            raise FactContextError("no machine of the Ray cluster has a processor to give; start workers, then build")
        self.ahead = CHUNKS * len(self._cores)

    def read(self, files: Sequence[File]) -> Generator[tuple[File, ReadResult], None, None]:
        """Each file with what became of it, in order; workers get its bytes and need no folder."""
        reading = Stage(stages.read, 1, 512 * MB)  # the limit of the child process that reads
        rows = self.work(map(_file_row, files), [reading], PER_TASK)
        yield from zip(files, map(stages.read_result, rows), strict=True)

    def analyst(self, count: int) -> "RayAnalyst":
        """Somebody for articles, however many."""
        return RayAnalyst(self)

    def embedder(self, embedder: Embedder) -> "RayEmbedder":
        """The same model on the workers; vectors are taken in the order in which they were begun."""
        return RayEmbedder(self, embedder)

    def embedding(self, embedder: Embedder) -> Stage:
        """The stage that embeds: a task takes a machine's cores, all of which the model computes on."""
        return Stage(partial(stages.embed, embedder.name, embedder.sha256), min(self._cores), 1024 * MB)

    def work(self, rows: Iterable[bytes], path: Sequence[Stage], per_task: int) -> Iterator[bytes]:
        """Take rows through stages, a window at a time; results come in order.

        What a worker had when it died is given to another, three times at most: then the rows are taken for its cause.
        """
        upcoming = iter(rows)
        # Few rows are spread over all cores: the last task is what a build waits for.
        while blocks := [
            self._block(part) for part in in_batches(islice(upcoming, PER_CORE * sum(self._cores)), per_task)
        ]:
            data = self._ray.data.from_arrow_refs(blocks)
            for stage in path:
                function = partial(stages.on_block, stage.work, stages.version())
                data = data.map_batches(
                    function,
                    batch_size=None,  # a block is a task
                    batch_format="pyarrow",
                    num_cpus=stage.cpus,
                    memory=stage.memory,
                )
            with self._told():
                for block in data.iter_batches(batch_size=None, batch_format="pyarrow"):
                    if FAULT in block.column_names:
                        raise FactContextError(block[FAULT][0].as_py())
                    yield from block[ROW].to_pylist()

    def _block(self, rows: Sequence[bytes]) -> Any:
        import pyarrow

        return self._ray.put(pyarrow.table({ROW: pyarrow.array(rows, pyarrow.large_binary())}))

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Raise what goes wrong with Ray itself in one line."""
        try:
            yield
        except self._ray.exceptions.RayError as error:
            line = str(error).strip().splitlines()[0]
            raise FactContextError(f"Ray could not go on ({line}); build again to go on from here") from error


class RayAnalyst:
    """Cleans articles and finds statements in them on Ray's workers."""

    def __init__(self, crew: RayCrew) -> None:
        self._crew = crew

    def expect(self, count: int) -> None:
        """Workers are there already."""

    def close(self) -> None:
        """Workers stay."""

    def analyse(self, inputs: Iterable[AnalysisInput], furniture: frozenset[str]) -> Iterator[Analysis | None]:
        """What is found in each article, in order; None where cleaning leaves nothing."""
        cleaning = Stage(partial(stages.clean, furniture), 0.5, 256 * MB)
        finding = Stage(stages.statements, 1, 768 * MB)  # the parser has one core, and its model in memory
        rows = (json.dumps(input_row(given)).encode("ascii") for given in inputs)
        found = self._crew.work(rows, [cleaning, finding], PER_TASK)
        return (analysis_from_row(json.loads(row)) for row in found)


class RayEmbedder:
    """An embedding model at work on Ray's workers: what was begun goes to them once its first is asked for."""

    def __init__(self, crew: RayCrew, here: Embedder) -> None:
        self.name, self.sha256 = here.name, here.sha256
        self.dimension, self.max_tokens = here.dimension, here.max_tokens
        self.lengths, self.encode, self.begin_question = here.lengths, here.encode, here.begin_question
        self._crew, self._stage = crew, crew.embedding(here)
        self._begun: deque[bytes] = deque()
        self._running: Iterator[bytes] = iter(())

    def begin(self, texts: Sequence[str]) -> Callable[[], Vectors]:
        """Take note of texts; the functions returned wait for the vectors, and have to be called in order."""
        if not texts:
            return lambda: np.zeros((0, self.dimension), dtype=np.float32)
        self._begun.append(json.dumps(list(texts)).encode("ascii"))
        return self._next

    def _next(self) -> Vectors:
        row = next(self._running, None)
        if row is None:
            rows = [*self._begun]
            self._begun.clear()
            self._running = self._crew.work(rows, [self._stage], 1)
            row = next(self._running)
        return np.frombuffer(row, dtype=np.float32).reshape(-1, self.dimension)


@contextmanager
def ray_crew(address: str) -> Iterator[RayCrew]:
    """The crew of the cluster at an address, or of a Ray on this machine where that is `local`."""
    with session(address) as ray:
        yield RayCrew(ray)


def _file_row(file: File) -> bytes:
    """A file as workers get it, or why it cannot be opened."""
    try:
        return stages.pack({"name": file.path.name}, read_bytes(file))
    except (OSError, FactContextError) as error:
        return stages.pack({"sha256": None, "reason": failure_reason(error), "is_final": False})
