"""The read side: a question becomes an answer whose every sentence is cited. Writes nothing."""
