"""What the environment and the secrets file say of the endpoint; what is unusable is refused in one plain line."""

import logging
from pathlib import Path

import pytest

from factcontext.errors import FactContextError
from factcontext.settings import Endpoint, Settings, read_cluster, read_database, read_settings
from tests.house import ROOT

URL = "http://127.0.0.1:11434/v1"
KEY = "sk-CANARY-5f3a"


def endpoint(secrets: Path | None = None, /, **environment: str) -> Endpoint | None:
    return read_settings({f"FACTCONTEXT_LLM_{name}": value for name, value in environment.items()}, secrets).endpoint


def refusal(secrets: Path | None = None, /, **environment: str) -> str:
    with pytest.raises(FactContextError) as caught:
        endpoint(secrets, **environment)
    message = str(caught.value)
    assert "\n" not in message and KEY not in message
    return message


@pytest.fixture
def secrets(tmp_path: Path) -> Path:
    return tmp_path / "secrets.toml"


def test_without_an_address_there_is_no_endpoint() -> None:
    assert endpoint() is None
    assert endpoint(MODEL="gpt", API_KEY=KEY) is None
    assert read_settings({"OPENAI_API_KEY": KEY}, None).endpoint is None


def test_an_address_is_enough() -> None:
    assert endpoint(BASE_URL=URL) == Endpoint(URL, deadline_s=60, max_tokens=400)


def test_everything_can_be_set() -> None:
    made = endpoint(
        BASE_URL=f" {URL}/ ",
        MODEL="qwen",
        API_KEY=KEY,
        DEADLINE_S="12.5",
        CONTEXT="8192",
        MAX_TOKENS="300",
        PRICE_IN="0.15",
        PRICE_OUT="0",
        CALLS="2",
    )
    assert made == Endpoint(URL, "qwen", KEY, 12.5, 8192, 300, 0.15, 0.0, 2)


@pytest.mark.parametrize("address", [f"{URL}/", f"{URL}/chat/completions", f"{URL}/chat/completions/"])
def test_the_address_may_be_longer_than_needed(address: str) -> None:
    assert endpoint(BASE_URL=address) == Endpoint(URL)


def test_an_empty_variable_counts_as_unset() -> None:
    assert endpoint(BASE_URL=URL, MODEL="", DEADLINE_S=" ") == Endpoint(URL)


def test_the_key_of_other_programs_is_used_where_no_own_one_is_set() -> None:
    other = {"FACTCONTEXT_LLM_BASE_URL": URL, "OPENAI_API_KEY": KEY}
    own = {**other, "FACTCONTEXT_LLM_API_KEY": "own"}
    assert read_settings(other, None).endpoint == Endpoint(URL, key=KEY)
    assert read_settings(own, None).endpoint == Endpoint(URL, key="own")


def test_the_secrets_file_says_the_rest(secrets: Path) -> None:
    secrets.write_text(
        f'FACTCONTEXT_LLM_BASE_URL = "{URL}"\nFACTCONTEXT_LLM_MODEL = "file"\nFACTCONTEXT_LLM_DEADLINE_S = 30\n'
        f'OPENAI_API_KEY = "{KEY}"\n[other]\nFACTCONTEXT_LLM_MODEL = "not at the top"\n'
    )
    assert endpoint(secrets) == Endpoint(URL, "file", KEY, 30)
    assert endpoint(secrets, MODEL="variable") == Endpoint(URL, "variable", KEY, 30)


def test_an_empty_variable_hides_what_the_file_says(secrets: Path) -> None:
    secrets.write_text(f'FACTCONTEXT_LLM_BASE_URL = "{URL}"\nFACTCONTEXT_LLM_MODEL = "file"\n')
    assert endpoint(secrets, MODEL="") == Endpoint(URL)
    assert endpoint(secrets, BASE_URL="") is None


def test_no_secrets_file_is_no_fault(secrets: Path) -> None:
    assert endpoint(secrets) is None


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (f'FACTCONTEXT_LLM_MODEL = "m"\nFACTCONTEXT_LLM_API_KEY = {KEY}\n', "secrets.toml is not valid TOML (line 2)"),
        (f"FACTCONTEXT_LLM_API_KEY = ['{KEY}']\n", "neither text nor a number"),
        ("FACTCONTEXT_LLM_DEADLINE_S = true\n", "FACTCONTEXT_LLM_DEADLINE_S"),
        (b"FACTCONTEXT_LLM_MODEL = '\xff'\n", "secrets.toml cannot be read: not UTF-8"),
    ],
)
def test_a_broken_secrets_file_is_named_and_not_quoted(secrets: Path, content: str | bytes, complaint: str) -> None:
    secrets.write_bytes(content if isinstance(content, bytes) else content.encode())
    message = refusal(secrets, BASE_URL=URL)
    assert complaint in message


def test_a_folder_in_place_of_the_secrets_file_is_named(secrets: Path) -> None:
    secrets.mkdir()
    assert "secrets.toml cannot be read: Is a directory" in refusal(secrets)


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1:11434/v1",
        "ftp://127.0.0.1/v1",
        "file:///etc/passwd",
        "http://",
        "http:///v1",
        "http://host:port/v1",
        "http://host:99999/v1",
        "http://[::1/v1",
        "http://ho st/v1",
        "http://host/v1\x00",
        f"http://{KEY}@host/v1",
        f"http://user:{KEY}@host/v1",
        f"http://host/v1?key={KEY}",
        "http://host/v1#part",
        KEY,
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    assert refusal(BASE_URL=address).startswith("FACTCONTEXT_LLM_BASE_URL ")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("DEADLINE_S", value) for value in ("soon", "0", "-1", "nan", "inf", KEY)),
        *(("CONTEXT", value) for value in ("many", "0", "-5", "4096.5", "1e400", "400")),
        *(("MAX_TOKENS", value) for value in ("0", "1.5", "x")),
        *(("PRICE_IN", value) for value in ("free", "-0.1", "nan", "1")),
        ("API_KEY", f"{KEY} pasted twice"),
        ("API_KEY", f"{KEY}\r\nX-Other: 1"),
        ("API_KEY", f"{KEY}é"),
    ],
)
def test_a_value_that_makes_no_sense_is_refused_by_its_name(name: str, value: str) -> None:
    assert f"FACTCONTEXT_LLM_{name}" in refusal(BASE_URL=URL, **{name: value})


def test_a_slip_in_the_endpoint_stops_only_what_asks_for_it() -> None:
    settings = read_settings({"FACTCONTEXT_LLM_BASE_URL": "nowhere", "FACTCONTEXT_ARTICLES": "news"}, None)
    assert settings.articles == Path("news")


def test_the_key_is_never_printed(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    settings = read_settings({"FACTCONTEXT_LLM_BASE_URL": URL, "FACTCONTEXT_LLM_API_KEY": KEY}, None)
    assert isinstance(settings, Settings) and settings.endpoint and settings.endpoint.key == KEY
    assert KEY not in f"{settings!r} {settings} {settings.endpoint!r} {settings.endpoint} {caplog.text}"


def test_the_secrets_file_never_enters_the_repository() -> None:
    assert "/.streamlit/secrets.toml" in (ROOT / ".gitignore").read_text("utf-8").splitlines()


def test_no_servers_unless_they_are_set():
    assert read_cluster({}) is None and read_cluster({"FACTCONTEXT_MILVUS_URL": " "}) is None
    assert read_database({}) is None and read_database({"FACTCONTEXT_POSTGRES_URL": " "}) is None


def test_an_address_of_a_database_that_cannot_be_used_is_refused_and_not_repeated():
    with pytest.raises(FactContextError, match="FACTCONTEXT_POSTGRES_URL") as caught:
        read_database({"FACTCONTEXT_POSTGRES_URL": f"mysql://user:{KEY}@127.0.0.1/news"})
    assert KEY not in str(caught.value)


def test_a_database_knows_an_index_by_small_letters_and_digits():
    url = {"FACTCONTEXT_POSTGRES_URL": f"postgresql://user:{KEY}@127.0.0.1/news"}
    found = read_database(url | {"FACTCONTEXT_POSTGRES_NAME": "news2"})
    assert found and found.name == "news2" and KEY not in repr(found)
    with pytest.raises(FactContextError, match="FACTCONTEXT_POSTGRES_NAME"):
        read_database(url | {"FACTCONTEXT_POSTGRES_NAME": "News"})


@pytest.mark.parametrize("url", ["127.0.0.1:19530", f"http://{KEY}@127.0.0.1:19530", "ftp://a"])
def test_an_address_of_a_cluster_that_cannot_be_used_is_refused_and_not_repeated(url):
    with pytest.raises(FactContextError, match="FACTCONTEXT_MILVUS_URL") as caught:
        read_cluster({"FACTCONTEXT_MILVUS_URL": url})
    assert KEY not in str(caught.value)


def test_a_cluster_knows_an_index_by_letters_and_digits():
    url = {"FACTCONTEXT_MILVUS_URL": "http://127.0.0.1:19530"}
    assert read_cluster(url | {"FACTCONTEXT_MILVUS_NAME": "news2"}).name == "news2"  # type: ignore[union-attr]
    with pytest.raises(FactContextError, match="FACTCONTEXT_MILVUS_NAME"):
        read_cluster(url | {"FACTCONTEXT_MILVUS_NAME": "a_b"})
