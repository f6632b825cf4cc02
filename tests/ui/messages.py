"""Finds every message of the page in the source: what a catalogue must hold."""

import ast
from collections.abc import Iterator
from pathlib import Path

from factcontext.ui import texts

Message = str | tuple[str, str]  # one wording, or one for one and one for many
UI = Path(texts.__file__).parent
# Numbers and names: the same in every language.
SAME_EVERYWHERE = {"PAGE_TITLE"}


def messages() -> set[Message]:
    """All of them."""
    module = ast.parse((UI / "texts.py").read_text("utf-8"))
    functions = [node for node in module.body if isinstance(node, ast.FunctionDef)]
    said = {message for function in functions for message in _said(function)}
    constants = {*_constants(module), *_constants(ast.parse((UI / "reasons.py").read_text("utf-8")))}
    return {*constants, *said, *_counted(), *_inflected()}


def _constants(module: ast.Module) -> Iterator[str]:
    """The texts of the constants; names of dictionaries are no texts."""
    for node in module.body:
        match node:
            case (
                ast.Assign(targets=[ast.Name(id=name)], value=value)
                | ast.AnnAssign(target=ast.Name(id=name), value=ast.expr() as value)
            ) if name.isupper() and not name.startswith("_") and name not in SAME_EVERYWHERE:
                yield from _texts(value)
            case ast.Assign(targets=[ast.Tuple()], value=value):
                yield from _texts(value)


def _texts(value: ast.expr | None) -> Iterator[str]:
    match value:
        case ast.Constant(value=str(text)):
            yield text
        case ast.Dict(values=parts) | ast.Tuple(elts=parts):
            for part in parts:
                yield from _texts(part)
        case ast.IfExp(body=one, orelse=other):
            yield from _texts(one)
            yield from _texts(other)


def _said(function: ast.FunctionDef) -> Iterator[Message]:
    """What is given to `say` and `plural`, in place or by a name of this function."""
    named = {
        target.id: value
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        for target, value in _pairs(node)
        if isinstance(target, ast.Name)
    }
    for node in ast.walk(function):
        match node:
            case ast.Call(func=ast.Name(id="say"), args=[given]):
                yield from _texts(_resolved(given, named))
            case ast.Call(func=ast.Name(id="plural"), args=[one, many, _]):
                yield from zip(_texts(_resolved(one, named)), _texts(_resolved(many, named)), strict=True)


def _pairs(node: ast.Assign) -> Iterator[tuple[ast.expr, ast.expr]]:
    match node:
        case ast.Assign(targets=[ast.Tuple(elts=names)], value=ast.Tuple(elts=values)):
            yield from zip(names, values, strict=True)
        case ast.Assign(targets=[target], value=value):
            yield target, value


def _resolved(given: ast.expr, named: dict[str, ast.expr]) -> ast.expr:
    return named.get(given.id, given) if isinstance(given, ast.Name) else given


def _counted() -> Iterator[Message]:
    """What is counted anywhere: the noun is made plural where it is counted."""
    for path in UI.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            match node:
                case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)) if name in ("count", "shown_of"):
                    for noun in (part for given in node.args for part in _texts(given)):
                        yield f"{{n}} {noun}", f"{{n}} {noun}s"
    for noun in ("quotation", "claim"):  # of a draft; counted by one function
        yield f"{{n}} {noun}", f"{{n}} {noun}s"


def _inflected() -> Iterator[Message]:
    """What has happened to one file and to several."""
    for one, many in texts._NEWS:
        yield f"{{n}} {one}", f"{{n}} {many}"
        yield f"{{n}} article {one}", f"{{n}} articles {many}"
    for done in texts._DONE.values():
        yield f"{{n}} {done}", f"{{n}} {done}"
