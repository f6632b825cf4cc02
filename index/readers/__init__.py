"""One module a format; each turns bytes into a raw article."""
