"""Formats what the terminal prints: answers with numbered sources, reports and lists, as plain text."""

import unicodedata
from collections.abc import Iterable, Sequence
from textwrap import fill, indent

from factcontext.index.doctor import Diagnosis
from factcontext.index.purge import Purge
from factcontext.index.records import Article, BuildReport, Hit, Statement
from factcontext.index.speakers.cards import Speaker
from factcontext.index.store.library import Library, Status
from factcontext.rag.evaluate import Evaluation, Point
from factcontext.rag.records import Answer, AnswerSentence, Citation, NoAnswer, QuotedAnswer, Summary
from factcontext.ui import command_texts, texts
from factcontext.ui.author import WriterState

WIDTH = 100
BAR = 30  # characters of a bar: two and their figures fit in WIDTH


def answer_text(answer: Answer) -> str:
    """What the answer says; an abstention is a sentence of its own."""
    if isinstance(answer, NoAnswer):
        return texts.abstention(answer)
    return " ".join(filter(None, (answer.text, texts.silence(answer))))


def answer(answer: Answer) -> str:
    """An answer with its numbered sources, or an abstention with what may help."""
    hitch = texts.hitch(answer)
    parts = [plain(texts.state(answer)), *_searched(answer), *([_wrapped(hitch)] if hitch else []), "", _said(answer)]
    if isinstance(answer, QuotedAnswer) and answer.summary:
        parts += _in_short(answer.summary)
    if answer.citations:
        parts += ["", texts.SOURCES, *map(source, answer.citations)]
    return "\n".join(parts + _offered(answer) + _about_writing(answer))


def _said(answer: Answer) -> str:
    """What the answer says; quotes stand in paragraphs of their own."""
    if isinstance(answer, NoAnswer):
        return _wrapped(answer_text(answer))
    silence = texts.silence(answer)
    remarks = [*([silence] if silence else []), *texts.differs(answer)]
    return "\n\n".join(map(_wrapped, [*map(numbered, answer.sentences), *remarks]))


def numbered(sentence: AnswerSentence) -> str:
    """A sentence with the numbers of its sources."""
    return sentence.text + "".join(f" [{n}]" for n in sentence.citations)


def _in_short(summary: Summary) -> list[str]:
    """What a model wrote of the quotes, marked as a machine's, and apart from that what does not count."""
    cut = texts.cut_short(summary)
    lines = [f"{texts.in_short(summary.model)}:", summary.text or texts.NOTHING_HOLDS, *([cut] if cut else [])]
    return ["", *map(_wrapped, lines), *_struck(summary.sentences), _wrapped(texts.BY_A_MACHINE)]


def _struck(sentences: Sequence[AnswerSentence]) -> list[str]:
    """Sentences that do not count, each marked so, with the reason."""
    gone = texts.unsupported(sentences)
    if not gone:
        return []
    rows = [_hanging(f"✗ {one.text} ({texts.why_not(one)})") for one in gone]
    return [f"{texts.not_supported(len(gone))}:", *rows]


def _about_writing(answer: Answer) -> list[str]:
    lines = texts.about_writing(answer)
    return ["", *map(_wrapped, lines)] if lines else []


def _hanging(text: str) -> str:
    return fill(" ".join(plain(text).split()), WIDTH, subsequent_indent="  ")


def _offered(answer: Answer) -> list[str]:
    """What is near where there is no answer, the asked one's own words first."""
    if not isinstance(answer, NoAnswer) or not answer.offered:
        return []
    parts = ["", f"{texts.OFFERED}."]
    for title, listed in zip(texts.offered(answer), (answer.own, answer.others), strict=True):
        parts += ([f"{plain(title)}:"] if title and listed else []) + [source(citation) for citation in listed]
    return parts


def _searched(answer: Answer) -> list[str]:
    """What was searched for, where that is not the question itself, and within which dates and outlet."""
    question = answer.question
    narrowed = question.narrowed
    within = texts.only(narrowed.published_from, narrowed.published_to, narrowed.publisher) + texts.unmet(question)
    if not within and question.standalone == question.asked:
        return []
    return [plain(" · ".join([texts.searched_for(question.standalone), *within]))]


def source(citation: Citation) -> str:
    """A numbered source: its outlet, headline and date, the quote, who says it, and where it stands."""
    article = citation.article
    head = ", ".join(filter(None, (texts.outlet_of(article), article.title, article.published)))
    said = texts.said_by(citation)
    place = command_texts.place_in(citation)
    also = texts.also_in(citation) if citation.also_in else None
    lines = (_marked(citation.quote), said, place, also)
    return f"[{citation.n}] {plain(head)}\n" + indent("\n".join(_wrapped(line) for line in lines if line), "    ")


def _marked(quote: str) -> str:
    """A quote in quotation marks; one that has marks of its own is shown as it is."""
    return quote if any(mark in quote for mark in '“”"') else f"“{quote}”"


def passages(hits: Sequence[Hit], library: Library) -> str:
    """Passages in order, each with its article."""
    if not hits:
        return texts.NO_PASSAGES
    blocks = []
    for number, hit in enumerate(hits, 1):
        article = library.article(hit.passage.article)
        title = article.title if article else ""
        blocks.append(f"{number}. {plain(title)} ({plain(hit.passage.article)})\n{indent(_wrapped(hit.text), '   ')}")
    return "\n\n".join(blocks)


def statements(pairs: Iterable[tuple[Statement, Article]]) -> str:
    """Statements, one paragraph each."""
    return "\n".join(_statement(one, article) for one, article in pairs) or texts.NO_STATEMENTS


def _statement(one: Statement, article: Article) -> str:
    who = f"{one.speaker}, {one.office}" if one.office else one.speaker
    written = "written, " if one.kind == "written" else ""
    head = f"{plain(who)} ({written}{one.certainty}), {plain(command_texts.place_of(article))}"
    return f"{head}\n{indent(_wrapped(article.text[one.start : one.end]), '    ')}"


def speakers(found: Sequence[Speaker]) -> str:
    """Speakers, two lines each."""
    return "\n".join(_speaker(one) for one in found) or texts.NO_SUCH_SPEAKER


def _speaker(one: Speaker) -> str:
    who = f"{one.name}, {one.office}" if one.office else one.name
    lines = [texts.spoke(one)] + ([texts.about(one.topics)] if one.topics else [])
    return f"{plain(who)}\n{indent(plain(chr(10).join(lines)), '    ')}"


def article(article: Article) -> str:
    """An article's metadata and text."""
    return plain("\n".join([*command_texts.metadata(article), "", article.text]))


def built(report: BuildReport) -> str:
    """What a build did, and which files it could not use."""
    lines = [
        *([texts.sentence(report.note)] if report.note else []),
        command_texts.changes(report),
        command_texts.holds(report),
    ]
    lines += [f"  {finding}" for finding in command_texts.findings(report)]
    return plain("\n".join(lines))


def status(status: Status, pending: tuple[int, int, int], writes: WriterState) -> str:
    """What the index holds, one line a fact."""
    rows = command_texts.status_facts(status) | {
        "pending": command_texts.pending(pending),
        "answers": command_texts.answers(writes.model, writes.host, writes.problem, writes.remarks),
    }
    return plain("\n".join(f"{name:<11} {value}" for name, value in rows.items()))


def evaluation(evaluation: Evaluation) -> str:
    """Figures with their intervals, one a line, and the curve of what each threshold rejects and refuses."""
    counts = ", ".join(f"{n} {kind}" for kind, n in evaluation.questions.items())
    rows = [
        f"{name:<32} {figure.value:.3f}  ({figure.low:.3f} to {figure.high:.3f}, n = {figure.n})"
        for name, figure in evaluation.figures.items()
    ]
    return "\n".join([counts, *rows, *_curve(evaluation.curve)])


def _curve(points: Sequence[Point]) -> list[str]:
    """The curve drawn as bars, a line for each tenth of the confidence that may be asked for."""
    if not points:
        return []
    shown = [next((p for p in points if p.threshold >= step / 10), points[-1]) for step in range(1, 10)]
    rows = [
        f"{step / 10:<10.1f} {_bar(point.rejected)} {point.rejected:.3f}  {_bar(point.refused)} {point.refused:.3f}"
        for step, point in enumerate(shown, 1)
    ]
    heading = f"{command_texts.CONFIDENCE:<10} {command_texts.REJECTED:<{BAR + 6}}  {command_texts.REFUSED}"
    return ["", heading, *rows]


def _bar(share: float) -> str:
    full = round(share * BAR)
    return "█" * full + "·" * (BAR - full)


def plain(text: str) -> str:
    """Text without control characters, so that a title cannot steer the terminal."""
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in ("Cc", "Cf"))


def _wrapped(text: str) -> str:
    return "\n".join(fill(line, WIDTH) for line in plain(text).split("\n"))


def diagnosis(found: Diagnosis) -> str:
    """What was looked at in an index, and what is wrong with it."""
    rows = []
    for one in found.checks:
        count = f" ({one.looked_at:,})" if one.looked_at > 1 else ""
        rows.append(f"{'✗' if one.faults else '✓'} {one.name}{count}")
        rows += [_hanging(f"    {fault}") for fault in one.faults]
    return "\n".join(rows)


def purged(made: Purge) -> str:
    """What was removed, and what still holds the same words."""
    lines = [plain(texts.purged(made.article))]
    if made.copies:
        lines += ["", texts.COPIES, *(f"  {plain(path)}" for path in made.copies)]
    return "\n".join(lines)
