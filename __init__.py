"""factcontext: ask a folder of news articles who said what, and get every answer as cited quotes.

    articles = factcontext.open("news/")
    print(articles.ask("What did the minister say about the water?").text)

Importing it loads nothing else: what is named below is imported when it is first used, since the command and its
child processes import this package at every start.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from factcontext.articles import Articles
    from factcontext.articles import open_articles as open
    from factcontext.errors import (
        AnswererUnavailable,
        BuildRunning,
        FactContextError,
        IndexUnusable,
        ModelFailed,
        UnreadableArticle,
        WrongModel,
    )
    from factcontext.rag.records import Answer, Citation, NoAnswer, QuotedAnswer, Summary, Turn
    from factcontext.rag.verification.drafts.draft_check import CheckedQuotation
    from factcontext.rag.verification.drafts.draft_claims import CheckedClaim

__all__ = [
    "Answer",
    "AnswererUnavailable",
    "Articles",
    "BuildRunning",
    "CheckedClaim",
    "CheckedQuotation",
    "Citation",
    "FactContextError",
    "IndexUnusable",
    "ModelFailed",
    "NoAnswer",
    "QuotedAnswer",
    "Summary",
    "Turn",
    "UnreadableArticle",
    "WrongModel",
    "open",
]

_HOMES = {
    "Answer": "rag.records",
    "Articles": "articles",
    "CheckedClaim": "rag.verification.drafts.draft_claims",
    "CheckedQuotation": "rag.verification.drafts.draft_check",
    "Citation": "rag.records",
    "NoAnswer": "rag.records",
    "QuotedAnswer": "rag.records",
    "Turn": "rag.records",
    "Summary": "rag.records",
}


def __getattr__(name: str) -> Any:
    """What the package offers, imported at its first use (PEP 562)."""
    if name not in __all__:
        raise AttributeError(f"module 'factcontext' has no attribute {name!r}")
    if name == "open":
        return import_module("factcontext.articles").open_articles
    return getattr(import_module(f"factcontext.{_HOMES.get(name, 'errors')}"), name)
