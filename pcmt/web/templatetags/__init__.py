"""Template tags of the house style; a builtin library, so templates need no load line."""
