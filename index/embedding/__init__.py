"""Text becomes vectors: the embedding model, its tokenizer and runtime, and the passages that it is given."""
