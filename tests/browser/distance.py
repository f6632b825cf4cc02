"""A site as it is met from far away: what goes to it and what comes back takes its time."""

import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from queue import SimpleQueue
from threading import Thread
from time import monotonic, sleep

AT_ONCE = 1 << 16
Pieces = SimpleQueue[tuple[float, bytes]]  # each with the time it is due; an empty one is the end


@dataclass
class Road:
    """The way to a site: from now on each piece takes so many seconds, in both directions."""

    address: str
    delay_s: float = 0.0


@contextmanager
def road_to(site: str) -> Iterator[Road]:
    """Serve a site at another address until the block ends."""
    host, port = site.removeprefix("http://").split(":")
    with socket.create_server(("127.0.0.1", 0)) as door:
        road = Road(f"http://127.0.0.1:{door.getsockname()[1]}")
        Thread(target=_relay, args=(door, (host, int(port)), road), daemon=True).start()
        yield road
        door.shutdown(socket.SHUT_RDWR)  # wakes the thread that waits for callers


def _relay(door: socket.socket, site: tuple[str, int], road: Road) -> None:
    with suppress(OSError):
        while True:
            near, _ = door.accept()
            distant = socket.create_connection(site)
            # The page answers to its own address alone: that stands in what browsers send, in place of the road's.
            named = f":{door.getsockname()[1]}".encode(), f":{site[1]}".encode()
            for source, sink, names in ((near, distant, named), (distant, near, None)):
                pieces: Pieces = SimpleQueue()
                Thread(target=_read, args=(source, pieces, road, names), daemon=True).start()
                Thread(target=_write, args=(sink, pieces), daemon=True).start()


def _read(source: socket.socket, pieces: Pieces, road: Road, names: tuple[bytes, bytes] | None) -> None:
    data = b"more"
    while data:
        try:
            data = source.recv(AT_ONCE)
        except OSError:
            data = b""
        pieces.put((monotonic() + road.delay_s, data.replace(*names) if names else data))


def _write(sink: socket.socket, pieces: Pieces) -> None:
    with sink, suppress(OSError):
        while True:
            due, data = pieces.get()
            sleep(max(0.0, due - monotonic()))
            if not data:
                return sink.shutdown(socket.SHUT_RDWR)  # wakes the thread that reads what comes back
            sink.sendall(data)
