"""Writes what the check of a draft found: as Markdown, as one HTML file, or as a table for a spreadsheet."""

from collections.abc import Iterator
from html import escape

from factcontext.ui import texts
from factcontext.ui.checked import difference, state_of, states, words_of
from factcontext.ui.checked_draft import CheckedDraft, CheckedPart
from factcontext.ui.export.formats import ExportedFile, ExportFormat
from factcontext.ui.export.markdown import as_text, quoted
from factcontext.ui.export.pack import PackedQuote, packed
from factcontext.ui.export.tables import spreadsheet
from factcontext.ui.export.web_page import framed, source_html


def draft_report(draft: CheckedDraft, format: ExportFormat[CheckedDraft]) -> ExportedFile:
    """The report as a file."""
    return ExportedFile(f"draft-check{format.suffix}", format.media_type, format.write(draft))


def _told(draft: CheckedDraft) -> list[str]:
    """How many findings are in which state, against which index, and when."""
    return [states([part.finding for part in draft.parts]), *texts.check_state(draft.index, draft.checked)]


def _about(part: CheckedPart) -> list[str]:
    """Whom the draft gives the words to, and what the articles have otherwise."""
    one = part.finding
    told = [texts.claimed(one.claimed_speaker) if one.claimed_speaker else None, difference(one)]
    return [texts.sentence(line) for line in told if line]


def _packed(part: CheckedPart) -> PackedQuote | None:
    return packed(part.card) if part.card else None


# ---- Markdown


def _markdown(draft: CheckedDraft) -> str:
    text = "".join(_marked(words, part) for words, part in draft.pieces())
    notes = "\n".join(f"- {as_text(one)}" for one in _told(draft))
    parts = [f"# {texts.DRAFT_CHECK}", notes, *map(_section, draft.parts), f"## {texts.YOUR_DRAFT}", text]
    return "\n\n".join(parts) + "\n"


def _marked(words: str, part: CheckedPart | None) -> str:
    return f"{as_text(words)} \\[{part.label}\\]" if part else as_text(words)


def _section(part: CheckedPart) -> str:
    source = _packed(part)
    proof = [*map(as_text, (source.place, *source.facts)), quoted(source)] if source else []
    heading = f"## {as_text(part.label)}"
    return "\n\n".join([heading, as_text(words_of(part.finding)), *map(as_text, _about(part)), *proof])


# ---- HTML


def _html(draft: CheckedDraft) -> str:
    text = "".join(_marked_html(words, part) for words, part in draft.pieces())
    notes = "".join(f"<li>{escape(one)}</li>" for one in _told(draft))
    sections = "".join(map(_section_html, draft.parts))
    body = f"<h1>{texts.DRAFT_CHECK}</h1>\n<ul>{notes}</ul>\n{sections}<h2>{texts.YOUR_DRAFT}</h2>\n"
    return framed(texts.DRAFT_CHECK, f'{body}<div class="text" dir="auto">{text}</div>\n')


def _marked_html(words: str, part: CheckedPart | None) -> str:
    return f"<mark>{escape(words)}</mark> <small>[{escape(part.label)}]</small>" if part else escape(words)


def _section_html(part: CheckedPart) -> str:
    about = "".join(f"<p>{escape(one)}</p>" for one in _about(part))
    source = _packed(part)
    shown = source_html(source) if source else ""
    return f'<h2>{escape(part.label)}</h2>\n<p dir="auto">{escape(words_of(part.finding))}</p>{about}{shown}\n'


# ---- table


def _table(draft: CheckedDraft) -> str:
    return spreadsheet(texts.DRAFT_COLUMNS, _rows(draft))


def _rows(draft: CheckedDraft) -> Iterator[list[str]]:
    for part in draft.parts:
        one, source = part.finding, _packed(part)
        citation = source.citation if source else None
        article = citation.article if citation else None
        cells = (str(part.n), one.text, state_of(one), one.claimed_speaker, difference(one))
        found = (citation.quote, citation.speaker, source.place) if citation and source else ("", "", "")
        yield [cell or "" for cell in (*cells, *found, article.sha256 if article else "", draft.index, draft.checked)]


REPORTS: dict[str, ExportFormat[CheckedDraft]] = {
    "markdown": ExportFormat("Markdown", ".md", "text/markdown", _markdown),
    "html": ExportFormat("HTML", ".html", "text/html", _html),
    "csv": ExportFormat("CSV", ".csv", "text/csv", _table),
}
