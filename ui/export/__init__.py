"""Answers as they leave the page: on the clipboard and as files, with their numbered sources."""
