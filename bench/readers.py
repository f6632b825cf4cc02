"""Lets many readers ask a page at once, over real WebSockets, and measures how long each waits for an answer.

    python -m bench.readers http://127.0.0.1:8501 QUESTIONS.jsonl --readers 50 --minutes 10

Each reader opens a tab, asks, reads for some seconds and asks again. Told at the end, as one JSON object: how many
answers came, how many did not, how many held another reader's mark, how many parts of the page were lost on the way,
the middle and the slowest of twenty, and how the memory of the server grew (`--pid`).
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import monotonic
from typing import Any

import psutil
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

# Seconds that a reader reads before they ask again: an answer of three quotes takes longer, so this is a busy room.
THINKS_S = 10.0
# A page looks for the answer this often while it is made (POLL_S in ui/chat.py): it has the part of it drawn again in
# which the answer is made, and no more. So does a reader here.
LOOKS_S = 0.25
GIVES_UP_S = 90.0
BOX = "chat_input"


@dataclass
class Tally:
    """What all readers saw."""

    seconds: list[float] = field(default_factory=list)
    missing: int = 0
    mixed: int = 0
    lost: int = 0  # parts that were only named and that the tab does not have: a browser asks for them again


class Tab:
    """One reader's tab: it keeps what the page shows, as a browser does."""

    def __init__(self, socket: ClientConnection, mark: str) -> None:
        self.socket, self.mark = socket, mark
        self.box = ""  # the id of the question box
        self.making = ""  # the id of the part in which an answer is made
        self.shown: dict[tuple[int, ...], str] = {}
        self.lost = 0
        self._kept: dict[str, str] = {}  # what is sent once and then named (mount_kept in ui/elements.py)
        self._cache: dict[str, ForwardMsg] = {}

    async def run(self, asked: str | None = None) -> None:
        """Have the page drawn with a question, or that part in which an answer is made, and take in all of it."""
        message = BackMsg()
        message.rerun_script.SetInParent()
        if asked is None:
            message.rerun_script.fragment_id = self.making
        if asked:
            state = message.rerun_script.widget_states.widgets.add()
            state.id = self.box
            state.chat_input_value.data = asked
        await self.socket.send(message.SerializeToString())
        while True:
            told = ForwardMsg.FromString(await self._receive())
            if told.ref_hash:
                told = self._cache.get(told.ref_hash, told)
            elif told.hash:
                self._cache[told.hash] = told
            if told.WhichOneof("type") == "delta":
                self._take(told)
            is_end = told.WhichOneof("type") == "script_finished"
            if is_end and told.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                return

    async def _receive(self) -> bytes:
        data = await asyncio.wait_for(self.socket.recv(), GIVES_UP_S)
        return data if isinstance(data, bytes) else data.encode()

    def _take(self, told: ForwardMsg) -> None:
        element = told.delta.new_element
        if element.WhichOneof("type") == BOX:
            self.box = element.chat_input.id
        if told.delta.fragment_id and "aria-busy" in str(element):
            self.making = told.delta.fragment_id
        self.shown[tuple(told.metadata.delta_path)] = self._whole(element)

    def _whole(self, element: Any) -> str:
        """What an element holds, also where it is only named."""
        text = str(element)
        sent = json.loads(element.bidi_component.json or "{}")
        if name := sent.get("keep"):
            self._kept[name] = text
        if (name := sent.get("kept")) and name not in self._kept:
            self.lost += 1
            self._kept[name] = text
        return self._kept.get(name, text)

    def answers(self, mark: str) -> bool:
        """Whether the answer to the question with a mark stands there."""
        return any(mark in text and "aria-busy" in text and "true" not in _busy(text) for text in self.shown.values())

    def others(self) -> bool:
        """Whether a mark of another reader is anywhere."""
        return any("reader-" in text.replace(self.mark, "") for text in self.shown.values())


def _busy(text: str) -> str:
    """What stands behind the last "aria-busy"."""
    return text.rpartition("aria-busy")[2][:20]


async def read(number: int, address: str, questions: list[str], until: float, tally: Tally) -> None:
    """One reader, until it is time to go."""
    pick = random.Random(number)
    mark = f"reader-{number:03}"
    stream = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(stream, origin=address, subprotocols=["streamlit"], max_size=None) as socket:  # type: ignore
        tab = Tab(socket, mark)
        await tab.run()
        while monotonic() < until:
            await asyncio.sleep(pick.uniform(0, 2 * THINKS_S))
            await ask(tab, pick.choice(questions), f"({mark} {pick.randrange(10**9)})", tally)
        tally.lost += tab.lost


async def ask(tab: Tab, question: str, mark: str, tally: Tally) -> None:
    """Ask once and note how long the answer took; the mark is the question's own."""
    began = monotonic()
    await tab.run(f"{question} {mark}")
    while not tab.answers(mark) and monotonic() - began < GIVES_UP_S:
        await asyncio.sleep(LOOKS_S)
        await tab.run()
    if tab.answers(mark):
        tally.seconds.append(monotonic() - began)
    else:
        tally.missing += 1
    tally.mixed += tab.others()


def megabytes(pid: int | None) -> float | None:
    """What a process takes of the memory."""
    return round(psutil.Process(pid).memory_info().rss / 1e6, 1) if pid else None


async def measure(address: str, readers: int, minutes: float, questions: list[str], pid: int | None) -> dict[str, Any]:
    """Let them read, and say how it went."""
    tally, until = Tally(), monotonic() + 60 * minutes
    reading = asyncio.gather(*(read(n, address, questions, until, tally) for n in range(readers)))
    await asyncio.sleep(20 * minutes)  # a third of the time to warm up
    warm = megabytes(pid)
    await reading
    seconds = sorted(tally.seconds)
    return {
        "readers": readers,
        "answers": len(seconds),
        "missing": tally.missing,
        "mixed": tally.mixed,
        "lost": tally.lost,
        "median_s": round(statistics.median(seconds), 3) if seconds else None,
        "p95_s": round(seconds[int(0.95 * (len(seconds) - 1))], 3) if seconds else None,
        "warm_mb": warm,
        "end_mb": megabytes(pid),
    }


def main() -> None:
    """Read the words of the command and print the figures."""
    words = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    words.add_argument("address")
    words.add_argument("questions", type=Path, help="JSON lines with a question each")
    words.add_argument("--readers", type=int, default=50)
    words.add_argument("--minutes", type=float, default=10)
    words.add_argument("--pid", type=int, help="of the server, to tell its memory")
    told = words.parse_args()
    questions = [json.loads(line)["question"] for line in told.questions.read_text("utf-8").splitlines()]
    figures = measure(told.address.rstrip("/"), told.readers, told.minutes, questions, told.pid)
    json.dump(asyncio.run(figures), sys.stdout)
    print()


if __name__ == "__main__":
    main()
