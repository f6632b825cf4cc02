"""The write side: builds an index on disk from a folder of articles; the records are what both sides agree on."""
