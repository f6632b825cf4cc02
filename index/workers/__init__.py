"""Child processes that read files and analyse articles, and the messages between them and the build."""
