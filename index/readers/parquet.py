"""Reads Parquet files with an article in each row; columns are known by their usual names, as in other tables."""

from collections.abc import Sequence

import pyarrow as pa
from pyarrow import parquet

from factcontext.errors import UnreadableArticle
from factcontext.index.readers.metadata import known_columns
from factcontext.index.readers.scan import MAX_BYTES
from factcontext.index.readers.tables import MAX_ROWS, articles_of_rows
from factcontext.index.records import RawArticle

_MAX_UNPACKED = 2 * MAX_BYTES  # of the columns that are read; text packs three to five times


def read_parquet(data: bytes) -> Sequence[RawArticle]:
    """The articles of a Parquet table; only the columns that are an article's are unpacked."""
    try:
        file = parquet.ParquetFile(pa.BufferReader(data))
        names = known_columns(file.schema_arrow.names)
        if file.metadata.num_rows > MAX_ROWS:
            raise UnreadableArticle(f"more than {MAX_ROWS:,} rows")
        if _unpacked_bytes(file, names) > _MAX_UNPACKED:
            raise UnreadableArticle("unpacks to more than an article can hold")
        table = file.read(columns=names, use_threads=False)
    except (pa.ArrowException, OSError, ValueError) as error:
        raise UnreadableArticle("damaged parquet file") from error
    return articles_of_rows(table.to_pylist())


def _unpacked_bytes(file: parquet.ParquetFile, names: Sequence[str]) -> int:
    """How many bytes the columns of these names have, as the file says itself."""
    groups = (file.metadata.row_group(n) for n in range(file.metadata.num_row_groups))
    columns = (group.column(n) for group in groups for n in range(group.num_columns))
    return sum(one.total_uncompressed_size for one in columns if one.path_in_schema.split(".")[0] in names)
