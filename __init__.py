"""factcontext: ask a folder of news articles who said what, and get every answer as cited quotes."""
