"""PCMT carries a public programme from the sentence in a directive to the figure in the report that answers it."""
