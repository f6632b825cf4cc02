"""English words and names as data: verbs and nouns of speech, titles, offices, countries, first names."""
