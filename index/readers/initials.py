"""Puts the large initial letter of a paragraph, which documents keep apart, back before the rest of its word."""

import re

from factcontext.index.text.vocabulary import is_word


def with_initial(initial: str, rest: str) -> str:
    """The initial and the rest of its line; "A" and "I" may be words of their own.

    >>> with_initial("W", "hen the ice broke"), with_initial("A", "mayor was there")
    ('When the ice broke', 'A mayor was there')
    """
    rest = rest.lstrip()
    word = re.match(r"[^\W\d_]*", rest)
    first = word[0] if word else ""
    letter = initial[-1]
    is_apart = letter in "AIO" and is_word(first) and not is_word(letter + first)
    return f"{initial} {rest}" if is_apart else initial + rest
