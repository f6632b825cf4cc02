"""Parses the YAML front matter of text and Markdown files into metadata."""

import re

from factcontext.index.readers.metadata import make
from factcontext.index.records import Metadata

# A longer block is no front matter; YAML's cost grows with its length.
_MAX_CHARS = 5_000
_BLOCK = re.compile(rf"\s*---\n(.{{0,{_MAX_CHARS}}}?)\n(?:---|\.\.\.)(?:\n|$)", re.DOTALL)


def split(text: str) -> tuple[Metadata, str, tuple[str, ...]]:
    """(metadata, the text after its front matter, warnings); the text as it is where there is none."""
    block = _BLOCK.match(text)
    if not block:
        return Metadata(), text, ()
    import yaml  # here: few files need it

    try:
        fields = yaml.safe_load(block[1])
    except (yaml.YAMLError, ValueError, RecursionError):
        return Metadata(), text, ("front matter is not valid YAML",)
    if not isinstance(fields, dict):  # a rule between paragraphs, not a block of fields
        return Metadata(), text, ()
    return make(fields, "front matter"), text[block.end() :], ()
