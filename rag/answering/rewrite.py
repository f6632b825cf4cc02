"""Has the model complete a question that no rule does: a follow-up, or one about somebody by a description alone.

A follow-up may gain words of the conversation, a description the name of somebody whom the folder knows, nothing else.
"""

import re
from collections.abc import Callable, Sequence
from contextlib import closing
from time import perf_counter

from factcontext.errors import ModelFailed
from factcontext.index.text.stems import content_words, stems
from factcontext.rag.answering.prompts import NAME_SCHEMA, naming, rewriting
from factcontext.rag.query.slots import is_described
from factcontext.rag.query.wording import LEANING
from factcontext.rag.records import AnswerSchema, Message, Names, Question, Turn, Writer, after_thoughts

# A question is one sentence; a model that writes more than this answers it.
MOST_TOKENS = 60
LONGEST = 300
# Of the time that an answer may take, as much for this.
PATIENCE = 0.25
# Words that a question may gain without gaining a claim.
_FREE = frozenset("what who when where why how did does do was were is are say said about tell told".split())
_JSON_NAME = re.compile(r'"(?:name|speaker)"\s*:\s*"([^"]{1,80})"')
# One to five words in capitals, small ones between: "Ines Calder", "Anna van der Lund".
_NAME = re.compile(r"[A-ZÀ-Þ][\w.’'-]*(?: (?:(?:de|van|der|von|al|bin|la) )*[A-ZÀ-Þ][\w.’'-]*){0,4}")


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


def unresolved(question: Question, names: Names) -> str | None:
    """By what a question describes somebody whom nobody in the folder is called: "the Velmoran strongman"."""
    described = question.speaker if question.speaker and is_described(question.speaker) else None
    return described if described and not question.others and not names.knows(described) else None


def name_described(
    asked: str, described: str, names: Names, writer: Writer, go_on: Callable[[], bool] = lambda: True
) -> str | None:
    """The question with a name in the place of a description; None where the model fails, or the folder knows it not.

    `go_on` is asked with every piece: False, and it ends.
    """
    reply = _reply(naming(asked, described), writer, go_on, NAME_SCHEMA)
    name = read_name(reply) if reply else None
    at = asked.lower().find(described.lower())
    if name is None or at < 0 or name.lower() in asked.lower() or not names.knows(name):
        return None
    return f"{asked[:at]}{name}{asked[at + len(described) :]}"


def read_name(reply: str) -> str | None:
    """The name in a reply, in JSON or in a line of its own; None where it is no name.

    >>> read_name('{"name": "Ines Calder"}'), read_name("Ines Calder."), read_name("I do not know who that is.")
    ('Ines Calder', 'Ines Calder', None)
    """
    line = next(iter(reply.strip().splitlines()), "")
    if found := _JSON_NAME.search(reply):
        line = found[1]
    name = line.strip(" .\"'“”*`")
    return name if _NAME.fullmatch(name) else None


def rewrite(
    asked: str, history: Sequence[Turn], writer: Writer, go_on: Callable[[], bool] = lambda: True
) -> str | None:
    """The question made complete by the model; None where it fails, or brings in what nobody has said.

    `go_on` is asked with every piece: False, and it ends.
    """
    reply = _reply(rewriting(asked, history), writer, go_on)
    lines = reply.strip().splitlines() if reply else []
    rewritten = " ".join(lines[0].split()).strip('"“”') if lines else ""
    return rewritten if _is_sound(rewritten, asked, history) else None


def _reply(
    messages: Sequence[Message], writer: Writer, go_on: Callable[[], bool], schema: AnswerSchema | None = None
) -> str | None:
    """What the model replies to a small question, its thoughts left out; None where it fails or takes too long."""
    text, until = "", perf_counter() + PATIENCE * writer.deadline_s
    try:
        with closing(writer.write(messages, MOST_TOKENS, schema)) as pieces:
            for piece in pieces:
                text += piece.text
                if len(text) > LONGEST or perf_counter() > until or not go_on():
                    return None
    except ModelFailed:
        return None
    return after_thoughts(text)


def _is_sound(rewritten: str, asked: str, history: Sequence[Turn]) -> bool:
    """Whether it is one other question, in words of the conversation."""
    if not rewritten.endswith("?") or rewritten.count("?") > 1 or rewritten.lower() == asked.lower():
        return False
    said = " ".join([asked, *(f"{turn.question} {turn.answer}" for turn in history)])
    known = {*stems(said), *_FREE}
    return all(word in known for word in content_words(rewritten))
