"""Who reports what within one sentence, read from its dependency parse: cues, sources and contents."""
