"""Tells an article's headline: what its metadata call it, else its first line where that is short."""

from factcontext.index.records import Article

_LONGEST = 250  # characters; a longer first paragraph is a story's


def headline(article: Article) -> str:
    """The headline; empty where neither tells.

    >>> headline(Article("a.txt", "", "Pier closed\\n\\nThe pier is closed."))
    'Pier closed'
    """
    if article.metadata.title:
        return article.metadata.title.text
    first = article.text.partition("\n")[0]
    return first if len(first) <= _LONGEST else ""
