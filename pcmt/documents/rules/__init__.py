"""Pure rules of documents: numbers that mean the same act, typed suggestions, marks that overlap."""
