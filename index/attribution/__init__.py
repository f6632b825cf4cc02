"""Who says what within one article: a parsed sentence becomes statements with their speakers."""
