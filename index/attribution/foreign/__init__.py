"""Who says what in an article that is not in English: quotations, reported clauses and "according to"."""
