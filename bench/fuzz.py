"""Feeds a reader with files that are changed step by step, guided by coverage (atheris); stops at what breaks it.

What it stopped at lies in FOLDER as `crash-…` or `timeout-…`, and becomes a test. Atheris is no dependency: it has
packages for Linux alone (pip install atheris).

Usage: python -m bench.fuzz SUFFIX [--seconds N] [--folder FOLDER]
"""

import argparse
import sys
import tempfile
from importlib import import_module
from pathlib import Path

from factcontext.errors import UnreadableArticle

MAX_BYTES = 4_000  # of a file: enough for several articles, and quick
MAX_SECONDS = 20  # for one file; slower is a fault, too
INSTRUMENTED = ["factcontext.index.readers", "factcontext.index.text", "pypdf", "striprtf", "docx"]


def main() -> None:
    """Fuzz one reader for some time."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("suffix", metavar="SUFFIX", help="of the files to read, like .rtf")
    parser.add_argument("--seconds", type=int, default=60, metavar="N")
    parser.add_argument("--folder", type=Path, metavar="FOLDER", help="for what breaks the reader; else here")
    fuzz(parser.parse_args())


def fuzz(arguments: argparse.Namespace) -> None:
    """Run libFuzzer over the reader; its own process ends with it."""
    import atheris

    with atheris.instrument_imports(include=INSTRUMENTED):
        readers = import_module("factcontext.index.readers")
        message = import_module("factcontext.index.readers.message")
    path = Path(f"a{arguments.suffix}")

    def read_once(data: bytes) -> None:
        with atheris.instrument_imports(include=INSTRUMENTED):  # a reader is imported with its first file
            try:
                file = readers.read_file(path, data)
            except UnreadableArticle as refusal:
                assert str(refusal).strip()
                return
        assert message.decode_file(message.encode_file(file)) == file

    with tempfile.TemporaryDirectory() as work:
        options = _options(arguments, Path(work))
        atheris.Setup([sys.argv[0], *options], read_once)
        atheris.Fuzz()


def _options(arguments: argparse.Namespace, work: Path) -> list[str]:
    """What libFuzzer is told: how files of this kind begin, and what readers look for, from the tests of hypothesis."""
    tests = import_module("tests.index.readers.test_fuzzed")
    (work / "seeds").mkdir()
    start = tests.STARTS.get(arguments.suffix, b"")
    for number, piece in enumerate(("", *tests.PIECES)):
        (work / "seeds" / str(number)).write_bytes(start + piece.encode())
    escaped = ("".join(f"\\x{byte:02x}" for byte in piece.encode()) for piece in tests.PIECES)
    (work / "words").write_text("".join(f'"{words}"\n' for words in escaped))
    limits = [f"-max_total_time={arguments.seconds}", f"-max_len={MAX_BYTES}", f"-timeout={MAX_SECONDS}"]
    kept = f"-artifact_prefix={arguments.folder or Path.cwd()}/"
    return [*limits, kept, f"-dict={work / 'words'}", "-rss_limit_mb=4000", str(work / "seeds")]


if __name__ == "__main__":
    main()
