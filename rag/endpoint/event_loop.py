"""Runs a coroutine on an event-loop thread of its own, so that blocking code can cancel it."""

import asyncio
import socket
from collections.abc import Coroutine
from contextlib import suppress
from threading import Thread
from typing import Any


class BackgroundTask:
    """A coroutine that runs beside its caller from now on, until it is done or stopped."""

    def __init__(self, work: Coroutine[Any, Any, None]) -> None:
        self._loop = NonBlockingLoop()
        self._task = self._loop.create_task(work)
        self._thread = Thread(target=self._run, name="endpoint", daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            with suppress(asyncio.CancelledError):
                self._loop.run_until_complete(self._task)
            self._loop.run_until_complete(self._loop.shutdown_asyncgens())
        finally:
            self._loop.close()

    def stop(self) -> None:
        """Cancel what is left of it, which closes its connections; returns within a second."""
        with suppress(RuntimeError):  # it is over, and its loop closed
            self._loop.call_soon_threadsafe(self._task.cancel)
        self._thread.join(1)


class NonBlockingLoop(asyncio.SelectorEventLoop):
    """An event loop that looks up host names in threads that nobody waits for.

    asyncio's own threads are waited for when the program ends, and a name server that is silent takes half a minute.
    """

    async def getaddrinfo(
        self, host: Any, port: Any, *, family: int = 0, type: int = 0, proto: int = 0, flags: int = 0
    ) -> Any:
        """As the socket module's, without blocking."""
        found: asyncio.Future[Any] = self.create_future()

        def tell(how: Any, value: object) -> None:
            with suppress(RuntimeError):  # the loop has been closed meanwhile
                self.call_soon_threadsafe(lambda: found.done() or how(value))

        def look_up() -> None:
            try:
                tell(found.set_result, socket.getaddrinfo(host, port, family, type, proto, flags))
            except OSError as error:
                tell(found.set_exception, error)

        Thread(target=look_up, name="host name", daemon=True).start()
        return await found
