"""Judges the title and author that Word and PDF files carry along: templates, programs and accounts set them too."""

import re

from factcontext.index.readers.authors import person_names
from factcontext.index.readers.metadata import make
from factcontext.index.records import Metadata

# Names that programs give their output; they name no article.
_NO_TITLE = re.compile(
    r"untitled.*|\((?:anonymous|unspecified|untitled)\)"
    r"|microsoft (?:word|powerpoint|excel)\b.*|(?:blank|normal|new) .*|\S*_\S*|document\W*\d*"
    r"|.*\.(?:docx?|odt|rtf|pptx?|pdf|indd|qxd|html?|txt)",
    re.IGNORECASE,
)
_OF_FILES = frozenset("copy document draft final layout presentation rev slides template untitled version".split())
_TOP_CHARS = 1_000  # a headline, if the text has it, stands here


def own_properties(title: str | None, author: str | None, text: str) -> Metadata:
    """What is believed of them: a title that the text's head bears out, and an author who may be a person."""
    people = person_names([author or ""])
    return make({"title": title if _is_title(title or "", text) else None, "author": ", ".join(people)}, "document")


def _is_title(title: str, text: str) -> bool:
    """Whether a title names this text: most of its words stand at the top, or none is of files and templates."""
    words = set(re.findall(r"[^\W_]{3,}", title.casefold()))
    top = set(re.findall(r"[^\W_]{3,}", text[:_TOP_CHARS].casefold()))
    if _NO_TITLE.fullmatch(title.strip()) or not words:
        return False
    return len(words & top) * 2 >= len(words) or words.isdisjoint(_OF_FILES)
