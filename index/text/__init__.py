"""Raw text becomes clean text, sentences, quotations and stems."""
