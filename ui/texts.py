"""All words that users read, on the page and in the terminal."""

from index.records import BuildReport
from rag.records import Answer, Citation, Reason

SOURCES = "Sources"
MAY_HELP = "These do not answer the question, but may help:"
NO_PASSAGES = "Nothing in these articles comes near this."
NO_STATEMENTS = "No such statement is in these articles."

QUOTED = "Quoted from your articles"
NOT_FOUND = "Not in these articles"

ABSTENTIONS: dict[Reason, str] = {
    "empty_index": "Not in these articles: the index is empty. Put articles into the folder and build the index.",
    "filters_exclude_all": "Not in these articles: no article is left by the filters. Widen the dates or the outlet.",
    "nothing_close": "Not in these articles: nothing in them comes near the question. Try other words or names.",
    "not_answered": "Not in these articles: they touch on the question's words, but do not answer it.",
}
SPEAKER_SILENT = "Not in these articles: they quote {speaker}, but not on this."


def abstention(answer: Answer) -> str:
    """The sentence that says why there is no answer."""
    if answer.reason == "speaker_silent":
        return SPEAKER_SILENT.format(speaker=answer.question.speaker)
    return ABSTENTIONS[answer.reason or "not_answered"]


def state(answer: Answer) -> str:
    """Where the answer comes from, in a word or two."""
    if answer.abstained:
        return NOT_FOUND
    return f"Written by {answer.model}" if answer.model else QUOTED


def searched_for(question: str) -> str:
    """What a follow-up was made into."""
    return f"Searched for: {question}"


def said_by(citation: Citation) -> str | None:
    """Who says the quoted words, and how sure that is; None where nobody does."""
    if citation.speaker is None:
        return None
    office = f", {citation.office}" if citation.office else ""
    return f"{'likely said' if citation.certainty == 'likely' else 'said'} by {citation.speaker}{office}"


def also_in(citation: Citation) -> str:
    """Where else the same words ran."""
    return f"the same words also in {', '.join(citation.also_in)}"


def changes(report: BuildReport) -> str:
    """What a build found to be different."""
    names = ("added", "changed", "moved", "removed")
    found = [f"{getattr(report, name)} {'new' if name == 'added' else name}" for name in names if getattr(report, name)]
    return f"{', '.join(found) if found else 'nothing changed'} ({report.seconds:.1f} s)"


def holds(report: BuildReport) -> str:
    """What the index holds after a build."""
    return f"{report.articles} articles, {report.passages} passages, {report.statements} statements"


def pending(counts: tuple[int, int, int]) -> str:
    """How the folder has changed since the build."""
    names = ("new", "changed", "removed")
    found = [f"{count} {name}" for count, name in zip(counts, names, strict=True) if count]
    return f"{', '.join(found)} since; build again to take them in" if found else "nothing"
