"""Makes an answer of evidence: of quotes, or of a model's sentences, each checked."""
