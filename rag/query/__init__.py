"""Understanding a question: whose words are wanted, about what, when, and in which outlet."""
