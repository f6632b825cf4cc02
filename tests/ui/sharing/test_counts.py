"""Prometheus is told what the page does, and the state of each collection's index."""

from pathlib import Path
from urllib.request import urlopen

import pytest
from prometheus_client import generate_latest

from factcontext.index.build import build
from factcontext.ui.journal import AskedQuestion, Asker
from factcontext.ui.sharing.counts import PrometheusCounts
from factcontext.ui.sharing.health import state_of
from factcontext.ui.sharing.site import Collection
from tests.fakes import HashingEmbedder
from tests.ports import free_port


@pytest.fixture
def collections(articles: Path, index: Path, hashing: HashingEmbedder, tmp_path: Path) -> list[Collection]:
    build(articles, index, hashing)
    return [
        Collection(name="News", articles=articles, index=index),
        Collection(name="Empty", articles=articles, index=tmp_path / "none"),
    ]


def test_questions_and_indexes_are_counted(collections: list[Collection]) -> None:
    counts = PrometheusCounts(collections)
    counts(AskedQuestion("1", Asker(), "quoted", 0.3, 0.0))
    counts(AskedQuestion("2", Asker(), "abstained", 1.5, 0.0, reason="nothing_close"))
    counts(AskedQuestion("3", Asker(), "quoted", 2.0, 0.0, model="oak", model_problem="timed_out"))
    text = generate_latest(counts.registry).decode()
    for line in (
        'factcontext_questions_total{outcome="quoted"} 2.0',
        'factcontext_abstentions_total{reason="nothing_close"} 1.0',
        'factcontext_model_faults_total{kind="timed_out"} 1.0',
        'factcontext_question_seconds_bucket{le="0.5"} 1.0',
        "factcontext_questions_in_line 0.0",
        "factcontext_model_calls_in_line 0.0",
        'factcontext_articles{collection="News"} 2.0',
        'factcontext_articles{collection="Empty"} 0.0',
        "factcontext_rebuilds_failed",
    ):
        assert line in text
    assert 'factcontext_index_age_seconds{collection="News"}' in text


def test_they_are_shown_on_a_port_of_their_own(collections: list[Collection]) -> None:
    port = free_port()
    PrometheusCounts(collections).serve(port)
    with urlopen(f"http://127.0.0.1:{port}/metrics", timeout=10) as reply:
        assert b"factcontext_questions" in reply.read()


def test_an_index_is_well_or_empty_or_unusable(collections: list[Collection]) -> None:
    assert [state_of(one) for one in collections] == ["ok", "empty"]
    (collections[1].index).mkdir()
    (collections[1].index / "CURRENT").write_text("20310101T000000000000-abcdef")
    assert state_of(collections[1]) == "unusable"
