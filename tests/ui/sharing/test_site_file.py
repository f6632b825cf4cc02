"""The file of `factcontext serve` is checked at the start: every mistake is told, with its line, and no secret is."""

from pathlib import Path

import pytest

from factcontext.errors import FactContextError
from factcontext.ui import command_texts
from factcontext.ui.sharing.site import Site, secret_of
from factcontext.ui.sharing.site_file import read_site

SECRET = "s3cr3t-canary"
LOGIN = f"""[login]
metadata = "https://id.news.test/.well-known/openid-configuration"
client_id = "facts"
client_secret = "{SECRET}"
"""
PROXY = '[proxy]\nuser_header = "X-Remote-User"\nfrom = ["127.0.0.1"]\n'


def collection(folder: Path, name: str = "News", more: str = "") -> str:
    (folder / name).mkdir(exist_ok=True)
    places = f'articles = "{folder / name}"\nindex = "{folder / f"{name}.index"}"'
    return f'[[collection]]\nname = "{name}"\n{places}\n{more}\n'


def read(folder: Path, text: str, mode: int = 0o600) -> Site:
    path = folder / "site.toml"
    path.write_text(text)
    path.chmod(mode)
    read_site.cache_clear()
    return read_site(path)


def mistakes(folder: Path, text: str, mode: int = 0o600) -> list[tuple[int, str]]:
    """The lines and the words of what is wrong."""
    with pytest.raises(FactContextError) as told:
        read(folder, text, mode)
    assert SECRET not in str(told.value)
    rows = [line.removeprefix(f"{folder / 'site.toml'}, line ") for line in str(told.value).splitlines()]
    return [(int(row.partition(": ")[0]), row.partition(": ")[2]) for row in rows]


def test_a_page_of_this_machine_needs_no_login(tmp_path: Path) -> None:
    site = read(tmp_path, collection(tmp_path))
    assert (site.host, site.port, site.url, site.base_path) == ("127.0.0.1", 8501, "http://127.0.0.1:8501", "")


def test_a_page_of_a_newsroom(tmp_path: Path) -> None:
    text = 'address = "https://news.test/facts/"\nlisten = "0.0.0.0:80"\n' + LOGIN
    site = read(tmp_path, text + collection(tmp_path, more='readers = ["*"]'))
    assert (site.origin, site.base_path, site.url) == ("https://news.test", "facts", "https://news.test/facts")
    assert site.login and secret_of(site.login) == SECRET
    assert SECRET not in repr(site)


def test_the_secret_may_lie_in_a_file_of_its_own(tmp_path: Path) -> None:
    (tmp_path / "secret").write_text(f"{SECRET}\n")
    (tmp_path / "secret").chmod(0o600)
    login = LOGIN.replace(f'client_secret = "{SECRET}"', f'client_secret_file = "{tmp_path / "secret"}"')
    site = read(tmp_path, login + collection(tmp_path, more='readers = ["*"]'), mode=0o644)
    assert site.login and secret_of(site.login) == SECRET


@pytest.mark.parametrize(
    ("before", "line", "said"),
    [
        ("listen = 8501", 1, "listen must be text"),
        ('\nlistens = "127.0.0.1:8501"', 2, "listens is not known"),
        ('listen = "8501"', 1, command_texts.NO_LISTEN),
        ('listen = "127.0.0.1:99999"', 1, command_texts.NO_LISTEN),
        ('# a page\nlisten = "0.0.0.0:8501"', 2, command_texts.LISTEN_NEEDS_LOGIN),
        ('listen = "[::]:8501"', 1, command_texts.LISTEN_NEEDS_LOGIN),
        ('address = "news.test"', 1, command_texts.NO_ADDRESS),
        ('address = "https://news.test"', 1, command_texts.ADDRESS_NEEDS_LOGIN),
        ('address = "https://a:b@news.test"', 1, command_texts.NO_ADDRESS),
        ("metrics_port = 8501", 1, command_texts.SAME_PORT),
        ("metrics_port = 0", 1, "metrics_port"),
        ("log_questions = 3", 1, "log_questions"),
        ("session_hours = -1", 1, "session_hours"),
        ("a = = b", 1, command_texts.NO_TOML),
        ("\n\n[proxy]", 3, "user_header is missing"),
    ],
)
def test_a_mistake_is_told_with_its_line(before: str, line: int, said: str, tmp_path: Path) -> None:
    found = mistakes(tmp_path, f"{before}\n{collection(tmp_path)}")
    assert any(number == line and said in words for number, words in found), found


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('address = "http://news.test"\n' + LOGIN, command_texts.ADDRESS_NEEDS_TLS),
        ('listen = "0.0.0.0:8501"\n' + LOGIN, command_texts.LISTEN_NEEDS_ADDRESS),
        (LOGIN + PROXY, command_texts.ONE_LOGIN),
        (LOGIN.replace("https", "http"), command_texts.NO_METADATA),
        (LOGIN.replace("client_secret", "# client_secret"), command_texts.ONE_SECRET),
        (LOGIN + 'client_secret_file = "/nowhere"\n', command_texts.ONE_SECRET),
        (PROXY.replace("127.0.0.1", "the proxy"), command_texts.no_network("the proxy")),
    ],
)
def test_a_login_that_would_not_hold_is_refused(text: str, said: str, tmp_path: Path) -> None:
    found = mistakes(tmp_path, text + collection(tmp_path, more='readers = ["*"]'))
    assert said in [words for _, words in found]


def test_a_secret_that_others_can_read_is_refused(tmp_path: Path) -> None:
    found = mistakes(tmp_path, LOGIN + collection(tmp_path, more='readers = ["*"]'), mode=0o644)
    assert found == [(4, command_texts.SECRET_IS_OPEN)]


@pytest.mark.parametrize(
    ("held", "mode", "said"),
    [
        (f"{SECRET}\n".encode(), 0o644, "chmod 600"),
        (f"{SECRET}\n".encode(), 0o640, "chmod 600"),
        (b" \n", 0o600, "must hold the secret"),
        (b"\xff\xfe", 0o600, command_texts.NOT_UTF8),
    ],
)
def test_a_file_with_no_secret_or_an_open_one_is_refused(held: bytes, mode: int, said: str, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_bytes(held)
    file.chmod(mode)
    login = LOGIN.replace(f'client_secret = "{SECRET}"', f'client_secret_file = "{file}"')
    found = mistakes(tmp_path, login + collection(tmp_path, more='readers = ["*"]'))
    assert [line for line, _ in found] == [4] and said in found[0][1]


def test_all_mistakes_are_told_at_once_each_of_its_own_collection(tmp_path: Path) -> None:
    good = collection(tmp_path)
    gone = f'[[collection]]\nname = "Gone"\narticles = "{tmp_path / "gone"}"\nindex = "{tmp_path / "g"}"\n'
    same = collection(tmp_path)
    inside = good.replace('"News"', '"Inside"').replace(str(tmp_path / "News.index"), str(tmp_path / "News" / "i"))
    open_to_whom = good.replace('"News"', '"Open"') + 'readers = ["*"]\n'
    found = mistakes(tmp_path, "\n".join([good, gone, same, inside, open_to_whom]))
    words = [said for _, said in found]
    for wanted in (
        command_texts.SAME_NAME,
        command_texts.SAME_INDEX,
        command_texts.INDEX_INSIDE,
        command_texts.READERS_NEED_LOGIN,
    ):
        assert wanted in words
    assert any("gone" in said for said in words)
    assert len({line for line, _ in found}) >= 4


def test_who_may_read_is_said_where_people_sign_in(tmp_path: Path) -> None:
    assert mistakes(tmp_path, PROXY + collection(tmp_path))[0][1] == command_texts.NO_READERS


def test_a_file_that_is_not_there_or_no_text_is_told(tmp_path: Path) -> None:
    with pytest.raises(FactContextError, match="nowhere"):
        read_site(tmp_path / "nowhere.toml")
    (tmp_path / "site.toml").write_bytes(b"\xff\xfe")
    read_site.cache_clear()
    with pytest.raises(FactContextError, match="UTF-8"):
        read_site(tmp_path / "site.toml")
