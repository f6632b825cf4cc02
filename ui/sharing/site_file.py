"""Reads the file of `factcontext serve`, and tells every mistake in it with its line."""

import re
import stat
import tomllib
from collections.abc import Iterator, Sequence
from functools import lru_cache
from ipaddress import ip_network
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from factcontext.errors import FactContextError
from factcontext.settings import web_address
from factcontext.ui import command_texts, texts
from factcontext.ui.sharing.site import Collection, Login, Site, is_loopback, secret_of
from factcontext.ui.utf8_file import read_utf8

Place = tuple[str | int, ...]  # ("collection", 1, "readers"): of the second collection
Mistake = tuple[Place, str]
_HEADER = re.compile(r"\s*(\[\[?)\s*([\w-]+)\s*\]\]?")
_KEY = re.compile(r"\s*([\w-]+)\s*=")


@lru_cache(maxsize=1)
def read_site(path: Path) -> Site:
    """What the file says; raises FactContextError, with a line of its own for each mistake."""
    text = read_utf8(path)
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise FactContextError(command_texts.at_line(path, _line_in(str(error)), command_texts.NO_TOML)) from None
    try:
        site = Site.model_validate(table)
        mistakes = list(_mistakes(site, path))
    except ValidationError as error:
        mistakes = [(one["loc"], _said(one)) for one in error.errors(include_input=False, include_url=False)]
    if mistakes:
        told = sorted((line_of(text, place), said) for place, said in mistakes)
        raise FactContextError("\n".join(command_texts.at_line(path, line, said) for line, said in told))
    return site


def line_of(text: str, place: Place) -> int:
    """The line in which something stands, or where its section begins where it is missing.

    >>> line_of('listen = "a"\\n[login]\\nclient_id = "b"', ("login", "client_id"))
    3
    """
    best = 1
    counts: dict[str, int] = {}
    section: Place = ()
    for number, line in enumerate(text.splitlines(), 1):
        if header := _HEADER.match(line):
            name = header[2]
            counts[name] = counts.get(name, -1) + 1
            section = (name, counts[name]) if header[1] == "[[" else (name,)
            best = number if section == place[: len(section)] else best
        elif (key := _KEY.match(line)) and (*section, key[1]) == place[: len(section) + 1]:
            return number
    return best


def _line_in(message: str) -> int:
    line = re.search(r"at line (\d+)", message)
    return int(line[1]) if line else 1


def _said(error: Any) -> str:
    """A mistake of form in our words; what was written is not repeated, for it may be a secret."""
    name = next((str(one) for one in reversed(error["loc"]) if isinstance(one, str)), "")
    return command_texts.site_mistake(name, error["type"], error["msg"])


def _mistakes(site: Site, path: Path) -> Iterator[Mistake]:
    """What is wrong with a file whose form is right."""
    yield from _address_mistakes(site)
    yield from _login_mistakes(site, path)
    if site.proxy:
        yield from (
            (("proxy", "from"), command_texts.no_network(one)) for one in site.proxy.addresses if not _is_network(one)
        )
    for number, one in enumerate(site.collections):
        others = site.collections[:number]
        yield from ((("collection", number, *place), said) for place, said in _of_collection(one, others, site))


def _address_mistakes(site: Site) -> Iterator[Mistake]:
    if not re.fullmatch(r"(\[[0-9a-fA-F:]+\]|[\w.-]+):\d{1,5}", site.listen) or not 0 < site.port < 65536:
        yield ("listen",), command_texts.NO_LISTEN
    elif not is_loopback(site.host) and not site.has_login:
        yield ("listen",), command_texts.LISTEN_NEEDS_LOGIN
    elif site.metrics_port == site.port:
        yield ("metrics_port",), command_texts.SAME_PORT
    else:
        url = web_address(site.address or "")
        if site.address and (not url or url.query or url.fragment or "@" in url.netloc):
            yield ("address",), command_texts.NO_ADDRESS
        elif url and not is_loopback(url.hostname) and not site.has_login:
            yield ("address",), command_texts.ADDRESS_NEEDS_LOGIN
        elif url and not is_loopback(url.hostname) and url.scheme == "http":
            yield ("address",), command_texts.ADDRESS_NEEDS_TLS
        elif not site.address and not is_loopback(site.host):
            yield ("listen",), command_texts.LISTEN_NEEDS_ADDRESS


def _login_mistakes(site: Site, path: Path) -> Iterator[Mistake]:
    login = site.login
    if login is None:
        return
    if site.proxy:
        yield ("proxy",), command_texts.ONE_LOGIN
    url = web_address(login.metadata)
    if not url or (url.scheme == "http" and not is_loopback(url.hostname)):
        yield ("login", "metadata"), command_texts.NO_METADATA
    if (login.client_secret is None) == (login.client_secret_file is None):
        yield ("login",), command_texts.ONE_SECRET
    if login.client_secret and _is_open(path):
        yield ("login", "client_secret"), command_texts.SECRET_IS_OPEN
    if login.client_secret_file and (said := _of_secret(login.client_secret_file, login)):
        yield ("login", "client_secret_file"), said


def _of_secret(file: Path, login: Login) -> str | None:
    """What is wrong with the file that holds a secret."""
    if not file.is_file():
        return command_texts.no_such_file(file)
    try:
        is_empty = not secret_of(login)
    except FactContextError as error:
        return str(error)
    return command_texts.secret_file(file) if is_empty or _is_open(file) else None


def _is_open(file: Path) -> bool:
    """Whether others on this machine can read a file."""
    return bool(file.stat().st_mode & (stat.S_IRGRP | stat.S_IROTH))


def _of_collection(one: Collection, others: Sequence[Collection], site: Site) -> Iterator[Mistake]:
    if not one.articles.is_dir():
        yield ("articles",), texts.sentence(texts.not_a_folder(one.articles))
    elif one.index.resolve().is_relative_to(one.articles.resolve()):
        yield ("index",), command_texts.INDEX_INSIDE
    if one.name in (other.name for other in others):
        yield ("name",), command_texts.SAME_NAME
    if one.index.resolve() in (other.index.resolve() for other in others):
        yield ("index",), command_texts.SAME_INDEX
    if site.has_login and not one.readers and not one.editors:
        yield (), command_texts.NO_READERS
    if not site.has_login and (one.readers or one.editors):
        yield ("readers" if one.readers else "editors",), command_texts.READERS_NEED_LOGIN


def _is_network(text: str) -> bool:
    try:
        return bool(ip_network(text))
    except ValueError:
        return False
