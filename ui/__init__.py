"""What users see: the page, the command line, and the words on them."""
