"""The Python interface does what its documentation shows, costs nothing to import, and replaces nobody's index."""

import doctest
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import factcontext
from factcontext.settings import SAMPLE
from tests.endpoint import endpoint_server
from tests.house import ROOT

ASKED = "What did Belhame say about the Sable?"


@pytest.mark.parametrize("document", ["README.md", "docs/python.md"])
def test_the_examples_run_as_they_are_shown(
    document: str, sample_index: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    blocks = re.findall(r"^```python\n(.*?)^```", (ROOT / document).read_text("utf-8"), re.M | re.S)
    examples = "\n".join(blocks).replace("build/sample-index", str(sample_index))
    test = doctest.DocTestParser().get_doctest(examples, {}, document, document, 0)
    results = doctest.DocTestRunner().run(test)
    assert results.attempted and not results.failed, capsys.readouterr().out


def test_an_index_is_opened_as_it_is(sample_index: Path) -> None:
    with factcontext.open(sample_index) as articles:
        assert articles.ask(ASKED).citations
        assert sum(1 for _ in articles.statements()) > 100


def test_the_usual_index_of_another_folder_is_not_replaced(
    sample_index: Path, articles: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("FACTCONTEXT_INDEX", str(sample_index))
    with pytest.raises(factcontext.FactContextError, match=re.escape(str(SAMPLE.resolve()))):
        factcontext.open(articles)


def test_an_index_inside_the_articles_is_refused(articles: Path) -> None:
    with pytest.raises(factcontext.FactContextError, match="inside the articles"):
        factcontext.open(articles, index=articles / "index")


@pytest.mark.parametrize(
    "given, message",
    [
        ({"published_to": "yesterday"}, "'yesterday' is no date like 2031-11-28"),
        ({"published_from": "12/10/2031"}, "is no date"),
        ({"answerer": "quotes"}, "'quotes' is no answerer; it is one of auto, extractive, llm"),
    ],
)
def test_what_cannot_be_meant_is_an_error(sample_index: Path, given: dict[str, Any], message: str) -> None:
    with factcontext.open(sample_index) as articles, pytest.raises(factcontext.FactContextError, match=message):
        articles.ask("What did Belhame say?", **given)


def test_closed_articles_say_so(sample_index: Path) -> None:
    with factcontext.open(sample_index) as articles:
        pass
    for use in (lambda: articles.ask("What did Belhame say?"), lambda: list(articles.statements())):
        with pytest.raises(factcontext.FactContextError, match="closed"):
            use()


def test_a_model_writes_only_where_an_endpoint_is_set(sample_index: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with factcontext.open(sample_index) as articles, pytest.raises(factcontext.AnswererUnavailable):
        articles.ask(ASKED, answerer="llm")
    with endpoint_server("Osric Belhame said: “I believed it when I said it.” [1]") as server:
        monkeypatch.setenv("FACTCONTEXT_LLM_BASE_URL", server.base_url)
        with factcontext.open(sample_index) as articles:
            answer = articles.ask(ASKED)
            assert isinstance(answer, factcontext.QuotedAnswer) and answer.choice and answer.summary
            assert isinstance(articles.ask(ASKED, answerer="extractive"), factcontext.QuotedAnswer)


def test_everything_that_is_offered_is_there() -> None:
    assert all(getattr(factcontext, name) for name in factcontext.__all__)
    with pytest.raises(AttributeError):
        factcontext.nothing_of_this_name  # noqa: B018


def test_the_import_loads_nothing_else() -> None:
    code = "import factcontext, sys; print(*sorted(name for name in sys.modules if 'factcontext.' in name))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, env=os.environ)
    assert done.stdout.strip() == ""
