"""How many places of invented articles come out with the speaker that somebody who saw no rule noted beforehand.

Usage: python -m bench.spoken_places [FOLDER] [--show]
FOLDER has `articles/` and `places.jsonl`: the article, words in it, and whose they are ("speakers", any of which is
right; none: narration, or what nobody said) or whose they are not ("not").
"""

import argparse
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article, Statement
from factcontext.index.text.sentences import split

SPEAKERS = Path(__file__).parent / "invented" / "speakers"
_ARTICLE = re.compile(r"^(?:the hon\.?|hon\.?|the|an?)\s+")
_MARKS = 2  # characters: the marks around words, which a statement may hold or leave out


@dataclass(frozen=True, slots=True)
class Place:
    """Words of an article with what is noted of them, and the statements that hold them."""

    noted: dict[str, Any]
    found: Sequence[Statement]

    @property
    def is_right(self) -> bool:
        """Whether all statements there are of one who was noted; none where nobody was."""
        names = {_plain(one.speaker) for one in self.found}
        if "not" in self.noted:
            return _plain(self.noted["not"]) not in names
        wanted = set(map(_plain, self.noted["speakers"]))
        return bool(names) == bool(wanted) and names <= wanted


def places(folder: Path) -> Iterator[Place]:
    """Each place of a folder, in the order of its file."""
    said: dict[str, tuple[str, list[Statement]]] = {}
    for line in (folder / "places.jsonl").read_text("utf-8").splitlines():
        noted = json.loads(line)
        name = noted["article"]
        if name not in said:
            text = (folder / "articles" / name).read_text("utf-8").strip()
            said[name] = text, find_statements(Article(name, "", text), split(text))
        text, statements = said[name]
        found = re.search(r"\s+".join(map(re.escape, noted["words"].split())), text)
        assert found, noted
        start, end = found.start() + _MARKS, found.end() - _MARKS
        yield Place(noted, [one for one in statements if one.start <= start and end <= one.end])


def _plain(name: str) -> str:
    return _ARTICLE.sub("", name.casefold().strip().replace("’", "'"))


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", default=SPEAKERS)
    options.add_argument("--show", action="store_true", help="show what does not come out as noted")
    args = options.parse_args()
    found = list(places(args.folder))
    print(f"{sum(one.is_right for one in found)} of {len(found)} places as noted")
    for one in found if args.show else ():
        if not one.is_right:
            print(f"  {one.noted}\n      {[(s.speaker, s.certainty, s.cue) for s in one.found]}")


if __name__ == "__main__":
    main()
