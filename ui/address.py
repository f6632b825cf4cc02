"""Permanent addresses: of words of an article, with a hash that tells of a change; of a speaker, and of a topic."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import quote, urlencode

from factcontext.index.records import Article

PAGE = "article"
SPEAKERS_PAGE = "speakers"
LIBRARY_PAGE = "library"
CONVERSATIONS_PAGE = "conversations"
DRAFT_PAGE = "draft"
# 16 hexadecimal digits: two texts that differ share them once in 2**64.
DIGITS = 16


@dataclass(frozen=True, slots=True)
class Address:
    """Words of an article by place; `text_hash` is of the text in which the place was counted."""

    article: str
    start: int | None = None
    end: int | None = None
    text_hash: str | None = None

    def query(self) -> dict[str, str]:
        """The parts as query parameters."""
        parts = {"article": self.article, "start": self.start, "end": self.end, "text": self.text_hash}
        return {name: str(value) for name, value in parts.items() if value is not None}

    def href(self) -> str:
        """The address relative to the page's other addresses."""
        return f"{PAGE}?{urlencode(self.query(), quote_via=quote)}"

    def same_text(self, article: Article) -> bool:
        """Whether the article still has the text in which this place was counted."""
        return self.text_hash == text_hash(article)

    def within(self, article: Article) -> bool:
        """Whether there are such words in this very text."""
        start, end = self.start, self.end
        return start is not None and end is not None and 0 <= start < end <= len(article.text)


@dataclass(frozen=True, slots=True)
class SpeakerAddress:
    """A speaker by the name that is shown, and where two have one name, by an article that quotes the one."""

    name: str
    quoted_in: str | None = None
    about: str | None = None  # the topic that their statements are wanted on

    def query(self) -> dict[str, str]:
        """The parts as query parameters."""
        parts = {"speaker": self.name, "in": self.quoted_in, "about": self.about}
        return {name: value for name, value in parts.items() if value}

    def href(self) -> str:
        """The address relative to the page's other addresses."""
        return f"{SPEAKERS_PAGE}?{urlencode(self.query(), quote_via=quote)}"


@dataclass(frozen=True, slots=True)
class TopicAddress:
    """What all speakers said on a topic."""

    about: str

    def href(self) -> str:
        """The address relative to the page's other addresses."""
        return f"{SPEAKERS_PAGE}?{urlencode({'about': self.about}, quote_via=quote)}"


def address_of(article: Article, start: int, end: int) -> Address:
    """The address of `article.text[start:end]`."""
    return Address(article.path, start, end, text_hash(article))


def read_address(query: Mapping[str, str]) -> Address | None:
    """An address from query parameters, which anybody may have typed; None where no article is named."""
    path = query.get("article")
    return Address(path, _number(query.get("start")), _number(query.get("end")), query.get("text")) if path else None


def read_speaker(query: Mapping[str, str]) -> SpeakerAddress | None:
    """A speaker's address from query parameters; None where no speaker is named."""
    name = query.get("speaker")
    return SpeakerAddress(name, query.get("in"), query.get("about")) if name else None


def read_topic(query: Mapping[str, str]) -> TopicAddress | None:
    """A topic's address from query parameters; None where no topic is named."""
    about = query.get("about", "").strip()
    return TopicAddress(about) if about else None


def text_hash(article: Article) -> str:
    """What identifies an article's stored text: offsets mean nothing in another."""
    return hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).hexdigest()[:DIGITS]


def _number(text: str | None) -> int | None:
    """A place in a text; None for anything else, also for numbers longer than any text."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 12 else None
