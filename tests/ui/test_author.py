"""Who answers is said as far as it is known, and finding out keeps nobody waiting."""

from pathlib import Path
from threading import Event
from time import monotonic, sleep

import pytest

from factcontext.errors import ModelProblem
from factcontext.rag.endpoint.offers import Offer, OfferedModel
from factcontext.settings import Endpoint, read_settings
from factcontext.ui import texts
from factcontext.ui.author import Author, Reach, look_up_offer, make_writer, model_name, read_endpoint, who_answers
from tests.endpoint import endpoint_server, nobody

ENDPOINT = Endpoint("http://127.0.0.1:9/v1")
AWAY = ModelProblem("connection_refused", "h")
OFFER = Offer((OfferedModel("oak-7b"), OfferedModel("elm-1b")))


def known(offer: Offer) -> Reach:
    reach = Reach(lambda: offer)
    wait_for(reach)
    return reach


def wait_for(reach: Reach) -> None:
    deadline = monotonic() + 5
    while reach.offer is None and monotonic() < deadline:
        sleep(0.01)


def test_nobody_waits_while_an_endpoint_is_silent() -> None:
    answers = Event()
    reach = Reach(lambda: answers.wait(5) and OFFER or OFFER)
    began = monotonic()
    assert reach.offer is None and monotonic() - began < 0.5
    assert who_answers(Author(ENDPOINT, reach), False) == "Looking which model answers at 127.0.0.1:9…"
    answers.set()
    wait_for(reach)
    assert reach.offer is OFFER


def test_it_is_looked_again_when_the_last_look_is_old_and_meanwhile_the_old_one_counts() -> None:
    looks: list[Offer] = []

    def look() -> Offer:
        looks.append(OFFER)
        return OFFER

    reach = Reach(look, fresh_s=0.05)
    wait_for(reach)
    assert reach.offer is OFFER and len(looks) == 1
    sleep(0.1)
    assert reach.offer is OFFER
    sleep(0.1)
    assert len(looks) == 2


@pytest.mark.parametrize(
    ("author", "quotes_only", "told"),
    [
        (Author(), False, None),
        (Author(ENDPOINT, known(OFFER)), False, "Quotes are chosen by oak-7b at 127.0.0.1:9."),
        (Author(ENDPOINT, known(OFFER)), True, "Answers are quotes."),
        (Author(Endpoint("http://h:1", "/m/ash.gguf"), known(OFFER)), False,
         "Quotes are chosen by ash.gguf at h:1."),
        (Author(ENDPOINT, known(Offer(problem=AWAY))), False,
         "The model cannot be reached: nothing answers at h (connection refused). Answers are quotes."),
        (Author(Endpoint("http://h", "ash"), known(Offer(problem=AWAY))), False,
         "ash cannot be reached: nothing answers at h (connection refused). Answers are quotes."),
        (Author(problem="The deadline is no number."), False, "The deadline is no number. Answers are quotes."),
    ],
)  # fmt: skip
def test_who_answers(author: Author, quotes_only: bool, told: str | None) -> None:
    assert who_answers(author, quotes_only) == told


def test_a_real_endpoint_is_asked_what_it_offers() -> None:
    with endpoint_server("a", models=("oak-7b", "elm-1b")) as server:
        endpoint = Endpoint(server.base_url)
        offer = look_up_offer(endpoint)
    assert model_name(endpoint, offer) == "oak-7b"
    assert look_up_offer(Endpoint(nobody())).problem


def test_a_bad_offer_does_not_keep_a_model_that_is_back_from_writing() -> None:
    with endpoint_server("a") as server:
        assert make_writer(Endpoint(server.base_url), Offer(problem=AWAY)).model == "small-writer"


def test_a_slip_in_the_settings_is_told_and_answers_are_quotes(tmp_path: Path) -> None:
    settings = read_settings({"FACTCONTEXT_LLM_BASE_URL": "ftp://x", "FACTCONTEXT_INDEX": str(tmp_path)}, None)
    endpoint, problem = read_endpoint(settings)
    assert endpoint is None and "FACTCONTEXT_LLM_BASE_URL" in problem
    assert (who_answers(Author(problem=problem), False) or "").endswith(texts.QUOTES_ANSWER)
