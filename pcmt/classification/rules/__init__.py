"""Pure rules: conditions judged with unknown as an answer. No Django."""
