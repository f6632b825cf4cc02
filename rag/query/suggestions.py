"""Suggests follow-up questions to an answer, worded so that question parsing completes them."""

from factcontext.index.speakers.names import title_case
from factcontext.rag.records import Answer, NoAnswer


def suggestions(answer: Answer) -> tuple[str, ...]:
    """Up to three questions that go on from an answer; none where nobody's words are in question."""
    question = answer.question
    if isinstance(answer, NoAnswer):
        return (f"What did {title_case(question.speaker)} say?",) if question.speaker and answer.own else ()
    heard = question.speaker or next((citation.speaker for citation in answer.citations if citation.speaker), None)
    if heard is None:
        return ()
    when = () if question.act == "when" or question.kind == "fact" else ("When?",)
    others = () if question.kind == "fact" else ("Who else?",)
    return (*when, *others, f"What else did {title_case(heard)} say?")
