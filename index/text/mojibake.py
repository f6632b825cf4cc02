"""Mends text that was decoded wrongly before it was saved: “donâ€™t”."""

import re

from factcontext.index.text.characters import western

# A letter that begins a character of UTF-8 read as Western text, and what may follow it there.
_SUSPECT = re.compile("[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
# A closing quotation mark whose last character was lost on the way, as no Western encoding has it.
_CUT_MARK = re.compile("â€(?:\ufffd|(?![\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ¦¢]))")
_LOST = "\ufffd"
_PASSES = 2  # some texts went through it twice


def mended(text: str) -> tuple[str, bool]:
    """The text as it was meant, and whether any characters are lost or cannot be mended; line by line.

    >>> mended("“I donâ€™t,” she said.")
    ('“I don’t,” she said.', False)
    """
    text = western(text)
    if not _SUSPECT.search(text) and "â€" not in text:
        return text, _LOST in text
    from ftfy.badness import is_bad  # here: few files need it

    lines = _CUT_MARK.sub("â€\u009d", text).split("\n")
    for n, line in enumerate(lines):
        lines[n] = _mended(line) if _SUSPECT.search(line) else line
    is_odd = any(_LOST in line or (_SUSPECT.search(line) and is_bad(line)) for line in lines)
    return "\n".join(lines), is_odd


def _mended(line: str) -> str:
    """One line; as it is, where it is not bad or does not come out good."""
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    better = line
    for _ in range(_PASSES):
        if not is_bad(better):
            break
        better = fix_encoding(better)
    return line if is_bad(better) else better
