"""The command line: one function a command; errors are one line, answers are text or JSON."""

import argparse
import json
import os
import signal
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import asdict, replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from factcontext.errors import FactContextError, IndexUnusable, UsageError
from factcontext.index.embedding.embedder import load_embedder
from factcontext.index.embedding.reranker import load_reranker
from factcontext.index.records import BuildReport, Progress
from factcontext.index.store.kept import kept_by_all
from factcontext.index.store.library import Library
from factcontext.rag.answering.cache import cache_of
from factcontext.rag.answering.write import Pen
from factcontext.rag.ask import ask, search
from factcontext.rag.evaluate import evaluate, read_case
from factcontext.rag.reader import Reader
from factcontext.rag.records import Filters, Turn
from factcontext.rag.statements import list_speakers, list_statements
from factcontext.settings import Settings, own_folders, read_cluster, read_database, read_settings
from factcontext.ui import command_texts, sheets, texts
from factcontext.ui.author import asked_writer_state, make_writer
from factcontext.ui.checked import checked_json, checked_sheet, in_order
from factcontext.ui.following import follow, give_way
from factcontext.ui.history import History
from factcontext.ui.live import live
from factcontext.ui.output import (
    answer_json,
    article_json,
    build_json,
    diagnosis_json,
    evaluation_json,
    hit_json,
    speaker_json,
    statement_json,
    status_json,
)
from factcontext.ui.utf8_file import read_utf8

if TYPE_CHECKING:
    from factcontext.index.crew import Crew

Arguments = argparse.Namespace
DEFAULT_PORT = 8501  # Streamlit's own


def main(words: list[str] | None = None) -> int:
    """Run one command and return its exit status."""
    arguments = make_parser().parse_args(words)
    settings = read_settings()
    if arguments.index:
        settings = replace(settings, index=Path(arguments.index).expanduser())
    try:
        arguments.run(arguments, settings)
    except FactContextError as error:
        print(f"factcontext: {error}", file=sys.stderr)
        return error.exit_status
    except KeyboardInterrupt:
        print(f"factcontext: {command_texts.STOPPED_COMMAND}", file=sys.stderr)
        return 1
    except BrokenPipeError:
        # The reader of our output has gone; Python would complain once more when it flushes.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    return 0


class _Parser(argparse.ArgumentParser):
    """argparse, with its complaints in one line."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"factcontext: {command_texts.wrong_usage(message, self.prog)}\n")


def make_parser() -> argparse.ArgumentParser:
    """The whole command line, described."""
    parser = _Parser(prog="factcontext", description=command_texts.COMMAND_LINE)
    commands = parser.add_subparsers(title="commands", required=True, metavar="COMMAND")
    common = _Parser(add_help=False)
    common.add_argument("--index", metavar="DIR", help=command_texts.HELP_INDEX)
    machine = _Parser(add_help=False)
    machine.add_argument("--json", action="store_true", help=command_texts.HELP_JSON)

    def command(name: str, run: Callable[..., None], json_too: bool = True) -> argparse.ArgumentParser:
        parents = [common, machine] if json_too else [common]
        text = command_texts.COMMANDS[name]
        made = commands.add_parser(name, help=text, description=text, parents=parents)
        made.set_defaults(run=run)
        return made

    one = command("build", _build)
    one.add_argument("articles", metavar="ARTICLES", type=Path, help=command_texts.HELP_FOLDER)
    one.add_argument("--rebuild", action="store_true", help=command_texts.HELP_REBUILD)
    one.add_argument("--allow-empty", action="store_true", help=command_texts.HELP_ALLOW_EMPTY)
    one.add_argument("--watch", action="store_true", help=command_texts.HELP_WATCH)
    one.add_argument("--ray", metavar="ADDRESS", help=command_texts.HELP_RAY)
    command("status", _status)
    one = command("ask", _ask)
    one.add_argument("question", metavar="QUESTION", nargs="?", help=command_texts.HELP_QUESTION)
    one.add_argument("--batch", metavar="FILE", help=command_texts.HELP_BATCH)
    one.add_argument(
        "--answerer", choices=("auto", "extractive", "llm"), default="auto", help=command_texts.HELP_ANSWERER
    )
    _add_filters(one)
    one = command("search", _search)
    one.add_argument("question", metavar="QUESTION", help=command_texts.HELP_QUESTION)
    one.add_argument("-k", metavar="N", type=_count, default=10, help=command_texts.help_count(10))
    one = command("statements", _statements)
    one.add_argument("--speaker", metavar="NAME", help=command_texts.HELP_SPEAKER)
    one.add_argument("--about", metavar="TOPIC", help=command_texts.HELP_ABOUT)
    one.add_argument("-k", metavar="N", type=_count, default=20, help=command_texts.help_count(20, has_all=True))
    one = command("speakers", _speakers)
    one.add_argument("--name", metavar="NAME", help=command_texts.HELP_NAME)
    one.add_argument("-k", metavar="N", type=_count, default=20, help=command_texts.help_count(20, has_all=True))
    one = command("show", _show)
    one.add_argument("article", metavar="ARTICLE", help=command_texts.HELP_ARTICLE)
    command("doctor", _doctor)
    one = command("purge", _purge, json_too=False)
    one.add_argument("article", metavar="ARTICLE", help=command_texts.HELP_ARTICLE)
    command("publish", _publish)
    one = command("backup", _backup, json_too=False)
    one.add_argument("file", metavar="FILE", type=Path, help=command_texts.HELP_BACKUP)
    one = command("restore", _restore, json_too=False)
    one.add_argument("file", metavar="FILE", type=Path, help=command_texts.HELP_RESTORE)
    one.add_argument("--replace", action="store_true", help=command_texts.HELP_REPLACE)
    one = command("check", _check)
    one.add_argument("draft", metavar="DRAFT", type=Path, help=command_texts.HELP_DRAFT)
    one = command("evaluate", _evaluate)
    one.add_argument("questions", metavar="QUESTIONS", type=Path, help=command_texts.HELP_QUESTIONS)
    one = command("serve", _serve, json_too=False)
    one.add_argument("file", metavar="FILE", type=Path, help=command_texts.HELP_SITE)
    one = command("chat", _chat, json_too=False)
    one.add_argument("--port", metavar="N", type=int, default=DEFAULT_PORT, help=command_texts.help_port(DEFAULT_PORT))
    return parser


def _add_filters(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--from", dest="published_from", metavar="DATE", type=_date, help=command_texts.HELP_FROM)
    parser.add_argument("--to", dest="published_to", metavar="DATE", type=_date, help=command_texts.HELP_TO)
    parser.add_argument("--publisher", metavar="NAME", help=command_texts.HELP_PUBLISHER)


def _count(text: str) -> int:
    number = int(text)
    if number < 0:
        raise argparse.ArgumentTypeError(command_texts.NEGATIVE)
    return number


def _date(text: str) -> str:
    """An ISO date as it is compared: YYYY-MM-DD."""
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(command_texts.no_date(text)) from error


def _build(arguments: Arguments, settings: Settings) -> None:
    from factcontext.index.build import build
    from factcontext.index.embedding.embedder import load_embedder
    from factcontext.index.store.compaction import Compaction
    from factcontext.index.store.servers import publish_to_servers

    embedder = load_embedder(settings.model)
    compaction = Compaction(settings.index)

    def make(*, rebuild: bool = False, allow_empty: bool = False) -> BuildReport:
        report = json_progress if arguments.json else _Bar()
        made = build(
            arguments.articles,
            settings.index,
            embedder,
            rebuild=rebuild,
            allow_empty=allow_empty,
            report=report,
            crew=crew,
        )
        publish_to_servers(settings.index)
        if arguments.watch:
            give_way()
            compaction.begin()
        return made

    def tell(report: BuildReport) -> None:
        if arguments.json:
            _print_json(build_json(report))
        else:
            print(sheets.built(report), flush=True)

    # Before `_stoppable`: Ray hears SIGTERM in its own way once it is loaded.
    with _crew(arguments.ray) as crew, _stoppable():
        first = partial(make, rebuild=arguments.rebuild, allow_empty=arguments.allow_empty)
        if arguments.watch:
            follow(arguments.articles, first, make, tell)
        else:
            tell(first())


def _crew(address: str | None) -> AbstractContextManager["Crew"]:
    """Who builds: this machine's processes, or a Ray at an address."""
    if address is None:
        from factcontext.index.crew import OWN_PROCESSES

        return nullcontext(OWN_PROCESSES)
    from factcontext.index.distributed.crew import ray_crew

    return ray_crew(address)


def json_progress(progress: Progress) -> None:
    """One line of progress for a program that reads along."""
    rate = progress.done / progress.seconds if progress.seconds > 0 else 0.0
    left = (progress.total - progress.done) / rate if rate else None
    row = {"step": progress.step, "done": progress.done, "total": progress.total}
    times = {"seconds": round(progress.seconds, 2), "rate": round(rate, 2), "left": left and round(left, 1)}
    _print_json({"progress": row | times})


class _Bar:
    """A progress bar on stderr, one a step; it shows files done, total, rate and time left."""

    def __init__(self) -> None:
        self._bar: Any = None

    def __call__(self, progress: Progress) -> None:
        from tqdm import tqdm

        if self._bar is None or self._bar.desc != progress.step:
            self._bar = tqdm(desc=progress.step, total=progress.total, unit=" files", file=sys.stderr)
            self._bar.set_description_str(progress.step, refresh=False)
        self._bar.update(progress.done - self._bar.n)
        if progress.done == progress.total:
            self._bar.close()


@contextmanager
def _stoppable() -> Iterator[None]:
    """End a build on SIGTERM as on Ctrl-C, so that what it had begun to write is removed."""

    def stop(number: int, frame: object) -> None:
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGTERM, stop)
    try:
        yield
    finally:
        signal.signal(signal.SIGTERM, before)


def _status(arguments: Arguments, settings: Settings) -> None:
    from factcontext.index.survey import pending_counts

    library = _library(settings)
    folder = settings.articles or library.folder
    waiting = pending_counts(folder, library) if folder.is_dir() else (0, 0, len(library.paths()))
    state = asked_writer_state(settings)
    if arguments.json:
        _print_json(status_json(library.status(), waiting, state))
    else:
        print(sheets.status(library.status(), waiting, state))


def _ask(arguments: Arguments, settings: Settings) -> None:
    if (arguments.question is None) == (arguments.batch is None):
        raise UsageError(command_texts.QUESTION_OR_BATCH)
    if arguments.batch and not arguments.json:
        raise UsageError(command_texts.BATCH_NEEDS_JSON)
    pen = _pen(arguments, settings)
    reader = _open(settings)
    filters = Filters(arguments.published_from, arguments.published_to, arguments.publisher)
    rows: Iterable[Mapping[str, Any]] = (
        _rows(arguments.batch) if arguments.batch else [{"id": None, "question": arguments.question}]
    )
    for row in rows:
        history = [Turn(turn["question"], turn["answer"]) for turn in row.get("history") or ()]
        with _watched(pen, arguments.json) as watched:
            answer = ask(row["question"], reader, history, filters, arguments.answerer, watched)
        if arguments.json:
            _print_json(answer_json(answer, sheets.answer_text(answer), row.get("id")))
        else:
            print(sheets.answer(answer))


def _pen(arguments: Arguments, settings: Settings) -> Pen | None:
    """What answers are written with; None where they are quotes."""
    endpoint = settings.endpoint if arguments.answerer != "extractive" else None
    if endpoint is None:
        return None
    return Pen(make_writer(endpoint), cache=cache_of(settings.index), summarises=settings.summarises)


@contextmanager
def _watched(pen: Pen | None, is_json: bool) -> Iterator[Pen | None]:
    """The pen, its words shown on a terminal as they come, and gone again when the block ends, however it does."""
    drawn = live(sys.stdout) if pen and not is_json else None
    if pen is None or drawn is None:
        yield pen
        return
    pressed: list[int] = []  # Ctrl-C, which the parser's own code may swallow: the next words ask for it again

    def press(number: int, frame: object) -> None:
        pressed.append(number)
        raise KeyboardInterrupt

    before = signal.signal(signal.SIGINT, press)
    try:
        yield replace(pen, watch=lambda draft: drawn.show(draft) and not pressed)
        if pressed:
            raise KeyboardInterrupt
    finally:
        signal.signal(signal.SIGINT, before)
        drawn.clear()


def _search(arguments: Arguments, settings: Settings) -> None:
    reader = _open(settings)
    hits = search(arguments.question, reader, arguments.k)
    if arguments.json:
        _print_json({"question": arguments.question, "passages": [hit_json(hit) for hit in hits]})
    else:
        print(sheets.passages(hits, reader.library))


def _statements(arguments: Arguments, settings: Settings) -> None:
    library = _library(settings)
    found = list_statements(library, arguments.speaker, arguments.about)[: arguments.k or None]
    pairs = [(one, article) for one in found if (article := library.article(one.article))]
    if arguments.json:
        _print_json({"statements": [statement_json(one, article) for one, article in pairs]})
    else:
        _tell_spelling(arguments.speaker, library)
        print(sheets.statements(pairs))


def _speakers(arguments: Arguments, settings: Settings) -> None:
    library = _library(settings)
    found = library.with_topics(list_speakers(library, arguments.name)[: arguments.k or None])
    if arguments.json:
        _print_json({"speakers": [speaker_json(one) for one in found]})
    else:
        _tell_spelling(arguments.name, library)
        print(sheets.speakers(found))


def _tell_spelling(name: str | None, library: Library) -> None:
    """Say when another name than the one that was typed is looked for."""
    if name and (right := library.directory.correct(name)):
        print(sheets.plain(texts.instead(name, right)), file=sys.stderr)


def _show(arguments: Arguments, settings: Settings) -> None:
    library = _library(settings)
    article = library.article(arguments.article)
    if article is None:
        raise FactContextError(command_texts.no_such_article(arguments.article))
    if arguments.json:
        _print_json(article_json(article, len(library.statements(article.path))))
    else:
        print(sheets.article(article))


def _doctor(arguments: Arguments, settings: Settings) -> None:
    from factcontext.index.doctor import examine

    found = examine(settings.index, load_embedder(settings.model))
    if arguments.json:
        _print_json(diagnosis_json(found))
    else:
        print(sheets.diagnosis(found))
    if not found.is_usable:
        raise IndexUnusable(command_texts.INDEX_DAMAGED)
    if not found.is_sound:
        raise FactContextError(command_texts.INDEX_UNSOUND)


def _publish(arguments: Arguments, settings: Settings) -> None:
    from factcontext.index.store.servers import publish_to_servers

    with _stoppable():
        made = publish_to_servers(settings.index)
    if not made:
        raise UsageError(command_texts.NO_CLUSTER)
    if arguments.json:
        _print_json(asdict(made))
        return
    if there := made.database:
        print(command_texts.in_database(there.articles, there.sent))
    if found := made.cluster:
        print(command_texts.published(found.passages, found.sentences, found.is_new))


def _purge(arguments: Arguments, settings: Settings) -> None:
    from factcontext.index.purge import purge
    from factcontext.index.store.servers import publish_to_servers

    with _stoppable():
        made = purge(settings.index, arguments.article)
        _forget(settings.index, arguments.article)
        publish_to_servers(settings.index)  # what is gone here must not stay there
    print(sheets.purged(made))


def _forget(index: Path, article: str) -> None:
    """Remove an article's words from all that is kept for readers."""
    try:
        for folder in own_folders(index):
            cache_of(folder).clear()
            History.of_folder(folder).forget(article)
        for kept in kept_by_all(database) if (database := read_database()) else ():
            History(kept).forget(article)
    except OSError as error:
        raise FactContextError(command_texts.not_cleared(error.strerror)) from error


def _backup(arguments: Arguments, settings: Settings) -> None:
    from factcontext.index.backup import back_up

    back_up(settings.index, arguments.file)
    print(sheets.plain(command_texts.backed_up(settings.index, arguments.file)))


def _restore(arguments: Arguments, settings: Settings) -> None:
    from factcontext.index.backup import restore
    from factcontext.index.purge import purge_restored

    with _stoppable():
        purged = restore(arguments.file, settings.index, arguments.replace)
        purge_restored(settings.index, purged)
        for path in purged:
            _forget(settings.index, path)
    print(sheets.plain(command_texts.restored(settings.index, len(purged))))


def _check(arguments: Arguments, settings: Settings) -> None:
    from factcontext.rag.verification.drafts.draft_check import check_draft
    from factcontext.rag.verification.drafts.draft_claims import check_claims
    from factcontext.rag.verification.drafts.draft_quotations import statements_of
    from factcontext.ui.draft_text import read_draft

    draft, reader = read_draft(arguments.draft), _open(settings)
    said = statements_of(draft)
    quotations, claims = check_draft(draft, reader.library, said), check_claims(draft, reader, said)
    if arguments.json:
        _print_json(checked_json(quotations, claims))
    else:
        print(checked_sheet(in_order(quotations, claims)))


def _evaluate(arguments: Arguments, settings: Settings) -> None:
    reader = _open(settings)
    rows = _rows(arguments.questions)
    cases = [read_case(row) for row in rows if not row.get("unmarked")]  # of a wrong answer, until it is marked
    evaluation = evaluate(cases, lambda question, history: ask(question, reader, history))
    if arguments.json:
        _print_json(evaluation_json(evaluation))
    else:
        print(sheets.evaluation(evaluation))


def _chat(arguments: Arguments, settings: Settings) -> None:
    """Serve the page in this process; it reads its settings from the environment, as with `streamlit run app.py`."""
    from factcontext.ui.server import HOST, OWN_ADDRESSES, serve

    os.environ["FACTCONTEXT_INDEX"] = str(settings.index.absolute())
    if settings.articles:
        os.environ["FACTCONTEXT_ARTICLES"] = str(settings.articles.absolute())
    if os.environ.get("STREAMLIT_SERVER_ADDRESS", HOST) not in OWN_ADDRESSES:
        print(f"factcontext: {command_texts.ADDRESS_NOT_USED}", file=sys.stderr)
    print(f"factcontext: http://{HOST}:{arguments.port}", flush=True)
    serve(arguments.port)


def _serve(arguments: Arguments, settings: Settings) -> None:
    """Serve the page to others in this process."""
    from factcontext.ui.sharing.serve import serve

    serve(arguments.file)


def _open(settings: Settings) -> Reader:
    return Reader(_library(settings), load_embedder(settings.model), load_reranker(settings.reranker))


def _library(settings: Settings) -> Library:
    """The index, opened; where it is not the one that should answer, that is said."""
    library = Library.open(settings.index, cluster=read_cluster(), database=read_database())
    if library.notice:
        print(f"factcontext: {library.notice}", file=sys.stderr)
    return library


def _rows(path: Path | str) -> Iterator[dict[str, Any]]:
    """The objects of a JSON-lines file; raises FactContextError naming the line that is none."""
    for number, line in enumerate(read_utf8(path).splitlines(), 1):
        if line.strip():
            yield _row(line, command_texts.line_of(path, number))


def _row(line: str, place: str) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except ValueError as error:
        raise FactContextError(command_texts.no_json(place, error)) from error
    if not isinstance(row, dict) or not isinstance(row.get("question"), str):
        raise FactContextError(command_texts.no_question(place))
    return row


def _print_json(row: Mapping[str, Any]) -> None:
    print(json.dumps(row, ensure_ascii=False), flush=True)


if __name__ == "__main__":
    sys.exit(main())
