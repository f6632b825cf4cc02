"""Dates in words."""

MONTHS = "January February March April May June July August September October November December".split()


def day(iso: str) -> str:
    """An ISO date in words; anything else as it is.

    >>> day("2031-11-05")
    '5 November 2031'
    """
    year, _, rest = iso[:10].partition("-")
    month, _, number = rest.partition("-")
    if not (year.isdigit() and month.isdigit() and number.isdigit() and 1 <= int(month) <= 12):
        return iso
    return f"{int(number)} {MONTHS[int(month) - 1]} {year}"
