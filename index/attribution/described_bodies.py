"""Remembers what a body is called before its name, so that “the grid operator” is “Grid operator Nordvolt”."""

from dataclasses import dataclass, field

from factcontext.index.attribution.cast import Cast
from factcontext.index.attribution.relation import ResolvedSource
from factcontext.index.lexicon.person_names import bare

_SMALL_WORDS = frozenset("the of a for in at".split())


@dataclass(slots=True)
class DescribedBodies:
    """Sources of one article whom a description leads up to, and who are nobody with a first name."""

    _known: dict[str, frozenset[str]] = field(default_factory=dict)  # name -> the words of its description

    def note(self, source: ResolvedSource, cast: Cast) -> None:
        """Take note of a source whose name a common noun leads up to: "Grid operator Nordvolt"."""
        is_named_person = source.name in cast.full or source.name in cast.gender
        before = source.written.removesuffix(source.name).split()
        if before and before[-1].islower() and not is_named_person and source.written.endswith(source.name):
            self._known.setdefault(source.name, _plain_words(" ".join(before)))

    def described(self, words: str) -> str | None:
        """The one source whose description has all the words of another; None for none or several.

        >>> bodies = DescribedBodies()
        >>> bodies.note(ResolvedSource("Nordvolt", "Grid operator Nordvolt", "certain"), Cast(""))
        >>> bodies.described("operator")
        'Nordvolt'
        """
        wanted = _plain_words(words)
        alike = [name for name, own in self._known.items() if wanted and wanted <= own]
        return alike[0] if len(alike) == 1 else None


def _plain_words(words: str) -> frozenset[str]:
    return frozenset(map(bare, words.split())) - _SMALL_WORDS
