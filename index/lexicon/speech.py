"""The verbs and nouns of speech as records: what they report, and what a question with them asks for."""

from dataclasses import dataclass
from functools import cache

from factcontext.index.lexicon.tables import is_yes, table_rows, words_in
from factcontext.index.lexicon.verb_forms import Form, forms_of


@dataclass(frozen=True, slots=True)
class SpeechVerb:
    """A row of verbs.tsv, which tells what its columns mean."""

    base: str
    spellings: tuple[str, ...]  # "criticise" beside "criticize"
    frame: frozenset[str]  # letters for what it takes, and the prepositions that lead in the words; empty: no cue
    quotes: bool
    is_support: bool
    asks: str | None  # None: no verb of questions
    is_sure: bool

    def forms(self) -> dict[str, Form]:
        """All forms in all spellings."""
        return {word: form for base in (self.base, *self.spellings) for word, form in forms_of(base).items()}


@dataclass(frozen=True, slots=True)
class SpeechNoun:
    """A row of nouns.tsv, which tells what its columns mean."""

    word: str
    leads: frozenset[str]  # "that" and prepositions; empty: no cue
    asks: str | None  # None: no noun of questions
    is_document: bool


@cache
def speech_verbs() -> tuple[SpeechVerb, ...]:
    """The verbs of speech in the order of the alphabet."""
    return tuple(_verb(*cells) for cells in table_rows("verbs"))


def _verb(
    base: str, spellings: str, reports: str, leads: str, quotes: str, support: str, asks: str, sure: str, _: str
) -> SpeechVerb:
    frame = frozenset([*"".join(words_in(reports)), *words_in(leads)])
    asked = asks if words_in(asks) else None
    return SpeechVerb(base, words_in(spellings), frame, is_yes(quotes), is_yes(support), asked, sure == "sure")


@cache
def speech_nouns() -> tuple[SpeechNoun, ...]:
    """The nouns of speech in the order of the alphabet."""
    return tuple(_noun(*cells) for cells in table_rows("nouns"))


def _noun(word: str, reports: str, asks: str, document: str, _: str) -> SpeechNoun:
    return SpeechNoun(word, frozenset(words_in(reports)), asks if words_in(asks) else None, is_yes(document))
