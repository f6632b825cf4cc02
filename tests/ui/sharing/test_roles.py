"""Nobody reads or rebuilds but who is named: by name, by the end of an address, by a role, or as everyone."""

from pathlib import Path
from typing import Any

import pytest

from factcontext.ui.sharing.roles import Visitor, is_one_of, may_edit, readable, visitor_of
from factcontext.ui.sharing.site import Collection, Login, Site

LOGIN = Login(metadata="https://id.test", client_id="facts", client_secret="x")  # type: ignore[arg-type]
MARIA = Visitor("maria@news.test", frozenset({"desk", "Staff"}))


@pytest.mark.parametrize(
    ("entry", "is_named"),
    [
        ("*", True),
        ("maria@news.test", True),
        ("Maria@News.Test", True),
        ("@news.test", True),
        ("role:desk", True),
        ("role:Desk", False),
        ("desk", False),
        ("role:", False),
        ("@ews.test", False),
        ("@test", False),
        ("aria@news.test", False),
        ("", False),
    ],
)
def test_a_list_names_somebody_or_does_not(entry: str, is_named: bool) -> None:
    assert is_one_of(MARIA, [entry]) is is_named


@pytest.mark.parametrize(
    ("claims", "visitor"),
    [
        ({"email": "A@news.test", "iat": 5}, Visitor("a@news.test", frozenset(), 5.0)),
        ({"email": "a@news.test", "iat": 5, "groups": ["desk"]}, Visitor("a@news.test", frozenset({"desk"}), 5.0)),
        ({"email": "a@b", "iat": 5, "groups": "desk staff"}, Visitor("a@b", frozenset({"desk", "staff"}), 5.0)),
        ({"email": "a@b", "iat": 5, "groups": {"desk": True}}, Visitor("a@b", frozenset(), 5.0)),
        ({"email": "a@b", "iat": 5, "groups": [1, None]}, Visitor("a@b", frozenset(), 5.0)),
        ({"email": "a@b", "iat": 5, "email_verified": True}, Visitor("a@b", frozenset(), 5.0)),
        ({"email": "a@b", "iat": 5, "email_verified": False}, None),
        ({"email": "a@b", "iat": 5, "email_verified": "false"}, None),
        ({"email": "a@b"}, None),
        ({"email": " ", "iat": 5}, None),
        ({"email": ["a@b"], "iat": 5}, None),
        ({"sub": "a", "iat": 5}, None),
    ],
)
def test_whom_the_claims_of_a_provider_name(claims: dict[str, Any], visitor: Visitor | None) -> None:
    assert visitor_of(claims, LOGIN) == visitor


def site(login: Login | None) -> Site:
    folders = {"articles": Path("a"), "index": Path("i")}
    both = [
        Collection(name="News", readers=["@news.test"], editors=["role:desk"], **folders),
        Collection(name="Court", readers=["ines@news.test"], **folders),  # type: ignore[arg-type]
    ]
    return Site(login=login, collection=both)


@pytest.mark.parametrize(
    ("visitor", "names", "edits"),
    [
        (MARIA, ["News"], True),
        (Visitor("ines@news.test"), ["News", "Court"], False),
        (Visitor("guest@elsewhere.test", frozenset({"desk"})), ["News"], True),
        (Visitor("guest@elsewhere.test"), [], False),
        (None, [], False),
    ],
)
def test_each_reads_and_rebuilds_what_they_may(visitor: Visitor | None, names: list[str], edits: bool) -> None:
    shared = site(LOGIN)
    assert [one.name for one in readable(shared, visitor)] == names
    assert may_edit(shared, shared.collections[0], visitor) is edits


def test_where_nobody_signs_in_all_is_everybodys() -> None:
    assert len(readable(site(None), None)) == 2 and may_edit(site(None), site(None).collections[1], None)
