"""The dateline that leads in a story gives its agency, by the usual name, and its day."""

import time

import pytest

from factcontext.index.readers.datelines import Dateline, read_dateline

STORY = "The weir of Arden broke on Monday, the mayor said."


@pytest.mark.parametrize(
    ("dateline", "agency", "published"),
    [
        ("ARDEN/ULBY Velmora (Reuters) - ", "Reuters", None),
        ("ARDEN, March 3, 2019 (Reuters) – ", "Reuters", "2019-03-03"),
        ("ARDEN, March 3 (RIA Novosti) – ", "RIA Novosti", None),
        ("(ANSA) - Arden, March 3 - ", "ANSA", None),
        ("Arden, March 3 (CTK) - ", "ČTK", None),
        ("ARDEN, March 3. /TASS/. ", "TASS", None),
        ("ARDEN. March 3 (Interfax) - ", "Interfax", None),
        ("ST. ARDEN, Fla. (AP) _ ", "Associated Press", None),
        ("March 3 (UPI) -- ", "UPI", None),
        ("Arden, Mar 3 (EFE).- ", "EFE", None),
        ("ARDEN, March 3, Kyodo - ", "Kyodo", None),
        ("New Arden, Mar 3 (PTI) ", "PTI", None),
        ("New Arden [Velmora], March 3 (ANI): ", "ANI", None),
        ("Arden (dpa) - ", "dpa", None),
        ("(CNN) ", "CNN", None),
        ("(Bloomberg) -- ", "Bloomberg", None),
        ("ARDEN, March 3, 2019 /PRNewswire/ -- ", "PR Newswire", "2019-03-03"),
        ("ARDEN--(BUSINESS WIRE)--", "Business Wire", None),
        ("ARDEN, 3rd March, 2019 (WAM) -- ", "WAM", "2019-03-03"),
        ("ARDEN, May 3, 2021 — ", None, "2021-05-03"),
    ],
)
def test_a_dateline(dateline: str, agency: str | None, published: str | None) -> None:
    assert read_dateline(dateline + STORY) == Dateline(agency, published)


@pytest.mark.parametrize(
    "text",
    [
        STORY,
        "The council (AP) was asked - and said nothing.",
        "Arden (population 900) - is a town.",
        "Mayor Ulla Lund (PA) was there.",
        "Arden (spa) - the town of baths.",
        "On 3 May 2021 the weir broke.",
    ],
)
def test_no_agency(text: str) -> None:
    found = read_dateline(text)
    assert found is None or found.agency is None


@pytest.mark.parametrize("text", ["A.A" * 50_000, "A, " * 50_000, "A. " * 50_000, "A/" * 50_000 + "(X", "(" * 50_000])
def test_a_hostile_line_takes_no_time(text: str) -> None:
    began = time.perf_counter()
    read_dateline(text)
    assert time.perf_counter() - began < 0.5
