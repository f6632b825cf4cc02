"""Lists the licence of every package that the lock file pins, as the packages themselves tell it, and of the weights.

python -m bench.licences requirements.lock
"""

import re
import sys
from collections.abc import Iterator
from importlib.metadata import PackageMetadata, PackageNotFoundError, metadata
from pathlib import Path

# What a licence text says in its first words, where a package gives the text in place of a name.
MOST = 60
UNKNOWN = "not told"
# Usable only with conditions that MIT does not have: none may come in unseen.
COPYLEFT = re.compile(r"\b(?:A?GPL|GNU (?:Affero )?General Public)", re.I)


def licences(lock: Path) -> Iterator[tuple[str, str, str]]:
    """Name, version and licence of every pinned package; those that this system does not need are named as such."""
    for name, version in re.findall(r"^([\w.-]+)==([^ \\]+)", lock.read_text("utf-8"), re.M):
        try:
            yield name, version, licence(metadata(name))
        except PackageNotFoundError:
            yield name, version, "not installed on this system"


def licence(told: PackageMetadata) -> str:
    """The licence as an expression, else as a classifier, else as it is written."""
    named = [one.rpartition(" :: ")[2] for one in told.get_all("Classifier") or () if one.startswith("License ::")]
    written = _first(told, "License").strip().splitlines()
    return _first(told, "License-Expression") or ", ".join(named) or (written[0][:MOST] if written else UNKNOWN)


def _first(told: PackageMetadata, field: str) -> str:
    return next(iter(told.get_all(field) or ()), "")


def is_usable(licence: str) -> bool:
    """Whether an MIT project may use it: a choice that has another licence too is one."""
    return not COPYLEFT.search(licence) or " OR " in licence


def main(lock: Path) -> int:
    """Print a table; 1 where a licence in it cannot be used."""
    rows = list(licences(lock))
    for row in rows:
        print("\t".join(row))
    refused = [name for name, _, told in rows if not is_usable(told)]
    if refused:
        print(f"not usable under MIT: {', '.join(refused)}", file=sys.stderr)
    return int(bool(refused))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
