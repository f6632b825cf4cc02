"""The read side: answers a question with cited sentences. Writes nothing."""
