"""Words for readers of what the index says: why a file is not indexed, what is in doubt, why an index cannot be used.

These are kept and raised as English sentences. Each is known again by the wording it was made from; one that is not
known stays as it is.
"""

import re
from functools import cache

from factcontext.ui.language import ENGLISH, current, say

# {a}, {b}: what is filled in. The more special of two that fit comes first.
REASONS = (
    # files that are not indexed
    "no text found",
    "no article text found",
    "no article found in the page",
    "no text found (a scanned PDF?)",
    "no text in the message",
    "no web page in it",
    "no HTML in it",
    "no article in it",
    "no subtitles in it",
    "empty file",
    "encrypted PDF",
    "it holds several articles",
    "unsupported format .gz, or an archive within an archive",
    "unsupported format {a}",
    "an archive within an archive; unpack it",
    "locked with a password; unpack it",
    "packed in a way that cannot be read; pack it anew as an ordinary zip",
    "unpacks to more than an article can hold",
    "longer than {a} characters in all",
    "longer than {a} characters of markup",
    "longer than {a} characters",
    "larger than {a} MB",
    "more than {a} messages",
    "more than {a} rows",
    "more than {a} pages",
    "more text or drawing than an article can hold",
    "more entries than a feed has",
    "has more parts than an article can hold",
    "nested too deeply to be read",
    "damaged docx file: it declares a document type",
    "damaged {a} file ({b})",
    "damaged {a} file",
    "not a Word file that can be read; save it as .docx or PDF",
    "an old Word file; save it as .docx or PDF",
    "not a text file",
    "not an rtf file",
    "not valid JSON, one object a line",
    "not a {a} file but {b}",
    "not a {a} file",
    "not a regular file",
    "no feed: it has no entries",
    "no feed that can be read",
    "no table of articles: not an object in each row",
    "no table that can be read ({a})",
    "no column with the articles' text (text, body, content …); {a} can name it",
    "changed while it was read",
    "vanished before it could be read",
    "folder cannot be opened: {a}",
    "cannot be read: {a}",
    "a link; copy the file into the folder instead",
    "it was purged from this index; delete the file, or its lines in {a} beside the index to allow it again",
    # indexed, with a doubt
    "a note at the foot or the end is left out",
    "1 note is left out",
    "{a} notes are left out",
    "some characters in it were lost or decoded wrongly before it was saved",
    "the archive has {a} files of the name {b}",
    "it holds several articles that could not be told apart; give each a file of its own",
    "the rest of it is for subscribers and not in the page",
    "its date, {a}, may be of two days; none was taken",
    "its date, {a}, is no full date",
    "published is no full date: {a}",
    "too long for Markdown, read as plain text",
    # an index that cannot be used, a folder that cannot be read
    "the index is damaged: {a}; build it again",
    "there is no index at {a}; make one with `factcontext build ARTICLES`",
    "the word index cannot be read; rebuild the index",
    "{a} does not belong to this index; rebuild the index",
    "{a} cannot be read; rebuild the index",
    "another build holds this index: {a}",
    "the index {a} cannot be written: {b}",
    "the index {a} would lie inside the articles; name another place for it",
    "{a} is not a folder; name the folder that holds your articles",
    "{a} has no article that can be read; the index is left as it was (--allow-empty replaces it)",
    "{a}; the index is left as it was",
    "no model is set up to write answers; set FACTCONTEXT_LLM_BASE_URL, or use quotes",
)
_HOLE = re.compile(r"{(\w)}")


def told(message: str) -> str:
    """A sentence of the index in the reader's language.

    >>> told("larger than 50 MB")
    'larger than 50 MB'
    """
    if current() == ENGLISH:
        return message
    for wording in REASONS:
        if found := _pattern(wording).fullmatch(message):
            return say(wording, **found.groupdict())
    return message


@cache
def _pattern(wording: str) -> re.Pattern[str]:
    """What a sentence looks like that was made from a wording."""
    parts = _HOLE.split(wording)
    made = (f"(?P<{part}>.+)" if n % 2 else re.escape(part) for n, part in enumerate(parts))
    return re.compile("".join(made), re.DOTALL)
