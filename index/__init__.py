"""The write side: a folder of articles becomes an index on disk, and what both sides agree on."""
