"""Finds where the one who is asked about speaks; the holder of an office while holding it."""

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from factcontext.index.speakers.holders import Tenure
from factcontext.index.store.library import Library, StatementSpans


def heard_in(library: Library, name: str) -> StatementSpans:
    """The statements of those whom a name or an office means; of an office that changed hands, its holder's alone."""
    meant, tenures = library.directory.meant_by(name), library.directory.tenures(name)
    spans = library.statement_spans(meant)
    limited = [_within(library, id, meant, tenures[id]) for id in meant if id in tenures]
    if not limited:
        return spans
    whole = library.statement_spans({id: sure for id, sure in meant.items() if id not in tenures})
    return _joined(meant, [whole, *limited])


def _within(library: Library, id: int, meant: Mapping[int, float], tenure: Tenure) -> StatementSpans:
    """One speaker's statements in articles of these days; articles without a date tell nothing of when."""
    spans = library.statement_spans({id: meant[id]})
    among = library.catalog.within(tenure.first, tenure.last, None)
    return _chosen(spans, np.asarray(among.sentences.have(spans.first), dtype=bool))


def _chosen(spans: StatementSpans, which: NDArray[np.bool_]) -> StatementSpans:
    return replace(spans, first=spans.first[which], last=spans.last[which], sure=spans.sure[which])


def _joined(meant: Mapping[int, float], parts: list[StatementSpans]) -> StatementSpans:
    first, last, sure = (np.concatenate([getattr(one, name) for one in parts]) for name in ("first", "last", "sure"))
    order = np.argsort(first, kind="stable")
    return StatementSpans(meant, first[order], last[order], sure[order])
