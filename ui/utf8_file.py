"""Reads a file in UTF-8 that the user has named, or says why it cannot be read."""

from pathlib import Path

from factcontext.errors import FactContextError
from factcontext.ui import command_texts


def read_utf8(path: Path | str) -> str:
    """A file's text; raises FactContextError with the reason where it cannot be read or is not UTF-8."""
    try:
        return Path(path).read_text("utf-8")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or command_texts.NOT_UTF8
        raise FactContextError(command_texts.unreadable(path, reason)) from error
