"""Tells the raised figures that point to notes from those that belong to what stands before them."""

import re

FIGURES = r"\[?\d{1,3}(?:, ?\d{1,3})*\]?"  # one or more, in brackets or not
# Units and signs that have a power or an index of their own, and numbers.
HAS_POWER = re.compile(r"(?:\d|\b(?:[cdkm]?m|ft|in|mi|yd|CO|E|x|n))\s*$")
