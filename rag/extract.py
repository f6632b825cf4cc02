"""Evidence becomes an answer made of quotes: attributed, cited, no more than a reader wants."""

from collections.abc import Sequence

from index.records import Statement
from index.words import stems
from rag.records import AnswerSentence, Citation, Evidence

# Readers want one to three quotes; a further one is shown only when it is nearly as good as the best.
MOST = 3
NEARLY = 0.8


def extract(
    evidence: Sequence[Evidence], speaker: str | None = None
) -> tuple[tuple[AnswerSentence, ...], tuple[Citation, ...]]:
    """The best evidence as sentences with one citation each, best first.

    Where a speaker is asked about and is heard, what is merely told of them is left out; where not, one such sentence
    is enough.
    """
    heard = [one for one in evidence if one.statement] if speaker else list(evidence)
    chosen = _choose(heard) if heard and heard[0].score >= NEARLY * evidence[0].score else list(evidence[:1])
    citations = tuple(cite(one, n) for n, one in enumerate(chosen, 1))
    return tuple(AnswerSentence(_sentence(one), (n,)) for n, one in enumerate(chosen, 1)), citations


def cite(evidence: Evidence, n: int) -> Citation:
    """A numbered citation of a piece of evidence."""
    statement = evidence.statement
    return Citation(
        n=n,
        article=evidence.article,
        start=evidence.start,
        end=evidence.end,
        quote=evidence.quote,
        speaker=statement.speaker if statement else None,
        office=statement.office if statement else None,
        certainty=statement.certainty if statement else None,
        also_in=evidence.also_in,
    )


def _choose(evidence: Sequence[Evidence]) -> list[Evidence]:
    chosen: list[Evidence] = []
    for one in evidence:
        if len(chosen) == MOST or one.score < NEARLY * evidence[0].score:
            break
        if not any(_alike(one.quote, other.quote) for other in chosen):
            chosen.append(one)
    return chosen


def _alike(a: str, b: str) -> bool:
    """Whether two quotes say nearly the same in the same words: four of five words shared."""
    first, second = set(stems(a)), set(stems(b))
    return len(first & second) > 0.8 * min(len(first), len(second))


def _sentence(evidence: Evidence) -> str:
    """The article's own sentence; before it who speaks, where the sentence itself does not name them."""
    statement = evidence.statement
    if statement is None or _names(evidence.quote, statement):
        return evidence.quote
    return f"{name(statement)}: {evidence.quote}"


def _names(quote: str, statement: Statement) -> bool:
    """Whether a reader of the quote alone learns who speaks."""
    return statement.speaker in quote and (not statement.office or statement.office in quote)


def name(statement: Statement) -> str:
    """The speaker as the answer names them: name, office, and doubt where there is any."""
    office = f", {statement.office}" if statement.office and statement.office not in statement.speaker else ""
    return f"{statement.speaker}{office}{' (likely)' if statement.certainty == 'likely' else ''}"
