"""Spanish articles, where a pipeline is installed: verbs without a subject mean who spoke before."""

import pytest

from factcontext.index.attribution.statements import find_statements
from factcontext.index.records import Article
from factcontext.index.text.pipelines import installed_pipelines
from factcontext.index.text.sentences import split

pytestmark = pytest.mark.skipif("es" not in installed_pipelines(), reason="no Spanish pipeline is installed")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("«Nada», dijo el ministro Juan Roldán el lunes. «Nunca», añadió.",
         [("Juan Roldán", "certain", "«Nada»"), ("Juan Roldán", "likely", "«Nunca»")]),
        ("«Nada», ha declarado la presidenta del Gobierno, Ana Roldán.", [("Ana Roldán", "certain", "«Nada»")]),
        ("El presidente, Luis Orlo, afirmó que la paz «está cerca».",
         [("Luis Orlo", "likely", "que la paz «está cerca»")]),
        ("Según Ana Roldán, la presa resistirá.", [("Ana Roldán", "likely", "la presa resistirá")]),
        ("«Nada», aseguró ayer el ministro de Justicia Juan Roldán.", [("Juan Roldán", "certain", "«Nada»")]),
        ("“Nada”, señaló el abogado de Juan Roldán.", []),
        ("“Nada”, dijo la ministra en la red social X.", []),
        ("“Nada”, afirmó el Director del Instituto.", []),
        ("El ministro Juan Roldán no dijo que se iría.", []),
        ("Juan Roldán habría dicho que el banco cierra.", []),
        ("«Nada», añadió.", []),
        ("«Nada», dijo a la prensa Ana Roldán.", [("Ana Roldán", "certain", "«Nada»")]),
        ("«Nada», dijo Luis Orlo a Ana Roldán, quien respondió: «Todo».", [("Luis Orlo", "certain", "«Nada»")]),
    ],
)  # fmt: skip
def test_who_is_named_speaks(text: str, expected: list[tuple[str, str, str]]) -> None:
    found = find_statements(Article("a.txt", "", text, language="es"), split(text))
    assert [(one.speaker, one.certainty, text[one.start : one.end]) for one in found] == expected
