"""Looks up the verbs and small words by which news in other languages reports what somebody says."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from factcontext.index.lexicon.tables import table_rows, words_in


@dataclass(frozen=True, slots=True)
class ForeignSpeech:
    """The words of one language: forms of verbs of speech with their base, and groups of grammar words by name."""

    verbs: Mapping[str, str]
    groups: Mapping[str, frozenset[str]]

    def has(self, group: str, word: str) -> bool:
        """Whether a word, in small letters, is of a group."""
        return word in self.groups[group]


@cache
def foreign_speech(language: str) -> ForeignSpeech | None:
    """The words of a language by its ISO 639-1 code; None where there are none."""
    verbs = {form: base for key, base, forms in _keyed("foreign_verbs") if key == language for form in words_in(forms)}
    groups = {name: frozenset(words_in(words)) for key, name, words in _keyed("foreign_grammar") if key == language}
    return ForeignSpeech(verbs, groups) if verbs else None


def _keyed(table: str) -> list[tuple[str, str, str]]:
    """The rows of a table with the language in front of their first cell taken off."""
    return [(*first.split(" ", 1), words) for first, words in table_rows(table)]  # type: ignore[misc]
