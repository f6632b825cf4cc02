"""Candidate passages become ranked evidence, and a decision whether it answers the question at all."""
