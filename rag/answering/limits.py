"""Ends what a model writes where that takes too long or grows too much, whatever its endpoint allows."""

from time import perf_counter

from factcontext.errors import ModelFailed, ModelProblem
from factcontext.rag.records import Piece, Writer

# No token of any language is longer on average; who writes more than that does not keep to what was asked for.
CHARS_A_TOKEN = 8


def keep_to_limits(text: str, piece: Piece, writer: Writer, until: float) -> None:
    """Raises ModelFailed where a text, with the piece that has just come, is too late or too long.

    `until` is when it must have come to an end, as perf_counter tells the time; the count of tokens may come later.
    """
    if perf_counter() > until and not piece.usage:
        raise ModelFailed(ModelProblem("no_end_in_time", limit=writer.deadline_s))
    if len(text) > CHARS_A_TOKEN * writer.max_tokens:
        raise ModelFailed(ModelProblem("too_much_text", model=writer.model))
