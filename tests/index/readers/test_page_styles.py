"""What styles hide is not seen: by an element's own style, or by the page's sheets as browsers weigh them."""

import pytest
from lxml.html import document_fromstring

from factcontext.index.readers.page_styles import StyleSheets, declarations, hides


@pytest.mark.parametrize(
    "style",
    [
        "display: none !important",
        "visibility:hidden",
        "opacity:0.0",
        "opacity:.01",
        "zoom:0",
        "scale:0",
        "font-size:0px",
        "font-size:1px",
        "filter:opacity(0%)",
        "transform:scale3d(0,0,0)",
        "transform: scaleX(0)",
        "transform:translateX(-9999px)",
        "transform:rotateY(90deg)",
        "clip:rect(0,0,0,0)",
        "clip-path:inset(50%)",
        "clip-path:circle(0)",
        "color:transparent",
        "color:#1234560",
        "color:#00000000",
        "color:rgb(0 0 0 / 0%)",
        "color:hsla(0,0%,0%,0)",
        "-webkit-text-fill-color:transparent",
        "mask:linear-gradient(transparent,transparent)",
        "left:-999em",
        "inset:-9999px",
        "text-indent:-9999px",
        "height:0;overflow:hidden",
        "max-height:0px;overflow-y:clip",
        "width:1px;height:1px;overflow:hidden",
        "color:white;background:#fff",
    ],
)
def test_a_style_that_hides(style):
    assert hides(declarations(style)) == (style != "color:#1234560")  # which is no colour


@pytest.mark.parametrize(
    "style",
    [
        "display:block",
        "opacity:0.5",
        "font-size:0.9em",
        "font-size:20px",
        "height:0",
        "color:#303030",
        "color:rgb(0,0,0)",
        "color:#000;background:#fff",
        "background-color:transparent",
        "transform:scale(0.5)",
        "left:-10px",
        "clip-path:inset(0)",
        "max-width:100%;overflow:hidden",
        "color:inherit;background:inherit",
        "clip:rect(0, 500px, 300px, 0)",
        "transform:" + "translate" * 20_000,
        "",
    ],
)
def test_a_style_that_shows(style):
    assert not hides(declarations(style))


@pytest.mark.parametrize(
    ("sheet", "is_hidden"),
    [
        (".x {display:none}", True),
        ("p.x {display:none}", True),
        (".story .x, b {display:none}", True),
        ("main > p[data-n='1'] {display:none}", True),
        ("@charset 'utf-8'; .x {display:none}", True),
        ("/* .y{} */ .x {opacity:0}", True),
        (".other .x {display:none}", False),
        ("b.x {display:none}", False),
        ("p {display:none}", False),  # no page that is read hides all its paragraphs
        (".x:not(.open) {display:none}", False),
        ("@media print {.x {display:none}}", False),
        (".x {display:none} .x.on {display:block}", False),
        (".x.on {display:block} .x {display:none}", False),
        ("#i {display:block} .x {display:none}", False),
        ("#i {display:block} .x {display:none !important}", True),
        (".x {height:0} .on {overflow:hidden}", True),
    ],
)
def test_sheets_are_weighed_as_browsers_do(sheet, is_hidden):
    tree = document_fromstring(
        f"<style>{sheet}</style><main class=story><p class='x on' id=i data-n=1>Words</p></main>"
    )
    assert StyleSheets(tree).hides(tree.find(".//p")) == is_hidden


def test_an_own_style_goes_before_the_sheets():
    tree = document_fromstring("<style>.x {display:none}</style><p class=x style='display:block'>Words</p>")
    assert not StyleSheets(tree).hides(tree.find(".//p"))
