"""Pages of search: one question to every package whose things have a name."""
