"""French articles, with the pipeline that a user may install: who said what, and nobody where nobody is named."""

from time import monotonic

import pytest

from factcontext.index.attribution.statements import attribute_article
from factcontext.index.records import Article, Statement
from factcontext.index.text.pipelines import installed_pipelines
from factcontext.index.text.sentences import split

pytestmark = pytest.mark.skipif("fr" not in installed_pipelines(), reason="no French pipeline is installed")


def french(text: str) -> list[Statement]:
    found = attribute_article(Article("a.txt", "", text, language="fr"), split(text))
    assert not found.faults
    return found.statements


def said(text: str) -> list[tuple[str, str, str]]:
    return [(one.speaker, one.certainty, text[one.start : one.end]) for one in french(text)]


@pytest.mark.parametrize(
    ("text", "speaker", "certainty", "quote"),
    [
        ("« Tout va bien », a déclaré Anna Roux devant l'école.", "Anna Roux", "certain", "« Tout va bien »"),
        ("« Tout va bien », lance Anna Roux, maire de Velm.", "Anna Roux", "certain", "« Tout va bien »"),
        ('"Tout va bien", a dit hier Anna Roux.', "Anna Roux", "certain", '"Tout va bien"'),
        ("« Vraiment ? », demande Luc Maret.", "Luc Maret", "certain", "« Vraiment ? »"),
        ("« Non », explique à la presse le chef des pompiers, Luc Maret.", "Luc Maret", "certain", "« Non »"),
        ("« Non », a souligné la ministre de la Justice Anna Roux.", "Anna Roux", "certain", "« Non »"),
        ("« Non », a déclaré Paul Leroy, l'avocat de Luc Maret.", "Paul Leroy", "certain", "« Non »"),
        ("« Non », a déclaré l'avocat de Luc Maret, Paul Leroy.", "Paul Leroy", "certain", "« Non »"),
        ("« Non », a promis le ministère de l'Intérieur.", "ministère de l'Intérieur", "likely", "« Non »"),
        ("Anna Roux a répondu : « Nous verrons. »", "Anna Roux", "certain", "« Nous verrons. »"),
        ("Le ministre Luc Maret a affirmé que la digue tiendra.", "Luc Maret", "likely", "que la digue tiendra"),
        ("Luc Maret a affirmé lundi que « la digue tiendra », devant la mairie.",
         "Luc Maret", "likely", "que « la digue tiendra »"),
        ("Le président Luc Maret a dénoncé « une attaque » mardi.", "Luc Maret", "likely", "« une attaque »"),
        ("Selon Anna Roux, la digue tiendra jusqu'à lundi.", "Anna Roux", "likely", "la digue tiendra jusqu'à lundi"),
        ("La digue tiendra, selon Luc Maret.", "Luc Maret", "likely", "La digue tiendra"),
        ("Le pont sera fermé, a annoncé vendredi Anna Roux.", "Anna Roux", "likely", "Le pont sera fermé"),
        ("« Non », a dit Jean Claude de l’Orme.", "Jean Claude de l'Orme", "certain", "« Non »"),
        ("Selon Luc Maret, il faut « tout revoir ».", "Luc Maret", "likely", "il faut « tout revoir »"),
        ("Anna Roux, qui a vu Luc Maret, a affirmé que rien ne presse.", "Anna Roux", "likely", "que rien ne presse"),
    ],
)  # fmt: skip
def test_who_is_named_speaks(text: str, speaker: str, certainty: str, quote: str) -> None:
    assert said(text) == [(speaker, certainty, quote)]


@pytest.mark.parametrize(
    "text",
    [
        "« Gardez votre calme », lance un vieillard debout sur une barque.",
        "« Non », a déclaré l'avocat de Luc Maret.",
        "« Non », a dit un proche de Luc Maret.",
        "« Non », a déclaré l’avocat de Luc Maret.",
        "« Non », a dit la présidence du groupe Orme.",
        "« Non. » L’analyse du Velm a souligné que « tout va ».",
        "« Non », a dit celle que Luc Maret a épousée.",
        "« Non », a dit le porte-parole sur la chaîne Velm Info.",
        "« Non », a estimé le président de la Fondation Luc Maret.",
        "« Non », a dit le Directeur de l'Institut.",
        "Les avocats d'Anna Roux ont indiqué que le dossier est clos.",
        "Anna Roux n'a pas dit que la digue tiendra.",
        "Luc Maret aurait déclaré que la banque est ruinée.",
        "Luc Maret a été accusé par Anna Roux d'avoir menti.",
        "Anna Roux et Luc Maret ont déclaré que la grève continue.",
        "Une école a été ouverte, selon la mairie qui a montré des plans.",
        "Selon les pompiers, trois rues sont coupées.",
        "Anna Roux a raconté comment Luc Maret lui a dit : « Non. »",
        "Si Anna Roux affirme que le pont est fermé, les habitants en doutent.",
        "Après que le maire Luc Maret a annoncé que le pont fermerait, tous sont partis.",
        "On ignore ce que Luc Maret a déclaré à Anna Roux.",
        "Les habitants attendent toujours de l'eau.",
    ],
)
def test_where_nobody_is_named_for_sure_nobody_speaks(text: str) -> None:
    assert said(text) == []


def test_a_quotation_is_whole_and_goes_on_with_its_speaker() -> None:
    text = "« Non. Jamais », a dit Luc Maret. « Nous restons. » « Ici », a-t-il ajouté. Anna Roux est partie."
    assert said(text) == [
        ("Luc Maret", "certain", "« Non. Jamais »"),
        ("Luc Maret", "likely", "« Nous restons. »"),
        ("Luc Maret", "likely", "« Ici »"),
    ]


def test_a_quotation_that_is_broken_by_its_cue_is_one_persons() -> None:
    text = "« Le pont », a enchaîné Luc Maret, « est une nécessité »."
    assert said(text) == [("Luc Maret", "certain", "« Le pont »"), ("Luc Maret", "certain", "« est une nécessité »")]


def test_a_quotation_behind_a_second_verb_is_not_the_firsts() -> None:
    text = "« Partons », a lancé Luc Maret à Anna Roux, qui a répondu : « Jamais. »"
    assert said(text) == [("Luc Maret", "certain", "« Partons »")]


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        ("« Non », dit Luc Maret. Il a précisé que la loi est prête.", ["Luc Maret", "Luc Maret"]),
        ("« Non », dit M. Maret. Elle a précisé que la loi est prête.", ["Maret"]),
        ("« Non », dit Luc Maret à Paul Leroy. Il a précisé que la loi est prête.", ["Luc Maret"]),
        ("Luc Maret est venu.\n\nIl a précisé que la loi est prête.", []),
        ("« Non », dit Luc Maret.\n\n« Jamais », a-t-il ajouté.", ["Luc Maret", "Luc Maret"]),
        ("« Jamais », a-t-elle ajouté.", []),
    ],
)
def test_a_pronoun_is_the_one_person_of_the_sentence_before(text: str, speakers: list[str]) -> None:
    assert [one.speaker for one in french(text)] == speakers


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Anna Roux est là. « Oui », a dit Mme Roux.", "Anna Roux"),
        ("La ministre Anna Roux a dit que tout va. « Oui », a dit M. Roux.", "Roux"),
        ("Anna Maret et Paul Maret sont là. « Oui », a dit Maret.", "Maret"),
        ("Anna Le Roux est là. « Oui », a dit Mme Le Roux.", "Anna Le Roux"),
    ],
)
def test_a_surname_is_the_person_with_that_name_where_it_is_one(text: str, speaker: str) -> None:
    assert french(text)[-1].speaker == speaker


def test_an_office_is_kept_and_the_source_as_it_is_written() -> None:
    assert french("« Non », explique à la presse Luc Maret.")[0].speaker_as_written == "Luc Maret"
    (found,) = french("« Non », a souligné la ministre de la Justice Anna Roux.")
    assert (found.office, found.speaker_as_written) == ("ministre de la Justice", "ministre de la Justice Anna Roux")
    assert (found.cue, found.kind) == ("souligné", "direct")


@pytest.mark.parametrize(
    "text", ["« " * 4_000 + "a dit Anna Roux, " * 2_000, "« Non », " * 20_000, "« Non » dit Anna Roux " * 5_000]
)
def test_a_sentence_without_end_costs_little(text: str) -> None:
    began = monotonic()
    french(text)
    assert monotonic() - began < 10
