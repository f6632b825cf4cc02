"""Writes the articles that answers cite for reference managers: RIS, and CSL-JSON as Zotero and pandoc read it."""

import json
from collections.abc import Iterator, Sequence
from typing import Any

import rispy

from factcontext.index.lexicon.outlets import usual_name
from factcontext.index.records import Article
from factcontext.ui.export.pack import EvidencePack


def ris(packs: Sequence[EvidencePack]) -> str:
    """The articles as RIS records of newspaper articles."""
    written: str = rispy.dumps([_ris(article, quotes) for article, quotes in _cited(packs)])
    return written


def csl_json(packs: Sequence[EvidencePack]) -> str:
    """The articles as CSL-JSON items."""
    items = [_csl(n, article, quotes) for n, (article, quotes) in enumerate(_cited(packs), 1)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _cited(packs: Sequence[EvidencePack]) -> Iterator[tuple[Article, list[str]]]:
    """Each article once, with what is quoted of it."""
    quotes: dict[str, list[str]] = {}
    articles: dict[str, Article] = {}
    for pack in packs:
        for one in pack.sources:
            articles.setdefault(one.citation.article.path, one.citation.article)
            quotes.setdefault(one.citation.article.path, []).append(one.citation.quote)
    return ((article, list(dict.fromkeys(quotes[path]))) for path, article in articles.items())


def _ris(article: Article, quotes: Sequence[str]) -> dict[str, Any]:
    day = article.day or ""
    facts = {
        "type_of_reference": "NEWS",
        "title": article.title,
        "authors": [article.author] if article.author else [],
        "secondary_title": article.publisher and usual_name(article.publisher),
        "year": day[:4],
        "date": day.replace("-", "/"),
        "language": article.language,
        "urls": [article.url] if article.url else [],
        "notes": [*quotes, f"{article.path}, sha256 {article.sha256}"],
    }
    return {name: _flat(value) for name, value in facts.items() if value}


def _flat(value: Any) -> Any:
    """Without line breaks: in RIS a line begins a field."""
    return [_flat(one) for one in value] if isinstance(value, list) else " ".join(str(value).split())


def _csl(number: int, article: Article, quotes: Sequence[str]) -> dict[str, Any]:
    day = [int(part) for part in (article.day or "").split("-") if part.isdigit()]
    item = {
        "id": str(number),
        "type": "article-newspaper",
        "title": article.title,
        "author": [{"literal": article.author}] if article.author else None,
        "container-title": article.publisher and usual_name(article.publisher),
        "issued": {"date-parts": [day]} if day else None,
        "URL": article.url,
        "language": article.language,
        "note": "\n".join([*quotes, f"{article.path}, sha256 {article.sha256}"]),
    }
    return {name: value for name, value in item.items() if value}
