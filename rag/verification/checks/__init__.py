"""One claim tried against one source, by one check after the other."""
