"""Tells this machine whether the page can answer: each collection's index is opened, not only the server asked."""

from typing import TYPE_CHECKING

from factcontext.errors import FactContextError
from factcontext.ui import shared
from factcontext.ui.sharing.site import Collection, Site

if TYPE_CHECKING:
    from starlette.responses import Response


def health(site: Site) -> "Response":
    """200 where every index answers, else 503; which one does not is told by name."""
    from starlette.responses import JSONResponse

    states = {one.name: state_of(one) for one in site.collections}
    return JSONResponse(states, 200 if all(state == "ok" for state in states.values()) else 503)


def state_of(one: Collection) -> str:
    """Ok, or what is wrong with a collection's index."""
    try:
        library = shared.library_at(one.index)
        return "ok" if library and library.status().articles else "empty"
    except FactContextError:
        return "unusable"
