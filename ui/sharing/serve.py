"""Serves the page to others, as the file of `factcontext serve` says."""

import os
import secrets
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from factcontext.ui.doors import HEALTH, Entrance
from factcontext.ui.journal import LISTENERS
from factcontext.ui.server import HOST, PAGE, configure, guards
from factcontext.ui.sharing.counts import PrometheusCounts
from factcontext.ui.sharing.entry import SITE
from factcontext.ui.sharing.health import health
from factcontext.ui.sharing.logs import QuestionLog, write_json
from factcontext.ui.sharing.site import Site, secret_of
from factcontext.ui.sharing.site_file import read_site

if TYPE_CHECKING:
    from streamlit import App


def serve(path: Path) -> None:
    """Serve until the process is told to stop; raises FactContextError where the file has mistakes."""
    from streamlit.web.server.starlette.starlette_server import UvicornRunner

    site = read_site(path.absolute())
    os.environ[SITE] = str(path.absolute())
    os.environ["FORWARDED_ALLOW_IPS"] = ""  # the doors look at who really speaks, not at what a header says of it
    print(f"factcontext: {site.url}", flush=True)
    configure(site.port, options_of(site))
    _listen_along(site)
    UvicornRunner(make_app(site)).run()


def _listen_along(site: Site) -> None:
    """Log every question and, where that is wanted, count."""
    write_json()
    LISTENERS.append(QuestionLog(site.log_questions))
    if site.metrics_port:
        counts = PrometheusCounts(site.collections)
        counts.serve(site.metrics_port)
        LISTENERS.append(counts)


def make_app(site: Site) -> "App":
    """The page behind its doors, with its login and the place where it tells how it goes."""
    from starlette.routing import Route
    from streamlit import App

    routes = [Route(HEALTH, lambda request: health(site))]
    return App(PAGE, middleware=guards(entrance_of(site)), routes=routes, secrets=secrets_of(site))


def entrance_of(site: Site) -> Entrance:
    """How the page is reached."""
    proxy = site.proxy
    return Entrance(site.origin, proxy.user_header, proxy.is_at) if proxy else Entrance(site.origin)


def options_of(site: Site) -> dict[str, Any]:
    """What Streamlit is told that is other than for a page of one's own."""
    name = urlsplit(site.url).hostname or ""
    return {
        "server.address": site.host,
        "server.allowedHosts": [HOST, "localhost", name],
        "server.baseUrlPath": site.base_path,
        "browser.serverAddress": name,
        "logger.hideWelcomeMessage": True,  # the address stands there already
    }


def secrets_of(site: Site) -> dict[str, Any]:
    """What Streamlit's login needs. Who has signed in signs in again after a restart: the key is new each time."""
    login = site.login
    if login is None:
        return {}
    return {
        "auth": {
            "redirect_uri": f"{site.url}/oauth2callback",
            "cookie_secret": secrets.token_hex(),
            "client_id": login.client_id,
            "client_secret": secret_of(login),
            "server_metadata_url": login.metadata,
        }
    }
