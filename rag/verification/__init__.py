"""Decides whether a written sentence or a quotation is supported by the articles."""
