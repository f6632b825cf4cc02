"""Opens a table whose cells are parted by a delimiter; spreadsheets note it above the table, else it is guessed."""

import csv
import io

_DELIMITERS = ",;\t|"  # spreadsheets write a semicolon where the comma parts decimals
_NOTE = "sep="  # how spreadsheets tell each other the delimiter, on a line of its own


def table_rows(text: str) -> "csv.DictReader[str]":
    """The rows of a table by the names of its columns."""
    stream = io.StringIO(text, newline="")
    while text[:1] in "\r\n" and text:  # lines left blank above the names
        stream.readline()
        text = text.removeprefix("\r").removeprefix("\n")
    head, _, rest = text.partition("\n")
    if head.strip().casefold().startswith(_NOTE):
        stream.readline()
        head = head.strip()[len(_NOTE) :] or rest.partition("\n")[0]
    return csv.DictReader(stream, delimiter=max(_DELIMITERS, key=head.count))
