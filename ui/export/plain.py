"""Writes an answer as it is put on the clipboard: as text and as HTML, with its numbered sources."""

from html import escape

from factcontext.ui import texts
from factcontext.ui.export.pack import EvidencePack, PackedQuote, numbered


def copied_text(pack: EvidencePack) -> str:
    """Question, answer and sources as plain text."""
    answer = "\n\n".join(map(numbered, pack.sentences))
    heading, written = pack.in_short or ("", ())
    short = "\n\n".join((heading, *map(numbered, written))) if written else ""
    return "\n\n".join(filter(None, (pack.question, pack.state, answer, short, _sources(pack))))


def _sources(pack: EvidencePack) -> str:
    lines = [f"[{one.citation.n}] {one.place}" for one in pack.sources]
    return "\n".join([texts.SOURCES, *lines]) if lines else ""


def copied_html(pack: EvidencePack) -> str:
    """The same for a program that pastes formatted text."""
    answer = "".join(f"<p>{escape(numbered(one))}</p>" for one in pack.sentences)
    if pack.in_short:
        heading, written = pack.in_short
        answer += "".join((f"<p><b>{escape(heading)}</b></p>", *(f"<p>{escape(numbered(one))}</p>" for one in written)))
    items = "".join(f'<li value="{one.citation.n}">{_place(one)}</li>' for one in pack.sources)
    sources = f"<p><b>{escape(texts.SOURCES)}</b></p><ol>{items}</ol>" if items else ""
    return f"<p><b>{escape(pack.question)}</b></p><p><i>{escape(pack.state)}</i></p>{answer}{sources}"


def _place(source: PackedQuote) -> str:
    url = source.citation.article.url
    if not url or not url.startswith(("http://", "https://")):
        return escape(source.place)
    return escape(source.place.removesuffix(url)) + f'<a href="{escape(url)}">{escape(url)}</a>'
