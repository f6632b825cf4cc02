"""Converts records to the JSON objects that other programs rely on; the names are those of the interface."""

from dataclasses import asdict
from typing import Any

from factcontext.index.doctor import Diagnosis
from factcontext.index.records import Article, BuildReport, Hit, Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.store.library import Status
from factcontext.rag.evaluate import Evaluation
from factcontext.rag.records import (
    Answer,
    AnswerSentence,
    Citation,
    Difference,
    ModelAttempt,
    ModelChoice,
    NoAnswer,
    QuotedAnswer,
    Summary,
)
from factcontext.ui import texts
from factcontext.ui.author import WriterState

Json = dict[str, Any]


def answer_json(answer: Answer, text: str, identity: str | None = None) -> Json:
    """One answer; `text` is what the reader is shown, the sentence of an abstention included."""
    attempt, decided = answer.attempt, _decided_by(answer)
    summary = answer.summary if isinstance(answer, QuotedAnswer) else None
    return {
        "id": identity,
        "question": answer.question.asked,
        "standalone_question": answer.question.standalone,
        "question_language": answer.question.language,
        "answer": text,
        "abstained": isinstance(answer, NoAnswer),
        "reason": answer.reason if isinstance(answer, NoAnswer) else None,
        "answerer": "llm" if decided else "extractive",
        "model": decided.model if decided else None,
        "chosen_by": decided.model if decided else None,
        "chosen_from": decided.evidence if decided else None,
        "complete": answer.is_complete,
        "sentences": [sentence_json(sentence) for sentence in answer.sentences],
        "citations": [citation_json(citation) for citation in answer.citations],
        "offered": [citation_json(one) for one in answer.offered] if isinstance(answer, NoAnswer) else [],
        "differences": [difference_json(one) for one in answer.differences] if isinstance(answer, QuotedAnswer) else [],
        "passages": [hit_json(hit) for hit in answer.hits],
        "timings": {name: round(seconds, 4) for name, seconds in answer.timings.items()},
        "note": texts.model_note(attempt) if attempt else None,
        "summary": summary_json(summary) if summary else None,
        "written": [sentence_json(sentence) for sentence in summary.sentences] if summary else [],
        "usage": asdict(answer.usage) if answer.usage else None,
    }


def _decided_by(answer: Answer) -> ModelChoice | ModelAttempt | None:
    """The model that chose the quotes, or that found none to answer; None where none did."""
    if isinstance(answer, QuotedAnswer):
        return answer.choice
    return answer.attempt if answer.attempt and answer.attempt.outcome == "refused" else None


def summary_json(summary: Summary) -> Json:
    """What a model wrote of the quotes, each sentence checked."""
    return {
        "text": summary.text,
        "sentences": [sentence_json(sentence) for sentence in summary.sentences],
        "model": summary.model,
        "complete": summary.is_complete,
    }


def diagnosis_json(found: Diagnosis) -> Json:
    """What was looked at in an index, and what is wrong with it."""
    return {
        "generation": found.generation,
        "usable": found.is_usable,
        "sound": found.is_sound,
        "checks": [{"name": one.name, "looked_at": one.looked_at, "faults": list(one.faults)} for one in found.checks],
    }


def sentence_json(sentence: AnswerSentence) -> Json:
    """One sentence of an answer; `problem` says why it is not supported."""
    return {
        "text": sentence.text,
        "citations": list(sentence.citations),
        "supported": sentence.supported,
        "problem": sentence.problem,
    }


def difference_json(one: Difference) -> Json:
    """On what articles differ, and who gives which value; a number that `citations` has is the same quote."""
    sides = [{"value": side.value, "citations": [citation_json(each) for each in side.citations]} for side in one.sides]
    return {"kind": one.kind, "sides": sides}


def citation_json(citation: Citation) -> Json:
    """One numbered quote with its article."""
    article = citation.article
    return {
        "n": citation.n,
        **_described(article),
        "speaker": citation.speaker,
        "office": citation.office,
        "certainty": citation.certainty,
        "kind": citation.kind,
        "quote": citation.quote,
        "start": citation.start,
        "end": citation.end,
        "also_in": list(citation.also_in),
    }


def _described(article: Article) -> Json:
    return {
        "article": article.path,
        "title": article.title,
        "publisher": article.publisher,
        "published": article.published,
        "author": article.author,
        "url": article.url,
    }


def hit_json(hit: Hit) -> Json:
    """One passage with its score."""
    passage = hit.passage
    return {
        "article": passage.article,
        "start": passage.start,
        "end": passage.end,
        "score": round(hit.score, 4),
        "text": hit.text,
    }


def statement_json(statement: Statement, article: Article) -> Json:
    """Somebody's words as an article reports them."""
    return {
        "article": statement.article,
        "title": article.title,
        "publisher": article.publisher,
        "speaker": statement.speaker,
        "speaker_as_written": statement.speaker_as_written,
        "office": statement.office,
        "certainty": statement.certainty,
        "cue": statement.cue,
        "kind": statement.kind,
        "quote": article.text[statement.start : statement.end],
        "start": statement.start,
        "end": statement.end,
        "published": article.published,
    }


def speaker_json(speaker: Speaker) -> Json:
    """One who speaks in the folder: how often, when, about what."""
    return {
        "speaker": speaker.name,
        "kind": speaker.kind,
        "names": list(speaker.names),
        "office": speaker.office,
        "speaks_for": list(speaker.countries),
        "statements": speaker.statements,
        "articles": speaker.articles,
        "from": speaker.first,
        "to": speaker.last,
        "about": list(speaker.topics),
    }


def article_json(article: Article, statements: int) -> Json:
    """One article's metadata, where each value came from, and its stored text."""
    return {
        **_described(article),
        "origins": {name: value.origin for name, value in article.metadata.values()},
        "language": article.language,
        "sha256": article.sha256,
        "text": article.text,
        "statements": statements,
    }


def status_json(status: Status, pending: tuple[int, int, int], writes: WriterState) -> Json:
    """What the index holds; `pending` counts files added, changed and removed since; `writer`: who writes answers."""
    return {
        "articles": status.articles,
        "passages": status.passages,
        "statements": status.statements,
        "speakers": status.speakers,
        "publishers": status.publishers,
        "from": status.published_from,
        "to": status.published_to,
        "model": {"name": status.model_name, "sha256": status.model_sha256, "dimension": status.dimension},
        "schema": status.schema,
        "built": status.built,
        "folder": status.folder,
        "generation": status.generation,
        "pending": dict(zip(("added", "changed", "removed"), pending, strict=True)),
        "writer": {**asdict(writes), "remarks": list(writes.remarks)} if writes.host or writes.problem else None,
    }


def build_json(report: BuildReport) -> Json:
    """What a build did."""
    return {**asdict(report), "seconds": round(report.seconds, 3)}


def evaluation_json(evaluation: Evaluation) -> Json:
    """Figures on a question set."""
    return {
        "questions": dict(evaluation.questions),
        "figures": {name: asdict(figure) for name, figure in evaluation.figures.items()},
        "curve": [asdict(point) for point in evaluation.curve],
    }
