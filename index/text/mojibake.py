"""Mends text that was decoded wrongly before it was saved: “donâ€™t”."""

import re

# A letter that begins a character of UTF-8 read as Western text, and what may follow it there.
_SUSPECT = re.compile("[\u00c2-\u00f4][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")
_PASSES = 2  # some texts went through it twice


def mended(text: str) -> tuple[str, bool]:
    """The text as it was meant, and whether anything is left that cannot be mended; line by line.

    >>> mended("“I donâ€™t,” she said.")
    ('“I don’t,” she said.', False)
    """
    if not _SUSPECT.search(text):
        return text, False
    from ftfy.badness import is_bad  # here: few files need it

    lines = text.split("\n")
    for n, line in enumerate(lines):
        lines[n] = _mended(line) if _SUSPECT.search(line) else line
    return "\n".join(lines), any(_SUSPECT.search(line) and is_bad(line) for line in lines)


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
