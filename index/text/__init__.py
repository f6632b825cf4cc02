"""Cleans raw text and splits it into sentences, quotations, words and stems."""
