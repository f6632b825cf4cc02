"""Runs the page's web server with settings that no configuration file and no environment variable can change.

Streamlit reads the settings file in the user's home and in the current folder; what is given here comes after both.
"""

import logging
import secrets
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from factcontext.ui import command_texts
from factcontext.ui.doors import Doors, Entrance

if TYPE_CHECKING:
    from starlette.middleware import Middleware

HOST = "127.0.0.1"
GONE = "The fragment"  # how Streamlit begins to say that a part of the page has gone
OWN_ADDRESSES = (HOST, "localhost", "::1")
_ROOT = Path(__file__).parent.parent
PAGE = _ROOT / "app.py"
_CONFIG = _ROOT / ".streamlit" / "config.toml"

# The page serves one reader on this machine. The same values stand in .streamlit/config.toml, for those who start the
# page with `streamlit run app.py`; tests/ui/test_server.py holds the two equal.
PROTECTIONS: dict[str, Any] = {
    "server.address": HOST,  # Streamlit's own default is every network interface
    "server.allowedHosts": [HOST, "localhost"],  # a foreign name that points here (DNS rebinding) is refused
    "server.enableCORS": True,  # true is what refuses other origins
    "server.enableXsrfProtection": True,
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.headless": True,  # no browser is opened and no e-mail address is asked for
    "server.showEmailPrompt": False,
    "server.fileWatcherType": "none",  # the code does not change while it serves
    "server.runOnSave": False,
    "server.maxUploadSize": 10,  # megabytes; a draft with its pictures
    "server.maxMessageSize": 50,  # megabytes; a long article with its neighbours is below one
    "server.maxWidgetStateSize": 1,  # megabytes; a question is at most some kilobytes
    "secrets.files": [],  # settings.py reads them: Streamlit would put them before the environment
    "client.showErrorDetails": "none",  # tracebacks show paths; the terminal has them
    "client.showErrorLinks": False,  # links to search engines and chat services
    "client.toolbarMode": "minimal",
    # A full collection takes long with a model in memory, and an answer that grows is drawn four times a second.
    "runner.postScriptGC": False,
    # Bytes. A message that the browser should know already may be one that it has let go, where a page was left while
    # it was drawn: the tab is dead then. What is large and stays the same is fetched once as a file.
    "global.minCachedMessageSize": 1e9,
    "browser.gatherUsageStats": False,
    "browser.serverAddress": HOST,
}


def serve(port: int) -> None:
    """Serve the page until the process is told to stop."""
    from streamlit import App
    from streamlit.web.server.starlette.starlette_server import UvicornRunner

    configure(port)
    UvicornRunner(App(PAGE, middleware=guards())).run()


def take_over() -> None:
    """Protect a page that `streamlit run` starts as `factcontext chat` does; leave where others could reach it."""
    from streamlit import config

    address = config.get_option("server.address")
    if address not in OWN_ADDRESSES:
        raise SystemExit(f"factcontext: {command_texts.other_address(address)}")
    configure(config.get_option("server.port"))


def configure(port: int, more: Mapping[str, Any] = {}) -> None:
    """Give Streamlit the settings of this page; `more`: what is other where others read it."""
    from streamlit import config, net_util

    options = server_options(port) | dict(more)
    config.get_config_options(force_reparse=True, options_from_flags=options)
    # When a page of another origin knocks, Streamlit asks a server on the internet for this machine's address, in
    # order to compare the two. That address is none of ours: we listen on this machine only.
    net_util._internal_ip = net_util._external_ip = HOST


def guards(entrance: Entrance | None = None) -> "list[Middleware]":
    """What stands before Streamlit's server.

    What Streamlit's clear_cache message does, any reader could do to all: throw away the index and the model.
    """
    from starlette.middleware import Middleware
    from streamlit.runtime.app_session import AppSession

    AppSession._handle_clear_cache_request = _keep_caches  # type: ignore[method-assign]
    logging.getLogger("streamlit.runtime.app_session").addFilter(is_worth_a_line)
    return [Middleware(Doors, entrance=entrance)]


def is_worth_a_line(record: logging.LogRecord) -> bool:
    """Whether a line of Streamlit's log tells anything: a part of the page that has gone asks once more, always."""
    return not record.getMessage().startswith(GONE)


def _keep_caches(self: object) -> None:
    """Do nothing."""


def server_options(port: int) -> dict[str, Any]:
    """Every option that Streamlit knows, with the value it has for this page; what is logged stays the user's choice.

    Options that are not named here get Streamlit's default, so that nothing is left for a file to set.
    """
    from streamlit import config

    known = config._config_options_template.values()  # as it is before any file has been read
    defaults = {one.key: one.default_val for one in known if one.section != "logger" and not one.deprecated}
    computed = {  # their defaults are made by Streamlit at run time
        "global.developmentMode": False,
        "server.cookieSecret": secrets.token_hex(),
        "server.port": port,
        "browser.serverPort": port,
    }
    return defaults | computed | configured("theme") | PROTECTIONS


def configured(*sections: str) -> dict[str, Any]:
    """The options in .streamlit/config.toml by their full names, of all sections or of some."""
    tables = tomllib.loads(_CONFIG.read_text("utf-8"))
    return _flat({name: table for name, table in tables.items() if not sections or name in sections})


def _flat(table: dict[str, Any], prefix: str = "") -> dict[str, Any]:
    """A table of tables as one, with the names joined by dots."""
    flat: dict[str, Any] = {}
    for name, value in table.items():
        flat |= _flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return flat
