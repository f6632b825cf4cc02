"""Says what who reads may do: read a collection, and rebuild it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from factcontext.ui.sharing.site import Collection, Login, Site

EVERYONE = "*"
ROLE = "role:"


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody who has signed in."""

    name: str  # in small letters: an address of mail is the same in capitals
    roles: frozenset[str] = frozenset()
    since: float = 0.0  # when they signed in, seconds since 1970


def visitor_of(claims: Mapping[str, Any], login: Login) -> Visitor | None:
    """Whom a provider's claims name; None where they name nobody, or an address that nobody has confirmed."""
    name = claims.get(login.name_claim)
    # Some providers write the claim as a word.
    is_confirmed = login.name_claim != "email" or str(claims.get("email_verified")).lower() != "false"
    since = claims.get("iat")
    if not isinstance(name, str) or not name.strip() or not is_confirmed or not isinstance(since, int | float):
        return None
    return Visitor(name.strip().lower(), frozenset(_roles(claims.get(login.roles_claim))), float(since))


def _roles(claim: Any) -> Iterable[str]:
    """The roles in a claim, which is a list, or words with spaces between them."""
    listed = claim.split() if isinstance(claim, str) else claim if isinstance(claim, Sequence) else ()
    return (one for one in listed if isinstance(one, str))


def is_one_of(visitor: Visitor, entries: Iterable[str]) -> bool:
    """Whether a list names somebody: by name, by the end of it ("@news.example"), by a role, or as everyone."""
    return any(_names(one, visitor) for one in entries)


def _names(entry: str, visitor: Visitor) -> bool:
    if entry.startswith(ROLE):
        return entry.removeprefix(ROLE) in visitor.roles
    if entry.startswith("@"):
        return visitor.name.endswith(entry.lower())
    return entry in (EVERYONE, visitor.name) or entry.lower() == visitor.name


def readable(site: Site, visitor: Visitor | None) -> list[Collection]:
    """The collections that somebody may read; all of them where nobody signs in."""
    if not site.has_login:
        return site.collections
    return [one for one in site.collections if visitor and is_one_of(visitor, [*one.readers, *one.editors])]


def may_edit(site: Site, collection: Collection, visitor: Visitor | None) -> bool:
    """Whether somebody may rebuild a collection."""
    return not site.has_login or (visitor is not None and is_one_of(visitor, collection.editors))
