"""Records what a model behind an endpoint writes, so that a run that was stopped goes on where it was.

The recording holds words of the articles: keep it out of the repository.
"""

import hashlib
import json
from collections.abc import Generator, Sequence
from contextlib import closing
from dataclasses import asdict
from pathlib import Path

from factcontext.errors import ModelFailed, ModelProblem
from factcontext.rag.records import AnswerSchema, Message, Piece, Usage, Writer


class Recorded:
    """A model whose answers are kept in a file, those that broke off too."""

    def __init__(self, writer: Writer, path: Path) -> None:
        self._writer, self._path = writer, path
        lines = path.read_text("utf-8").splitlines() if path.exists() else []
        self._known = {row["key"]: row for row in map(json.loads, lines)}
        self.model, self.endpoint = writer.model, writer.endpoint
        self.context_tokens, self.max_tokens = writer.context_tokens, writer.max_tokens
        self.deadline_s = 3600.0  # what is recorded may have taken its time

    def write(
        self, messages: Sequence[Message], max_tokens: int, schema: AnswerSchema | None = None
    ) -> Generator[Piece, None, None]:
        """Write on, or write again what was written once."""
        told = json.dumps([self.model, max_tokens, *([m.role, m.content] for m in messages)])
        key = hashlib.sha256(told.encode()).hexdigest()
        if key not in self._known:
            yield from self._ask(key, messages, max_tokens, schema)
            return
        row = self._known[key]
        yield Piece(row["text"])
        if row["usage"]:
            yield Piece(usage=Usage(**row["usage"]))
        if row["problem"]:
            raise ModelFailed(ModelProblem(**row["problem"]))

    def _ask(
        self, key: str, messages: Sequence[Message], max_tokens: int, schema: AnswerSchema | None
    ) -> Generator[Piece, None, None]:
        """Hand on what the model writes as it comes, and keep it, also where whoever listens has heard enough."""
        text, usage, problem = "", None, None
        try:
            with closing(self._writer.write(messages, max_tokens, schema)) as pieces:
                for piece in pieces:
                    text += piece.text
                    usage = piece.usage or usage
                    yield piece
        except ModelFailed as failed:
            problem = asdict(failed.problem)
            raise
        finally:
            self._known[key] = row = {
                "key": key, "text": text, "usage": asdict(usage) if usage else None, "problem": problem
            }  # fmt: skip
            with self._path.open("a", encoding="utf-8") as out:
                print(json.dumps(row, ensure_ascii=False), file=out, flush=True)
