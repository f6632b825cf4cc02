"""Shares the page with others: who may read what, signing in, logs and counts."""
