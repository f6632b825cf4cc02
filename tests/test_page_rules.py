"""What the page may never do: hand text from an article to Markdown or HTML."""

import ast
from collections.abc import Iterator

import pytest

from tests.house import ROOT, SOURCES, imports, top, tree

PAGE = [module for module in SOURCES if "streamlit" in map(top, imports(module))]
# What st offers that reads Markdown or HTML in its text or its label.
FORMATTED = frozenset(
    "markdown write write_stream html caption info success warning error exception toast title header subheader "
    "badge expander tabs button download_button link_button form_submit_button checkbox toggle radio selectbox "
    "multiselect text_input text_area number_input date_input slider metric status spinner popover dialog "
    "page_link segmented_control pills progress latex".split()
)
# Our own that hands its label on to one of these: whoever calls it is looked at in its place.
HANDS_ON = frozenset({"pressed"})
FIRST_IS_NO_TEXT = {"page_link", "progress"}
TEXTS = {"label", "text", "body", "help"}


@pytest.mark.parametrize("module", PAGE)
def test_no_html_is_let_through(module: str) -> None:
    assert "unsafe_allow_html" not in (ROOT / module).read_text("utf-8")


@pytest.mark.parametrize("module", PAGE)
def test_only_our_own_fixed_words_reach_markdown(module: str) -> None:
    """Streamlit reads labels as Markdown and fetches the images in it: no text from elsewhere may get there."""
    assert not loose_words(tree(module), [tree(other) for other in PAGE])


def loose_words(parsed: ast.Module, page: list[ast.Module]) -> list[str]:
    """Where a module of the page hands Streamlit a text that is not ours."""
    fixed = own_words(parsed)
    return [
        f"line {call.lineno}: {ast.unparse(text)}"
        for function in functions(parsed)
        for call in calls(function)
        if called(call) in (HANDS_ON if isinstance(call.func, ast.Name) else FORMATTED)
        if getattr(function, "name", "") not in HANDS_ON
        for text in texts_of(call)
        if not is_fixed(text, fixed) and not is_fixed_by_callers(text, function, page)
    ]


def functions(parsed: ast.Module) -> list[ast.AST]:
    """The module's functions, and the module for what stands outside them."""
    found = [node for node in ast.walk(parsed) if isinstance(node, ast.FunctionDef)]
    outside = ast.Module([node for node in parsed.body if not isinstance(node, ast.FunctionDef)], [])
    return [*found, outside]


def calls(node: ast.AST) -> Iterator[ast.Call]:
    yield from (one for one in ast.walk(node) if isinstance(one, ast.Call))


def called(call: ast.Call) -> str:
    """The name of what is called, without the module or object that it is of."""
    return ast.unparse(call.func).rpartition(".")[2]


def texts_of(call: ast.Call) -> list[ast.expr]:
    """The arguments that Streamlit reads as Markdown."""
    first = [] if called(call) in FIRST_IS_NO_TEXT else call.args[:1]
    return [*first, *[one.value for one in call.keywords if one.arg in TEXTS]]


def own_words(parsed: ast.Module) -> set[str]:
    """Names that stand for ui.texts, what is imported from it, and constants of the module itself."""
    names = set()
    for node in parsed.body:
        if isinstance(node, ast.ImportFrom) and node.module == "factcontext.ui":
            names |= {alias.asname or alias.name for alias in node.names if alias.name == "texts"}
        elif isinstance(node, ast.ImportFrom) and node.module == "factcontext.ui.texts":
            names |= {alias.asname or alias.name for alias in node.names if alias.name.isupper()}
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant):
            names |= {target.id for target in node.targets if isinstance(target, ast.Name)}
    return names


def is_fixed(text: ast.expr, fixed: set[str]) -> bool:
    """Whether the text is ours: a literal, a constant of ui.texts, or a choice between such."""
    match text:
        case ast.Constant():
            return True
        case ast.Name(id=name):
            return name in fixed
        case ast.Attribute(value=ast.Name(id=name), attr=constant):
            return name in fixed and constant.isupper()
        case ast.IfExp(body=one, orelse=other):
            return is_fixed(one, fixed) and is_fixed(other, fixed)
    return False


def is_fixed_by_callers(text: ast.expr, function: ast.AST, page: list[ast.Module]) -> bool:
    """Whether the text is a parameter of its function, and every call of that on the page gives it fixed words."""
    if not (isinstance(text, ast.Name) and isinstance(function, ast.FunctionDef)):
        return False
    parameters = [parameter.arg for parameter in function.args.args]
    if text.id not in parameters:
        return False
    given = [
        is_fixed(call.args[parameters.index(text.id)], own_words(module))
        for module in page
        for call in calls(module)
        if called(call) == function.name and len(call.args) == len(parameters)
    ]
    return bool(given) and all(given)


def test_the_markdown_rule_catches_what_it_should() -> None:
    parsed = ast.parse(
        "from factcontext.ui import texts\n"
        "st.caption(texts.HELLO)\n"
        "st.caption(article.title)\n"
        "st.button(f'{x}')\n"
        "def draw(label): st.button(label)\n"
        "draw(texts.GO)\n"
        "def show(label): st.button(label)\n"
        "show(article.title)\n"
        "def pressed(label): st.button(label)\n"
        "pressed(article.title)\n"
        "pressed(texts.GO)\n"
    )
    caught = loose_words(parsed, [parsed])
    assert sorted(caught) == ["line 10: article.title", "line 3: article.title", "line 4: f'{x}'", "line 7: label"]
