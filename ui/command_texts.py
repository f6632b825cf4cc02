"""Words of the command line, of the file of `factcontext serve` and of the metrics: English in any language."""

from collections.abc import Sequence
from pathlib import Path

from factcontext.index.lexicon.outlets import usual_name
from factcontext.index.records import Article, BuildReport
from factcontext.index.store.library import Status
from factcontext.rag.records import Citation
from factcontext.ui.texts import count

# ---- the command line

COMMAND_LINE = "Who said what, with proof, in a folder of news articles."
COMMANDS = {
    "build": "bring the index up to date with a folder of articles",
    "status": "say what the index holds",
    "ask": "answer a question, with sources",
    "search": "list the passages found for a question, best first",
    "statements": "list who said what",
    "speakers": "list who speaks, how often, when and about what",
    "show": "print one article as it is stored",
    "doctor": "check the whole index: files, hashes, offsets, words, vectors",
    "purge": "remove an article for good, from reserves and caches too; its file stays where it is, and is skipped",
    "check": "check every quotation of a draft against the articles",
    "evaluate": "measure the answers to a question set",
    "chat": "open the page in the browser",
    "publish": "copy the index to the servers of FACTCONTEXT_MILVUS_URL and FACTCONTEXT_POSTGRES_URL",
    "backup": "write the index and what readers keep into one file",
    "restore": "put an index and what readers kept back from such a file",
    "serve": "share the page with others, as a file describes it",
}
HELP_INDEX = "folder of the index (else FACTCONTEXT_INDEX)"
HELP_JSON = "print one JSON object a line"
HELP_FOLDER = "the folder"
HELP_REBUILD = "start afresh, keep nothing"
HELP_ALLOW_EMPTY = "let a folder without articles replace an index"
HELP_WATCH = (
    "go on, and do it again whenever something in the folder has changed, until Ctrl-C; "
    "on a disk that does not tell of changes (most network disks) set WATCHFILES_FORCE_POLLING=1"
)
HELP_RAY = (
    "read, analyse and embed on a Ray cluster: the address of one that this machine belongs to (10.0.0.1:6379), "
    "or `local` for a Ray of this machine's own; needs pip install 'factcontext[ray]'"
)
HELP_QUESTION = "the question"
HELP_BATCH = "answer every line of a JSON-lines file, in order"
HELP_ANSWERER = (
    "who chooses the quotes: a model where FACTCONTEXT_LLM_BASE_URL names an endpoint, else the program (auto); always "
    "the program (extractive); a model, and without an endpoint it is an error (llm)"
)
HELP_FROM, HELP_TO, HELP_PUBLISHER = "not before this date", "not after this date", "only this outlet"
HELP_SPEAKER = "only this speaker's, under any of their names"
HELP_ABOUT = "only those that hold at least half of the topic, themselves or with the headline, best first"
HELP_NAME = "only those whom a name, a country or an office means"
HELP_ARTICLE = "its path in the folder"
HELP_BACKUP = "file to write, like news.tar or news.tar.gz"
HELP_RESTORE = "file that `factcontext backup` wrote"
HELP_REPLACE = "put it in the place of the index that is there"
HELP_SITE = "TOML file: the page's address, who signs in how, who reads what (docs/deploy.md)"
HELP_DRAFT = "a text, Markdown, HTML, PDF or Word file"
HELP_QUESTIONS = "a JSON-lines file"


def help_count(usual: int, has_all: bool = False) -> str:
    """How many are listed."""
    return f"how many ({usual}){'; 0: all' if has_all else ''}"


def help_port(usual: int) -> str:
    """Where the page is served."""
    return f"its port ({usual})"


NEGATIVE = "must not be negative"
QUESTION_OR_BATCH = "give a question, or a file with --batch"
BATCH_NEEDS_JSON = "--batch answers in JSON; add --json"
INDEX_DAMAGED = "the index is damaged; `factcontext build ARTICLES` mends it"
INDEX_UNSOUND = "not everything is as it should be; the index answers all the same"
NOT_UTF8 = "not UTF-8"
STOPPED_COMMAND = "stopped"
STOPPED_WATCHING = "stopped watching"


def wrong_usage(message: str, program: str) -> str:
    """What is wrong with the words of a command."""
    return f"{message}; `{program} --help` shows how"


def no_date(text: str) -> str:
    """That an option wants a date."""
    return f"{text!r} is no date like 2016-10-10"


def no_such_article(path: str) -> str:
    """That the index has no article of this name."""
    return f"the index has no article {path!r}; `factcontext search` shows names"


def not_cleared(reason: str | None) -> str:
    """That the answers of models could not be removed."""
    return f"what models wrote could not be removed: {reason}"


def unreadable(path: object, reason: object) -> str:
    """That a file that was named cannot be read."""
    return f"{path} cannot be read: {reason}"


def line_of(path: object, number: int) -> str:
    """A line of a file."""
    return f"{path}, line {number}"


def no_json(place: str, reason: object) -> str:
    """That a line is not JSON."""
    return f"{place} is not JSON: {reason}"


def no_question(place: str) -> str:
    """That a line asks nothing."""
    return f'{place} is not an object with a "question"'


def watching(folder: Path) -> str:
    """That the index follows its folder from now on."""
    return f"watching {folder}; Ctrl-C ends it"


def not_started(reason: str | None) -> str:
    """That a build could not be started."""
    return f"the build could not be started: {reason}"


def ended_silently(status: int) -> str:
    """That a build ended without a message."""
    return f"the build stopped without a word, with status {status}"


def status_facts(status: Status) -> dict[str, str]:
    """What an index holds, by name, for the terminal."""
    outlets = ", ".join(f"{usual_name(name)} ({n})" for name, n in status.publishers.items()) or "none named"
    return {
        "articles": f"{status.articles} from {status.published_from or '?'} to {status.published_to or '?'}",
        "outlets": outlets,
        "statements": f"{status.statements} by {status.speakers} speakers",
        "passages": str(status.passages),
        "folder": status.folder,
        "built": status.built,
        "model": f"{status.model_name} ({status.dimension} dimensions, sha256 {status.model_sha256[:12]}…)",
        "generation": f"{status.generation}, schema {status.schema}",
    }


def place_of(article: Article) -> str:
    """When, where and in which file an article stands."""
    outlet = usual_name(article.publisher or "no outlet")
    return ", ".join((article.published or "no date", outlet, article.path))


def findings(report: BuildReport) -> list[str]:
    """The files that a build could not use, or used with a doubt."""
    skipped = [f"skipped {one.article}: {one.reason}" for one in report.skipped]
    return skipped + [f"warning {one.article}: {one.reason}" for one in report.warned]


CONFIDENCE, REJECTED, REFUSED = "confidence", "unanswerable, rejected", "answerable, refused"


def place_in(citation: Citation) -> str:
    """Where a quote stands, for the terminal."""
    return f"{citation.article.path}, characters {citation.start}-{citation.end}"


def metadata(article: Article) -> list[str]:
    """An article's name and metadata, with where each value is from, one a line."""
    rows = [f"{name}: {value.text} (from {value.origin})" for name, value in article.metadata.values()]
    return [f"article: {article.path}", *rows]


# ---- servers

NO_CLUSTER = (
    "set FACTCONTEXT_MILVUS_URL or FACTCONTEXT_POSTGRES_URL to the server that is to have the index (docs/scale.md)"
)


def published(passages: int, sentences: int, is_new: bool) -> str:
    """That the index is on the cluster."""
    return (
        f"{count(passages, 'passage')} and {count(sentences, 'sentence')} are on the cluster"
        f"{'' if is_new else ' already'}; it searches from now on"
    )


def in_database(articles: int, sent: int) -> str:
    """That the catalog is in the database, and how much of it was new there."""
    return f"{count(articles, 'article')} are in the database, of which {sent} were sent; it answers from now on"


# ---- backups


def backed_up(index: object, file: object) -> str:
    """That a backup was written."""
    return f"{index} is in {file}, with the conversations"


def restored(index: object, purged: int) -> str:
    """That a backup was restored; `purged`: how many articles in it were purged since."""
    again = f"; {count(purged, 'article')} in it had been purged since, and was left out" if purged else ""
    return f"{index} is as it was when the backup was written{again}"


def changes(report: BuildReport) -> str:
    """What a build found to be different."""
    names = ("added", "changed", "moved", "removed")
    found = [f"{getattr(report, name)} {'new' if name == 'added' else name}" for name in names if getattr(report, name)]
    return f"{', '.join(found) if found else 'nothing changed'} ({report.seconds:.1f} s)"


def holds(report: BuildReport) -> str:
    """What the index holds after a build."""
    return f"{report.articles} articles, {report.passages} passages, {report.statements} statements"


def pending(counts: tuple[int, int, int]) -> str:
    """How the folder has changed since the build."""
    names = ("new", "changed", "removed")
    found = [f"{count} {name}" for count, name in zip(counts, names, strict=True) if count]
    return f"{', '.join(found)} since; build again to take them in" if found else "nothing"


def answers(model: str | None, host: str | None, problem: str | None, remarks: Sequence[str]) -> str:
    """Who would choose the quotes of an answer now, and what there is to know about that."""
    if problem or not host:
        return f"quotes ({problem.rstrip('.')})" if problem else "quotes"
    return "; ".join([f"quotes, chosen by {model or 'a model'} at {host}", *remarks])


ADDRESS_NOT_USED = (
    "STREAMLIT_SERVER_ADDRESS is not used: the page is for this machine. To share it, describe who may read in a file "
    "and run: factcontext serve FILE (docs/deploy.md)"
)


def other_address(address: object) -> str:
    """That the page is not shown to other machines in this way, and how it is."""
    return (
        f"not started: server.address is {address or 'every address'}, where others could reach the page, and nobody "
        "would have to sign in. To share it, describe who may read in a file and run: factcontext serve FILE "
        "(docs/deploy.md)"
    )


METRICS = {
    "questions": "Questions by outcome",
    "abstentions": "Abstentions by reason",
    "faults": "Models that failed, by kind",
    "seconds": "Seconds from question to answer",
    "questions_in_line": "Questions that are searched or wait",
    "calls_in_line": "Calls of a model that go on or wait",
    "rebuilds": "Builds that the page started, by how they ended",
    "articles": "Articles of a collection",
    "age": "Seconds since an index was built",
}


# ---- mistakes in the file of `factcontext serve`

NO_TOML = "this is no valid TOML"
NO_LISTEN = "listen is an address and a port, like 127.0.0.1:8501"
LISTEN_NEEDS_LOGIN = "an address that other machines reach needs a login: add [login] or [proxy], or use 127.0.0.1"
LISTEN_NEEDS_ADDRESS = 'say under which address readers open the page, like address = "https://facts.news.example"'
SAME_PORT = "the page has this port already"
NO_ADDRESS = "address is what readers open, like https://facts.news.example/articles: without user, ? and #"
ADDRESS_NEEDS_LOGIN = "an address that other machines reach needs a login: add [login] or [proxy]"
ADDRESS_NEEDS_TLS = "readers on other machines need https: a server before this one, like Caddy, brings it"
ONE_LOGIN = "readers sign in by [login] or by [proxy], not by both"
NO_METADATA = "metadata is the provider's https address that ends in /.well-known/openid-configuration"
ONE_SECRET = "give either client_secret or client_secret_file"
SECRET_IS_OPEN = "others can read this file, and with it the secret: chmod 600, or use client_secret_file"
INDEX_INSIDE = "an index must not lie inside the articles"
SAME_NAME = "another collection has this name"
SAME_INDEX = "another collection has this index"
NO_READERS = 'say who may read this collection: readers = ["*"] is everyone who signs in'
READERS_NEED_LOGIN = "without [login] or [proxy] it is not known who reads: add one, or leave readers and editors out"
_MISTAKES = {
    "missing": "{name} is missing",
    "extra_forbidden": "{name} is not known here",
    "string_type": "{name} must be text, in quotes",
    "string_too_short": "{name} is empty",
    "list_type": '{name} must be a list, like ["…"]',
    "too_short": "{name} is empty",
    "model_type": "{name} must be a section, like [{name}]",
    "bool_parsing": "{name} must be true or false",
    "bool_type": "{name} must be true or false",
}


def site_mistake(name: str, kind: str, said: str) -> str:
    """What is wrong with a name in the file; `said` is what the library says of rarer mistakes."""
    return _MISTAKES.get(kind, f"{{name}}: {said[:1].lower()}{said[1:]}").format(name=name or "the file")


def at_line(path: object, line: int, said: str) -> str:
    """A mistake with its place."""
    return f"{path}, line {line}: {said}"


def no_network(text: str) -> str:
    """That something is no address of a machine or a network."""
    return f"{text} is no address like 127.0.0.1 or 10.0.0.0/8"


def secret_file(path: object) -> str:
    """That the file with a secret is not as it has to be."""
    return f"{path} must hold the secret, and nobody else may be able to read it: chmod 600"


def no_such_file(path: object) -> str:
    """That a file is not there."""
    return f"there is no file {path}"
