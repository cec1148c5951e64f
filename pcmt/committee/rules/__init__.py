"""Pure rules of committees at work: who counts as present, what a conclusion must say, how papers are laid out."""
