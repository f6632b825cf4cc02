"""Tells a parser that had no memory left from one that met a damaged file."""

_NO_MEMORY = 2  # libxml2's XML_ERR_NO_MEMORY


def ran_out_of_memory(error: Exception) -> bool:
    """Whether libxml2 had none left: lxml raises an error of what it was just doing, an XPathEvalError for instance."""
    codes = (getattr(error, "code", None), *(entry.type for entry in getattr(error, "error_log", ())))
    return _NO_MEMORY in codes
