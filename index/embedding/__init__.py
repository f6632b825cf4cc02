"""Text embeddings: the model, its tokenizer and runtime, and the splitting of articles into passages."""
