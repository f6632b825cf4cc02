"""A generation of the index on disk: catalog, word index and vectors, written, published and opened."""
