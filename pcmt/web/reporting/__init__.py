"""Pages of reporting: the completeness board, the entry grid with its steps, the printed form."""
