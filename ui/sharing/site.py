"""What the file of `factcontext serve` says: under which address the page is read, by whom, over which folders."""

from collections.abc import Sequence
from functools import cached_property
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Annotated
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, StringConstraints

from factcontext.ui.doors import address_of_client
from factcontext.ui.server import OWN_ADDRESSES
from factcontext.ui.utf8_file import read_utf8

Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
Folder = Annotated[Path, AfterValidator(Path.expanduser)]
Port = Annotated[int, Field(ge=1, le=65535)]
# A working day and some: who signed in in the morning signs in again the next.
HOURS = 12.0
# A browser leaves these out of what it names.
PORTS = {"http": 80, "https": 443}


class _Part(BaseModel):
    """A part of the file: it knows every name that may stand there, and takes no other."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False)


class Login(_Part):
    """The OpenID Connect provider with which readers sign in."""

    metadata: Text  # its address that ends in /.well-known/openid-configuration
    client_id: Text
    client_secret: SecretStr | None = None
    client_secret_file: Folder | None = None
    name_claim: Text = "email"
    roles_claim: Text = "groups"


class Proxy(_Part):
    """A server before this one that signs readers in and names them in a header."""

    user_header: Text
    addresses: list[Text] = Field(alias="from", min_length=1)  # of the proxy: nobody else's header counts

    @cached_property
    def networks(self) -> list[IPv4Network | IPv6Network]:
        """Where the proxy speaks from."""
        return [ip_network(one) for one in self.addresses]

    def is_at(self, address: str) -> bool:
        """Whether an address is the proxy's."""
        return any(address_of_client(address) in network for network in self.networks)


class Collection(_Part):
    """A folder of articles with its index, and who may read and rebuild it."""

    name: Text
    articles: Folder
    index: Folder
    readers: list[Text] = []
    editors: list[Text] = []


class Site(_Part):
    """All of the file."""

    address: Text | None = None  # as readers type it
    listen: Text = "127.0.0.1:8501"
    session_hours: Annotated[float, Field(gt=0)] = HOURS
    metrics_port: Port | None = None
    log_questions: bool = False
    login: Login | None = None
    proxy: Proxy | None = None
    collections: list[Collection] = Field(alias="collection", min_length=1)

    @property
    def has_login(self) -> bool:
        """Whether it is known who reads."""
        return self.login is not None or self.proxy is not None

    @property
    def host(self) -> str:
        """The network address to listen on."""
        return self.listen.rpartition(":")[0].strip("[]")

    @property
    def port(self) -> int:
        """The port to listen on."""
        return int(self.listen.rpartition(":")[2])

    @property
    def url(self) -> str:
        """The page as readers reach it, without a slash at its end."""
        return (self.address or f"http://127.0.0.1:{self.port}").rstrip("/")

    @property
    def origin(self) -> str:
        """What a browser names as the page's origin."""
        url = urlsplit(self.url)
        return f"{url.scheme}://{url.netloc}".lower().removesuffix(f":{PORTS.get(url.scheme)}")

    @property
    def base_path(self) -> str:
        """The path below which the page lies; empty where it is the whole of its host."""
        return urlsplit(self.url).path.strip("/")


def secret_of(login: Login) -> str:
    """The secret that the provider gave this site; raises FactContextError where its file cannot be read."""
    if login.client_secret_file:
        return read_utf8(login.client_secret_file).strip()
    return login.client_secret.get_secret_value() if login.client_secret else ""


def is_loopback(host: str | None) -> bool:
    """Whether a name or an address is of this machine alone."""
    return (host or "").lower() in OWN_ADDRESSES


def named(names: Sequence[Collection], name: str | None) -> Collection | None:
    """The collection of this name."""
    return next((one for one in names if one.name == name), None)
