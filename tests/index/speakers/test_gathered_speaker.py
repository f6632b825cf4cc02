"""What the articles tell of one speaker is gathered into one record."""

from factcontext.index.records import DatedStatement, Statement
from factcontext.index.speakers.gathered_speaker import GatheredSpeaker
from factcontext.index.speakers.introduced import Introduced


def said(article: str, speaker: str, office: str | None = None, published: str | None = None) -> DatedStatement:
    return DatedStatement(Statement(article, 0, 1, speaker, speaker, "certain", "said", "direct", office), published)


def test_statements_articles_and_dates_are_counted():
    gathered = GatheredSpeaker(0)
    gathered.add([said("a", "Vera Lund", published="2031-05-02"), said("a", "Vera Lund", published="2031-05-02")])
    gathered.add([said("b", "Vera Lund", published="2031-04-01")])
    gathered.add([said("c", "Vera Lund")])
    speaker = gathered.speaker(7, "person", {}, Introduced())
    assert (speaker.id, speaker.statements, speaker.articles) == (7, 4, 3)
    assert (speaker.first, speaker.last) == ("2031-04-01", "2031-05-02")


def test_a_full_name_is_shown_before_a_common_surname():
    gathered = GatheredSpeaker(0)
    gathered.add([said("a", "Lund"), said("a", "Lund"), said("a", "Vera Lund")])
    speaker = gathered.speaker(0, "person", {}, Introduced())
    assert (speaker.name, speaker.names) == ("Vera Lund", ("Lund", "Vera Lund"))


def test_offices_are_told_once_those_of_most_articles_first():
    gathered = GatheredSpeaker(0)
    gathered.add([said("a", "Vera Lund", "mayor"), said("a", "Vera Lund", "the Mayor")])
    gathered.add([said("b", "Vera Lund", "pilot")])
    gathered.add([said("c", "Vera Lund", "pilot")])
    roles = gathered.speaker(0, "person", {}, Introduced()).roles
    assert [(role.office and role.office.lower(), role.articles) for role in roles] == [("pilot", 2), ("mayor", 1)]


def test_countries_come_from_offices_and_from_leaders():
    gathered = GatheredSpeaker(0)
    gathered.add([said("a", "Luc Garde", "French foreign minister")])
    assert gathered.speaker(0, "person", {}, Introduced()).countries == ("France",)
    other = GatheredSpeaker(0)
    other.add([said("a", "Luc Garde")])
    assert other.speaker(0, "person", {("luc", "garde"): {"Italy"}}, Introduced()).countries == ("Italy",)
