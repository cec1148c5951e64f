"""Pure rules: figures of areas in periods, formulas over them, and targets with their roadmap. No Django."""
