"""Retrieves candidate passages, ranks their sentences, and decides whether the best one answers."""
