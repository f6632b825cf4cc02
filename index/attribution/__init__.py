"""Extracts attributions within one article: who said what, by a dependency parse of each sentence."""
