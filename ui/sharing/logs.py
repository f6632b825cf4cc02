"""Writes the log as JSON lines: what was done and how it went, without a word of questions, articles or keys."""

import json
import logging
import sys
import traceback
from datetime import UTC, datetime
from typing import Any

from factcontext.ui.journal import AskedQuestion

LOG = logging.getLogger("factcontext")
FIELDS = "fields"  # of a record: what its line tells besides


class JsonLines(logging.Formatter):
    """A record as one line of JSON. Of an error: its kind and where it arose; its words may quote an article."""

    def __init__(self, *_: Any, **__: Any) -> None:
        super().__init__()

    def format(self, record: logging.LogRecord) -> str:
        """The line."""
        time = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds")
        row: dict[str, Any] = {"time": time, "level": record.levelname.lower(), "logger": record.name}
        row |= {"event": record.getMessage(), **getattr(record, FIELDS, {})}
        if record.exc_info and record.exc_info[0]:
            places = traceback.extract_tb(record.exc_info[2])
            row["error"] = record.exc_info[0].__name__
            row["at"] = [f"{one.filename}:{one.lineno}" for one in places]
        return json.dumps(row, ensure_ascii=False)


def write_json() -> None:
    """Write everything that is logged in this process so: ours, Streamlit's and the server's."""
    import streamlit.logger
    import uvicorn.config

    handler = _handler()
    logging.getLogger().handlers = [handler]
    LOG.setLevel(logging.INFO)
    streamlit.logger.setup_formatter = _take_over
    streamlit.logger.update_formatter()
    uvicorn.config.LOGGING_CONFIG["formatters"] = {name: {"()": JsonLines} for name in ("default", "access")}


def _take_over(logger: logging.Logger) -> None:
    """In place of Streamlit's own: each of its loggers has a handler of its own."""
    logger.handlers = [_handler()]


def _handler() -> logging.Handler:
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    return handler


class QuestionLog:
    """One line a question; what was asked and by whom only where that is wanted."""

    def __init__(self, has_words: bool) -> None:
        self._has_words = has_words

    def __call__(self, one: AskedQuestion) -> None:
        """Write the line."""
        row: dict[str, Any] = {"id": one.id, "outcome": one.outcome, "reason": one.reason}
        row |= {"seconds": round(one.seconds, 3), "waited": round(one.waited, 3)}
        row |= {"model": one.model, "model_problem": one.model_problem, "index": one.asker.index.name}
        if self._has_words:
            row |= {"question": one.asker.question, "user": one.asker.user}
        LOG.info("question", extra={FIELDS: {name: value for name, value in row.items() if value is not None}})
