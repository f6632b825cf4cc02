"""What a site's addresses come to: the proxy's as it speaks, the page's as a browser names it."""

import pytest

from factcontext.ui.sharing.site import Proxy, Site

COLLECTION = {"name": "Sample", "articles": "articles", "index": "index"}


@pytest.mark.parametrize(
    ("address", "is_proxy"),
    [
        ("10.0.0.1", True),
        ("::ffff:10.0.0.1", True),
        ("::ffff:10.0.0.2", False),
        ("10.0.0.2", False),
        ("fd00::1", True),
        ("::1", False),
    ],
)
def test_the_proxy_is_known_by_its_address_however_it_is_written(address: str, is_proxy: bool) -> None:
    proxy = Proxy.model_validate({"user_header": "X-User", "from": ["10.0.0.1", "fd00::/64"]})
    assert proxy.is_at(address) is is_proxy


@pytest.mark.parametrize(
    ("address", "origin"),
    [
        ("https://news.test:443/facts", "https://news.test"),
        ("http://localhost:80", "http://localhost"),
        ("https://[::1]:443", "https://[::1]"),
        ("https://news.test:8443", "https://news.test:8443"),
        ("https://news.test:80", "https://news.test:80"),
    ],
)
def test_a_default_port_is_no_part_of_an_origin(address: str, origin: str) -> None:
    assert Site.model_validate({"address": address, "collection": [COLLECTION]}).origin == origin
