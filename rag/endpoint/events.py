"""Reads the JSON values of a model's reply from its bytes: a stream of events, lines of JSON, or one document."""

import codecs
import json
from collections.abc import AsyncGenerator, AsyncIterable, AsyncIterator

DONE = "[DONE]"
# Besides a space, which the format allows, what servers put between lines.
_BLANK = " \t\ufeff"


async def json_values(body: AsyncIterable[bytes]) -> AsyncGenerator[object, None]:
    """Each value as soon as it is complete, and DONE at the end, unless the body breaks off.

    Comments, fields other than data, and data that is no JSON at all (": keep-alive", "ping") mean nothing. Raises
    ValueError for what begins as JSON and is none, or is not UTF-8.
    """
    reader = _Assembly()
    async for line in _lines(body):
        for value in reader.take(line):
            yield value
            if value == DONE:
                return
    for value in reader.finish():
        yield value


async def _lines(body: AsyncIterable[bytes]) -> AsyncIterator[str]:
    """The lines, whichever of the three line ends a server uses, however the bytes are cut."""
    decode = codecs.getincrementaldecoder("utf-8")().decode
    parts: list[str] = []  # of the line that is coming: joined once, or a megabyte of one letter each would take hours
    after_return = False
    async for data in body:
        text = decode(data)
        if after_return and text:
            text, after_return = text.removeprefix("\n"), False
        after_return = text.endswith("\r")
        first, *others = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        parts.append(first)
        for other in others:
            yield "".join(parts)
            parts = [other]
    decode(b"", True)
    yield "".join(parts)


class _Assembly:
    """Lines on their way to values."""

    def __init__(self) -> None:
        self._document: list[str] = []  # lines of JSON that stands in the body as it is
        self._data: list[str] = []  # data of one event in several lines

    def take(self, line: str) -> list[object]:
        """The values that are complete with this line."""
        line = line.strip(_BLANK)
        if self._document:
            self._document.append(line)
            return []
        if line[:1] in ("{", "["):
            return self._begin_document(line)
        if not line:
            return self._end_event()
        name, _, value = line.partition(":")
        return self._take_data(value.strip()) if name.strip().lower() == "data" else []

    def finish(self) -> list[object]:
        """What is complete now that no more comes; a document that can be read to its end was not cut off."""
        if self._document:
            return [json.loads("\n".join(self._document)), DONE]
        return self._end_event()

    def _begin_document(self, line: str) -> list[object]:
        """A line of JSON among others, or the first of a document."""
        value = _parsed(line)
        if value is None:
            self._document.append(line)
            return []
        return [value, DONE] if _is_whole_reply(value) else [value]

    def _take_data(self, data: str) -> list[object]:
        if data.strip("[]").upper() == "DONE":
            return [DONE]
        if self._data:
            self._data.append(data)
            return []
        if data[:1] not in ("{", "["):
            return []
        value = _parsed(data)
        if value is None:
            self._data.append(data)
            return []
        return [value]

    def _end_event(self) -> list[object]:
        data, self._data = self._data, []
        return [json.loads("\n".join(data))] if data else []


def _parsed(text: str) -> object | None:
    try:
        value: object = json.loads(text)
    except json.JSONDecodeError:
        return None
    return value


def _is_whole_reply(value: object) -> bool:
    """Whether a line is all of a reply, from a server that does not stream."""
    choices = value.get("choices") if isinstance(value, dict) else None
    return bool(choices) and isinstance(choices, list) and isinstance(choices[0], dict) and "delta" not in choices[0]
