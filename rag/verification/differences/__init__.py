"""Where articles that answer differ: on a number, on a date, or one denies what another confirms."""
