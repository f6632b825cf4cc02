"""Whether numbers, dates, names, speakers and words of a sentence are those of its evidence."""
