"""Reads the text of a draft from a file of any format that articles may have."""

from pathlib import Path
from tempfile import TemporaryDirectory

from factcontext.errors import FactContextError, UnreadableArticle
from factcontext.index.readers import PLAIN, SUFFIXES
from factcontext.index.workers.reading import read_file
from factcontext.ui import command_texts

LONGEST_SUFFIX = 8  # with its point; a longer one is no format's


def read_draft(path: Path, name: str | None = None) -> str:
    """A draft's text: of a text file as it lies on disk, so that places in the one are places in the other.

    Raises FactContextError, which calls the file by its path or by another `name`.
    """
    try:
        data = path.read_bytes()
        return read_file(path).text if path.suffix.lower() in SUFFIXES - PLAIN else data.decode("utf-8-sig")
    except (OSError, UnicodeDecodeError, UnreadableArticle) as error:
        is_text = not isinstance(error, UnicodeDecodeError)
        reason = (getattr(error, "strerror", None) or error) if is_text else command_texts.NOT_UTF8
        raise FactContextError(command_texts.unreadable(name or path, reason)) from error


def read_uploaded(name: str, data: bytes) -> str:
    """The text of a draft that a browser sent; its name tells the format, and becomes no path here."""
    with TemporaryDirectory(prefix="factcontext-") as folder:  # readable by its owner only
        path = Path(folder, f"draft{Path(name).suffix.lower()[:LONGEST_SUFFIX]}")
        path.write_bytes(data)
        return read_draft(path, name)
