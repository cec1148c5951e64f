"""Pages of classification: where every commune stands, and the decisions of the year."""
