"""Articles invented for tests, and what writes them into folders."""

from collections.abc import Callable, Mapping
from pathlib import Path

from factcontext.index.records import Article, DatedStatement, Passage, Sentence, Statement
from factcontext.index.speakers.directory import Directory
from factcontext.index.speakers.resolve import resolve
from factcontext.index.store.entry import Entry

Write = Callable[[Mapping[str, str | bytes]], Path]

HARBOUR = """Harbour to close for repairs

PORT SELDA -- The harbour will close for two weeks in May, its master said on Monday.

“We cannot mend the gates while ships go through them,” harbour master Ines Calder told reporters.

The fishing union objects. “Two weeks without landing a fish is two weeks without pay,” said Tomas Brill, its secretary.
"""
ORCHARD = """Late frost spoils the plums

VALE OF ERROW -- Growers in the valley say that a late frost took most of the plum blossom last week.

“I have not seen a spring like it in forty years,” grower Marta Quill said.
"""


def sureness(asked: str, *statements: Statement) -> float:
    """How surely the asked one is among those who make these statements, in a folder of nothing else."""
    directory = Directory.of(resolve([DatedStatement(one, None) for one in statements], lambda article: "")[0])
    return max(directory.meant_by(asked).values(), default=0.0)


def entry(name: str, *sentences: str) -> Entry:
    """An article of these sentences, one to a paragraph."""
    text = "\n\n".join(sentences)
    spans: list[Sentence] = []
    for number, sentence in enumerate(sentences):
        start = spans[-1].end + 2 if spans else 0
        spans.append(Sentence(start, start + len(sentence), number))
    return Entry(Article(name, "0", text), "0", spans, [], [Passage(name, 0, len(text))])
