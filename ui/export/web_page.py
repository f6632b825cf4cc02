"""Writes answers as one HTML file that is read offline: it fetches nothing and runs nothing."""

from collections.abc import Sequence
from html import escape

from factcontext.ui import language, texts
from factcontext.ui.export.pack import EvidencePack, PackedQuote, numbered

# Whatever a text might smuggle in: a browser that reads this file fetches and runs nothing.
POLICY = "default-src 'none'; style-src 'unsafe-inline'"
STYLE = """body { font: 17px/1.55 Georgia, serif; max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.5rem; border-bottom: 2px solid; padding-bottom: .5rem; margin-top: 3rem; } h2 { font-size: 1.05rem; }
.state { font-weight: 600; } .small { font: 14px/1.5 sans-serif; opacity: .8; overflow-wrap: anywhere; }
blockquote { margin: .5rem 0; padding-left: 1rem; border-left: 3px solid #8a1c1c; white-space: pre-line; }
mark { background: #ffe58a; color: #1d1b18; } .text { white-space: pre-wrap; } li { margin-bottom: 1.2rem; }
@media (prefers-color-scheme: dark) { body { background: #171614; color: #ece8df; } }"""


def web_page(packs: Sequence[EvidencePack]) -> str:
    """All answers in one page."""
    return framed(packs[0].question if packs else texts.PAGE_TITLE, "".join(map(_answer, packs)))


def framed(title: str, body: str) -> str:
    """A whole page; `body` is HTML."""
    return (
        f'<!doctype html>\n<html lang="{language.current()}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        f'<meta name="viewport" content="width=device-width, initial-scale=1">\n<title>{escape(title)}</title>\n'
        f"<style>{STYLE}</style>\n</head>\n<body>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _answer(pack: EvidencePack) -> str:
    said = "".join(f'<p dir="auto">{escape(numbered(one))}</p>\n' for one in pack.sentences)
    if pack.in_short:
        heading, written = pack.in_short
        said += f"<h2>{escape(heading)}</h2>\n"
        said += "".join(f'<p dir="auto">{escape(numbered(one))}</p>\n' for one in written)
    notes = "".join(f"<li>{escape(note)}</li>" for note in pack.told)
    return (
        f'<h1 dir="auto">{escape(pack.question)}</h1>\n<p class="state">{escape(pack.state)}</p>\n{said}'
        f"{_list(texts.SOURCES, pack.sources)}{_list(texts.OFFERED, pack.offered)}"
        f'<h2>{texts.HOW_MADE}</h2>\n<ul class="small">{notes}</ul>\n'
    )


def _list(title: str, sources: Sequence[PackedQuote]) -> str:
    if not sources:
        return ""
    items = "".join(f'<li value="{one.citation.n}">{source_html(one)}</li>\n' for one in sources)
    return f"<h2>{escape(title)}</h2>\n<ol>\n{items}</ol>\n"


def source_html(source: PackedQuote) -> str:
    """A quote within the words around it, with where it stands."""
    citation = source.citation
    quoted = f"{escape(source.before)}<mark>{escape(citation.quote)}</mark>{escape(source.after)}"
    small = "<br>".join(map(escape, source.facts))
    attributes = f'dir="auto" lang="{escape(citation.article.language)}"'
    return f'{escape(source.place)}<blockquote {attributes}>{quoted}</blockquote><div class="small">{small}</div>'
