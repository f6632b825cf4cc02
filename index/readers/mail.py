"""Reads what is written as mail: single messages, mailboxes, and web pages that browsers save so (MHTML)."""

import email
import re
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr, parsedate_to_datetime

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.authors import person_names
from factcontext.index.readers.date_lines import is_outlet
from factcontext.index.readers.html import read_html
from factcontext.index.readers.metadata import make
from factcontext.index.records import Metadata, RawArticle

_BETWEEN = re.compile(rb"(?:\A|\r?\n\r?\n?)From [^\r\n]{1,200}\d{4}[^\r\n]{0,20}\r?\n")
_MAX_MESSAGES = 20_000


def read_eml(data: bytes) -> RawArticle:
    """One message."""
    return _article(email.message_from_bytes(data, policy=default))


def read_mbox(data: bytes) -> list[RawArticle]:
    """The messages of a mailbox; one without text is left empty."""
    parts = [part for part in _BETWEEN.split(data) if part.strip()]
    if len(parts) > _MAX_MESSAGES:
        raise UnreadableArticle(f"more than {_MAX_MESSAGES:,} messages")
    found = []
    for part in parts:
        try:
            found.append(read_eml(part))
        except UnreadableArticle as error:
            found.append(RawArticle("", warnings=(str(error),)))
    return found


def read_mht(data: bytes) -> RawArticle:
    """The story of a web page that was saved as one file."""
    message = email.message_from_bytes(data.lstrip(), policy=default)
    page = next((part for part in message.walk() if part.get_content_type() == "text/html"), None)
    if page is None:
        raise UnreadableArticle("no web page in it")
    article = _page(page)
    url = page.get("Content-Location") or message.get("Snapshot-Content-Location")
    said = make({"url": str(url or ""), "title": str(message.get("Subject") or "")}, "document")
    return RawArticle(article.text, article.metadata | said, article.warnings)


def _page(part: EmailMessage) -> RawArticle:
    found = read_html(_text(part).encode())
    if isinstance(found, RawArticle):
        return found
    raise UnreadableArticle("it holds several articles")


def _text(part: EmailMessage) -> str:
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    try:
        return data.decode(part.get_content_charset() or "utf-8", "replace")
    except LookupError:  # a charset that nobody knows
        return data.decode("utf-8", "replace")


def _article(message: EmailMessage) -> RawArticle:
    body = message.get_body(("plain", "html"))
    if body is None or not isinstance(body, EmailMessage):
        raise UnreadableArticle("no text in the message")
    if body.get_content_type() == "text/html":
        article = _page(body)
        return RawArticle(article.text, _said(message) | article.metadata, article.warnings)
    return RawArticle(_text(body), _said(message))


def _said(message: EmailMessage) -> Metadata:
    """Subject, day and sender of a message: the outlet where it has an outlet's name."""
    sender = parseaddr(str(message.get("From") or ""))[0]
    try:
        day = parsedate_to_datetime(str(message.get("Date"))).date()
    except (ValueError, TypeError):
        day = None
    outlet = sender if is_outlet(sender) else None
    people = ", ".join(person_names([sender], outlet))
    said = {"title": str(message.get("Subject") or ""), "published": day, "publisher": outlet, "author": people}
    return make(said, "document")
