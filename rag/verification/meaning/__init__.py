"""What a sentence says of its words: negation, certainty, semantic roles and opposites, compared with the evidence."""
