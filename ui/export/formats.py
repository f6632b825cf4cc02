"""Names the formats in which answers are exported, and makes the files."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from factcontext.ui.answer import ShownTurn
from factcontext.ui.export.markdown import markdown
from factcontext.ui.export.pack import EvidencePack, pack
from factcontext.ui.export.references import csl_json, ris
from factcontext.ui.export.tables import table
from factcontext.ui.export.web_page import web_page

T = TypeVar("T")
# Of a question in a file's name: enough to know it again.
NAME_CHARS = 60


@dataclass(frozen=True, slots=True)
class ExportFormat(Generic[T]):
    """One kind of file, and what makes it."""

    label: str
    suffix: str
    media_type: str
    write: Callable[[T], str]


FORMATS: dict[str, ExportFormat[Sequence[EvidencePack]]] = {
    "markdown": ExportFormat("Markdown", ".md", "text/markdown", markdown),
    "html": ExportFormat("HTML", ".html", "text/html", web_page),
    "csv": ExportFormat("CSV", ".csv", "text/csv", table),
    "ris": ExportFormat("RIS", ".ris", "application/x-research-info-systems", ris),
    "csl": ExportFormat("CSL-JSON", ".json", "application/vnd.citationstyles.csl+json", csl_json),
}


@dataclass(frozen=True, slots=True)
class ExportedFile:
    """A file as the browser is given it."""

    name: str
    media_type: str
    text: str


def export(turns: Sequence[ShownTurn], format: ExportFormat[Sequence[EvidencePack]]) -> ExportedFile:
    """Some answers as a file, named by the first question."""
    packs = [pack(one) for one in turns]
    words = re.sub(r"[^\w]+", "-", packs[0].question if packs else "")[:NAME_CHARS].strip("-_").lower()
    return ExportedFile((words or "answer") + format.suffix, format.media_type, format.write(packs))
