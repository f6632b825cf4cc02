"""The whole name of a source: offices with "and", firms with "&", names between commas; invented sentences."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.sentences import split


def speaker_and_office(text: str) -> tuple[str, str | None]:
    (found,) = find_statements(Article("a.txt", "", text), split(text))
    return found.speaker, found.office


@pytest.mark.parametrize(
    "phrase, name, office",
    [
        ("Trade and Housing Secretary Vera Lund", "Vera Lund", "Trade and Housing Secretary"),
        ("Health and social care secretary Leontine Lund", "Leontine Lund", "Health and social care secretary"),
        ("Secretary of State for Western and Coastal Affairs Vera Lund", "Vera Lund", None),
        ("Commerce, Trade and Tourism Minister Vera Lund", "Vera Lund", "Commerce, Trade and Tourism Minister"),
        ("Secretary for Trade, Sport and the Coast Vera Lund", "Vera Lund", "Secretary for Trade, Sport and the Coast"),
        ("Wells and Rural Credit Board chairwoman Mrs. Ola Renn", "Ola Renn", None),
        ("Trade & Herring Bank of Velm", "Trade & Herring Bank of Velm", None),
        ("Search and Rescue chief Ola Renn", "Ola Renn", "Search and Rescue chief"),
        ("The newly elected mayor of Orland, Mr Sergo Lund,", "Sergo Lund", "newly elected mayor of Orland"),
        ("Committee Chairman Rep. Vera Lund", "Vera Lund", "Committee Chairman"),
        ("Fisherman Ole Renn", "Ole Renn", "Fisherman"),
        ("Under-Secretary for Ports and Fish Vera Lund", "Vera Lund", "Under-Secretary for Ports and Fish"),
        ("Grandmaster Vera Lund", "Vera Lund", "Grandmaster"),
        ("The Hon. Vera Lund", "Vera Lund", None),
        ("The Rt. Hon. Vera Lund", "Vera Lund", None),
        ("Undersecretary for Ports and Waterways Amal Lund", "Amal Lund", "Undersecretary for Ports and Waterways"),
        ("The Right Honourable Vera Lund", "Vera Lund", None),
        ("Minister for Roads and Rivers Vera Lund", "Vera Lund", "Minister for Roads and Rivers"),
        ("Under Secretary of Defense for Fleet Readiness Vera Lund", "Vera Lund", None),
        (
            "Vice President for Science and Progress Dr. Vera Lund",
            "Vera Lund",
            "Vice President for Science and Progress",
        ),
        ("Lund & Barlow plc chief executive Ida Orr", "Ida Orr", "Lund & Barlow plc chief executive"),
        ("Ambassador to Torvane Vera Lund", "Vera Lund", "Ambassador to Torvane"),
        ("Permanent Secretary at the Ministry of Land and Mines Vera Lund", "Vera Lund", None),
    ],
)
def test_an_office_is_told_whole_and_is_not_the_name(phrase: str, name: str, office: str | None) -> None:
    found = speaker_and_office(f"{phrase} said that the dam was safe. It rained.")
    assert found[0] == name and (office is None or found[1] == office)


@pytest.mark.parametrize(
    "phrase, speaker",
    [
        ("Lund & Barlow", "Lund & Barlow"),
        ("Lund, Orr & Barlow", "Lund, Orr & Barlow"),
        ("Orr, Barlow and Partners", "Orr, Barlow and Partners"),
        ("L&B", "L&B"),
        ("A farmer named Vera Lund", "Vera Lund"),
        ("Governor Orr and Secretary Vera Lund", "Orr and Vera Lund"),
        ("The company and Secretary Vera Lund", "The company and Vera Lund"),
        ("Anna “Red” Lund", "Anna “Red” Lund"),
        ("Norwegian Peter Lund", "Peter Lund"),
        ("Orland-born Peter Lund", "Peter Lund"),
        ("Orland-born Xeb Lund", "Xeb Lund"),
        ("Baker Peter Lund", "Peter Lund"),
        ("The law firm Lund, Orr & Barlow", "Lund, Orr & Barlow"),
        ("Researchers Ida Lund and Per Orr", "Ida Lund and Per Orr"),
        ("Baker Lund", "Baker Lund"),
        ("Miner Peter Lund", "Peter Lund"),
        ("Forecaster Peter Lund", "Peter Lund"),
        ("Minister Paul Orr and Sen. Vera Lund", "Paul Orr and Vera Lund"),
        ("Health Orland", "Health Orland"),
        ("May Lund", "May Lund"),
        ("Heavyweight Samuel “The Eel” Lund", "Samuel “The Eel” Lund"),
        ("Deputy Minister for Eastern and Mountain Provinces Xeb Lund", "Xeb Lund"),
        ("Minister for Mountain Regions Xeb Lund", "Xeb Lund"),
    ],
)
def test_a_name_is_told_whole(phrase: str, speaker: str) -> None:
    assert speaker_and_office(f"{phrase} said that the dam was safe. It rained.")[0] == speaker


def test_a_month_before_a_name_is_no_part_of_it() -> None:
    text = "Peter Lund left. In April Lund said that the dam was safe."
    assert speaker_and_office(text)[0] == "Peter Lund"


@pytest.mark.parametrize(
    "phrase, speaker",
    [
        ("The country’s biggest bank, Lund & Barlow (LB),", "Lund & Barlow"),
        ("The island’s largest ferry line, Norferry,", "Norferry"),
        ("The lawyer for Peter Orr, Vera Lund,", "Vera Lund"),
    ],
)
def test_a_name_between_commas_speaks_and_not_its_description(phrase: str, speaker: str) -> None:
    assert speaker_and_office(f"{phrase} said that the dam was safe.")[0] == speaker


@pytest.mark.parametrize(
    "phrase, name",
    [
        ("the interim Minister of Housing of Orland, Mr Anders Lund,", "Anders Lund"),
        ("Minister of Ports and Commerce, Senator the Hon. Vera Lund,", "Vera Lund"),
        ("the head of the Red Crescent in Orland, Vera Lund,", "Vera Lund"),
    ],
)
def test_a_source_that_the_parse_took_into_the_quotation_is_given_back(phrase: str, name: str) -> None:
    text = f"“It sleeps forty of us at most,” {phrase} told the families."
    (found,) = find_statements(Article("a.txt", "", text), split(text))
    assert (found.speaker, text[found.start : found.end]) == (name, "“It sleeps forty of us at most,”")


def test_a_claim_that_another_dismisses_is_its_owners_too() -> None:
    text = "Minister Vera Orr dismissed the miller Peter Lund’s claim that the dam had poisoned the wells."
    found = [(s.speaker, text[s.start : s.end]) for s in find_statements(Article("a.txt", "", text), split(text))]
    assert ("Peter Lund", "that the dam had poisoned the wells") in found


@pytest.mark.parametrize(
    "sentence",
    [
        "Vera Orr took her coach Peter Lund to court over his allegations that she slept before the race.",
        "Vera Orr was hurt by Peter Lund’s allegation that she slept before the race.",
        "Peter Lund’s claim that she slept before the race was denied.",
    ],
)
def test_a_claim_is_its_owners(sentence: str) -> None:
    assert {s.speaker for s in find_statements(Article("a.txt", "", sentence), split(sentence))} == {"Peter Lund"}


@pytest.mark.parametrize(
    "text, name, office, words",
    [
        ("According to engineer Vera Lund, the dam is no worse than a tap.", "Vera Lund", "engineer", "the dam is"),
        ("According to baker and clerk Hetta Orr, the dam is new.", "Hetta Orr", "baker and clerk", "the dam is"),
        ("According to baker Hetta Orr, the dam is new.", "Hetta Orr", "baker", "the dam is"),
        ("So will the hotels, added innkeeper Jon Orr.", "Jon Orr", "innkeeper", "So will the hotels"),
        ("The roof went first, recalled mill owner Peter Orr.", "Peter Orr", "mill owner", "The roof went first"),
        ("“Well, it sank,” said rescued skipper Peter Orr.", "Peter Orr", "rescued skipper", "“Well"),
        (
            "In a note, county executive Vera Lund called the pier “a raft”.",
            "Vera Lund",
            "county executive",
            "the pier",
        ),
    ],
)
def test_a_trade_in_small_letters_before_a_name_is_its_office(text: str, name: str, office: str, words: str) -> None:
    (found,) = find_statements(Article("a.txt", "", text), split(text))
    assert (found.speaker, found.office) == (name, office)
    assert text[found.start : found.end].startswith(words)
