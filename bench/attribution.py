"""How well statements are found, against articles whose attributions people have marked; prints the figures.

Usage: python -m bench.attribution NEWS [--errors N]
NEWS is a folder with `articles/`, `attributions.jsonl` and, beside it, `spoken.py`. A third of the articles, chosen by
a hash of their names, is shown apart: rules were written while looking at the errors of the others only.
"""

import argparse
import hashlib
import importlib.util
import json
import os
import random
import re
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from factcontext.index.attribution.statements import find_statements
from factcontext.index.lexicon.person_names import bare, is_role
from factcontext.index.lexicon.roles import COURTESY, PRONOUNS
from factcontext.index.records import Article, Sentence, Statement
from factcontext.index.speakers import names
from factcontext.index.text.parser import parser
from factcontext.index.text.sentences import split

Span = tuple[int, int]
_SMALL = frozenset("the a an of for and in on at to by with from who that which his her their its".split())


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution as people marked it."""

    source: str
    cue: str
    content: tuple[Span, ...]
    spoken: bool

    @property
    def counts(self) -> bool:
        """Whether it is one of those that are to be found: spoken or written words with a source."""
        return self.spoken and bool(self.source)


@dataclass(frozen=True, slots=True)
class MarkedArticle:
    """One article: what is marked in it and what was found."""

    text: str
    name: str
    marked: tuple[Marked, ...]
    found: tuple[Statement, ...]


def held_out(name: str) -> bool:
    """Whether an article belongs to the third that is kept apart."""
    return int(hashlib.sha256(name.encode()).hexdigest(), 16) % 3 == 0


def read_cases(news: Path, wanted: Callable[[str], bool] = lambda name: True) -> tuple[list[MarkedArticle], float]:
    """The wanted articles with their marks and statements, and the CPU seconds that finding them took."""
    marked = _marked(news)
    texts = {name: (news / "articles" / name).read_bytes().decode() for name in sorted(marked) if wanted(name)}
    articles = [(Article(name, "", text), split(text)) for name, text in texts.items()]
    parser()  # loading it is not measured
    begun = time.process_time()
    found = [_reported(article, sentences) for article, sentences in articles]
    seconds = time.process_time() - begun
    return [
        MarkedArticle(a.text, a.path, tuple(marked[a.path]), tuple(f))
        for (a, _), f in zip(articles, found, strict=True)
    ], seconds


def _reported(article: Article, sentences: Sequence[Sentence]) -> list[Statement]:
    """The statements that an article reports; what its author writes is not marked."""
    return [one for one in find_statements(article, sentences) if one.kind != "written"]


def _marked(news: Path) -> dict[str, list[Marked]]:
    spoken = load_spoken(news.parent / "spoken.py")
    texts: dict[str, str] = {}
    out: dict[str, list[Marked]] = {}
    for line in (news / "attributions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        name = row["article"]
        if name not in texts:
            texts[name] = (news / "articles" / name).read_bytes().decode()
        text = texts[name]
        source, cue = (" ".join(text[a:b] for a, b in row[part]) for part in ("source", "cue"))
        content = tuple((a, b) for a, b in row["content"])
        out.setdefault(name, []).append(Marked(source, cue, content, spoken(text, row)))
    return out


def load_spoken(path: Path) -> Callable[[str, dict[str, Any]], bool]:
    """The function of the marked set that tells which attributions are words."""
    spec = importlib.util.spec_from_file_location("spoken", path)
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    function: Callable[[str, dict[str, Any]], bool] = module.spoken
    return function


# ---- is it the right one


def right_speaker(source: str, statement: Statement) -> bool:
    """Whether a statement's speaker is the marked source; a pronoun is matched by any named speaker."""
    if source.strip().lower() in PRONOUNS:
        return statement.speaker.lower() not in PRONOUNS
    ours = (statement.speaker, statement.speaker_as_written)
    return any(names.is_same_speaker(source, our) or _overlap(source, our) for our in ours)


def _overlap(source: str, ours: str) -> bool:
    one, other = _content_words(source), _content_words(ours)
    return bool(one and other) and len(one & other) * 2 >= min(len(one), len(other))


def _content_words(phrase: str) -> set[str]:
    words = {bare(w) for w in re.findall(r"[\w.’'-]+", phrase)} - _SMALL - COURTESY.keys() - {""}
    return {w for w in words if not is_role(w)} or words


def _letters(text: str, spans: Iterable[Span]) -> set[int]:
    return {i for a, b in spans for i in range(a, b) if text[i].isalnum()}


def is_covered(case: MarkedArticle, mark: Marked) -> bool:
    """Whether half of a marked content lies in statements of the right speaker."""
    wanted = _letters(case.text, mark.content)
    got = _letters(case.text, ((s.start, s.end) for s in case.found if right_speaker(mark.source, s)))
    return 2 * len(wanted & got) >= len(wanted)


def is_marked(case: MarkedArticle, statement: Statement) -> bool:
    """Whether half of a statement lies in one marked attribution, of any kind, of its speaker."""
    mine = _letters(case.text, [(statement.start, statement.end)])
    return any(
        2 * len(mine & _letters(case.text, m.content)) >= len(mine)
        and (not m.source or right_speaker(m.source, statement))
        for m in _near(case, statement)
    )


def _near(case: MarkedArticle, statement: Statement) -> list[Marked]:
    """The marked attributions whose content touches a statement."""
    return [
        m for m in case.marked if m.content and m.content[-1][1] > statement.start and m.content[0][0] < statement.end
    ]


# ---- figures


def figures(cases: list[MarkedArticle]) -> dict[str, float]:
    """The share of marked words that are found, and of found statements that are marked."""
    wanted = [(c, m) for c in cases for m in c.marked if m.counts]
    found = [(c, s) for c in cases for s in c.found]
    return {
        "articles": len(cases),
        "marked": len(wanted),
        "found": len(found),
        "recall": _share(is_covered(c, m) for c, m in wanted),
        "precision": _share(is_marked(c, s) for c, s in found),
        "certain precision": _share(is_marked(c, s) for c, s in found if s.certainty == "certain"),
        "likely": _share(s.certainty == "likely" for _, s in found),
    }


# ---- cue, source and content apart


@dataclass(frozen=True, slots=True)
class Pair:
    """The statements that lie in one marked attribution; without a mark, one that lies in none."""

    case: MarkedArticle
    mark: Marked | None
    found: tuple[Statement, ...]


def f1_figures(cases: list[MarkedArticle]) -> dict[str, float]:
    """F1 of cue, source and content: of what is found, and of what is to be found, how much is right."""
    pairs = [pair for case in cases for pair in _pairs(case)]
    wanted = sum(m.counts for c in cases for m in c.marked)
    return {
        "cue": _f1(pairs, wanted, _has_cue),
        "source": _f1(pairs, wanted, _has_source),
        "content, exact": _f1(pairs, wanted, _has_content),
        "content, letters": _letters_f1(pairs, cases),
    }


def _pairs(case: MarkedArticle) -> list[Pair]:
    by_mark: dict[Marked, list[Statement]] = {}
    alone = []
    for statement in case.found:
        mark = _counterpart(case, statement)
        if mark is None:
            alone.append(Pair(case, None, (statement,)))
        else:
            by_mark.setdefault(mark, []).append(statement)
    return [Pair(case, mark, tuple(found)) for mark, found in by_mark.items()] + alone


def _counterpart(case: MarkedArticle, statement: Statement) -> Marked | None:
    """The marked attribution that holds half of a statement, whoever speaks; of two the one that is more like it."""
    mine = _letters(case.text, [(statement.start, statement.end)])
    near = [m for m in _near(case, statement) if 2 * len(mine & _letters(case.text, m.content)) >= len(mine)]
    return max(near, key=lambda m: _likeness(case, statement, m), default=None)


def _likeness(case: MarkedArticle, statement: Statement, mark: Marked) -> tuple[bool, int]:
    mine, theirs = _letters(case.text, [(statement.start, statement.end)]), _letters(case.text, mark.content)
    return _is_cue(statement, mark), len(mine & theirs) - len(mine ^ theirs)


def _is_cue(statement: Statement, mark: Marked) -> bool:
    return any(word.lower() in mark.cue.lower() for word in statement.cue.split()[-1:])


def _has_cue(pair: Pair) -> bool:
    return pair.mark is not None and any(_is_cue(s, pair.mark) for s in pair.found)


def _has_source(pair: Pair) -> bool:
    mark = pair.mark
    return mark is not None and any(not mark.source or right_speaker(mark.source, s) for s in pair.found)


def _has_content(pair: Pair) -> bool:
    return pair.mark is not None and _said(pair) == _letters(pair.case.text, pair.mark.content)


def _said(pair: Pair) -> set[int]:
    return _letters(pair.case.text, ((s.start, s.end) for s in pair.found))


def _f1(pairs: list[Pair], wanted: int, is_right: Callable[[Pair], bool]) -> float:
    right = [pair for pair in pairs if is_right(pair)]
    return _harmonic(len(right) / len(pairs), sum(p.mark is not None and p.mark.counts for p in right) / wanted)


def _letters_f1(pairs: list[Pair], cases: list[MarkedArticle]) -> float:
    """By letters and figures: those of statements that are marked, those of marks that are found."""
    held = [(p.mark, len(_said(p) & _letters(p.case.text, p.mark.content))) for p in pairs if p.mark]
    wanted = sum(len(_letters(c.text, m.content)) for c in cases for m in c.marked if m.counts)
    return _harmonic(
        sum(n for _, n in held) / sum(len(_said(p)) for p in pairs),
        sum(n for mark, n in held if mark.counts) / wanted,
    )


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _share(values: Iterable[bool]) -> float:
    listed = list(values)
    return sum(listed) / len(listed) if listed else 0.0


def _show(title: str, cases: list[MarkedArticle]) -> None:
    shown = "  ".join(f"{k} {v:.3f}" if isinstance(v, float) else f"{k} {v}" for k, v in figures(cases).items())
    print(f"{title:<12}{shown}")
    print(" " * 12 + "F1: " + "  ".join(f"{k} {v:.3f}" for k, v in f1_figures(cases).items()))


def _show_errors(cases: list[MarkedArticle], count: int, seed: int) -> None:
    cases = [c for c in cases if not held_out(c.name)]
    missed = [(c, m) for c in cases for m in c.marked if m.spoken and m.source and not is_covered(c, m)]
    false = [(c, s) for c in cases for s in c.found if not is_marked(c, s)]
    pick = random.Random(seed)
    print(f"\n{len(missed)} missed, for example:")
    for case, mark in pick.sample(missed, min(count, len(missed))):
        a, b = mark.content[0][0], mark.content[-1][1]
        ours = [(s.speaker, s.cue, case.text[s.start : s.end][:60]) for s in case.found if s.start < b and a < s.end]
        print(f"  {case.name[:24]} [{mark.source}] <{mark.cue}> {case.text[a:b]!r}")
        print(f"      in: {_around(case.text, a, b)!r}\n      found: {ours}")
    print(f"\n{len(false)} not marked, for example:")
    for case, found in pick.sample(false, min(count, len(false))):
        a, b = found.start, found.end
        theirs = [(m.source, m.cue) for m in case.marked if m.content and m.content[0][0] < b and a < m.content[-1][1]]
        print(f"  {case.name[:24]} [{found.speaker} / {found.speaker_as_written}] <{found.cue}> {case.text[a:b]!r}")
        print(f"      in: {_around(case.text, a, b)!r}\n      marked: {theirs}")


def _around(text: str, a: int, b: int) -> str:
    return text[max(0, a - 110) : a] + " >>> <<< " + text[b : b + 70]


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("news", type=Path)
    options.add_argument("--errors", type=int, default=0, help="show so many errors of either kind")
    options.add_argument("--seed", type=int, default=0)
    args = options.parse_args()
    # As in a build: the threads of matrix products wait in loops, which counts as work. NumPy reads it when it loads.
    os.environ["OPENBLAS_NUM_THREADS"] = "1"
    cases, seconds = read_cases(args.news)
    _show("all", cases)
    _show("worked on", [c for c in cases if not held_out(c.name)])
    _show("kept apart", [c for c in cases if held_out(c.name)])
    print(f"{seconds:.1f} s of CPU, {sum(len(c.text.split()) for c in cases)} words")
    if args.errors:
        _show_errors(cases, args.errors, args.seed)


if __name__ == "__main__":
    main()
