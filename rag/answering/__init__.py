"""Evidence becomes an answer: quotes, or a model's choice of them and its checked prose."""
