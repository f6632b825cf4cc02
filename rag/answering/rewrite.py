"""Has the model rewrite a follow-up that no rule completes, in words of the conversation only."""

from collections.abc import Callable, Sequence
from contextlib import closing
from time import perf_counter

from factcontext.errors import ModelFailed
from factcontext.index.text.stems import content_words, stems
from factcontext.rag.answering.prompts import rewriting
from factcontext.rag.query.wording import LEANING
from factcontext.rag.records import Question, Turn, Writer, after_thoughts

# A question is one sentence; a model that writes more than this answers it.
MOST_TOKENS = 60
LONGEST = 300
# Of the time that an answer may take, as much for this.
PATIENCE = 0.25
# Words that a question may gain without gaining a claim.
_FREE = frozenset("what who when where why how did does do was were is are say said about tell told".split())


def leans(question: Question, history: Sequence[Turn]) -> bool:
    """Whether a question needs those before it, and no rule has completed it.

    One whose own speaker stands before the pronoun needs nothing: "What did Kerry say about his meeting?"
    """
    if not history or question.is_reworded:
        return False
    leaning = LEANING.search(question.standalone)
    if leaning is None:
        return False
    name = question.speaker or ""
    return not (name and 0 <= question.standalone.find(name) < leaning.start())


def rewrite(
    asked: str, history: Sequence[Turn], writer: Writer, go_on: Callable[[], bool] = lambda: True
) -> str | None:
    """The question made complete by the model; None where it fails, or brings in what nobody has said.

    `go_on` is asked with every piece: False, and it ends.
    """
    text, until = "", perf_counter() + PATIENCE * writer.deadline_s
    try:
        with closing(writer.write(rewriting(asked, history), MOST_TOKENS)) as pieces:
            for piece in pieces:
                text += piece.text
                if len(text) > LONGEST or perf_counter() > until or not go_on():
                    return None
    except ModelFailed:
        return None
    lines = after_thoughts(text).strip().splitlines()
    rewritten = " ".join(lines[0].split()).strip('"“”') if lines else ""
    return rewritten if _is_sound(rewritten, asked, history) else None


def _is_sound(rewritten: str, asked: str, history: Sequence[Turn]) -> bool:
    """Whether it is one other question, in words of the conversation."""
    if not rewritten.endswith("?") or rewritten.count("?") > 1 or rewritten.lower() == asked.lower():
        return False
    said = " ".join([asked, *(f"{turn.question} {turn.answer}" for turn in history)])
    known = {*stems(said), *_FREE}
    return all(word in known for word in content_words(rewritten))
