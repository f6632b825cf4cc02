"""Tells the raised figures that point to notes from those that belong to what stands before them."""

import re

# Units and signs that have a power or an index of their own, and numbers.
HAS_POWER = re.compile(r"(?:\d|\b(?:[cdkm]?m|ft|in|mi|yd|CO|E|x|n))\s*$")
